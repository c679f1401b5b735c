"""A world that is not as it should be: a sentence, a remedy, and nothing lost."""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import re
import shutil
import sqlite3
import struct
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import rig
from tests.e2e.program import COMMAND, Program, now, quiet

KNOWN, USAGE = 1, 2


def refused(program: Program, *words: str) -> str:
    """Run a command that must fail with a sentence and a remedy; what it said."""
    said = program.run(*words)
    assert said.code == KNOWN, said
    assert said.out == ""
    sentence, _, remedy = said.err.strip().partition("\n")
    assert sentence.endswith(".")
    assert remedy
    return said.err


# ---------------------------------------------------------------- no desktop


def test_without_a_display_it_goes_on_and_says_why(alone: Program) -> None:
    with alone.tracker() as tracker:
        status = alone.json("status")
        [row] = [one for one in status["sensors"] if one["fact"] == "window"]
        assert row["ok"] is False
        assert "DISPLAY" in row["reason"]
        assert row["remedy"]
        assert alone.run("usage").code == 0
        assert tracker.end() == 0
    assert alone.kinds()[0] == "start"
    assert alone.kinds()[-1] == "stop"


@pytest.mark.parametrize("display", [{}, {"DISPLAY": ":987"}])
def test_without_a_screen_it_records_without_a_tray(alone: Program, display: dict[str, str]) -> None:
    alone.environ = {**alone.environ, **display}
    with alone.tracker(headless=False) as tracker:
        assert "without a tray" in tracker.said
        assert alone.json("status")["running"] is True
        assert tracker.end() == 0


def test_without_a_display_the_doctor_says_what_to_do(alone: Program) -> None:
    said = alone.run("doctor")
    assert said.code == 0
    assert "not running" in said.out
    assert "→" in said.out


@pytest.mark.desktop
def test_a_window_manager_that_starts_later_is_noticed(folder: Path, xserver: rig.XServer) -> None:
    program = Program(folder / "wellbeing", quiet(xserver.environ, folder))
    with program.tracker() as tracker:
        assert "window manager" in tracker.sensor("window")["reason"]
        with rig.desktop(xserver) as desktop:
            desktop.xterm("late", "Alpha")
            tracker.sees("window")
            rig.until(lambda: program.json("usage")["active_s"], "some use")
            assert tracker.end() == 0


# ---------------------------------------------------------------- the home


@contextlib.contextmanager
def mounted(where: Path, options: str) -> Iterator[Path]:
    """A file system in memory; skips where that is not allowed."""
    where.mkdir()
    if (
        os.geteuid() != 0
        or subprocess.run(
            ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(where)], capture_output=True, check=False
        ).returncode
    ):
        pytest.skip("mounting is not allowed here")
    try:
        yield where
    finally:
        subprocess.run(["umount", "--lazy", str(where)], check=True)


def remount(where: Path, options: str) -> None:
    """Change a file system's options."""
    subprocess.run(["mount", "-o", f"remount,{options}", str(where)], check=True)


def test_a_read_only_home_is_refused(folder: Path) -> None:
    with mounted(folder / "disk", "size=1m,ro") as disk:
        program = Program(disk / "wellbeing", quiet({}, folder))
        assert "cannot be used" in refused(program, "run", "--headless")
        assert program.run("usage", "--json").value["rows"] == []


def test_a_home_that_is_a_file_is_refused(alone: Program) -> None:
    alone.home.write_text("not a folder")
    assert "cannot be used" in refused(alone, "run", "--headless")


@pytest.mark.desktop
def test_a_home_that_becomes_read_only_is_still_read(folder: Path, desktop: rig.Desktop) -> None:
    with mounted(folder / "disk", "size=4m") as disk:
        program = Program(disk / "wellbeing", quiet(desktop.environ, folder))
        desktop.xterm("one", "Alpha")
        with program.tracker() as tracker:
            tracker.sees("window")
            rig.until(lambda: program.json("usage")["active_s"], "some use")
            assert tracker.end() == 0
        told = program.json("usage")
        remount(disk, "ro")
        again = program.json("usage")
        assert again["rows"] == told["rows"]
        assert program.json("status")["running"] is False
        refused(program, "run", "--headless")


SWITCHES = 40
"""Back and forth: more than fits into what is left of a page."""


@pytest.mark.desktop
def test_a_full_disk_loses_nothing(folder: Path, desktop: rig.Desktop) -> None:
    with mounted(folder / "disk", "size=1m") as disk:
        program = Program(disk / "wellbeing", quiet(desktop.environ, folder))
        alpha, beta = desktop.xterm("one", "Alpha"), desktop.xterm("two", "Beta")
        with program.tracker() as tracker:
            tracker.sees("window")
            rig.until(lambda: program.json("usage")["active_s"], "some use")
            filler = disk / "filler"
            fill(filler)
            begun = now()
            for window in (alpha.window, beta.window) * SWITCHES:
                desktop.pointer.activate(window)
                tracker.ask("flush")
            trouble = rig.until(
                lambda: (tracker.ask("status") or {}).get("trouble"), "the full disk to be noticed"
            )
            assert "full" in str(trouble)
            assert "Make room" in str(trouble)
            assert program.run("usage").code == 0
            filler.unlink()
            rig.until(
                lambda: (tracker.ask("status") or {"trouble": 1})["trouble"] is None,
                "the disk to be written again",
            )
            ended = now()
            assert tracker.end() == 0
        activities = [one for one in program.activities() if one.end > begun and one.start < ended]
        gaps = [b.start - a.end for a, b in itertools.pairwise(activities)]
        assert len(activities) >= SWITCHES * 2
        assert not any(gaps)
        program.sound()


def fill(file: Path) -> None:
    """Write until the disk is full."""
    with file.open("wb", buffering=0) as content, contextlib.suppress(OSError):
        while content.write(b"\0" * 4096):
            pass


def test_a_second_start_says_so(alone: Program) -> None:
    with alone.tracker() as tracker:
        said = alone.run("run", "--headless")
        assert said.code == 0
        assert "already running" in said.err
        assert alone.json("status")["pid"] == tracker.pid
        assert tracker.end() == 0
    assert alone.kinds().count("start") == 1


# ---------------------------------------------------------------- the record


@pytest.fixture
def used(alone: Program) -> Program:
    """A program with two days of demo data and a backup."""
    assert alone.run("demo", "--days", "2", "--seed", "1").code == 0
    assert alone.run("backup").code == 0
    return alone


def spoil(file: Path) -> None:
    """Overwrite most of a file with nonsense; its first page stays."""
    size = file.stat().st_size
    with file.open("r+b") as content:
        content.seek(4096)
        content.write(b"\xde\xad" * ((size - 4096) // 2))


def test_a_damaged_record_is_set_aside_and_the_backup_taken(used: Program) -> None:
    before = used.json("week")
    record = used.home / "wellbeing.sqlite"
    spoil(record)
    spoiled = record.read_bytes()
    assert "damaged" in refused(used, "usage")
    with used.tracker() as tracker:
        assert "damaged" in tracker.said
        assert "was restored" in tracker.said
        assert tracker.end() == 0
    aside = [file for file in used.home.iterdir() if "damaged" in file.name]
    assert [file.read_bytes() for file in aside] == [spoiled]
    assert used.json("week")["days"] == before["days"]
    assert [kind for kind in used.kinds() if kind in ("set-aside", "restore")] == ["set-aside", "restore"]
    used.sound()


def test_a_damaged_record_without_a_backup_begins_anew(used: Program) -> None:
    shutil.rmtree(used.home / "backups")
    (used.home / "wellbeing.sqlite").write_bytes(b"this is no database at all, " * 500)
    with used.tracker() as tracker:
        assert "kept aside" in tracker.said
        assert "a new record begins" in tracker.said
        assert tracker.end() == 0
    assert used.json("status")["activities"] == 0
    assert any("damaged" in file.name for file in used.home.iterdir())
    used.sound()


def test_a_record_of_a_newer_program_is_not_touched(used: Program) -> None:
    record = used.home / "wellbeing.sqlite"
    with contextlib.closing(sqlite3.connect(record)) as own, own:
        own.execute("UPDATE alembic_version SET version_num = '9999'")
    before = record.read_bytes()
    for words in (("run", "--headless"), ("usage",), ("backup",), ("verify",), ("export", "csv", "-")):
        assert "newer version" in refused(used, *words)
    assert record.read_bytes() == before


def test_a_file_that_is_no_backup_is_refused(used: Program) -> None:
    before = used.json("week")
    wrong = used.home.parent / "letter.txt"
    wrong.write_text("Dear all,\n" * 1000)
    for file in (str(wrong), str(used.home / "missing.sqlite"), os.devnull):
        refused(used, "restore", file)
    assert used.json("week")["days"] == before["days"]


# ---------------------------------------------------------------- settings and rules

BROKEN_SETTINGS = 'idle_after_s = 180\nprivacy = "everything"\n'
BROKEN_RULES = '[[rule]]\ncategory = "no-such-thing"\napp = "x"\n'


def test_broken_settings_at_start_are_named_and_defaults_hold(alone: Program) -> None:
    alone.home.mkdir()
    (alone.home / "settings.toml").write_text(BROKEN_SETTINGS)
    (alone.home / "rules.toml").write_text(BROKEN_RULES)
    with alone.tracker() as tracker:
        said = alone.run("doctor")
        assert said.code == 0
        assert "settings.toml, line 2" in said.out
        assert "rules.toml, line 2" in said.out
        assert tracker.end() == 0
    assert alone.run("usage").code == 0


def test_broken_rules_do_not_hide_the_record(used: Program) -> None:
    (used.home / "rules.toml").write_text(BROKEN_RULES)
    said = used.run("usage", "--by", "category", "--from", "2020-01-01", "--json")
    assert said.code == 0
    assert "rules.toml, line 2" in said.err
    assert said.value["rows"]
    assert "line 2" in refused(used, "explain", "--app", "xterm")


@pytest.mark.desktop
def test_broken_settings_leave_the_last_good_in_force(program: Program, desktop: rig.Desktop) -> None:
    program.settings(privacy="titles")
    with program.tracker() as tracker:
        desktop.xterm("kept", "Alpha")
        tracker.sees("window")
        rig.until(lambda: "kept" in titles(program), "the title to be kept")
        (program.home / "settings.toml").write_text(BROKEN_SETTINGS)
        desktop.xterm("kept as well", "Beta")
        rig.until(lambda: "kept as well" in titles(program), "titles still to be kept")
        program.settings(privacy="apps")
        rig.until(lambda: None in titles(program), "the mended settings to count")
        assert tracker.end() == 0


@pytest.mark.desktop
def test_changed_rules_repair_the_past(program: Program, desktop: rig.Desktop) -> None:
    desktop.xterm("one", "Alpha")
    with program.tracker() as tracker:
        tracker.sees("window")
        rig.until(lambda: program.json("usage")["active_s"], "some use")
        (program.home / "rules.toml").write_text('[[rule]]\ncategory = "games"\napp = "Alpha"\n')
        assert [row["key"] for row in program.json("usage", "--by", "category")["rows"]] == ["games"]
        assert tracker.end() == 0


def titles(program: Program) -> list[str | None]:
    """Every title that was kept; None stands for activities without one."""
    return [one.title for one in program.activities()]


# ---------------------------------------------------------------- titles

NUL = b"before\0after"
SURROGATE = b"lone \xed\xa0\xbd end"  # U+D83D alone, as CESU-8 and careless programs write it
ARABIC = "تقرير الأسبوع"
HEBREW = "\u202eמסמך\u202c.txt"


@pytest.mark.desktop
def test_hostile_titles_are_kept_harmless(program: Program, desktop: rig.Desktop) -> None:
    program.settings(privacy="titles")
    sent = [NUL, SURROGATE, b"x" * 100_000, ARABIC.encode(), HEBREW.encode(), b"=HYPERLINK(1)"]
    with program.tracker() as tracker:
        tracker.sees("window")
        window = desktop.pointer.window(title=b"", class_=b"strange\0Strange\0")
        for title in sent:
            window.set("_NET_WM_NAME", "UTF8_STRING", title)
            assert tracker.ask("flush")
        assert tracker.end() == 0
    kept = [one.title for one in program.activities() if one.app == "Strange" and one.title]
    kept = [re.sub("\ufffd+", "?", title) for title in kept]
    assert kept[-len(sent) :] == [
        "before after",
        "lone ? end",
        "x" * 512,
        ARABIC,
        HEBREW,
        "=HYPERLINK(1)",
    ]
    assert program.run("usage", "--by", "title").code == 0
    assert "'=HYPERLINK(1)" in program.run("export", "csv", "-").out
    program.sound()


@pytest.mark.desktop
def test_hostile_properties_do_no_harm(program: Program, desktop: rig.Desktop) -> None:
    with program.tracker() as tracker:
        tracker.sees("window")
        window = desktop.pointer.window(title=b"\xff\xfe", class_=b"\xff" * 5000)
        for pid in (0, 1, 2**31, 2**32 - 1):
            window.set("_NET_WM_PID", "CARDINAL", struct.pack("=I", pid))
            assert tracker.ask("flush")
        window.set("WM_CLASS", "STRING", b"")
        assert tracker.ask("flush")
        window.destroy()
        assert tracker.ask("flush")
        assert tracker.end() == 0
    program.sound()


# ---------------------------------------------------------------- the command line


@pytest.mark.parametrize(
    "words",
    [
        ["no-such-command"],
        ["usage", "--by", "mood"],
        ["usage", "--from", "yesterdayish"],
        ["day", "32.13.2026"],
        ["year", "99999"],
        ["forget"],
        ["explain"],
        ["export", "xml", "-"],
        ["demo", "--days", "0"],
    ],
)
def test_wrong_usage_is_told_and_exits_2(alone: Program, words: list[str]) -> None:
    said = alone.run(*words)
    assert said.code == USAGE
    assert said.out == ""
    assert "Error" in said.err


def test_a_line_that_is_no_observation_is_named(alone: Program) -> None:
    lines = [
        '{"app_id": "xterm"}',
        "nonsense",
        "",
        '{"id": "c", "title": 5}',
        "[" * 100_000,
        '{"id": "e"}',
        "{",
    ]
    said = alone.run("explain", "--stdin", stdin="\n".join(lines))
    assert said.code == KNOWN
    answers = [json.loads(line) for line in said.out.splitlines()]
    assert [one["id"] for one in answers] == [None, None, "c", None, "e", None]
    assert [one["category"] is None for one in answers] == [False, True, True, True, False, True]
    assert "Line 4 is not an observation" in answers[2]["why"]
    assert "Line 2" in said.err
    assert "5 lines" not in said.err
    assert "4 lines in all" in said.err
    assert "Traceback" not in said.err


def test_explain_answers_each_line_before_the_next_is_asked(alone: Program) -> None:
    with subprocess.Popen(
        [*COMMAND, "--home", str(alone.home), "explain", "--stdin"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=dict(alone.environ),
    ) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        for number, half in enumerate(('"site": "claude.ai"}\n', '"app_id": "xterm"}\n')):
            running.stdin.write(f'{{"id": {number}, '.encode())
            running.stdin.flush()
            running.stdin.write(half.encode())
            running.stdin.flush()
            assert json.loads(running.stdout.readline())["id"] == number
        running.stdin.close()
        assert running.wait() == 0
