"""Which process a window belongs to, from tables of processes."""

from __future__ import annotations

import os
import subprocess

import pytest

from tests import rig
from wellbeing.sensors.owner import Owners, Running, running

NOW_S = 1_000_000.0
LONG_AGO, JUST_NOW = NOW_S - 3600, NOW_S - 1


def owners(*processes: Running) -> Owners:
    return Owners(lambda: iter(processes), lambda: NOW_S, own_pid=1)


def process(pid: int, exe: str, started_s: float = LONG_AGO, parent: int = 0, name: str = "") -> Running:
    return Running(pid, exe, started_s, parent, name)


@pytest.mark.parametrize(
    ("app_id", "exe"),
    [
        ("foot", "foot"),
        ("org.gnome.Nautilus", "nautilus"),
        ("firefox-esr", "firefox-esr"),
        ("google-chrome", "chrome"),
        ("brave-browser", "brave"),
        ("XTerm", "xterm"),
    ],
)
def test_an_app_id_names_its_process(app_id: str, exe: str) -> None:
    assert owners(process(7, exe), process(8, "bash")).of(1, app_id) == (7, exe)


def test_a_script_is_known_by_its_own_name() -> None:
    assert owners(process(7, "python3.11", name="gnome-tweaks")).of(1, "gnome-tweaks") == (7, "python3.11")


def test_a_browser_is_its_first_process() -> None:
    family = [
        process(7, "chromium"),
        process(8, "chromium", JUST_NOW, 7),
        process(9, "chromium", JUST_NOW, 8),
    ]
    assert owners(*family).of(1, "chromium") == (7, "chromium")


def test_of_several_old_ones_none_is_meant() -> None:
    assert owners(process(7, "foot"), process(8, "foot")).of(1, "foot") == (None, None)


def test_a_window_that_appears_belongs_to_the_process_that_just_began() -> None:
    known = owners(process(7, "foot"), process(8, "foot", JUST_NOW))
    known.appeared(1, "foot")
    assert known.of(1, "foot") == (8, "foot")


def test_a_process_that_has_a_window_is_not_taken_for_the_next_one_of_its_name() -> None:
    processes = [process(7, "foot", JUST_NOW)]
    known = Owners(lambda: iter(processes), lambda: NOW_S, own_pid=1)
    known.appeared(1, "foot")
    processes.append(process(8, "foot", JUST_NOW))
    known.appeared(2, "foot")
    assert (known.of(1, "foot"), known.of(2, "foot")) == ((7, "foot"), (8, "foot"))
    processes.append(process(9, "foot", JUST_NOW))
    processes.append(process(10, "foot", JUST_NOW))
    known.appeared(3, "foot")
    assert known.of(3, "foot") == (None, None)


def test_a_closed_window_is_forgotten() -> None:
    processes = [process(7, "foot")]
    known = Owners(lambda: iter(processes), lambda: NOW_S, own_pid=1)
    assert known.of(1, "foot") == (7, "foot")
    processes[:] = [process(9, "foot")]
    known.gone(1)
    assert known.of(1, "foot") == (9, "foot")


def test_we_ourselves_and_what_has_no_name_are_never_meant() -> None:
    assert owners(process(1, "foot")).of(1, "foot") == (None, None)
    assert owners(process(7, "foot")).of(1, "") == (None, None)


def test_the_real_table_has_this_process() -> None:
    [own] = [one for one in running() if one.pid == os.getpid()]
    assert own.parent == os.getppid()
    assert own.exe


def test_a_start_script_that_became_the_program_is_the_program() -> None:
    with subprocess.Popen(
        ["sh", "-c", "echo here; read go; exec sleep 60"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        program.stdout.readline()
        shell = seen(program.pid)
        program.stdin.write("\n")
        program.stdin.flush()
        rig.until(lambda: seen(program.pid) != shell, "the program")
        assert seen(program.pid) in {"sleep", "coreutils", "busybox"}
        program.kill()


def seen(pid: int) -> str:
    [exe] = [one.exe for one in running() if one.pid == pid]
    return exe
