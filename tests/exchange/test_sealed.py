"""Letters in a folder: only their recipient opens them, and nobody else can have written them."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from wellbeing.exchange import sealed, shelf
from wellbeing.exchange.folder_state import FolderState, Open, beside
from wellbeing.exchange.sealed import Keys
from wellbeing.family.agreement import Member
from wellbeing.family.letter import Decision, Entry, Letter, LetterError, written
from wellbeing.family.level import Level
from wellbeing.family.person import Role
from wellbeing.ports import FamilyLater

A, B, C = Keys.made(), Keys.made(), Keys.made()
ONE = Letter(sender=A.card.device, recipient=B.card.device, serial=1, family="Home")
AT = datetime(2026, 5, 4, tzinfo=UTC)
MIA = Member(id="mia", name="Mia", role=Role.CHILD)


def test_a_letter_reaches_its_recipient_and_nobody_else() -> None:
    data = sealed.sealed(ONE, A, B.card)
    assert sealed.opened(data, B, A.card) == ONE
    assert b"Home" not in data
    with pytest.raises(LetterError, match="not meant for this device"):
        sealed.opened(data, C, A.card)


def test_a_letter_in_anothers_name_or_for_another_is_none() -> None:
    with pytest.raises(LetterError, match="does not come from"):
        sealed.opened(sealed.sealed(ONE, C, B.card), B, A.card)
    for wrong in (replace(ONE, sender=C.card.device), replace(ONE, recipient=C.card.device)):
        with pytest.raises(LetterError, match="does not come from"):
            sealed.opened(sealed.sealed(wrong, A, B.card), B, A.card)


@settings(max_examples=40)
@given(st.data())
def test_any_byte_that_was_changed_shows(data: st.DataObject) -> None:
    content = bytearray(sealed.sealed(ONE, A, B.card))
    content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises(LetterError):
        sealed.opened(bytes(content), B, A.card)
    card = bytearray(sealed.card_file(A))
    card[data.draw(st.integers(0, len(card) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises(LetterError):
        sealed.opened_card(bytes(card), A.card.device)


def test_a_card_is_its_devices_own() -> None:
    assert sealed.opened_card(sealed.card_file(A), A.card.device) == A.card
    with pytest.raises(LetterError, match="does not come from"):
        sealed.opened_card(sealed.card_file(A), B.card.device)
    with pytest.raises(LetterError):
        sealed.opened_card(b"\0" * 64 + written(A.card), A.card.device)
    with pytest.raises(LetterError):
        sealed.opened_card(b"", A.card.device)


def test_keys_survive_the_keyring() -> None:
    assert Keys.of(A.text).card == A.card
    for text in ("", "ab", "xy" * 64):
        with pytest.raises(ValueError, match=r"64 bytes|non-hexadecimal"):
            Keys.of(text)


def test_whoever_reads_while_it_is_written_finds_the_old_or_the_new_and_never_a_half(tmp_path: Path) -> None:
    shelf.make(tmp_path)
    versions = [bytes([number]) * 200_000 for number in range(20)]
    shelf.put_letter(tmp_path, "a", "b", versions[0])
    done = threading.Event()
    halves: list[int] = []

    def reads() -> None:
        while not done.is_set():
            found = shelf.letter(tmp_path, "a", "b")
            if found not in versions:
                halves.append(len(found))

    reader = threading.Thread(target=reads)
    reader.start()
    for one in versions:
        shelf.put_letter(tmp_path, "a", "b", one)
    done.set()
    reader.join()
    assert not halves
    assert [one.name for one in (tmp_path / shelf.FOLDER).iterdir()] == ["a.to.b.sealed"]


def test_a_folder_that_is_not_there_says_so(tmp_path: Path) -> None:
    for work in (
        lambda: shelf.looked_at(tmp_path / "none"),
        lambda: shelf.put_letter(tmp_path / "none", "a", "b", b""),
        lambda: shelf.make(Path("/proc/none")),
    ):
        with pytest.raises(FamilyLater, match="cannot be used"):
            work()
    shelf.take_away(tmp_path / "none", "a")


def test_what_another_process_decided_meanwhile_is_not_lost() -> None:
    def decided(level: Level, minutes: int) -> Decision:
        return Decision(viewer="ada", subject="mia", level=level, at=AT + timedelta(minutes=minutes))

    before = FolderState(root="r", me=MIA, decisions=(decided(Level.APPS, 0),))
    mine = replace(before, read={"x": 5})
    opened = Open(proof="p", person=MIA, until=AT)
    entry = Entry(device=A.card.device, name="pc", person=MIA, at=AT)
    theirs = replace(before, decisions=(decided(Level.TOTALS, 1),), invitations=(opened,), entries=(entry,))
    after = beside(before, mine, theirs)
    assert (after.read, after.decisions, after.invitations, after.entries) == (
        {"x": 5},
        (decided(Level.TOTALS, 1),),
        (opened,),
        (entry,),
    )
    assert beside(before, mine, before) == mine
