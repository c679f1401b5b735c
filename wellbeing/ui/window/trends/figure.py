"""From finished days to the figures of the Trends page."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from wellbeing.analysis.heat import ladder as steps
from wellbeing.analysis.heat import shade
from wellbeing.analysis.reliance import SIDES
from wellbeing.engine.view.trends import ONE, Growth, Line, Of, TrendsView
from wellbeing.render import dots, hourmap, ladder, weeks, year
from wellbeing.render.chart import Table
from wellbeing.ui import reliance_words, text
from wellbeing.ui.text import _
from wellbeing.ui.window.trends import growth_words, index_words, words
from wellbeing.ui.window.year.words import key as shades

_HOUR_STEPS = (1.0, 5.0, 10.0, 20.0)
_SCREEN_STEPS = (1.0, 10.0, 20.0, 40.0)
_EACH_MONTH = 26
"""Weeks up to which each month is named; beyond, every other."""
_SHOWN_AHEAD = 0.34
"""Of the figure of first days, what is left after the day from which something is usual."""


def weekly(view: TrendsView, of: Of) -> weeks.Weeks:
    """The year week by week."""
    line, growing = view.lines[of], view.growing(of)
    first = line.weeks[0].first
    shown = line.weeks
    told = [words.week(one, line.growths) for one in shown]
    every = 1 if len(shown) <= _EACH_MONTH else 2
    return weeks.Weeks(
        weeks=tuple(
            weeks.Week(one.first.isoformat(), said, one.minutes, _month(one.first, every))
            for one, said in zip(shown, told, strict=True)
        ),
        sentence=". ".join([*(growth_words.episode(one) for one in line.growths), *told]),
        table=Table(
            (_("Week from"), _("Minutes"), _("Recorded days")),
            tuple(
                (
                    one.first.isoformat(),
                    "–" if one.minutes is None else str(round(one.minutes)),
                    str(one.recorded),
                )
                for one in shown
            ),
        ),
        last=words.last_week(line),
        band=line.band,
        band_words=words.band(line),
        growths=tuple(
            _growth(one, first, news=one is growing) for one in line.growths if one.episode.noticed >= first
        ),
        accent=of is not Of.SCREEN,
        mirrored=text.right_to_left(),
    )


def _growth(one: Growth, first: date, *, news: bool) -> weeks.Growth:
    start, noticed = (((day - first).days + 0.5) / 7 for day in (one.episode.start, one.episode.noticed))
    return weeks.Growth(
        max(0.0, start), noticed, growth_words.growth_words(one), growth_words.noticed(one), news
    )


def _month(first: date, every: int) -> str:
    """Under a week in which a month begins, or every other month."""
    begins = next((first + place * ONE for place in range(7) if (first + place * ONE).day == 1), None)
    return text.short_month(begins) if begins is not None and begins.month % every == 0 else ""


def early(view: TrendsView, of: Of) -> dots.Dots:
    """The first days as dots, and when something will be usual."""
    line = view.lines[of]
    known = [(day, amount) for day, amount in line.days.items() if amount is not None]
    first = view.first
    today = (view.today - first).days
    most = max(known, key=lambda one: one[1], default=None)
    ahead, begin = None, view.usual_from
    places = float(max(today, 10))
    names = [(0.5, text.short_day(first)), (float(today), _("today"))]
    if begin is not None and (end := (begin - first).days) > today:
        left = (begin - view.today).days
        ahead = dots.Ahead(
            today + 0.3,
            float(end),
            _days_to_go(left),
            _("ten days that lie two weeks back:\nyour usual appears here"),
        )
        names.append((float(end), _("about {date}").format(date=text.short_day(begin))))
        places = end * (1 + _SHOWN_AHEAD)
    told = [words.day(day, amount) for day, amount in known]
    return dots.Dots(
        dots=tuple(
            dots.Dot(
                day.isoformat(),
                said,
                amount,
                float((day - first).days),
                label=reliance_words.minutes(amount) if most is not None and day == most[0] else "",
            )
            for (day, amount), said in zip(known, told, strict=True)
        ),
        places=places,
        names=names,
        sentence=". ".join(told) if told else _("No day is long enough yet: half an hour makes one."),
        table=Table(
            (_("Day"), _("Minutes")),
            tuple((day.isoformat(), str(round(amount))) for day, amount in known),
        ),
        ahead=ahead,
        accent=of is not Of.SCREEN,
        mirrored=text.right_to_left(),
    )


def _days_to_go(count: int) -> str:
    return text.ngettext("{count} day to go", "{count} days to go", count).format(count=count)


def evidence(growth: Growth, of: Of) -> dots.Dots:
    """The weekdays behind a growth."""
    some, one = growth.dots, growth.episode
    places = {dot.day: float(place) for place, dot in enumerate(some)}
    start = next((places[dot.day] for dot in some if dot.day >= one.start), 0.0)
    lately = [places[dot.day] for dot in some if one.noticed - timedelta(days=13) <= dot.day <= one.noticed]
    mean = (lately[0], lately[-1] + 1, one.recent) if lately else None
    names = [
        (0.5, text.short_day(some[0].day)),
        (start, text.short_day(one.start)),
        (len(some) - 0.5, text.short_day(some[-1].day)),
    ]
    return dots.Dots(
        dots=tuple(
            dots.Dot(
                dot.day.isoformat(),
                growth_words.dot(dot),
                dot.minutes,
                places[dot.day],
                after=dot.day >= one.start,
            )
            for dot in some
        ),
        places=float(len(some)),
        names=[names[1], names[0], names[2]],
        sentence=". ".join([growth_words.episode(growth), *(growth_words.dot(dot) for dot in some)]),
        table=Table(
            (_("Day"), _("Minutes")),
            tuple((dot.day.isoformat(), str(round(dot.minutes))) for dot in some),
        ),
        band=growth.band,
        band_words=_("usual {amount}").format(amount=reliance_words.minutes(one.usual)),
        start=start,
        mean=mean,
        mean_words=reliance_words.minutes(one.recent),
        accent=of is not Of.SCREEN,
        mirrored=text.right_to_left(),
    )


def index(view: TrendsView) -> ladder.Ladder:
    """The sum from 50 on."""
    one = view.index
    if one is None:
        raise ValueError("there is no index to draw")
    known = {part.component: part for part in one.parts}
    rows: list[ladder.Row] = []
    for side, some in SIDES.items():
        whole = sum(known[component].contribution for component in some if component in known)
        name = reliance_words.side(side)
        said = reliance_words.signed(whole)
        rows.append(
            ladder.Row(side.value, name, said, _("{name}: {sum} together").format(name=name, sum=said))
        )
        for component in some:
            part = known.get(component)
            name = reliance_words.component(component)
            if part is None:
                rows.append(
                    ladder.Row(component.value, name, "–", index_words.absent(component), absent=True)
                )
                continue
            amount = reliance_words.signed(part.contribution)
            tip = index_words.part(part, view.parts.get(component))
            rows.append(ladder.Row(component.value, name, amount, tip, part.contribution))
    end = text.decimal(one.value)
    told = [f"{row.name} {row.amount}" for row in rows]
    return ladder.Ladder(
        start=50,
        rows=tuple(rows),
        total=_("Index"),
        end=one.value,
        end_words=end,
        ordinary=one.ordinary,
        start_words=_("50 usual"),
        ordinary_words=_("ordinary to {number}").format(number=round(one.ordinary[1])),
        sentence=". ".join([index_words.index_tip(view), *told]),
        table=_index_table(view),
        tip=index_words.index_tip(view),
        mirrored=text.right_to_left(),
    )


def _index_table(view: TrendsView) -> Table:
    one = view.index
    rows = (
        []
        if one is None
        else [
            (
                reliance_words.component(part.component),
                text.decimal(part.mean),
                text.decimal(part.weight),
                reliance_words.signed(part.contribution),
                str(part.days),
            )
            for part in one.parts
        ]
    )
    if one is not None:
        rows.append((_("Index"), "", "", text.decimal(one.value), ""))
    return Table((_("Part"), _("Percentile"), _("Weight, %"), _("Adds"), _("Days")), tuple(rows))


def days(view: TrendsView, of: Of) -> year.Field:
    """Every day of the year up to yesterday."""
    line = view.lines[of]
    amounts = {day: timedelta(minutes=one) for day, one in line.days.items() if one is not None}
    begins = steps(amounts.values())
    first_weekday = view.first_weekday
    week = [date(2024, 1, 1 + place) for place in range(7)]
    shown = {(first_weekday + place) % 7 for place in (0, 2, 4, 6)}
    growth = view.growing(of)
    all_days = list(line.days)
    told = [
        year.Day(day, shade(amounts[day], begins) if day in amounts else None, words.day(day, line.days[day]))
        for day in all_days
    ]
    return year.Field(
        days=told,
        last=all_days[-1],
        first_weekday=first_weekday,
        weekdays={one.weekday(): text.short_weekday(one) for one in week if one.weekday() in shown},
        months={month: text.short_month(date(2024, month, 1)) for month in range(1, 13)},
        key=shades(begins),
        missing=_("not recorded") if any(one.shade is None for one in told) else "",
        sentence=". ".join(one.words for one in told[-28:]),
        table=Table(
            (_("Day"), _("Minutes")),
            tuple(
                (day.isoformat(), "–" if one is None else str(round(one))) for day, one in line.days.items()
            ),
        ),
        accent=of is not Of.SCREEN,
        mirrored=text.right_to_left(),
        since=None if growth is None else growth.episode.start,
        since_words=""
        if growth is None
        else _("{date}, growth begins").format(date=text.short_day(growth.episode.start)),
    )


def hours(view: TrendsView, of: Of, day_start: int) -> hourmap.HourMap:
    """The hours of the week."""
    line = view.lines[of]
    weekdays = [(view.first_weekday + place) % 7 for place in range(7)]
    clock = [(day_start + place) % 24 for place in range(24)]
    begins = _SCREEN_STEPS if of is Of.SCREEN else _HOUR_STEPS
    rows = []
    for weekday in weekdays:
        cells = []
        for hour in clock:
            amount = line.hours.get((weekday, hour), 0.0)
            step = sum(amount >= begin for begin in begins)
            cells.append(hourmap.Cell(f"{weekday}-{hour}", words.hour_name(weekday, hour, amount), step))
        rows.append((text.short_weekday(date(2024, 1, 1 + weekday)), tuple(cells)))
    return hourmap.HourMap(
        rows=tuple(rows),
        hours=tuple(text.hour(hour) if hour % 3 == 0 else "" for hour in clock),
        key=_hour_key(begins),
        sentence=_hour_sentence(line),
        table=Table(
            (_("Hour"), *(name for name, _cells in rows)),
            tuple(
                (
                    text.hour(hour),
                    *(text.decimal(line.hours.get((weekday, hour), 0.0)) for weekday in weekdays),
                )
                for hour in clock
            ),
        ),
        accent=of is not Of.SCREEN,
        mirrored=text.right_to_left(),
    )


def _hour_key(begins: tuple[float, ...]) -> tuple[str, ...]:
    middle = (_("{first}–{last} min").format(first=round(a), last=round(b) - 1) for a, b in pairwise(begins))
    last = _("{amount} and more").format(amount=reliance_words.minutes(begins[-1]))
    return (_("none"), *middle, last)


def _hour_sentence(line: Line) -> str:
    """The five strongest hours; the table has all."""
    ranked = sorted(line.hours.items(), key=lambda one: (-one[1], one[0]))[:5]
    if not ranked:
        return _("No hour holds anything yet.")
    return ". ".join(words.hour_name(weekday, hour, amount) for (weekday, hour), amount in ranked)
