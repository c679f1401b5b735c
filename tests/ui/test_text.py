"""Words, durations and dates, read as a person would."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from tests.ui.render_panel import GERMAN, translate
from wellbeing.files import words
from wellbeing.model.sentence import counted
from wellbeing.ui import text


@pytest.mark.parametrize(
    ("minutes", "shown", "said"),
    [
        (0, "0 min", "0 minutes"),
        (0.2, "under 1 min", "under 1 min"),
        (1, "1 min", "1 minute"),
        (59.4, "59 min", "59 minutes"),
        (59.6, "1 h 00", "1 hour"),
        (67, "1 h 07", "1 hour and 7 minutes"),
        (252, "4 h 12", "4 hours and 12 minutes"),
        (1500, "25 h 00", "25 hours"),
    ],
)
def test_a_duration_is_short_to_read_and_whole_to_hear(minutes: float, shown: str, said: str) -> None:
    assert text.duration(timedelta(minutes=minutes)) == shown
    assert text.spoken(timedelta(minutes=minutes)) == said


def test_a_duration_tells_figures_from_units() -> None:
    assert text.duration_parts(timedelta(minutes=252)) == [("4", True), (" h ", False), ("12", True)]


@pytest.mark.parametrize(
    ("locale", "clock", "hour", "day"),
    [
        ("en_GB.UTF-8", "15:42", "15", "Fri 18 Dec"),
        ("en_US.UTF-8", "3:42 PM", "3 PM", "Fri Dec 18"),
        ("C.UTF-8", "15:42", "15", "Fri 18 Dec"),
        ("de_DE@euro", "15:42", "15", "Fr., 18. Dez."),
        ("fr_FR@euro", "15:42", "15", "Fri Dec 18"),  # no French words here: not half a French date
        ("xx_nonsense", "15:42", "15", "Fri 18 Dec"),
    ],
)
def test_clocks_follow_the_region_and_days_follow_the_words(
    monkeypatch: pytest.MonkeyPatch, locale: str, clock: str, hour: str, day: str
) -> None:
    monkeypatch.setenv("LANG", locale)
    # A narrow space stands before PM since CLDR 42.
    assert text.clock(datetime(2026, 11, 24, 15, 42)).replace("\u202f", " ") == clock  # noqa: DTZ001 - a wall clock
    assert text.hour(15).replace("\u202f", " ") == hour
    assert text.short_date(date(2026, 12, 18)) == day


def test_a_catalogue_turns_all_words_to_its_language(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    translate(tmp_path, "de", GERMAN)
    monkeypatch.setattr("wellbeing.files.words.resource", lambda *_parts: tmp_path)
    words._translations.cache_clear()
    monkeypatch.setenv("LANGUAGE", "de")
    monkeypatch.setenv("LC_TIME", "de_AT.UTF-8")
    assert text.duration(timedelta(minutes=252)) == "4 Std. 12"
    assert text.spoken(timedelta(minutes=252)) == "4 Stunden und 12 Minuten"
    assert text.weekday(date(2026, 11, 24)) == "Dienstag"
    assert text.ngettext("day", "days", 2) == "days"
    assert not text.right_to_left()
    words._translations.cache_clear()


def test_days_of_one_month_stand_close_whatever_the_locale_data_say() -> None:
    monday = date(2026, 11, 16)
    assert text.dates(monday, date(2026, 11, 22), year=False) == "16–22 Nov"
    assert text.dates(date(2025, 12, 29), date(2026, 1, 4), year=True) == "29 Dec 2025 – 4 Jan 2026"


@pytest.mark.parametrize(
    ("count", "shown"), [(812, "812"), (4300, "4.3 thousand"), (12_000_000, "12 million")]
)
def test_large_counts_are_rounded(count: int, shown: str) -> None:
    assert text.number(count) == shown


@pytest.fixture
def speak(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Callable[[str], None]]:
    """Has the program speak a language until the test ends."""

    def begin(language: str) -> None:
        translate(tmp_path, language, {"Open": "x"})
        monkeypatch.setattr("wellbeing.files.words.resource", lambda *_parts: tmp_path)
        monkeypatch.setenv("LANG", f"{language}.UTF-8")
        words._translations.cache_clear()

    yield begin
    words._translations.cache_clear()


@pytest.mark.parametrize(("language", "shown"), [("en", "Fr"), ("de", "Fr"), ("he", "ו׳")])
def test_the_shortest_weekdays_can_be_told_apart(
    speak: Callable[[str], None], language: str, shown: str
) -> None:
    speak(language)
    assert text.tiny_weekday(date(2026, 11, 27)) == shown
    assert len({text.tiny_weekday(date(2026, 11, one)) for one in range(1, 8)}) == 7


def test_durations_in_a_sentence_stay_whole() -> None:
    assert (
        text.with_whole_durations("3 h 58 of 12 h, 5 min. 4 days")
        == "3\u00a0h\u00a058 of 12 h, 5\u00a0min. 4 days"
    )


def test_counts_in_sentences_are_written_as_the_language_groups_them() -> None:
    many = counted("{count} activity is recorded.", "{count} activities are recorded.", 11144)
    assert text.said(many) == "11,144 activities are recorded."
    assert str(many) == "11144 activities are recorded."


@pytest.mark.parametrize(("language", "shown"), [("en", "0.8"), ("de", "0,8")])
def test_a_decimal_has_the_mark_of_the_language_and_no_empty_digits(
    speak: Callable[[str], None], language: str, shown: str
) -> None:
    speak(language)
    assert text.short_decimal(0.8) == shown
    assert text.short_decimal(2.0) == "2"
