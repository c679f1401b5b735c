"""What the exchange met is noted so that whoever reads it later reads it in their own language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import keyrings
from tests.homes import HomeOf
from wellbeing.engine import membership as members
from wellbeing.engine import sharing
from wellbeing.exchange import shelf
from wellbeing.model.sentence import Sentence, counted, packed, unpacked, verbatim


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[HomeOf]:
    """Of a family whose folder is not there any more, and where somebody else's file lay."""
    monkeypatch.setenv("LANGUAGE", "en")
    with keyrings.in_memory():
        made = HomeOf(tmp_path / "ada")
        made.done("folder", str(tmp_path / "shared"), "create", "--person", "Ada")
        (tmp_path / "shared" / shelf.FOLDER / "holiday.jpg").write_bytes(b"jpg")
        made.push()
        (tmp_path / "shared").rename(tmp_path / "away")
        assert "cannot be used" in made.refused("push")
        yield made


def test_a_trouble_noted_in_english_is_read_in_german(home: HomeOf, monkeypatch: pytest.MonkeyPatch) -> None:
    said = home("status").stderr
    assert "cannot be used: No such file or directory." in said
    assert "It is none of this family's." in said
    monkeypatch.setenv("LANGUAGE", "de")
    said = home("status").stderr
    assert "Der geteilte Ordner" in said
    assert "Nichts geht verloren" in said
    assert "holiday.jpg" in said
    assert "It is none" not in said
    status = home.json("status")
    assert status["trouble"].startswith("The shared folder")
    assert status["passed_over"] == [{"file": "holiday.jpg", "why": "It is none of this family's."}]


def test_what_an_older_version_noted_is_still_read(home: HomeOf, monkeypatch: pytest.MonkeyPatch) -> None:
    store = home.store()
    state, folder = members.state(store), sharing.folder_state(store)
    assert isinstance(state.sentence, Sentence)
    old = msgspec.json.decode(store.mark("family-state") or "")
    old |= {"sentence": str(state.sentence), "remedy": str(state.remedy)}
    store.mark("family-state", msgspec.json.encode(old).decode())
    notes = [[name, str(why)] for name, why in folder.notes]
    older = msgspec.json.decode(store.mark("family-folder") or "") | {"notes": notes}
    older.pop("replies")
    store.mark("family-folder", msgspec.json.encode(older).decode())
    assert members.state(store) == state
    assert sharing.folder_state(store) == folder
    store.close()
    monkeypatch.setenv("LANGUAGE", "de")
    said = home("status").stderr
    assert "The shared folder" in said
    assert "Sie gehört nicht zu dieser Familie." in said
    assert "Nichts geht verloren" in said


_texts = st.text(max_size=20)
_sentences = st.recursive(
    _texts.map(verbatim),
    lambda inner: (
        st.builds(lambda a, b: Sentence("{a} – {b}", a=a, b=b), inner | _texts, inner)
        | st.builds(
            lambda n, a: counted("{count} day {a}", "{count} days {a}", n, a=a), st.integers(0, 9), inner
        )
    ),
)


@given(_sentences)
def test_a_sentence_survives_being_noted(one: Sentence) -> None:
    read = unpacked(msgspec.json.decode(msgspec.json.encode(packed(one))))
    assert read == one
    assert isinstance(read, Sentence)
    assert (read.template, read.many, read.number) == (one.template, one.many, one.number)


@pytest.mark.parametrize("text", ["", "plain", "{braces}", "a {0} b"])
def test_a_plain_text_stays_one(text: str) -> None:
    assert unpacked(packed(text)) == text
    assert not isinstance(unpacked(text), Sentence)
