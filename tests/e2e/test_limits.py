"""Limits and nudges on the command line, as people and other programs meet them."""

from __future__ import annotations

from pathlib import Path

import pytest

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
    nothing = week.run("nudges", "why", "1")
    assert (nothing.code, week.run("nudges", "--json").value) == (1, {"nudges": []})
