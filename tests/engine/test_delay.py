"""How long a thread waited for a processor."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from wellbeing.engine import delay
from wellbeing.engine.delay import Delay


def test_it_says_nothing_where_the_kernel_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delay, "_FILE", "/nonexistent")
    one = Delay()
    assert one() == timedelta(0)
    one.close()


@pytest.mark.skipif(not Path(delay._FILE).exists(), reason="this kernel does not count it")
def test_whoever_shares_a_processor_waits_for_it() -> None:
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(before)})
    try:
        one = Delay()
        with subprocess.Popen([sys.executable, "-c", "while True: pass"]) as other:
            waited = timedelta(0)
            while waited < timedelta(milliseconds=20):
                waited += one()
            other.kill()
        one.close()
        one.close()
    finally:
        os.sched_setaffinity(0, before)
