"""Limits and nudges on the command line, as people and other programs meet them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import rig
from tests.e2e.program import Program, quiet


@pytest.fixture
def week(tmp_path: Path) -> Program:
    """A few days of somebody who does not exist."""
    program = Program(tmp_path / "wellbeing", quiet({}, tmp_path))
    assert program.run("demo", "--days", "5", "--seed", "1").code == 0
    return program


def test_a_limit_is_set_listed_extended_and_removed(week: Program) -> None:
    assert "no limits" in week.run("limits", "list").out
    assert week.run("limits", "set", "--total", "--minutes", "1", "--level", "dialog", "--json").value == {
        "id": 1
    }
    (row,) = week.run("limits", "list", "--json").value["limits"]
    assert row["targets"] == [{"of": "total", "key": ""}]
    assert row["days"] == [1] * 7
    assert set(row["today"]) == {"used", "week_used", "allowed", "left", "state", "extensions"}
    assert week.run("limits", "extend", "1", "little", "--json").value["grant"] == "little"
    again = week.run("limits", "extend", "1", "little")
    assert again.code == 1
    assert "One more was given today already." in again.err
    assert week.run("limits", "extend", "1", "ignore", "--reason", "a birthday").code == 0
    (row,) = week.run("limits", "list", "--json").value["limits"]
    assert row["today"]["state"] == "ignored"
    assert week.run("limits", "remove", "1").code == 0
    assert week.run("limits", "list", "--json").value["limits"] == []
    assert "All is well" in week.run("verify").out
    for own in ("limit", "friction", "break"):
        assert "has no switch" in week.run("nudges", "off", own).err
    nothing = week.run("nudges", "why", "1")
    assert (nothing.code, week.run("nudges", "--json").value) == (1, {"nudges": [], "breaks": {}})


@pytest.mark.desktop
def test_nothing_is_said_twice_and_nothing_refunded_when_the_tracker_begins_anew(
    program: Program, desktop: rig.Desktop
) -> None:
    desktop.xterm("film", "Film")
    with program.tracker() as tracker:
        tracker.sees("window")
        said = program.run("limits", "set", "--app", "Film", "--hours", "00:00-24:00", "--level", "dialog")
        assert said.code == 0, said.err
        rig.until(lambda: _delivered(program), "the limit to be told")
        assert program.run("limits", "extend", "1", "little").code == 0
        assert tracker.end() == 0
    with program.tracker() as tracker:
        tracker.sees("window")
        again = program.run("limits", "extend", "1", "little")
        assert (again.code, "given today already" in again.err) == (1, True)
        assert tracker.ask("flush")
        (row,) = program.json("limits", "list")["limits"]
        assert row["today"]["extensions"] == ["little"]
        assert _delivered(program) == 1
    with program.tracker(wait=True) as tracker:
        tracker.kill()
    assert program.json("limits", "list")["limits"][0]["today"]["extensions"] == ["little"]


def _delivered(program: Program) -> int:
    return sum(one["verdict"] == "delivered" for one in program.json("nudges")["nudges"])
