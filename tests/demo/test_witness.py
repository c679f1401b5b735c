"""The truth that is written beside a synthetic record."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from wellbeing.demo import GENERATOR, Day, Person, Story, Witness, cast, days, person, truth
from wellbeing.demo.witness import Json

PINNED = "e8b1fc5d49a045c8cbfe386eb25ee4827ad80a8d5bddfc957cd3c28781b5f800"
"""Of Mia's first 60 days. Another value means other days for the same seed: then raise GENERATOR as well."""


@pytest.fixture(scope="session")
def told(mia: tuple[Person, Story], months: list[Day]) -> Json:
    return truth(*mia, months)


def test_the_same_seed_gives_the_same_days_on_every_machine(
    mia: tuple[Person, Story], months: list[Day]
) -> None:
    assert GENERATOR == 2
    assert truth(*mia, months[:60])["sha256"] == PINNED


def test_another_seed_gives_another_hash() -> None:
    made = {truth(person(seed), (), days(person(seed), date(2024, 5, 1), 3))["sha256"] for seed in range(5)}
    assert len(made) == 5


def test_the_truth_survives_json_whole(told: Json) -> None:
    assert json.loads(json.dumps(told)) == told


def test_the_truth_says_who_and_how_much(told: Json, months: list[Day]) -> None:
    assert told["demo"] is True
    assert told["person"] == "Mia"
    assert told["zone"] == "Europe/Berlin"
    assert told["activities"] == sum(len(day.activities) for day in months)
    figures = told["days"]
    assert isinstance(figures, list)
    assert [figure["day"] for figure in figures] == [day.day.isoformat() for day in months]
    for figure, day in zip(figures, months, strict=True):
        assert figure["active_s"] == pytest.approx(day.truth.active / timedelta(seconds=1), abs=0.0005)
        assert figure["ai_s"] == pytest.approx(sum(figure["ai_tools_s"].values()), abs=0.001)
        assert figure["prompts"] == len(day.prompts)


def test_the_truth_names_the_change_with_its_day_and_size(told: Json) -> None:
    episodes = told["episodes"]
    assert isinstance(episodes, list)
    changes = [episode for episode in episodes if episode["episode"] == "change"]
    assert changes == [{"episode": "change", "on": "2024-09-17", "series": "ai", "size": 0.6, "over_days": 0}]
    assert {episode["episode"] for episode in episodes} == {"change", "away", "binge"}


def test_only_what_happens_on_the_days_seen_is_told() -> None:
    first, last = date(2024, 2, 1), date(2024, 2, 10)
    for seed in range(12):
        who, story = cast(seed, first, last)
        found = truth(who, story, days(who, first, 10, story))["episodes"]
        assert isinstance(found, list)
        for episode in found:
            end = date.fromisoformat(episode["on"]) + timedelta(days=episode.get("days", 1))
            assert date.fromisoformat(episode["on"]) <= last
            assert end > first
            assert episode.get("size") != 0


def test_a_witness_of_nothing_tells_nothing(mia: tuple[Person, Story]) -> None:
    told = Witness(*mia).truth()
    assert (told["activities"], told["episodes"], told["days"]) == (0, [], [])
