"""A family that shares a folder, from the command line: sealed, pared, one writer a file, no server."""

from __future__ import annotations

import os
import re
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from tests import keyrings
from tests.homes import CHAT, WRITER, HomeOf, monday
from wellbeing import app
from wellbeing.engine import joining, sharing
from wellbeing.exchange import keychain, sealed, shelf
from wellbeing.family.agreement import Week
from wellbeing.family.invitation import LASTS
from wellbeing.family.letter import LARGEST, LetterError
from wellbeing.family.person import Role
from wellbeing.ports import FamilyRefused

MONDAY = monday()
SINCE = ("--since", MONDAY.isoformat())


pytestmark = pytest.mark.usefixtures("ring")


class Family:
    """Ada, who began it, Mia with two computers, Ben; and the folder that they share."""

    def __init__(self, place: Path) -> None:
        self.shared = place / "shared"
        self.ada, self.desk, self.lap, self.ben = (
            HomeOf(place / name) for name in ("ada", "desk", "lap", "ben")
        )
        self.ada.done(
            "folder", str(self.shared), "create", "--family", "Home", "--person", "Ada", "--name", "pc"
        )

    def take_in(self, home: HomeOf, name: str, *words: str) -> None:
        said = self.ada.done("invite", name, *words)
        [code] = re.findall(r"join '(\S+)'", said)
        home.done("folder", str(self.shared), "join", code, "--name", home.root.name, *SINCE)
        self.ada.push()
        home.push()

    def week(self, viewer: HomeOf, name: str, as_viewer: str | None = None) -> Week:
        store = viewer.store()
        try:
            way = joining.exchange(store, joining.need_membership(store), app.clock().now)
            person = joining.refreshed(store, app.clock().now).member(name)
            assert person is not None
            return way.week(person.id, MONDAY, as_viewer)
        finally:
            store.close()

    def device(self, home: HomeOf) -> str:
        return str(home.json("status")["device"]["id"])

    @property
    def files(self) -> Path:
        return self.shared / shelf.FOLDER


@pytest.fixture
def family(tmp_path: Path) -> Family:
    return Family(tmp_path)


def test_a_parent_reads_the_childs_week_at_the_agreed_level_and_nobody_else_can(family: Family) -> None:
    family.desk.live(MONDAY, (9, 11, WRITER), (11, 12, CHAT))
    family.take_in(family.desk, "Mia", "--role", "child", "--level", "kinds")
    family.take_in(family.ben, "Ben")
    [day] = family.week(family.ada, "Mia").days
    assert (day.active_s, day.categories) == (3 * 3600, {"writing": 7200, "ai": 3600})
    assert not day.apps + day.tools
    [seen] = family.desk.json("see", "Ada", "--day", SINCE[1])["viewers"]
    assert seen["days"][0]["categories"] == day.categories
    family.ada.push()
    family.ben.push()
    with pytest.raises(FamilyRefused):
        family.week(family.ben, "Mia")
    status = family.desk.json("status")
    assert (status["family"], status["person"]["name"], status["passed_over"]) == ("Home", "Mia", [])

    # What lies in the folder tells nothing: names, categories, figures are sealed for one recipient each.
    for file in family.files.iterdir():
        content = file.read_bytes()
        for word in (b"Mia", b"Ada", b"Home", b"writing", b"LibreOffice", b"active_s", b"child"):
            assert word not in content, file.name
    mia, ada, ben = (family.device(one) for one in (family.desk, family.ada, family.ben))
    to_ada = shelf.letter(family.shared, mia, ada)
    card = sealed.opened_card(shelf.card(family.shared, mia), mia)
    for other in (family.ben, family.desk):
        store = other.store()
        proof = keychain.secret(joining.need_membership(store).secret)
        store.close()
        with pytest.raises(LetterError, match="not meant for this device"):
            sealed.opened(to_ada, sealed.Keys.of(str(proof)), card)
    assert {one.name for one in family.files.iterdir()} >= {f"{mia}.to.{ben}.sealed", f"{mia}.card"}


def test_two_devices_of_one_person_are_one_line_and_no_minute_counts_twice(family: Family) -> None:
    family.desk.live(MONDAY, (9, 11, WRITER), (11, 12, CHAT))
    family.lap.live(MONDAY, (10, 13, WRITER))
    family.take_in(family.desk, "Mia", "--level", "totals")
    family.take_in(family.lap, "mia")
    for one in (family.desk, family.lap, family.desk):
        one.push()
    [day] = family.week(family.ada, "Mia").days
    assert day.active_s == 4 * 3600
    assert day.active.low_s == day.active.high_s
    assert not day.categories
    [seen] = family.lap.json("see", "Ada", "--day", SINCE[1])["viewers"]
    assert (seen["days"][0]["active_s"], len(seen["days"][0]["devices"])) == (4 * 3600, 2)
    own = family.lap.json("--day", SINCE[1])["line"]
    assert own["active_s"] == 4 * 3600
    assert len(own["apps"]) == 2
    assert family.week(family.desk, "Mia", family_id(family, "Ada")).days[0].categories == {}
    assert "laptop" not in family.desk.done("members")
    assert "lap" in family.desk.done("members")


def family_id(family: Family, name: str) -> str:
    found = [one["id"] for one in family.desk.json("members")["members"] if one["name"] == name]
    return str(found[0])


def test_the_child_shows_less_at_once_and_a_parent_may_ask_for_more_but_never_for_moods(
    family: Family,
) -> None:
    family.desk.live(MONDAY, (9, 11, WRITER))
    family.take_in(family.desk, "Mia", "--level", "totals")
    family.ada.done("level", "Ada", "apps", "--of", "Mia")
    family.desk.push()
    assert family.desk.json("members")["members"] is not None
    assert "apps" in family.desk.done("see", "Ada")
    assert family.week(family.ada, "Mia").days[0].apps
    family.desk.done("level", "Ada", "nothing")
    family.ada.push()
    with pytest.raises(FamilyRefused):
        family.week(family.ada, "Mia")
    family.desk.done("level", "Ada", "kinds")
    family.desk.done("moods", "Ada", "on")
    family.ada.push()
    assert family.week(family.ada, "Mia").days[0].moods == ()
    assert "sees nothing of these days" in family.ada.refused("moods", "Mia", "on")


def test_only_an_invitation_lets_in_and_only_once(family: Family) -> None:
    said = family.ada.done("invite", "Mia")
    [code] = re.findall(r"join '(\S+)'", said)
    other = HomeOf(family.shared.parent / "other")
    for home in (family.desk, other):
        home.done("folder", str(family.shared), "join", code, "--name", home.root.name)
        family.ada.push()
        home.push()
    assert family.desk.json("status")["person"]["name"] == "Mia"
    assert other.json("status")["person"]["id"] == "waiting"
    assert len(family.ada.json("members")["members"]) == 2
    slip = code[:-3] + ("A" if code[-3] != "A" else "B") + code[-2:]
    third = HomeOf(family.shared.parent / "third")
    assert "slip" in third.refused("folder", str(family.shared), "join", slip)
    assert "not in the folder" in third.refused("folder", str(family.shared.parent), "join", code)
    assert "not the pairing code of a hub" in third.refused("join", code)
    assert "Only an adult" in family.desk.refused("invite", "Eve")


def test_what_is_forged_old_foreign_or_broken_is_named_and_harms_nothing(family: Family) -> None:
    family.desk.live(MONDAY, (9, 10, WRITER))
    family.take_in(family.desk, "Mia")
    mia, ada = family.device(family.desk), family.device(family.ada)
    letter = family.files / f"{mia}.to.{ada}.sealed"
    good = letter.read_bytes()

    def passed_over() -> dict[str, str]:
        family.ada.push()
        return {one["file"]: one["why"] for one in family.ada.json("status")["passed_over"]}

    for bad in (good[:-1] + bytes([good[-1] ^ 1]), b"", good[:50]):
        letter.write_bytes(bad)
        assert "was changed" in passed_over()[letter.name]
    letter.write_bytes(b"x" * (LARGEST + 1))
    assert "larger than any that" in passed_over()[letter.name]
    letter.unlink()
    os.mkfifo(letter)
    assert "no ordinary file" in passed_over()[letter.name]
    letter.unlink()
    letter.symlink_to("/etc/passwd")
    assert "cannot be read" in passed_over()[letter.name]
    letter.unlink()

    # An old version that somebody puts back is older than what was read.
    letter.write_bytes(good)
    assert passed_over() == {}
    family.desk.live(MONDAY, (11, 12, WRITER))
    family.desk.push()
    newer = letter.read_bytes()
    assert passed_over() == {}
    letter.write_bytes(good)
    assert "old version back" in passed_over()[letter.name]
    letter.write_bytes(newer)

    # Another card under Mia's name, letters of strangers, what synchronisers leave, and other people's files.
    stranger = sealed.Keys.made()
    card = family.files / f"{mia}.card"
    own = card.read_bytes()
    card.write_bytes(sealed.card_file(stranger))
    assert "does not come from the device" in passed_over()[card.name]
    card.write_bytes(own)
    shutil.copy(letter, family.files / f"{mia}.to.{ada}.sync-conflict-20261127-000000-ABCDEFG.sealed")
    shutil.copy(letter, family.files / f"{mia}.to.{ada} (Ada's conflicted copy 2026-11-27).sealed")
    (family.files / "holiday.jpg").write_bytes(b"jpg")
    (family.files / ".stfolder").mkdir()
    found = passed_over()
    assert [why for name, why in found.items() if "conflict" in name] == [
        "It is a second version that a synchroniser kept."
    ] * 2
    assert found["holiday.jpg"] == "It is none of this family's."
    assert len(found) == 3
    assert family.week(family.ada, "Mia").days[0].active_s == 2 * 3600
    assert "holiday.jpg" in family.ada("status").stderr


def test_a_stranger_who_can_write_to_the_folder_learns_and_changes_nothing(family: Family) -> None:
    family.desk.live(MONDAY, (9, 10, WRITER))
    family.take_in(family.desk, "Mia")
    stranger = sealed.Keys.made()
    device = stranger.card.device
    shelf.put_card(family.shared, device, sealed.card_file(stranger))
    for home in (family.ada, family.desk):
        home.push()
    assert not list(family.files.glob(f"*.to.{device}.sealed"))
    assert len(family.ada.json("members")["members"]) == 2


def test_until_it_is_taken_in_a_device_says_that_it_waits(family: Family) -> None:
    [code] = re.findall(r"join '(\S+)'", family.ada.done("invite", "Mia"))
    family.desk.done("folder", str(family.shared), "join", code, *SINCE)
    status = family.desk.done("status")
    assert "has not taken this device in yet" in status
    assert "(child)" not in status
    assert "has not taken this device in yet" in family.desk.done("push")
    assert family.desk.json("status")["taken_in"] is False
    family.ada.push()
    assert "Everything has arrived." in family.desk.done("push")
    assert "Mia (child)" in family.desk.done("status")
    assert family.desk.json("status")["taken_in"] is True


def test_who_leaves_a_folder_takes_along_what_was_told_and_is_told_so(family: Family) -> None:
    family.take_in(family.desk, "Mia")
    mia = family.device(family.desk)
    assert "is taken out of the folder" in family.desk.done("leave")
    assert not list(family.files.glob(f"{mia}*"))


def test_a_locked_keyring_and_a_file_that_stays_keep_nobody_from_leaving(
    family: Family, ring: keyrings.Ring
) -> None:
    family.take_in(family.desk, "Mia")
    mia = family.device(family.desk)
    stays = family.files / f"{mia}.to.{family.device(family.ada)}.sealed"
    stays.unlink()
    stays.mkdir()  # no file, so it cannot be removed as one, whoever tries
    ring.locked = True
    assert "no longer belongs" in family.desk.done("leave")
    assert [one.name for one in family.files.glob(f"{mia}*")] == [stays.name]
    assert family.desk.json("status") == {"joined": False}


def test_invitations_that_are_over_are_forgotten_with_the_next_one(family: Family) -> None:
    family.ada.done("invite", "Mia")
    store = family.ada.store()
    try:
        joined = joining.need_membership(store)
        later = app.clock().now() + LASTS + timedelta(seconds=1)
        joining.invite(store, "Ben", Role.CHILD, None, lambda: later)
        [left] = sharing.folder_state(store).invitations
    finally:
        store.close()
    assert (left.person.name, joined.person.name) == ("Ben", "Ada")


def test_a_slip_in_the_path_makes_no_folder(family: Family, tmp_path: Path) -> None:
    said = family.ben.refused("folder", str(tmp_path / "stick" / "shared"), "create")
    assert "Make the folder first" in said
    assert not (tmp_path / "stick").exists()


def test_a_device_that_was_removed_is_written_to_no_more(family: Family) -> None:
    family.desk.live(MONDAY, (9, 10, WRITER))
    family.take_in(family.desk, "Mia")
    mia = family.device(family.desk)
    assert "could be removed" in family.ada.refused("revoke", "nobody")
    family.ada.done("revoke", mia)
    assert not list(family.files.glob(f"*.to.{mia}.sealed"))
    assert len(family.ada.json("members")["members"]) == 1
    family.desk.done("leave")
    assert not list(family.files.glob(f"{mia}*"))


def test_a_stick_that_is_not_plugged_in_loses_nothing(family: Family) -> None:
    family.desk.live(MONDAY, (9, 10, WRITER))
    family.take_in(family.desk, "Mia")
    family.shared.rename(family.shared.parent / "away")
    family.desk.live(MONDAY + timedelta(days=1), (9, 10, WRITER))
    assert "Nothing is lost" in family.desk.refused("push")
    assert family.desk.json("status")["waiting"] >= 1
    (family.shared.parent / "away").rename(family.shared)
    family.desk.push()
    assert [one.active_s for one in family.week(family.ada, "Mia").days] == [3600, 3600]


def test_nothing_is_written_again_while_nothing_changes(family: Family) -> None:
    family.desk.live(MONDAY, (9, 10, WRITER))
    family.take_in(family.desk, "Mia")
    for one in (family.ada, family.desk, family.ada):
        one.push()
    before = {one.name: one.read_bytes() for one in family.files.iterdir()}
    for one in (family.ada, family.desk):
        one.push()
    assert {one.name: one.read_bytes() for one in family.files.iterdir()} == before
