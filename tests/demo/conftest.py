"""Lives that several tests look at; made once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from wellbeing.demo import Day, Person, Story, cast, days

LAST = date(2025, 3, 18)
FIRST = LAST - timedelta(days=425)


@pytest.fixture(scope="session")
def mia() -> tuple[Person, Story]:
    return cast(None, FIRST, LAST)


@pytest.fixture(scope="session")
def months(mia: tuple[Person, Story]) -> list[Day]:
    """Mia's fourteen months, 2024-01-18 to 2025-03-18: a leap day, four clock changes, one journey."""
    who, story = mia
    return list(days(who, FIRST, 426, story))


@pytest.fixture(scope="session")
def developer() -> list[Day]:
    """Two hundred days of somebody who uses AI in a terminal."""
    seed = 2
    first, last = date(2023, 3, 1), date(2023, 9, 16)
    who, story = cast(seed, first, last)
    return list(days(who, first, 200, story))
