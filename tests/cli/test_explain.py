"""Standard input is taken line by line, however it is cut into pieces, and whatever stands in it is answered."""

from __future__ import annotations

import io
import json
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wellbeing.cli import explain
from wellbeing.files.paths import home
from wellbeing.ports import KnownError


class Dribble(io.RawIOBase):
    """Gives its bytes in pieces of a few, as a slow writer would."""

    def __init__(self, text: bytes, size: int) -> None:
        super().__init__()
        self._text, self._size = text, size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:  # any writable buffer
        piece = self._text[: min(self._size, len(buffer))]
        self._text = self._text[len(piece) :]
        buffer[: len(piece)] = piece
        return len(piece)


@given(st.binary(max_size=200), st.integers(1, 50))
def test_lines_do_not_depend_on_how_they_arrive(text: bytes, size: int) -> None:
    source = io.BufferedReader(Dribble(text, size))
    got = [numbered for ready in explain._lines(source) for numbered in ready]
    lines = text.split(b"\n")
    if not lines[-1]:
        lines.pop()
    assert got == list(enumerate(lines, 1))


def test_a_line_without_an_end_is_cut() -> None:
    source = io.BufferedReader(Dribble(b"a" * (3 << 20) + b"\nnext\n", 1 << 16))
    (first, _), (second, text) = [one for ready in explain._lines(source) for one in ready]
    assert (first, second, text) == (1, 2, b"next")


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
FIELDS = st.dictionaries(st.sampled_from(["id", "app_id", "exe", "title", "site", "commands"]), VALUES)
LINES = FIELDS.map(lambda one: json.dumps(one).encode()) | st.binary(min_size=1, max_size=40).filter(
    bytes.strip
)


def answered(folder: Path, text: bytes) -> list[Any]:  # JSON
    """The answers to what stands on standard input."""
    with pytest.MonkeyPatch.context() as patch:
        out = io.BytesIO()
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))
        patch.setattr(sys, "stdout", io.TextIOWrapper(out, write_through=True))
        with suppress(KnownError):
            explain.explain_lines(home(str(folder)))
        answers = [json.loads(line) for line in out.getvalue().splitlines()]
        patch.undo()
    return answers


@pytest.mark.parametrize(
    "id_", ["7", 7, 1.5, True, False, None, 2**70, [1, "a"], {"row": 3}, "\ud800"], ids=repr
)
def test_any_id_comes_back_as_it_was(tmp_path: Path, id_: object) -> None:
    good = {"id": id_, "site": "chatgpt.com", "commands": None, "more": {"of": "theirs"}}
    bad = {"id": id_, "title": 5}
    fine, wrong = answered(tmp_path, b"\n".join(json.dumps(one).encode() for one in (good, bad)))
    assert (fine["id"], fine["tool"]) == ("?" if id_ == "\ud800" else id_, "chatgpt")
    assert wrong["id"] == fine["id"]
    assert "Line 2 is not an observation" in wrong["why"]


def test_a_mark_of_byte_order_is_no_part_of_the_first_line(tmp_path: Path) -> None:
    (answer,) = answered(tmp_path, b'\xef\xbb\xbf{"id": "1", "site": "claude.ai"}\r\n')
    assert (answer["id"], answer["tool"]) == ("1", "claude")


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(LINES.map(lambda line: line.replace(b"\n", b" ")), max_size=6))
def test_each_line_gets_its_answer(tmp_path: Path, lines: list[bytes]) -> None:
    lines = [line for line in lines if line.strip()]
    answers = answered(tmp_path, b"\n".join(lines))
    assert len(answers) == len(lines)
    for answer in answers:
        assert list(answer) == ["id", "category", "tool", "kind", "confidence", "why"]
        assert answer["why"]
