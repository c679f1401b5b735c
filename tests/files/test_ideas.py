"""The fixed lists: complete, sourced, dated, in both languages."""

from __future__ import annotations

import pytest

from wellbeing.checkins.technique import Sign
from wellbeing.files.ideas import numbers, opinions, techniques


def test_every_technique_says_what_it_is_for_how_to_stop_and_whence_it_comes() -> None:
    for one in techniques().values():
        for words in (one.en, one.de):
            assert all((words.title, words.what, words.purpose, words.stop))
        assert one.source
        assert one.when
    assert any(Sign.ANY in one.when for one in techniques().values())
    assert {"try-first", "ai-free-hour", "write-to-someone", "walk", "breathing", "one-thing"} <= set(
        techniques()
    )


def test_second_opinions_are_sourced_and_short(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(opinions()) >= 4
    for one in opinions():
        assert one.source
        assert max(len(one.en.text), len(one.de.text)) <= 260, one.key
    monkeypatch.setenv("LANGUAGE", "de")
    assert opinions()[0].words is opinions()[0].de
    assert next(iter(techniques().values())).words.title == "Erst selbst versuchen"


def test_numbers_are_dated_and_each_country_has_somebody_to_call() -> None:
    found = numbers()
    assert found.reviewed.year >= 2026
    assert found.directory == "findahelpline.com"
    codes = [one.code for one in found.country]
    assert codes == sorted(set(codes))
    assert all(one.emergency and one.lines for one in found.country)
    assert found.of("US") is not None
    assert found.of("US").lines[0].number == "988"  # type: ignore[union-attr]  # just asked
    assert found.of("XX") is None
