"""Names of executables, from real processes."""

from __future__ import annotations

import os
from pathlib import Path

import psutil
import pytest

from tests import rig
from wellbeing.sensors import executable
from wellbeing.sensors.executable import Executables


def test_a_running_process_has_the_name_of_its_file() -> None:
    assert Executables().name(os.getpid()) == Path(psutil.Process().exe()).name


@pytest.mark.parametrize("pid", [-1, 2**22 + 1, 2**32 - 1])
def test_no_process_has_no_name(pid: int) -> None:
    assert Executables().name(pid) is None


def test_a_process_that_ended_has_no_name_any_more() -> None:
    names = Executables()
    with rig.running("sleep", "infinity") as process:
        rig.until(lambda: names.name(process.pid) == "sleep", "the program", 5)
    assert names.name(process.pid) is None


def test_the_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(executable, "KEPT", 1)
    names = Executables()
    with rig.running("sleep", "infinity") as process:
        assert names.name(os.getpid())
        assert names.name(process.pid)
        assert len(names._names) == 1
