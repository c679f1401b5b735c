"""Words, dates and durations of the pages, in the language that each browser asks for."""

from __future__ import annotations

import gettext
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_interval, format_skeleton, format_time
from babel.lists import format_list
from babel.numbers import format_percent
from babel.units import format_unit

from wellbeing.files.resources import resource
from wellbeing.model.sentence import Sentence

_PLAIN = Locale("en", "GB")


@dataclass(frozen=True, slots=True)
class Words:
    """One language, with the region's way to write dates."""

    locale: Locale
    texts: gettext.NullTranslations

    def _(self, message: str, /, **values: object) -> str:
        """The sentence in this language, its gaps filled."""
        return self.texts.gettext(message).format(**values) if values else self.texts.gettext(message)

    def ngettext(self, one: str, many: str, count: int, /, **values: object) -> str:
        """The sentence for a count."""
        return self.texts.ngettext(one, many, count).format(count=count, **values)

    def said(self, words: str) -> str:
        """A sentence of the program in this language; any other text as it is."""
        if not isinstance(words, Sentence):
            return words
        template = (
            self.texts.gettext(words.template)
            if words.many is None
            else self.texts.ngettext(words.template, words.many, words.number)
        )
        return template.format(**{name: self.said(one) for name, one in words.values.items()})

    @property
    def language(self) -> str:
        """As HTML wants it: `en`, `de`."""
        return str(self.locale.language)

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        return str(self.locale.text_direction)

    # ------------------------------------------------------------ amounts

    def duration(self, seconds: float) -> str:
        """As it stands in a column: `4 h 12`, `48 min`; under half a minute `under 1 min`, nothing `0 min`."""
        _ = self._
        minutes = round(seconds / 60)
        if not minutes and seconds:
            return _("under 1 min")
        hours, rest = divmod(minutes, 60)
        # Translators: a duration such as 4 h 12 (minutes have two digits), and one under an hour such as 48 min.
        pattern = _("{hours} h {minutes}") if hours else _("{minutes} min")
        return pattern.format(hours=hours, minutes=f"{rest:02d}" if hours else rest)

    def spoken(self, seconds: float) -> str:
        """As a screen reader should say it: `4 hours and 12 minutes`."""
        minutes = round(seconds / 60)
        parts = [("hour", minutes // 60), ("minute", minutes % 60)]
        said = [format_unit(count, f"duration-{unit}", locale=self.locale) for unit, count in parts if count]
        if not said:
            return format_unit(0, "duration-minute", locale=self.locale)
        return str(format_list(said, style="standard", locale=self.locale))

    def percent(self, share: float) -> str:
        """A share of 0 to 1 in whole per cent."""
        return str(format_percent(share, locale=self.locale))

    # ------------------------------------------------------------ dates

    def long_date(self, day: date) -> str:
        """With its weekday: `Tuesday 24 November`."""
        return self._dated(day, "MMMMEEEEd")

    def short_date(self, day: date) -> str:
        """With its weekday: `Tue 24 Nov`."""
        return self._dated(day, "MMMEd")

    def weekday(self, day: date) -> str:
        """Under a bar: `Tue`."""
        return str(format_date(day, "EEE", locale=self.locale))

    def dates(self, first: date, last: date) -> str:
        """From one day to another with the year: `16–22 Nov 2026`."""
        return str(format_interval(first, last, "yMMMd", locale=self.locale)).replace("\u2009", " ")

    def moment(self, at: datetime, zone: ZoneInfo) -> str:
        """A moment on the clock of a zone: `24 Nov, 15:42`."""
        there = at.astimezone(zone)
        clock = format_time(there.replace(tzinfo=None), "short", locale=self.locale)
        return f"{format_skeleton('MMMd', there.date(), locale=self.locale)}, {clock}"

    def _dated(self, day: date, skeleton: str) -> str:
        shown = str(format_skeleton(skeleton, day, locale=self.locale))
        return shown.replace(",", "") if self.language == "en" else shown


def words(accepted: str) -> Words:
    """The language that a browser asks for most, among those that there are; English where it asks for none.

    Args:
        accepted: its `Accept-Language` (RFC 9110, section 12.5.4).
    """
    return _words(_chosen(accepted[:200]))


@lru_cache(maxsize=64)
def _words(name: str) -> Words:
    locale = _parsed(name) or _PLAIN
    texts = gettext.translation(
        "wellbeing", str(resource("locale")), languages=[str(locale), locale.language], fallback=True
    )
    return Words(locale, texts)


def _chosen(accepted: str) -> str:
    known = {"en", *(path.name for path in resource("locale").iterdir())}
    wished: list[tuple[float, int, str]] = []
    for place, one in enumerate(accepted.split(",")):
        name, _, quality = one.strip().partition(";q=")
        try:
            weight = float(quality) if quality else 1.0
        except ValueError:
            continue
        if name.split("-")[0].lower() in known and weight > 0:
            wished.append((-weight, place, name))
    return min(wished)[2] if wished else ""


def _parsed(name: str) -> Locale | None:
    if not name or name.lower() == "en":
        return None
    try:
        return Locale.parse(name, sep="-")
    except (ValueError, UnknownLocaleError):
        return None


def zone_of(name: str) -> ZoneInfo:
    """A zone by its name; UTC where there is none of that name."""
    try:
        return ZoneInfo(name or "UTC")
    except (ValueError, OSError, KeyError):
        return ZoneInfo("UTC")


def of_week(monday: date) -> list[date]:
    """Its seven days."""
    return [monday + timedelta(days=one) for one in range(7)]
