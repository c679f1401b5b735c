"""`wellbeing reliance` as its module promises it."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests.clocks import HandClock
from tests.fakes.days import NOW, TODAY, ZONE, habit
from wellbeing import app
from wellbeing.cli.commands import wellbeing
from wellbeing.files.paths import home
from wellbeing.ports import Batch
from wellbeing.store.opening import open_store

GREW = 24
KEYS = [
    "day",
    "days",
    "counted",
    "usual_from",
    "index",
    "year_ago",
    "signals",
    "assistive",
    "sensitivity",
    "detectors",
    "truth",
]
DETECTOR = [
    "series",
    "expected_a_year",
    "ready",
    "question",
    "start",
    "sum",
    "limit",
    "recent",
    "usual",
    "silent_until",
    "conditions",
    "episodes",
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home, and a clock that stands at a Tuesday."""
    monkeypatch.setattr(app, "clock", lambda: HandClock(NOW))
    monkeypatch.setattr(app, "read_logs", lambda _home: True)
    home(str(tmp_path)).prepare()
    return tmp_path


def write(folder: Path, days: int, grew: int = 0) -> None:
    place = home(str(folder))
    store = open_store(place.record, clock=HandClock(NOW), backups=place.backups).store
    store.write(Batch(closed=habit(days, grew), zones=[ZONE]))
    store.close()


def said(folder: Path, *words: str) -> str:
    result = CliRunner().invoke(wellbeing, ["--home", str(folder), "reliance", *words])
    assert result.exit_code == 0, result.output
    return result.stdout


def value(folder: Path) -> Any:  # JSON
    return json.loads(said(folder, "--json"))


def test_nothing_finished_is_null(folder: Path) -> None:
    assert value(folder) == {"day": None}
    assert "No day is finished yet" in said(folder)


def test_too_little_is_said(folder: Path) -> None:
    write(folder, 9)
    found = value(folder)
    assert list(found) == KEYS
    assert (found["index"], found["counted"], found["usual_from"]) == (None, 9, "2026-12-09")
    assert [one["ready"] for one in found["detectors"]] == [False, False]
    assert "too little data (9 days counted)" in said(folder)
    assert "from about 9 December" in said(folder)


def test_the_index_adds_up_and_the_detectors_give_their_reasons(folder: Path) -> None:
    write(folder, 150, GREW)
    found = value(folder)
    index = found["index"]
    assert index["value"] == 50 + sum(part["contribution"] for part in index["parts"])
    assert sum(part["weight"] for part in index["parts"]) == pytest.approx(100)
    assert index["missing"] == ["prompts", "quick_turns"]
    ai, screen = found["detectors"]
    assert list(ai) == list(screen) == DETECTOR
    (episode,) = ai["episodes"]
    assert abs((TODAY - timedelta(days=GREW)) - TODAY.fromisoformat(episode["start"])) <= timedelta(days=4)
    assert episode["recent_min"] > 1.3 * episode["usual_min"]
    assert {one["condition"] for one in ai["conditions"]} >= {"history", "rise", "new"}
    text = said(folder)
    assert "Growth since about" in text
    assert "Reliance index" in text
    assert "Left out, the others weigh more: Prompts, AI within 2 min of a task." in text
