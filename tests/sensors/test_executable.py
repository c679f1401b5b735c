"""Names of executables, from real processes."""

from __future__ import annotations

import os
from pathlib import Path

import psutil
import pytest

from tests import rig
from wellbeing.sensors.executable import executable


def test_a_running_process_has_the_name_of_its_file() -> None:
    assert executable(os.getpid()) == Path(psutil.Process().exe()).name


@pytest.mark.parametrize("pid", [-1, 2**22 + 1, 2**32 - 1])
def test_no_process_has_no_name(pid: int) -> None:
    assert executable(pid) is None


def test_a_process_that_ended_has_no_name_any_more() -> None:
    with rig.running("sleep", "infinity") as process:
        rig.until(lambda: executable(process.pid) == "sleep", "the program")
    assert executable(process.pid) is None
