"""The sensors of Windows and macOS on themselves; runs on their machines only: the proof that is still missing."""

from __future__ import annotations

import sys
from datetime import timedelta

import pytest

from wellbeing.ports import Fact
from wellbeing.sensors.choose import candidates, choose

pytestmark = pytest.mark.skipif(
    sys.platform not in ("win32", "darwin"), reason="is about Windows and macOS themselves"
)


@pytest.mark.parametrize("fact", [Fact.WINDOW, Fact.IDLE, Fact.SESSION])
def test_the_system_answers(fact: Fact) -> None:
    choice = choose(fact, candidates({}, timedelta(minutes=3))[fact])
    assert choice.ok, choice.tried
    value = choice.sensor.read()
    if fact is Fact.IDLE:
        assert isinstance(value, timedelta)
        assert value >= timedelta(0)
    choice.sensor.close()
