"""Words, durations, dates and clocks in the person's language."""

from __future__ import annotations

import re
import string
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from wellbeing import lean

lean.load("babel.dates", "babel.lists", "babel.numbers", "babel.units")

# ruff: noqa: E402 - what follows finds Babel loaded without its manual
from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_interval, format_skeleton, format_time, get_time_format
from babel.lists import format_list
from babel.numbers import format_compact_decimal, format_decimal, format_percent
from babel.units import format_unit

from wellbeing.files.words import setting, translations
from wellbeing.model.sentence import Sentence
from wellbeing.ui.babel_data import let_go

_TIME = ("LC_ALL", "LC_TIME", "LANG")
_TIGHT = re.compile(r"\b(\d{1,2}) – (\d{1,2})\b")
_DIGIT = re.compile(r"\d")
_PLAIN = Locale("en", "GB")
"""For C and POSIX, whose clock has 24 hours."""


def _(message: str) -> str:
    """The sentence in the person's language, or as written."""
    return translations().gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """The sentence for a count, in the plural form that the language needs."""
    return translations().ngettext(one, many, count)


def said(words: str) -> str:
    """A sentence in the person's language; any other text as it is."""
    if not isinstance(words, Sentence):
        return words
    values = {name: said(one) for name, one in words.values.items()}
    if words.many is None:
        return _(words.template).format(**values)
    return ngettext(words.template, words.many, words.number).format(
        **{**values, "count": exact(words.number)}
    )


def language() -> Locale:
    """The language in which the texts really come: a sentence must not mix two.

    Carries the region of the person's time settings where the language is the same, so that dates stand
    as they are written there.
    """
    words = translations().info().get("language")
    texts = (_parsed(words) if words else None) or Locale("en")
    region = _region()
    return region if region.language == texts.language else texts


def settle() -> None:
    """Keep in memory what the person's language needs; for a process that stays, where no variable changes."""
    let_go(language(), _region())


def right_to_left() -> bool:
    """Whether the language is written from right to left."""
    return bool(language().text_direction == "rtl")


def minutes(amount: timedelta) -> int:
    """Whole minutes, rounded; for comparing what will be read."""
    return round(amount / timedelta(minutes=1))


def duration(amount: timedelta) -> str:
    """As it stands in a column: `4 h 12`, `48 min`; under half a minute `under 1 min`, nothing `0 min`."""
    return "".join(text for text, _figure in duration_parts(amount))


def unbroken(words: str) -> str:
    """The same on one line, where a longer sentence is wrapped."""
    return words.replace(" ", "\N{NO-BREAK SPACE}")


def with_whole_durations(words: str) -> str:
    """The same, with every duration in it kept on one line; `unbroken` for all of it."""
    if not _DIGIT.search(words):
        return words
    found = _durations(_("{hours} h {minutes}"), _("{minutes} min"))
    return found.sub(lambda one: unbroken(one[0]), words)


@lru_cache(maxsize=2)
def _durations(*patterns: str) -> re.Pattern[str]:
    """Finds durations as one language writes them."""
    return re.compile("|".join(_figures(one) for one in patterns))


def _figures(pattern: str) -> str:
    """A regular expression for what stands in the sources with gaps for whole numbers."""
    return "".join(
        re.escape(text) + (r"\d+" if name else "")
        for text, name, _spec, _conversion in string.Formatter().parse(pattern)
    )


def duration_parts(amount: timedelta) -> list[tuple[str, bool]]:
    """The pieces of a duration in order, each with whether it is a figure (drawn large) or a unit."""
    if not minutes(amount) and amount:
        return [(_("under 1 min"), False)]
    hours, rest = divmod(minutes(amount), 60)
    values = {"hours": str(hours), "minutes": f"{rest:02d}" if hours else str(rest)}
    # Translators: a duration such as 4 h 12 (minutes have two digits), and one under an hour such as 48 min.
    pattern = _("{hours} h {minutes}") if hours else _("{minutes} min")
    parts: list[tuple[str, bool]] = []
    for text, name, _spec, _conversion in string.Formatter().parse(pattern):
        if text:
            parts.append((text, False))
        if name:
            parts.append((values[name], True))
    return parts


def spoken(amount: timedelta) -> str:
    """As a screen reader should say it: `4 hours and 12 minutes`."""
    whole, locale = minutes(amount), language()
    units = [("hour", whole // 60), ("minute", whole % 60)]
    said = [format_unit(count, f"duration-{unit}", locale=locale) for unit, count in units if count]
    if not said:
        return duration(amount) if amount else format_unit(0, "duration-minute", locale=locale)
    return format_list(said, style="standard", locale=locale)


def clock(moment: datetime) -> str:
    """The time on the clock as the person's region writes it: `15:42`, `3:42 PM`. The moment is local."""
    return format_time(moment.replace(tzinfo=None), "short", locale=_region())


def clock_to_the_second(moment: datetime) -> str:
    """As `clock`, with seconds. The moment is local."""
    return format_time(moment.replace(tzinfo=None), "medium", locale=_region())


def hour(number: int) -> str:
    """An hour under an axis: `06`, or `6 AM` where clocks have twelve hours. 0 to 24."""
    if "H" in str(get_time_format("short", locale=_region()).pattern):
        return f"{number % 24:02d}"
    return format_time(time(number % 24), "h a", locale=_region())


def weekday(day: date) -> str:
    """`Tuesday`."""
    return format_date(day, "EEEE", locale=language())


def short_date(day: date) -> str:
    """With its weekday: `Fri 18 Dec`."""
    return _dated(day, "MMMEd")


def long_date(day: date) -> str:
    """With its weekday: `Tuesday 24 November`."""
    return _dated(day, "MMMMEEEEd")


def day_month(day: date) -> str:
    """`12 October`."""
    return _dated(day, "MMMMd")


def short_day(day: date) -> str:
    """Under an axis: `12 Oct`."""
    return _dated(day, "MMMd")


def short_weekday(day: date) -> str:
    """Under a bar: `Tue`."""
    return format_date(day, "EEE", locale=language())


def tiny_weekday(day: date) -> str:
    """Where seven stand close together: `Tu`."""
    return format_date(day, "EEEEEE", locale=language()).rstrip(".")


def short_month(day: date) -> str:
    """Under a bar: `Nov`."""
    return format_date(day, "LLL", locale=language())


def month(day: date) -> str:
    """`November 2026`."""
    return format_skeleton("yMMMM", day, locale=language())


def dates(first: date, last: date, *, year: bool) -> str:
    """From one day to another, as short as the language allows: `16–22 Nov`, with the year `16–22 Nov 2026`."""
    shown = format_interval(first, last, "yMMMd" if year else "MMMd", locale=language())
    # Some releases of the locale data set thin spaces around the dash even between two bare numbers.
    return _TIGHT.sub(r"\1–\2", shown.replace("\u2009", " "))


def first_weekday() -> int:
    """The weekday on which weeks begin where the person lives, 0 for Monday."""
    return int(_region().first_week_day)


def percent(share: float) -> str:
    """A share of 0 to 1 in whole per cent: `19 %` or `19%`, as the language writes it."""
    return format_percent(share, locale=language())


def decimal(value: float) -> str:
    """With one digit after the mark of the language: `66.2`."""
    return format_decimal(value, format="#,##0.0", locale=language())


def short_decimal(value: float) -> str:
    """With as many digits after the mark of the language as it has, at most four: `0.8`, `2`."""
    return format_decimal(value, format="0.####", locale=language())


def number(count: int) -> str:
    """A count, rounded where it is large: `812`, `4.3 thousand`, `12 million`."""
    return format_compact_decimal(count, format_type="long", fraction_digits=1, locale=language())


def exact(count: int) -> str:
    """A count with all of its digits: `6,712`."""
    return str(format_decimal(count, locale=language()))


def territory() -> str:
    """The country of the person's time settings, two letters; empty where they name none."""
    return str(_region().territory or "") if next((one for one in setting(_TIME) if one), "") else ""


def country(code: str) -> str:
    """A country's name in the language of the texts; empty where it is not known."""
    return str(language().territories.get(code, ""))


def _dated(day: date, skeleton: str) -> str:
    """Lighter than the comma that English may write; other languages keep theirs."""
    shown, locale = format_skeleton(skeleton, day, locale=language()), language()
    return shown.replace(",", "") if locale.language == "en" else shown


def _region() -> Locale:
    return _region_of(setting(_TIME))


@lru_cache(maxsize=4)
def _region_of(values: tuple[str, ...]) -> Locale:
    name = next((value for value in values if value), "")
    plain = name.partition(".")[0] in {"", "C", "POSIX"}
    return _PLAIN if plain else _parsed(name) or _PLAIN


@lru_cache(maxsize=8)
def _parsed(name: str) -> Locale | None:
    try:
        return Locale.parse(re.split(r"[.@]", name, maxsplit=1)[0])
    except (ValueError, UnknownLocaleError):
        return None
