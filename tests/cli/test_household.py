"""What is agreed at home, on the command line: the PIN on stdin, never as an argument."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from wellbeing.cli.commands import wellbeing

Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash quickly, and speak English."""
    import argon2

    cheap = argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(argon2, "PasswordHasher", lambda: cheap)
    monkeypatch.setenv("LANGUAGE", "en")


@pytest.fixture
def run(tmp_path: Path) -> Run:
    def command(*words: str, stdin: str = "", code: int = 0) -> Result:
        done = CliRunner().invoke(wellbeing, ["--home", str(tmp_path), *words], input=stdin)
        assert done.exit_code == code, done.output
        return done

    return command


@pytest.fixture
def guarded(run: Run) -> Run:
    """With a PIN, and an agreed limit."""
    run("family", "pin", "set", stdin="4711\n")
    run("limits", "set", "--total", "--minutes", "60", "--agreed", "Mum", "--more", "1")
    return run


def value(result: Result) -> Any:
    return json.loads(result.stdout)


def test_tightening_an_agreed_limit_is_free_and_loosening_asks_for_the_pin(guarded: Run) -> None:
    guarded("limits", "set", "--id", "1", "--minutes", "50")
    refused = guarded("limits", "set", "--id", "1", "--minutes", "90", code=1)
    assert "the PIN is needed" in refused.stderr
    wrong = guarded("limits", "remove", "1", stdin="4712\n", code=1)
    assert "That is not the PIN." in wrong.stderr
    assert "Try again in 2 seconds." in wrong.stderr
    waits = guarded("limits", "remove", "1", stdin="4711\n", code=1)
    assert "After wrong tries there is a wait." in waits.stderr
    [limit] = value(guarded("limits", "list", "--json"))["limits"]
    assert (limit["days"], limit["agreed"]) == ([50] * 7, {"by": "Mum", "more": 1})


def test_going_on_as_agreed_is_free_and_more_is_not(guarded: Run) -> None:
    guarded("limits", "extend", "1", "little")
    guarded("limits", "extend", "1", "more")
    for words in (("extend", "1", "more"), ("extend", "1", "ignore"), ("give", "1", "30")):
        assert "the PIN is needed" in guarded("limits", *words, code=1).stderr
    guarded("limits", "give", "1", "-30")
    assert "30 minutes more today" in guarded("limits", "give", "1", "30", stdin="4711\n").stdout
    assert "Give one of these." in guarded("limits", "give", "1", "31", code=1).stderr
    assert "no limit 7" in guarded("limits", "give", "7", "30", code=1).stderr


def test_an_agreement_is_ended_by_its_dash_and_needs_somebody(guarded: Run) -> None:
    guarded("limits", "set", "--id", "1", "--agreed", "-", stdin="4711\n")
    [limit] = value(guarded("limits", "list", "--json"))["limits"]
    assert limit["agreed"] is None
    assert "Nobody is named" in guarded("limits", "set", "--id", "1", "--more", "2", code=1).stderr


def test_a_child_asks_and_a_parent_answers(guarded: Run) -> None:
    assert "Nobody asked" in guarded("family", "requests").stdout
    asked = value(guarded("family", "ask", "30", "--limit", "1", "--reason", "chess  club", "--json"))
    assert (asked["minutes"], asked["reason"], asked["state"]) == (30, "chess club", "open")
    assert "waits for an answer" in guarded("family", "requests").stdout
    guarded("family", "answer", asked["id"][:8], "0", stdin="4711\n")
    again = value(guarded("family", "ask", "15", "--json"))
    said = guarded("family", "answer", "last", "15", "--words", "then dinner", "--json", stdin="4711\n")
    assert value(said)["answer"]["words"] == "then dinner"
    told = value(guarded("family", "requests", "--json"))["requests"]
    assert [(one["id"], one["state"]) for one in told] == [
        (again["id"], "granted"),
        (asked["id"], "declined"),
    ]
    assert "15 minutes given “then dinner”" in guarded("family", "requests").stdout
    assert "is called last" in guarded("family", "answer", "last", "15", code=1).stderr


def test_the_pin_is_changed_recovered_and_removed(run: Run) -> None:
    said = run("family", "pin", "set", stdin="4711\n").stdout
    code = said.split("this once: ")[1].split()[0]
    assert "set already" in run("family", "pin", "set", stdin="4711\n", code=1).stderr
    assert "too short" in run("family", "pin", "change", stdin="4711\n12\n", code=1).stderr
    run("family", "pin", "change", stdin="4711\n5813\n")
    fresh = run("family", "pin", "recover", stdin=f"{code.lower()}\n2718\n").stdout
    assert code not in fresh
    run("family", "pin", "remove", stdin="2718\n")
    assert "No PIN is set." in run("family", "pin", "remove", stdin="2718\n", code=1).stderr
    assert run("verify").exit_code == 0


def test_what_would_undo_an_agreed_limit_asks_for_the_pin(guarded: Run, tmp_path: Path) -> None:
    assert "the PIN is needed" in guarded("pause", "15m", code=1).stderr
    assert "No tracker is running." in guarded("pause", "15m", stdin="4711\n", code=1).stderr
    assert "the PIN is needed" in guarded("family", "folder", str(tmp_path), "create", code=1).stderr
    assert "the PIN is needed" in guarded("family", "join", "CODE", code=1).stderr
    assert "a slip in it" in guarded("family", "join", "CODE", stdin="4711\n", code=1).stderr
    guarded("backup")
    assert "the PIN is needed" in guarded("forget", "--everything", "--yes", code=1).stderr
    assert "the PIN is needed" in guarded("restore", str(tmp_path / "no.sqlite3"), code=1).stderr
    guarded("forget", "--everything", "--yes", stdin="4711\n")
    assert value(guarded("limits", "list", "--json"))["limits"], "limits are settings, and stay"
    guarded("limits", "remove", "1", stdin="4711\n")
    assert "No tracker is running." in guarded("pause", "15m", code=1).stderr


def test_holidays_are_listed_added_brought_in_and_removed(guarded: Run, tmp_path: Path) -> None:
    assert "No school holidays" in guarded("family", "holidays").stdout
    assert "not a stretch" in guarded("family", "holidays", "add", "soon", code=1).stderr
    refused = guarded("family", "holidays", "add", "2026-12-21..2027-01-05", code=1)
    assert "the PIN is needed" in refused.stderr
    guarded("family", "holidays", "add", "2026-12-21..2027-01-05", "--name", "Winter", stdin="4711\n")
    lines = (
        "BEGIN:VCALENDAR",
        "BEGIN:VEVENT",
        "DTSTART;VALUE=DATE:20270325",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    )
    (tmp_path / "some.ics").write_text("\r\n".join(lines))
    said = guarded(
        "family", "holidays", "import", str(tmp_path / "some.ics"), "--like", "sun", stdin="4711\n"
    )
    assert "1 stretch" in said.stdout
    told = value(guarded("family", "holidays", "--json"))["holidays"]
    assert told == [
        {"first": "2026-12-21", "last": "2027-01-05", "name": "Winter", "like": "sat"},
        {"first": "2027-03-25", "last": "2027-03-25", "name": "", "like": "sun"},
    ]
    assert "Winter" in guarded("family", "holidays").stdout
    guarded("family", "holidays", "add", "2027-03-27", "--like", "sun", stdin="4711\n")
    bridge = (*lines[:2], "DTSTART;VALUE=DATE:20270326", *lines[3:])
    (tmp_path / "bridge.ics").write_text("\r\n".join(bridge))
    said = guarded(
        "family", "holidays", "import", str(tmp_path / "bridge.ics"), "--like", "sun", stdin="4711\n"
    )
    assert "1 stretch" in said.stdout, "what joins two is one that is new"
    assert "no holidays 3" in guarded("family", "holidays", "remove", "3", code=1).stderr
    guarded("family", "holidays", "remove", "1", stdin="4711\n")
    assert len(value(guarded("family", "holidays", "--json"))["holidays"]) == 1


def test_json_may_stand_before_the_command(guarded: Run) -> None:
    for words in (("requests",), ("holidays",), ("status",)):
        assert value(guarded("--json", "family", *words)) == value(guarded("family", *words, "--json"))
