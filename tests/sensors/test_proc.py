"""The table of processes, by /proc and by psutil: the same answers about real processes."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import psutil
import pytest

from tests import rig
from tests.terminals import environ, tab
from wellbeing.ports import Processes
from wellbeing.sensors.proc import ProcTable, tty_path
from wellbeing.sensors.process_list import ProcessList


@pytest.fixture(params=[ProcTable, ProcessList])
def table(request: pytest.FixtureRequest) -> Processes:
    made: Processes = request.param()
    return made


@pytest.fixture
def sleeper() -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(["sleep", "600"]) as process:
        yield process
        process.kill()


def test_a_process_is_told_as_it_is(table: Processes, sleeper: subprocess.Popen[bytes]) -> None:
    rig.until(lambda: table.argv(sleeper.pid) == ("sleep", "600"), "the program to be there")
    one = table.refresh()[sleeper.pid]
    assert (one.pid, one.name, one.parent) == (sleeper.pid, "sleep", os.getpid())
    assert one.group == os.getpgid(sleeper.pid)
    assert table.exe(sleeper.pid) == psutil.Process(sleeper.pid).exe()
    assert timedelta(0) <= table.up() - one.started < timedelta(seconds=rig.PATIENCE_S)
    assert not one.stopped


def test_who_ended_is_gone_and_who_began_is_there(table: Processes) -> None:
    with subprocess.Popen(["sleep", "600"]) as process:
        assert process.pid in table.refresh()
        process.kill()
    assert process.pid not in table.refresh()
    assert table.fresh(process.pid) is None
    assert table.argv(process.pid) == ()
    assert table.exe(process.pid) == ""


def test_a_young_process_is_read_again(table: Processes) -> None:
    with subprocess.Popen(["sh", "-c", "read x; exec sleep 600"], stdin=subprocess.PIPE) as process:
        rig.until(lambda: table.refresh()[process.pid].name == "sh", "the shell")
        assert process.stdin is not None
        process.stdin.write(b"\n")
        process.stdin.close()
        rig.until(lambda: table.refresh()[process.pid].name == "sleep", "the other program")
        process.kill()


def test_processor_time_counts_finished_children(table: Processes) -> None:
    work = "import os; n = sum(i * i for i in range(3_000_000))"
    line = f"{sys.executable} -S -c '{work}'; read x"
    with subprocess.Popen(["sh", "-c", line], stdin=subprocess.PIPE) as process:
        rig.until(lambda: not psutil.Process(process.pid).children(), "the child to have ended")
        seen = rig.until(lambda: table.fresh(process.pid), "the shell")
        if isinstance(table, ProcTable):
            rig.until(
                lambda: (now := table.fresh(process.pid)) and now.cpu > timedelta(seconds=0.02), "its time"
            )
        assert seen is not None
        process.kill()


def test_a_stopped_process_is_stopped(table: Processes, sleeper: subprocess.Popen[bytes]) -> None:
    os.kill(sleeper.pid, 19)
    rig.until(lambda: (one := table.fresh(sleeper.pid)) is not None and one.stopped, "it to be stopped")


def test_a_terminal_tells_its_last_key_and_output(table: Processes, tmp_path: Path) -> None:
    with tab(environ(tmp_path), tmp_path) as shell:
        one = table.refresh()[shell.pid]
        shell.rest(100)
        before = table.tty_use(one.tty, shell.pid)
        shell.line("true")
        rig.until(lambda: (use := table.tty_use(one.tty)) and before and use.read > before.read, "the key")
        rig.until(
            lambda: (use := table.tty_use(one.tty, shell.pid)) and before and use.written > before.written,
            "the echo",
        )
    assert table.tty_use(one.tty) is None


def test_a_process_of_mine_is_mine(table: Processes, sleeper: subprocess.Popen[bytes]) -> None:
    assert table.own(sleeper.pid)
    assert not table.own(2**22)
    others = [one for one in psutil.process_iter() if one.uids().real != os.getuid()]
    assert not any(table.own(one.pid) for one in others[:3])


def test_connections_to_a_port_are_seen(table: Processes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert not table.connected((port,))
        with socket.create_connection(("127.0.0.1", port)):
            rig.until(lambda: table.connected((1, port)), "the connection")


def test_files_of_terminals_by_number() -> None:
    assert tty_path(os.makedev(136, 5)) == "/dev/pts/5"
    assert tty_path(os.makedev(137, 1)) == "/dev/pts/257"
    assert tty_path(os.makedev(4, 1)) == "/dev/tty1"
    assert tty_path(os.makedev(4, 64)) is None
    assert tty_path(0) is None


def test_a_broken_line_is_no_process(tmp_path: Path) -> None:
    assert ProcTable(str(tmp_path / "nowhere")).refresh() == {}
    (tmp_path / "77").mkdir()
    (tmp_path / "77" / "stat").write_bytes(b"77 (odd) name) S 1")
    assert ProcTable(str(tmp_path)).refresh() == {}
    (tmp_path / "77" / "stat").write_bytes(
        b"77 (odd) (name) T 1 77 77 34816 78 0 0 0 0 0 5 5 1 1 20 0 1 0 100 0 0\n"
    )
    [one] = ProcTable(str(tmp_path)).refresh().values()
    assert (one.name, one.stopped, one.front) == ("odd) (name", True, 78)
    assert one.cpu == 12 * timedelta(seconds=1) / os.sysconf("SC_CLK_TCK")
    assert not ProcTable(str(tmp_path)).connected((1,))
