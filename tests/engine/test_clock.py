"""The machine's clocks."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, timedelta

import pytest

from wellbeing.engine.clock import SystemClock


@pytest.fixture
def restored_zone() -> Iterator[None]:
    yield
    time.tzset()


def test_the_wall_clock_is_utc_and_the_other_never_goes_back() -> None:
    clock = SystemClock()
    assert clock.now().tzinfo is UTC
    assert clock.tick() <= clock.tick()
    assert abs(clock.slept() - clock.slept()) < timedelta(seconds=1)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Asia/Kolkata", "Asia/Kolkata"), ("Europe/Berlin", "Europe/Berlin"), ("Nowhere/Real", "")],
)
@pytest.mark.usefixtures("restored_zone")
def test_travel_is_noticed_while_running(
    monkeypatch: pytest.MonkeyPatch, name: str, expected: str, caplog: pytest.LogCaptureFixture
) -> None:
    clock = SystemClock()
    monkeypatch.setenv("TZ", "UTC")
    assert clock.zone().offset == timedelta(0)
    monkeypatch.setenv("TZ", name)
    zone = clock.zone()
    assert zone.name == expected
    if name == "Asia/Kolkata":
        assert zone.offset == timedelta(hours=5, minutes=30)
