"""Whether two processes belong to one program, from real processes."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests import rig
from wellbeing.sensors import kinship
from wellbeing.sensors.kinship import related

CHILD = (
    "import subprocess, sys; print(subprocess.Popen(['sleep', 'infinity']).pid, flush=True); sys.stdin.read()"
)


def test_a_program_is_related_to_itself_and_to_its_helpers() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", CHILD], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as program:
        assert program.stdout is not None
        helper = int(program.stdout.readline())
        try:
            assert related(program.pid, program.pid)
            assert related(helper, program.pid)
            assert related(program.pid, helper)
            assert related(helper, os.getpid())
        finally:
            os.kill(helper, 9)
            program.kill()


def test_siblings_and_those_that_ended_are_not_related() -> None:
    with rig.running("sleep", "infinity") as one, rig.running("sleep", "infinity") as other:
        assert not related(one.pid, other.pid)
    assert not related(one.pid, os.getpid())


def test_what_everything_descends_from_is_no_program() -> None:
    assert not related(os.getpid(), 1)


@pytest.mark.skipif(sys.platform != "linux", reason="there is one way only")
def test_both_ways_tell_the_same() -> None:
    assert kinship._by_kernel(os.getpid()) == kinship._by_psutil(os.getpid())
