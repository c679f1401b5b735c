"""Moments as Google writes them for people, in any of its languages.

May 5, 2026, 8:00:00 AM CEST · 05.05.2026, 08:00:00 MESZ · 2026/05/05 8:00:00 JST · 5 mai 2026, 08:00:00 UTC+2
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from functools import cached_property
from typing import Final

from wellbeing.interop.field import local, moment

_CODES: Final = """
    en de fr es it pt nl sv da nb fi is pl cs sk sl hr sr bs mk bg ro hu et lv lt ru uk be el tr az ka hy kk uz ky he
    ar fa ur hi bn mr gu pa ta te kn ml si ne th lo km my vi id ms fil ja ko zh zh_Hant sw am af ca eu gl cy ga sq mn
    zu"""
LANGUAGES: Final = tuple(_CODES.split())
"""Those of Google's account pages."""

_TIMES: Final = (
    re.compile(r"(\d{1,2})(?:\s*h\s*|:)(\d{2})(?:\s*min\s*|:)(\d{2})(?:\s*s\b)?"),
    re.compile(r"(?<![\d.])(\d{1,2})\.(\d{2})\.(\d{2})(?![\d.])"),
)
_OFFSET: Final = re.compile(r"(?:GMT|UTC)?\s*([+−-])(\d{1,2})(?::?(\d{2}))?\b")
_ZONE: Final = re.compile(r"\b([A-Z]{2,5})\b")
_AFTERNOON: Final = (
    "pm",
    "p.m",
    "p. m",
    "下午",
    "晚上",
    "오후",
    "午後",
    "μ.μ",
    "μμ",
    "م",
    "ب.ظ",
    "अपराह्न",
    "ch",
    "ip",
    "du",
)
_MORNING: Final = (
    "am",
    "a.m",
    "a. m",
    "上午",
    "凌晨",
    "오전",
    "午前",
    "π.μ",
    "πμ",
    "ص",
    "ق.ظ",
    "पूर्वाह्न",
    "sa",
)
_WORD: Final = re.compile(r"[^\W\d_]+(?:\.?[^\W\d_]+)*")
_LONGEST: Final = 120
_BUDDHIST: Final = 543
"""Years that Thailand counts further."""
_HOURS: Final[Mapping[str, float]] = {
    "UTC": 0,
    "GMT": 0,
    "WET": 0,
    "WEST": 1,
    "BST": 1,
    "CET": 1,
    "CEST": 2,
    "MEZ": 1,
    "MESZ": 2,
    "EET": 2,
    "EEST": 3,
    "MSK": 3,
    "TRT": 3,
    "IST": 5.5,
    "PKT": 5,
    "WIB": 7,
    "ICT": 7,
    "SGT": 8,
    "HKT": 8,
    "AWST": 8,
    "JST": 9,
    "KST": 9,
    "AEST": 10,
    "AEDT": 11,
    "NZST": 12,
    "NZDT": 13,
    "BRT": -3,
    "ART": -3,
    "EST": -5,
    "EDT": -4,
    "CST": -6,
    "CDT": -5,
    "MST": -7,
    "MDT": -6,
    "PST": -8,
    "PDT": -7,
    "AKST": -9,
    "AKDT": -8,
    "HST": -10,
    "SAST": 2,
    "CAT": 2,
    "EAT": 3,
    "WAT": 1,
}
"""East of Greenwich; of abbreviations with several meanings the one with the most people in Google's countries."""


class Reader:
    """Reads the moments of one file, all in the same language and form."""

    def __init__(self) -> None:
        self._languages = frozenset(LANGUAGES)
        """That can be meant, by the months seen until now."""

    def read(self, line: str) -> datetime | None:
        """The moment that a line says, aware UTC; None where it says none."""
        line = unicodedata.normalize("NFKC", line)
        if len(line) > _LONGEST:
            return None
        clock = next((found for pattern in _TIMES if (found := pattern.search(line))), None)
        if clock is None:
            return None
        before, behind = line[: clock.start()], line[clock.end() :]
        hour = _hour(int(clock[1]), f"{before[-12:]} {behind[:12]}".lower())
        day = self._day(before) or self._day(behind)
        if day is None:
            return None
        try:
            naive = datetime(*day, hour, int(clock[2]), int(clock[3]))  # noqa: DTZ001 - the zone follows
        except ValueError:
            return None
        zone = _zone(behind)
        return moment(naive.replace(tzinfo=zone).isoformat()) if zone else local(naive.isoformat())

    def _day(self, words: str) -> tuple[int, int, int] | None:
        numbers = [int(digits) for digits in re.findall(r"\d+", words)]
        years = [number for number in numbers if number >= 1900]
        rest = [number for number in numbers if number < 100]
        if len(years) != 1:
            return None
        year = years[0] - (_BUDDHIST if years[0] > 2400 else 0)
        if len(rest) == 2:
            return (year, *self._order(words, numbers, rest))
        month = self._month(words)
        return (year, month, rest[0]) if len(rest) == 1 and month else None

    def _order(self, words: str, numbers: list[int], rest: list[int]) -> tuple[int, int]:
        if numbers[0] >= 1900 or re.search(r"[年月년월]", words):
            return rest[0], rest[1]
        # English writes the month as a word here; all other languages begin with the day.
        return (rest[1], rest[0]) if rest[1] <= 12 else (rest[0], rest[1])

    def _month(self, words: str) -> int | None:
        lowered = words.lower()
        found = [
            (len(name), month, languages)
            for name, months in self._names.items()
            if name in lowered and _stands_alone(name, lowered)
            for month, languages in months.items()
            if languages & self._languages
        ]
        if not found:
            return None
        length, month, languages = max(found, key=lambda one: (one[0], len(one[2])))
        rivals = {other for size, other, _ in found if size == length}
        if len(rivals) == 1:
            self._languages &= languages
        return month

    @cached_property
    def _names(self) -> dict[str, dict[int, frozenset[str]]]:
        """Names of months, in which languages each means which month: `listopad` is October or November."""
        from babel.dates import get_month_names

        names: dict[str, dict[int, frozenset[str]]] = {}
        for language in LANGUAGES:
            for width in ("wide", "abbreviated"):
                for context in ("format", "stand-alone"):
                    for month, name in get_month_names(width, context, language).items():
                        word = unicodedata.normalize("NFKC", str(name)).lower().strip(".")
                        if word and not word.isdecimal():
                            months = names.setdefault(word, {})
                            months[month] = months.get(month, frozenset()) | {language}
        return names


def _stands_alone(name: str, words: str) -> bool:
    at = words.find(name)
    end = at + len(name)
    return not (at > 0 and words[at - 1].isalpha()) and not (end < len(words) and words[end].isalpha())


def _hour(hour: int, around: str) -> int:
    words = set(_WORD.findall(around))
    if hour <= 12 and any(mark in words or (not mark.isascii() and mark in around) for mark in _AFTERNOON):
        return hour % 12 + 12
    if hour == 12 and any(mark in words or (not mark.isascii() and mark in around) for mark in _MORNING):
        return 0
    return hour


def _zone(words: str) -> timezone | None:
    if offset := _OFFSET.search(words):
        ahead = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
        return timezone(ahead if offset[1] == "+" else -ahead) if ahead < timedelta(hours=15) else None
    for word in _ZONE.findall(words):
        if word in _HOURS:
            return timezone(timedelta(hours=_HOURS[word]))
    return UTC if words.strip() == "Z" else None
