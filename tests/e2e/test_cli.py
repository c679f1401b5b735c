"""The command line as design, section 9, promises it to other programs."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests import rig
from tests.e2e.program import Program, now, quiet

COMMANDS = re.compile(r"^  ([a-z]+)  ", re.MULTILINE)
USAGE = ["from", "to", "by", "active_s", "idle_s", "rows"]
ROW = ["key", "seconds", "share"]
STATUS = ["running", "pid", "since", "paused_until", "sensors", "activities", "today"]
SENSOR = ["fact", "name", "ok", "reason", "remedy"]
TODAY = ["active_s", "idle_s", "ai_s"]
LABEL = ["id", "category", "tool", "kind", "confidence", "why"]
WAYS = ["app", "category", "tool", "site", "title", "hour", "day"]


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """Thirty days of somebody who does not exist, for tests that only read."""
    folder = tmp_path_factory.mktemp("month")
    program = Program(folder / "wellbeing", quiet({}, folder))
    assert program.run("demo", "--days", "30", "--seed", "1").code == 0
    return program


# ---------------------------------------------------------------- help, versions, places


def test_every_command_has_help(alone: Program) -> None:
    said = alone.run("--help")
    assert said.code == 0
    names = COMMANDS.findall(said.out)
    assert {"run", "status", "usage", "day", "week", "year", "explain", "forget", "doctor"} <= set(names)
    for name in names:
        told = alone.run(name, "--help")
        assert told.code == 0
        assert told.out.startswith("Usage: ")
        assert len(told.out.split("\n\n")[1].strip()) > 10, f"{name} says nothing about itself"
    assert not alone.home.exists(), "asking for help leaves nothing behind"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_a_script(alone: Program, shell: str) -> None:
    said = alone.run("completion", shell)
    assert said.code == 0
    assert "_WELLBEING_COMPLETE" in said.out


def test_completion_completes(alone: Program) -> None:
    asked = {"_WELLBEING_COMPLETE": "bash_complete", "COMP_WORDS": "wellbeing us", "COMP_CWORD": "1"}
    assert "usage" in alone.run(home=False, **asked).out


def test_the_home_is_an_option_or_a_variable(month: Program, alone: Program) -> None:
    by_option = month.run("week", "--json")
    assert month.run("--json", "week").value["days"] == by_option.value["days"]  # as people type it, too
    by_variable = alone.run("week", "--json", home=False, WELLBEING_HOME=str(month.home))
    assert by_option.value["days"] == by_variable.value["days"]
    assert by_option.value["active_s"] > 0
    assert alone.run("week", "--json", WELLBEING_HOME=str(month.home)).value["active_s"] == 0


# ---------------------------------------------------------------- shapes


def test_shapes_hold_where_nothing_is_recorded(alone: Program) -> None:
    for way in WAYS:
        usage = alone.json("usage", "--by", way)
        assert list(usage) == USAGE
        assert usage["by"] == way
        assert (usage["active_s"], usage["idle_s"], usage["rows"]) == (0, 0, [])
    status = alone.json("status")
    assert list(status) == STATUS
    assert status["running"] is False
    assert (status["pid"], status["since"], status["paused_until"]) == (None, None, None)
    assert status["activities"] == 0
    assert status["today"] == dict.fromkeys(TODAY, 0)
    assert {row["fact"] for row in status["sensors"]} == {
        "window",
        "idle",
        "session",
        "media",
        "sound",
        "camera",
        "quiet",
    }
    assert all(list(row) == SENSOR for row in status["sensors"])
    for view in ("day", "week", "year"):
        assert alone.json(view)["active_s"] == 0
        assert alone.run(view).code == 0
    assert alone.run("export", "json", "-").value == []
    assert alone.run("export", "csv", "-").code == 0
    assert alone.json("verify")["ok"] is True
    assert not alone.home.exists(), "reading leaves nothing behind"


def test_usage_is_sorted_adds_up_and_has_offsets(month: Program) -> None:
    for way in ("app", "category", "hour", "day"):
        usage = month.json("usage", "--by", way, "--from", "2020-01-01")
        assert list(usage) == USAGE
        assert all(list(row) == ROW for row in usage["rows"])
        seconds = [row["seconds"] for row in usage["rows"]]
        assert seconds == sorted(seconds, reverse=True)
        assert sum(seconds) == pytest.approx(usage["active_s"], abs=0.01 * len(seconds))
        assert sum(row["share"] for row in usage["rows"]) == pytest.approx(1, abs=0.001 * len(seconds))
        assert all(datetime.fromisoformat(usage[end]).tzinfo for end in ("from", "to"))


def test_usage_is_clipped_to_its_span(month: Program) -> None:
    whole = month.json("usage", "--from", "2020-01-01")
    middle = (now() - timedelta(days=10)).isoformat()
    before = month.json("usage", "--from", "2020-01-01", "--to", middle)
    after = month.json("usage", "--from", middle, "--to", whole["to"])
    assert before["active_s"] + after["active_s"] == pytest.approx(whole["active_s"], abs=0.01)
    assert before["active_s"] > 0
    assert after["active_s"] > 0


def test_views_agree_with_each_other(month: Program) -> None:
    week = month.json("week")
    assert len(week["days"]) == 7
    for one in week["days"][:2]:
        assert month.json("day", one["day"])["active_s"] == pytest.approx(one["active_s"], abs=0.01)
    year = month.json("year")
    assert len(year["months"]) == 12
    assert sum(one["active_s"] for one in year["months"]) == pytest.approx(year["active_s"], abs=0.1)
    for view in ("day", "week", "year"):
        said = month.run(view)
        assert said.code == 0
        assert "Categories" in said.out or view == "day"
        assert "Demo data" in said.err


def test_explain_answers_line_by_line(alone: Program) -> None:
    asked = [
        {
            "id": "1",
            "app_id": "org.gnome.Terminal",
            "exe": None,
            "title": None,
            "site": None,
            "commands": None,
        },
        {"id": "2", "app_id": "firefox", "title": "Chat", "site": "chatgpt.com"},
        {"id": "3", "app_id": "xterm", "commands": [["bash"], ["vim", "notes.txt"]]},
        {"id": "4", "app_id": None, "exe": None, "title": None, "site": None, "commands": None},
        {"id": "5", "app_id": "something-nobody-knows"},
    ]
    said = alone.run("explain", "--stdin", stdin="\n".join(map(json.dumps, asked)) + "\n")
    assert said.code == 0
    answers = [json.loads(line) for line in said.out.splitlines()]
    assert [one["id"] for one in answers] == ["1", "2", "3", "4", "5"]
    for one in answers:
        assert list(one) == LABEL
        assert one["confidence"] in ("sure", "guess")
        assert one["category"]
        assert one["why"]
    assert not alone.home.exists()


# ---------------------------------------------------------------- keeping and forgetting


def test_the_growth_of_a_synthetic_person_stands_beside_what_was_noticed_of_it(alone: Program) -> None:
    assert alone.run("demo", "--days", "330").code == 0
    found, said = alone.json("reliance"), alone.run("reliance").out
    (true,) = found["truth"]
    assert (true["series"], true["size"], true["over_days"]) == ("ai", 0.6, 0)
    assert "True of this synthetic person:\nAI tools, +60% from" in said
    ai = next(one for one in found["detectors"] if one["series"] == "ai")
    after = [one for one in ai["episodes"] if one["noticed"] >= true["on"]]
    if after:
        assert {name: after[0][name] for name in ("noticed", "start")} == {
            "noticed": true["noticed"],
            "start": true["started"],
        }
    parts = found["index"]["parts"]
    assert found["index"]["value"] == pytest.approx(50 + sum(part["contribution"] for part in parts))
    assert sum(part["weight"] for part in parts) == pytest.approx(100)


def test_demo_fills_only_an_empty_home(month: Program) -> None:
    before = month.json("status")["activities"]
    said = month.run("demo", "--days", "1")
    assert said.code == 1
    assert "empty" in said.err
    assert month.json("status")["activities"] == before


def test_the_same_seed_is_the_same_person(alone: Program, month: Program) -> None:
    assert alone.run("demo", "--days", "30", "--seed", "1").code == 0
    until = (now() - timedelta(days=2)).isoformat()
    words = ("usage", "--from", "2020-01-01", "--to", until)
    assert alone.json(*words) == month.json(*words)


def test_export_holds_every_activity(month: Program, folder: Path) -> None:
    count = month.json("status")["activities"]
    rows = month.run("export", "json", "-").value
    assert len(rows) == count
    file = folder / "export.csv"
    assert month.run("export", "csv", str(file)).code == 0
    table = list(csv.DictReader(io.StringIO(file.read_text("utf-8"))))
    assert len(table) == count
    assert set(table[0]) == set(rows[0])
    total = sum(float(row["seconds"]) for row in table if row["presence"] in ("active", "passive"))
    assert total == pytest.approx(month.json("usage", "--from", "2020-01-01")["active_s"], abs=1)
    said = month.run("export", "json", str(folder / "no-such-folder" / "file"))
    assert said.code == 1


def test_a_backup_brings_back_what_was_forgotten(alone: Program) -> None:
    assert alone.run("demo", "--days", "3", "--seed", "4").code == 0
    words = ("usage", "--from", "2020-01-01", "--to", now().isoformat())
    before = alone.json(*words)
    [backup] = alone.run("backup").out.split()
    kept = alone.home / "kept elsewhere.sqlite"
    kept.write_bytes(Path(backup).read_bytes())
    assert alone.run("forget", "--everything", "--yes").code == 0
    assert alone.json(*words)["active_s"] == 0
    assert alone.run("restore", str(kept)).code == 0
    assert alone.json(*words)["rows"] == before["rows"]
    alone.sound()


@pytest.mark.desktop
def test_forgetting_while_the_tracker_runs(program: Program, desktop: rig.Desktop) -> None:
    alpha, beta = desktop.xterm("one", "Alpha"), desktop.xterm("two", "Beta")
    with program.tracker() as tracker:
        tracker.sees("window")
        for window in (alpha.window, beta.window, alpha.window, beta.window):
            desktop.pointer.activate(window)
            assert tracker.ask("flush")
        assert program.run("backup").code == 0
        count = program.json("status")["activities"]
        seen = program.run("forget", "--app", "Alpha", "--preview")
        assert seen.code == 0
        assert seen.out.startswith("This removes ")
        assert "also in 1 backup" in seen.out
        assert program.json("status")["activities"] >= count
        declined = program.run("forget", "--app", "Alpha", stdin="n\n")
        assert "Nothing was removed" in declined.out
        assert program.run("forget", "--app", "Alpha", "--yes").code == 0
        assert {row["key"] for row in program.json("usage")["rows"]} == {"Beta"}
        assert program.run("forget", "--last-hour", "--yes").code == 0
        forgotten = now()
        rig.until(lambda: program.json("usage")["active_s"], "recording to go on")
        assert tracker.end() == 0
    assert all(one.end >= forgotten - timedelta(seconds=5) for one in program.activities())
    assert b"Alpha" not in program.home.joinpath("wellbeing.sqlite").read_bytes()
    assert all(b"Alpha" not in file.read_bytes() for file in (program.home / "backups").iterdir())
    assert program.kinds().count("forget") == 2
    program.sound()


# ---------------------------------------------------------------- the tracker


def test_commands_that_need_a_tracker_say_so(alone: Program) -> None:
    for words in (("pause", "15m"), ("resume",)):
        said = alone.run(*words)
        assert said.code == 1
        assert "No tracker is running" in said.err
        assert "wellbeing run" in said.err
    assert alone.run("stop").code == 0


def test_stop_waits_until_the_tracker_is_gone(alone: Program) -> None:
    with alone.tracker() as tracker:
        status = alone.json("status")
        assert list(status) == STATUS
        assert status["running"] is True
        assert status["pid"] == tracker.pid
        assert datetime.fromisoformat(status["since"]).tzinfo
        assert alone.run("stop").code == 0
        assert tracker.wait() == 0
    assert alone.json("status")["running"] is False
    with alone.tracker() as tracker:
        assert tracker.end() == 0
