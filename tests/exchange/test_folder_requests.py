"""Asking for time through a shared folder: two homes, no server, each answer once and only from a parent."""

from __future__ import annotations

import re
import shutil
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from tests.homes import HomeOf
from wellbeing import app
from wellbeing.cli.commands import wellbeing
from wellbeing.engine import household, joining, sharing
from wellbeing.exchange import keychain, sealed, shelf
from wellbeing.exchange.folder import FolderExchange
from wellbeing.exchange.sealed import Keys
from wellbeing.family.letter import Letter
from wellbeing.family.request import OPEN_FOR
from wellbeing.family.wish import Reply
from wellbeing.files.paths import home as place_of
from wellbeing.ports import FamilyRefused

pytestmark = pytest.mark.usefixtures("ring")


class Family:
    """Ada, who began it; Mia, a child with a limit that was agreed; the folder between them."""

    def __init__(self, place: Path) -> None:
        self.place, self.shared = place, place / "shared"
        self.ada, self.mia = HomeOf(place / "ada"), HomeOf(place / "mia")
        self.ada.done("folder", str(self.shared), "create", "--person", "Ada", "--name", "pc")
        self.take_in(self.mia, "Mia", "--level", "kinds")
        self.limit(self.mia, "--category", "games")

    def take_in(self, home: HomeOf, name: str, *words: str) -> None:
        [code] = re.findall(r"join '(\S+)'", self.ada.done("invite", name, *words))
        home.done("folder", str(self.shared), "join", code, "--name", home.root.name)
        self.ada.push()
        home.push()

    def limit(self, home: HomeOf, *on: str) -> None:
        words = ["--home", str(home.root), "limits", "set", *on, "--minutes", "60", "--agreed", "Ada"]
        result = CliRunner().invoke(wellbeing, words)
        assert result.exit_code == 0, result.output

    def ask(self, minutes: int = 30, *words: str) -> str:
        """Mia asks, and her letters are written; the id."""
        said = self.mia.json("ask", str(minutes), *words)
        self.mia.push()
        return str(said["id"])

    def device(self, home: HomeOf) -> str:
        return str(home.json("status")["device"]["id"])


@pytest.fixture
def family(tmp_path: Path) -> Family:
    return Family(tmp_path)


class way:  # noqa: N801 - reads as a phrase
    """The exchange of a home, at any time."""

    def __init__(self, home: HomeOf, at: datetime | None = None) -> None:
        self._store, self._at = home.store(), at

    def __enter__(self) -> tuple[FolderExchange, Any]:
        joined = joining.need_membership(self._store)
        proof = keychain.secret(joined.secret)
        assert proof
        at = self._at
        now = app.clock().now if at is None else lambda: at
        return sharing.folder(self._store, joined, proof, now), self._store

    def __exit__(self, *_: object) -> None:
        self._store.close()


def extensions(home: HomeOf) -> list[tuple[int, float]]:
    """Limit and minutes of each extension of today."""
    store = home.store()
    try:
        today = app.family_source(place_of(str(home.root)), store).today
        return [(one.limit, one.units) for one in store.limits.extensions(today, today)]
    finally:
        store.close()


def asked(home: HomeOf) -> list[dict[str, Any]]:
    return list(home.json("requests")["requests"])


def of_others(home: HomeOf) -> list[dict[str, Any]]:
    return list(home.json("requests")["of_others"])


def test_a_child_asks_and_a_parent_on_another_device_answers(family: Family) -> None:
    number = family.ask(30, "--limit", "1", "--reason", "the castle is almost done")
    family.ada.push()
    [seen] = of_others(family.ada)
    assert (seen["person"], seen["minutes"], seen["state"]) == ("Mia", 30, "open")
    assert (seen["limit"], seen["reason"]) == ("Games", "the castle is almost done")
    assert "Mia: 30 minutes, Games" in family.ada.done("requests")
    assert "15 minutes are given." in family.ada.done("answer", "last", "15", "--words", "then supper")
    assert extensions(family.mia) == []
    for _ in range(3):
        family.mia.push()
        assert extensions(family.mia) == [(1, 15)]
    [one] = asked(family.mia)
    assert one["state"] == "granted"
    assert (one["answer"]["minutes"], one["answer"]["by"]) == (15, "Ada")
    assert "by Ada “then supper”" in family.mia.done("requests")
    family.ada.push()
    assert [each["state"] for each in of_others(family.ada)] == ["granted"]
    assert "waits for no answer" in family.ada.refused("answer", number[:8], "30")
    assert family.mia.json("status")["passed_over"] == []
    for file in (family.shared / shelf.FOLDER).iterdir():
        assert b"castle" not in file.read_bytes()
        assert b"supper" not in file.read_bytes()


def test_no_is_an_answer_and_an_answer_at_the_computer_is_told(family: Family) -> None:
    family.ask(15)
    family.ada.push()
    assert of_others(family.ada)[0]["limit"] == "all that was agreed"
    assert "Declined." in family.ada.done("answer", "last", "0")
    family.mia.push()
    assert [one["state"] for one in asked(family.mia)] == ["declined"]
    assert extensions(family.mia) == []
    family.ask(60)
    family.mia.done("answer", "last", "30")
    family.mia.push()
    family.ada.push()
    assert [one["state"] for one in of_others(family.ada)] == ["granted", "declined"]
    assert "No request" in family.ada.refused("answer", "last", "15")
    assert extensions(family.mia) == [(1, 30)]


def test_only_a_parent_of_the_family_can_answer(family: Family) -> None:
    ben = HomeOf(family.place / "ben")
    family.take_in(ben, "Ben", "--role", "child")
    number = family.ask()
    for home in (ben, family.ada):
        home.push()
    assert of_others(ben) == []
    assert "No request" in ben.refused("answer", number[:8], "60")
    mia = family.mia.json("status")["person"]["id"]
    for home in (ben, family.mia):
        with way(home) as (folder, store):
            with pytest.raises(FamilyRefused, match="Only an adult"):
                folder.answer(number, 60, "")
            # A program that was changed writes it into its letters nevertheless; another one does not listen.
            state = sharing.folder_state(store)
            forged = Reply(request=number, person=mia, at=app.clock().now(), minutes=60)
            sharing.keep_folder_state(store, replace(state, replies=(forged,)))
            folder.agreement()
    for _ in range(2):
        family.mia.push()
        family.ada.push()
    assert asked(family.mia)[0]["state"] == of_others(family.ada)[0]["state"] == "open"
    assert extensions(family.mia) == []


def test_a_parent_who_was_removed_answers_nothing_any_more(family: Family) -> None:
    cleo = HomeOf(family.place / "cleo")
    family.take_in(cleo, "Cleo", "--role", "adult")
    number = family.ask()
    cleo.push()
    assert [one["id"] for one in of_others(cleo)] == [number]
    family.ada.done("revoke", family.device(cleo))
    family.mia.push()
    cleo("answer", "last", "60")
    family.mia.push()
    assert asked(family.mia)[0]["state"] == "open"
    assert extensions(family.mia) == []


def test_of_two_parents_the_first_answer_counts_once(family: Family) -> None:
    cleo = HomeOf(family.place / "cleo")
    family.take_in(cleo, "Cleo", "--role", "adult")
    for home in (family.mia, family.ada, cleo):
        home.push()
    number = family.ask(30)
    for home in (family.ada, cleo):
        home.push()
    # At the same time, before either has heard of the other.
    for home, minutes in ((family.ada, 15), (cleo, 60)):
        with way(home) as (folder, store):
            mia = family.mia.json("status")["person"]["id"]
            at = app.clock().now() + timedelta(seconds=minutes)
            reply = Reply(request=number, person=mia, at=at, minutes=minutes)
            sharing.keep_folder_state(store, replace(sharing.folder_state(store), replies=(reply,)))
            folder.agreement()
    for _ in range(2):
        for home in (family.mia, cleo, family.ada):
            home.push()
    assert extensions(family.mia) == [(1, 15)]
    assert [one["answer"]["by"] for one in (*of_others(cleo), *of_others(family.ada))] == ["Ada", "Ada"]


def test_a_letter_that_somebody_puts_back_answers_nothing_twice(family: Family) -> None:
    family.ask()
    family.ada.push()
    family.ada.done("answer", "last", "30")
    ada, mia = family.device(family.ada), family.device(family.mia)
    letter = family.shared / shelf.FOLDER / f"{ada}.to.{mia}.sealed"
    answered = letter.read_bytes()
    family.mia.push()
    family.ask(60)
    family.ada.push()
    family.ada.done("answer", "last", "0")
    family.mia.push()
    letter.write_bytes(answered)
    family.mia.push()
    assert [one["file"] for one in family.mia.json("status")["passed_over"]] == [letter.name]
    assert extensions(family.mia) == [(1, 30)]
    assert sorted(one["state"] for one in asked(family.mia)) == ["declined", "granted"]


def test_what_nobody_answers_in_time_lapses_on_both_sides(family: Family) -> None:
    number = family.ask()
    family.ada.push()
    later = app.clock().now() + OPEN_FOR + timedelta(minutes=1)
    with way(family.mia, later) as (folder, _store):
        folder.agreement()
    with way(family.ada, later) as (folder, _store):
        came = folder.agreement()
        assert came is not None
        assert came[0].requests == ()
        with pytest.raises(FamilyRefused, match="no such request"):
            folder.answer(number, 30, "")


def test_an_answer_that_comes_too_late_extends_nothing(family: Family) -> None:
    """The folder was away while the time passed: the child's clock says how long ago it was asked."""
    store = family.mia.store()
    long_ago = app.clock().now() - OPEN_FOR + timedelta(minutes=1)
    one = household.ask(store, 30, 1, "", long_ago)
    store.close()
    family.mia.push()
    family.ada.push()
    family.ada.done("answer", "last", "30")
    with way(family.mia, long_ago + OPEN_FOR + timedelta(minutes=1)) as (folder, mine):
        came = folder.agreement()
        assert came is None or all(each.id != one.id for each in came[0].requests)
        assert mine.household.request(one.id) is not None
    assert extensions(family.mia) == []


def test_the_childs_other_computer_counts_the_answer_for_the_same_limit_only(family: Family) -> None:
    lap = HomeOf(family.place / "lap")
    family.take_in(lap, "Mia")
    family.limit(lap, "--ai")
    family.limit(lap, "--category", "games")
    family.mia.push()
    lap.push()
    family.ask(30, "--limit", "1")
    family.ada.push()
    family.ada.done("answer", "last", "30")
    for home in (family.mia, lap, family.mia, lap):
        home.push()
    assert (extensions(family.mia), extensions(lap)) == ([(1, 30)], [(2, 30)])
    assert len(of_others(family.ada)) == 1


def test_where_a_limit_may_not_be_named_the_request_names_none(family: Family) -> None:
    family.limit(family.mia, "--site", "example.com")
    family.ask(30, "--limit", "2", "--reason", "a film")
    family.ada.push()
    [seen] = of_others(family.ada)
    assert (seen["limit"], seen["reason"]) == ("a limit without its name", "a film")
    family.mia.done("level", "Ada", "nothing")
    family.ask(15, "--limit", "1")
    family.ada.push()
    assert {one["limit"] for one in of_others(family.ada)} == {"a limit without its name"}


def test_copies_and_a_stick_lose_no_request(family: Family) -> None:
    away = family.place / "stick"
    family.shared.rename(away)
    number = str(family.mia.json("ask", "30")["id"])
    assert "Nothing is lost" in family.mia.refused("push")
    away.rename(family.shared)
    family.mia.push()
    files = family.shared / shelf.FOLDER
    mia, ada = family.device(family.mia), family.device(family.ada)
    letter = files / f"{mia}.to.{ada}.sealed"
    shutil.copy(letter, files / f"{mia}.to.{ada}.sync-conflict-20261127-000000-ABCDEFG.sealed")
    family.ada.push()
    assert [one["id"] for one in of_others(family.ada)] == [number]


def test_letters_of_another_family_say_nothing(family: Family) -> None:
    """A device that nobody took in writes a letter with an answer, rightly signed and sealed."""
    number = family.ask()
    stranger = Keys.made()
    mia = family.device(family.mia)
    card = sealed.opened_card(shelf.card(family.shared, mia), mia)
    shelf.put_card(family.shared, stranger.card.device, sealed.card_file(stranger))
    person = family.mia.json("status")["person"]["id"]
    reply = Reply(request=number, person=person, at=app.clock().now(), minutes=60)
    letter = Letter(sender=stranger.card.device, recipient=mia, serial=1, replies=(reply,))
    content = sealed.sealed(letter, stranger, card)
    shelf.put_letter(family.shared, stranger.card.device, mia, content)
    family.mia.push()
    assert asked(family.mia)[0]["state"] == "open"
