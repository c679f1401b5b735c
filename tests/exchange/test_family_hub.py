"""A family at a real hub, from the command line: paired, told, seen as agreed, and never more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests import hubs, keyrings
from tests.homes import CHAT, WRITER, HomeOf, monday
from wellbeing import app
from wellbeing.cli.commands import wellbeing
from wellbeing.engine import joining
from wellbeing.engine import membership as members
from wellbeing.family.agreement import Week
from wellbeing.ports import FamilyRefused

MONDAY = monday()
TUESDAY = MONDAY + timedelta(days=1)


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[hubs.Hub]:
    with hubs.serving(hubs.set_up(tmp_path_factory.mktemp("hub"))) as one:
        yield one


@pytest.fixture(scope="module")
def ring() -> Iterator[keyrings.Ring]:
    with keyrings.in_memory() as one:
        yield one


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en")


def invite(hub: hubs.Hub, name: str, *words: str) -> str:
    """A code from the hub, without another process."""
    said = CliRunner().invoke(wellbeing, ["--home", str(hub.home), "hub", "invite", name, *words])
    assert said.exit_code == 0, said.output
    return str(re.findall(r"^    (\S+)$", said.stdout, re.MULTILINE)[0])


def week_of(viewer: HomeOf, person: str) -> Week:
    """The week as a member is shown it by the hub."""
    store = viewer.store()
    try:
        return joining.hub(store, joining.need_membership(store), app.clock().now).week(person, MONDAY)
    finally:
        store.close()


def test_a_family_at_a_hub(hub: hubs.Hub, ring: keyrings.Ring, tmp_path: Path) -> None:
    desk, lap, ada = (HomeOf(tmp_path / name) for name in ("desk", "lap", "ada"))
    since = MONDAY.isoformat()
    desk.live(MONDAY - timedelta(days=1), (9, 10, WRITER))
    desk.live(MONDAY, (9, 11, WRITER), (11, 12, CHAT))
    lap.live(MONDAY, (10, 13, WRITER))

    said = desk.done("join", invite(hub, "Mia", "--role", "child", "--level", "kinds"), "--since", since)
    assert "belongs to Mia" in said
    assert "wellbeing family leave" in desk.refused("join", "ABCD")
    ada.done("join", invite(hub, "Ada"), "--name", "phone")
    mia = desk.json("status")["person"]["id"]

    _sees_what_was_agreed(desk, ada, mia)
    _two_devices_are_one(hub, desk, lap, ada, mia)
    _shows_more_and_less(desk, lap, ada, mia)
    _nothing_is_doubled(desk, ada, mia)
    _is_taken_out(hub, lap, ring)


def _sees_what_was_agreed(desk: HomeOf, ada: HomeOf, mia: str) -> None:
    """What the parent sees is what was agreed, and what the child was shown before it left."""
    since = MONDAY.isoformat()
    week = week_of(ada, mia)
    assert [day.day for day in week.days] == [MONDAY], "nothing from before joining, no day without use"
    [day] = week.days
    assert (day.active_s, day.ai.attended_s) == (3 * 3600, 3600)
    assert day.categories == {"writing": 7200, "ai": 3600}
    assert not day.apps + day.tools
    [seen] = desk.json("see", "Ada", "--day", since)["viewers"]
    assert seen["sees"] == {"level": "kinds", "moods": False}
    assert seen["days"][0]["categories"] == day.categories
    assert seen["days"][0]["apps"] == []
    assert "totals, categories and kinds of AI" in desk.done("see", "--day", since)


def _two_devices_are_one(hub: hubs.Hub, desk: HomeOf, lap: HomeOf, ada: HomeOf, mia: str) -> None:
    """A second device of the same person: no minute twice."""
    since = MONDAY.isoformat()
    lap.done("join", invite(hub, "Mia"), "--since", since, "--name", "laptop")
    desk.push()
    [day] = week_of(ada, mia).days
    assert day.active_s == 4 * 3600
    assert day.active.low_s == day.active.high_s
    own = lap.json("--day", since)["line"]
    assert own["active_s"] == 4 * 3600
    assert "Of 2 devices, no minute twice." in desk.done("--day", since)


def _shows_more_and_less(desk: HomeOf, lap: HomeOf, ada: HomeOf, mia: str) -> None:
    """The child shows more, less, nothing."""
    assert "apps" in desk.done("level", "ada", "apps")
    lap.push()
    assert {one.name for one in week_of(ada, mia).days[0].apps} == {"LibreOffice Writer", "Firefox"}
    assert "how these days felt" in desk.done("moods", "Ada", "on")
    assert desk.json("members")["members"][0]["sees"] is not None
    desk.done("level", "Ada", "nothing")
    with pytest.raises(FamilyRefused):
        week_of(ada, mia)
    assert desk.json("see", "Ada")["viewers"][0]["days"] == []
    assert "sees nothing" in desk.refused("moods", "Ada", "on")
    assert "These are there: Ada" in desk.refused("level", "Ben", "totals")
    assert "always sees all" in desk.refused("level", "Mia", "totals")


def _nothing_is_doubled(desk: HomeOf, ada: HomeOf, mia: str) -> None:
    """Nothing is doubled, and what was forgotten goes there too."""
    desk.done("level", "Ada", "totals")
    assert desk.json("push") == {"waiting": 0, "trouble": None, "remedy": None}
    store = desk.store()
    revisions = {one.day: one.revision for one in store.family.told()}
    store.close()
    desk.push()
    store = desk.store()
    assert {one.day: one.revision for one in store.family.told()} == revisions
    store.forget(span=None, app="libreoffice-writer")
    store.close()
    desk.push()
    assert week_of(ada, mia).days[0].hours[9] == 0


def _is_taken_out(hub: hubs.Hub, lap: HomeOf, ring: keyrings.Ring) -> None:
    """A device that was taken out is told so, keeps its days, and can leave."""
    device = lap.json("status")["device"]["id"]
    assert hub.run("revoke", device).returncode == 0
    assert "removed from the family" in lap.refused("push")
    assert lap.json("status")["gone"] is True
    assert "no longer belongs" in lap.done("leave")
    assert lap.json("status") == {"joined": False}
    assert not any(device in name for _service, name in ring.kept)


def test_a_parent_answers_on_their_own_computer_what_a_child_asked_on_theirs(
    hub: hubs.Hub, ring: keyrings.Ring, tmp_path: Path
) -> None:
    leo, ada = HomeOf(tmp_path / "leo"), HomeOf(tmp_path / "pc")
    leo.done("join", invite(hub, "Leo", "--role", "child"), "--name", "desk")
    ada.done("join", invite(hub, "Ada"), "--name", "pc")
    words = ["--home", str(leo.root), "limits", "set", "--ai", "--minutes", "60", "--agreed", "Ada"]
    assert CliRunner().invoke(wellbeing, words).exit_code == 0
    number = leo.json("ask", "30", "--reason", "chess")["id"]
    leo.push()
    ada.push()
    [seen] = ada.json("requests")["of_others"]
    assert (seen["id"], seen["person"], seen["reason"], seen["state"]) == (number, "Leo", "chess", "open")
    assert "It counts there as soon as it arrives." in ada.done(
        "answer", "last", "15", "--words", "then supper"
    )
    for _ in range(2):
        leo.push()
    [one] = leo.json("requests")["requests"]
    assert (one["answer"]["minutes"], one["answer"]["by"], one["state"]) == (15, "Ada", "granted")
    store = leo.store()
    try:
        today = app.clock().now().date()
        extended = store.limits.extensions(today - timedelta(days=1), today)
    finally:
        store.close()
    assert [one.units for one in extended] == [15]
    assert "waits for no answer" in ada.refused("answer", number[:8], "30")
    assert "no request" in leo.refused("answer", "ffff", "30").lower()


def test_a_hub_that_is_away_or_another_one_loses_and_learns_nothing(
    tmp_path: Path, ring: keyrings.Ring
) -> None:
    desk = HomeOf(tmp_path / "desk")
    desk.live(MONDAY, (9, 10, WRITER))
    one = hubs.set_up(tmp_path)
    with hubs.serving(one):
        desk.done("join", invite(one, "Mia", "--role", "teen"), "--since", MONDAY.isoformat())
    desk.live(TUESDAY, (9, 10, WRITER))
    assert "does not answer" in desk.refused("push")
    state = desk.json("status")
    assert state["waiting"] >= 1
    assert "Nothing is lost" in state["remedy"]
    assert "does not answer" in desk(*("--day", TUESDAY.isoformat())).stderr
    with hubs.serving(one):
        desk.push()
    assert desk.json("status")["waiting"] == 0
    # Another certificate gets nothing, and without its keyring the device says nothing.
    one.run("certificate")
    with hubs.serving(one):
        assert "another certificate" in desk.refused("push")
        assert "new code" in desk.json("status")["remedy"]
        ring.locked = True
        assert "keyring does not answer" in desk.refused("push")
        ring.locked = False
        desk.done("leave")


def test_before_joining_nothing_is_there_and_each_command_says_so(tmp_path: Path) -> None:
    lone = HomeOf(tmp_path / "lone")
    for words in ((), ("members",), ("see",), ("push",), ("leave",), ("level", "Ada", "apps")):
        assert "belongs to no family" in lone.refused(*words)
    assert "nothing touches the network" in lone.done("status")
    store = lone.store()
    assert members.membership(store) is None
    store.close()
