"""The words of the Trends page: from finished days to what is read, in the person's language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from wellbeing.analysis.growth import EXPECTED, Metric
from wellbeing.analysis.reliance import REVERSED, Component, Part
from wellbeing.engine.view.trends import ONE, Dot, Growth, Line, Of, TrendsView, Week
from wellbeing.ui import reliance_words, text
from wellbeing.ui.reliance_words import minutes
from wellbeing.ui.text import _, ngettext

ENOUGH = 24
"""Days after which there is something usual, at the earliest."""


# ------------------------------------------------------------ heading


def over(view: TrendsView) -> str:
    """Which days: the last year, or since when."""
    if (view.today - view.first).days >= 364:
        return _("The last 52 weeks")
    return _("Since {date}").format(date=text.long_date(view.first))


def title(view: TrendsView, of: Of) -> str:
    """The sentence: growing since when, or as usual, or too early."""
    if view.usual_from is not None or view.lines[of].band is None:
        count = view.counted
        return ngettext(
            "{count} day recorded. Too early to call anything a trend",
            "{count} days recorded. Too early to call anything a trend",
            count,
        ).format(count=count)
    growth = view.growing(of)
    if growth is not None:
        said = (
            _("Screen time has been growing since about {date}")
            if of is Of.SCREEN
            else _("AI time has been growing since about {date}")
        )
        return said.format(date=text.unbroken(text.day_month(growth.episode.start)))
    return _standing(view.lines[of], of)


def _standing(line: Line, of: Of) -> str:
    last, band = line.last, line.band
    above = last is not None and band is not None and last.amount is not None and last.amount > band[1]
    below = last is not None and band is not None and last.amount is not None and last.amount < band[0]
    place = 1 if above else -1 if below else 0
    said = {
        (Of.AI, 0): _("AI time is as usual"),
        (Of.AI, 1): _("AI time was above your usual last week"),
        (Of.AI, -1): _("AI time was below your usual last week"),
        (Of.SCREEN, 0): _("Screen time is as usual"),
        (Of.SCREEN, 1): _("Screen time was above your usual last week"),
        (Of.SCREEN, -1): _("Screen time was below your usual last week"),
        (Of.NIGHT, 0): _("AI at night is as usual"),
        (Of.NIGHT, 1): _("AI at night was above your usual last week"),
        (Of.NIGHT, -1): _("AI at night was below your usual last week"),
    }
    return said[of, place]


def under(view: TrendsView, of: Of) -> str:
    """The second line: last week beside the usual, and how the other series stands; or from when there is a usual."""
    if view.usual_from is not None:
        return _(
            "Your usual is made of at least ten days that lie two weeks back: from about {date}."
            " Until then: only what was counted."
        ).format(date=text.unbroken(text.day_month(view.usual_from)))
    line = view.lines[of]
    if line.band is None:
        return _(
            "Weeks are compared once three whole ones lie two weeks back. Until then: only what was counted."
        )
    said = []
    last = line.last
    if last is not None and last.minutes is not None:
        low, high = (minutes(edge) for edge in line.band)
        said.append(
            _("{amount} last week; your usual week is {low} to {high}.").format(
                amount=minutes(last.minutes), low=low, high=high
            )
        )
    if of is Of.AI and view.assistive:
        said.append(_("AI is your assistive tool: growth is not noted."))
    other = Of.AI if of is Of.SCREEN else Of.SCREEN
    if of is not Of.NIGHT:
        said.append(_other(view, other))
    return " ".join(one for one in said if one)


def _other(view: TrendsView, other: Of) -> str:
    growth = view.growing(other)
    if growth is not None:
        said = (
            _("Screen time has been growing since about {date}.")
            if other is Of.SCREEN
            else _("AI time has been growing since about {date}.")
        )
        return said.format(date=text.unbroken(text.day_month(growth.episode.start)))
    if view.lines[other].band is None:
        return ""
    said = _standing(view.lines[other], other)
    return f"{said}."


def reading(missing: int) -> str:
    """While days are still reckoned."""
    if not missing:
        return _("Reading the record …")
    return ngettext(
        "{count} earlier day is still being read.", "{count} earlier days are still being read.", missing
    ).format(count=missing)


# ------------------------------------------------------------ weeks


def weekly(of: Of) -> str:
    """Name of the figure of weeks."""
    return {
        Of.AI: _("AI time a week"),
        Of.SCREEN: _("Screen time a week"),
        Of.NIGHT: _("AI at night a week"),
    }[of]


def daily(of: Of) -> str:
    """Name of the figure of the first days."""
    return {
        Of.AI: _("AI minutes a day"),
        Of.SCREEN: _("Screen time a day"),
        Of.NIGHT: _("AI minutes at night"),
    }[of]


def week(one: Week, growths: Sequence[Growth] = ()) -> str:
    """One week in words: `16–22 Nov 2026: 5 h 43, 6 days recorded`, and the growth that was noticed in it."""
    last = one.first + 6 * ONE
    days = text.dates(one.first, last, year=True)
    if one.minutes is None:
        return _("{week}: away from the computer").format(week=days)
    said = ngettext(
        "{week}: {amount}, {count} day recorded", "{week}: {amount}, {count} days recorded", one.recorded
    ).format(week=days, amount=minutes(one.minutes), count=one.recorded)
    marked = [episode(growth) for growth in growths if one.first <= growth.episode.noticed <= last]
    return ". ".join([said, *marked])


def last_week(line: Line) -> str:
    """Beside the end of the line."""
    last = line.last
    if last is None or last.minutes is None:
        return ""
    return _("{amount}\nlast week").format(amount=minutes(last.minutes))


def band(line: Line) -> str:
    """Beside the band."""
    if line.band is None:
        return ""
    low, high = (minutes(edge) for edge in line.band)
    return _("your usual\n{low}–{high}").format(low=low, high=high)


def year_ago(view: TrendsView, of: Of) -> tuple[str, str]:
    """What a day was a year ago beside now, and a sentence on why that is shown."""
    beside = view.lines[of].beside
    if beside is None:
        return "", _("What a day was a year ago stands here once a year is recorded.")
    said = _("Your day now has {now}; a year ago it had {before}.").format(
        now=minutes(beside.now), before=minutes(beside.before)
    )
    why = ngettext(
        "The last four weeks beside the same four weeks a year ago ({count} day). What is usual moves along with"
        " you, so it forgets slow change.",
        "The last four weeks beside the same four weeks a year ago ({count} days). What is usual moves along with"
        " you, so it forgets slow change.",
        beside.days,
    )
    return said, why.format(count=beside.days)


# ------------------------------------------------------------ index


def part(one: Part, today: float | None) -> str:
    """One part of the sum: what it counts, and how its number comes about."""
    mean = text.decimal(one.mean)
    said = [f"{reliance_words.component(one.component)}: {reliance_words.signed(one.contribution)}."]
    said.append(reliance_words.meaning(one.component))
    said.append(
        ngettext(
            "On {count} of the last 14 days you were higher than on {mean} % of your comparable days on average;"
            " its weight is {weight}: {weight} × ({mean} − 50) = {sum}.",
            "On {count} of the last 14 days you were higher than on {mean} % of your comparable days on average;"
            " its weight is {weight}: {weight} × ({mean} − 50) = {sum}.",
            one.days,
        ).format(
            count=one.days,
            mean=mean,
            weight=text.percent(one.weight / 100),
            sum=reliance_words.signed(one.contribution),
        )
        if one.component not in REVERSED
        else ngettext(
            "On {count} of the last 14 days you were lower than on {mean} % of your comparable days on average;"
            " its weight is {weight}: {weight} × ({mean} − 50) = {sum}.",
            "On {count} of the last 14 days you were lower than on {mean} % of your comparable days on average;"
            " its weight is {weight}: {weight} × ({mean} − 50) = {sum}.",
            one.days,
        ).format(
            count=one.days,
            mean=mean,
            weight=text.percent(one.weight / 100),
            sum=reliance_words.signed(one.contribution),
        )
    )
    if today is not None:
        said.append(_("Yesterday: {value}.").format(value=value(one.component, today)))
    return " ".join(said)


_SHARES = frozenset({Component.AI_SHARE, Component.QUICK_TURNS, Component.INSTEAD_OF_PEOPLE})
_COUNTS = frozenset({Component.AI_SESSIONS, Component.PROMPTS})


def value(component: Component, amount: float) -> str:
    """A day's value as it is read: minutes, a share or a count."""
    if component in _SHARES:
        return text.percent(amount / 100)
    return str(round(amount)) if component in _COUNTS else minutes(amount)


def absent(component: Component) -> str:
    """Why a part has no number."""
    why = {
        Component.PROMPTS: _("no log of a tool tells of prompts, or of too few days"),
        Component.QUICK_TURNS: _("too few days with five beginnings of work"),
        Component.INSTEAD_OF_PEOPLE: _("too few days with ten minutes of talk"),
    }.get(component, _("too few days can be compared"))
    return _("{name}: left out, {why}. The other parts weigh more.").format(
        name=reliance_words.component(component), why=why
    )


def index_tip(view: TrendsView) -> str:
    """What the end of the sum means."""
    if view.index is None:
        return ""
    low, high = (text.decimal(edge) for edge in view.index.ordinary)
    return _(
        "50 and the parts add up to {value}. Without any change it lies between {low} and {high} nineteen times"
        " in twenty. It compares you with yourself only, and it is no diagnosis."
    ).format(value=text.decimal(view.index.value), low=low, high=high)


def no_index(view: TrendsView) -> str:
    """Why there is no sum yet, and what comes when."""
    said = _(
        "It compares you with your own earlier days, and there are too few of them. It appears when 8 of the last"
        " 14 days can be compared; a growth note needs six weeks."
    )
    begin = view.usual_from
    if begin is None:
        return said
    when = _("That will be about {date}.").format(date=text.unbroken(text.day_month(begin + 7 * ONE)))
    return f"{said} {when}"


# ------------------------------------------------------------ growth


def why_title(growth: Growth) -> str:
    """Name of the card with the evidence."""
    return _("Why {date} is marked").format(date=text.unbroken(text.day_month(growth.episode.start)))


def why(growth: Growth, view: TrendsView) -> str:
    """Lately beside usual, what most of it is, when it was noticed, and how often such a note is wrong."""
    one = growth.episode
    said = [
        _("{recent} a weekday in the last two weeks before it was noticed; your usual was {usual}.").format(
            recent=minutes(one.recent), usual=minutes(one.usual)
        )
    ]
    if one.changes:
        most = max(one.changes, key=lambda component: one.changes[component])
        names = {
            Component.AI_MINUTES: _("Most of it is minutes, {change}."),
            Component.AI_SESSIONS: _("Most of it is sessions, {change}."),
            Component.PROMPTS: _("Most of it is prompts, {change}."),
        }
        said.append(names[most].format(change=text.unbroken(reliance_words.change(one.changes[most]))))
    said.append(
        _("Small excesses added up and passed the limit on {date}; {often}.").format(
            date=text.unbroken(text.day_month(one.noticed)), often=false_notes(one.metric, view)
        )
    )
    if one.accepted:
        said.append(_("You have called it your new normal."))
    elif not growth.goes_on:
        said.append(_("The last two weeks are no longer above it."))
    return " ".join(said)


def false_notes(metric: Metric, view: TrendsView) -> str:
    """How often a note is to be expected without any growth, at the sensitivity in force."""
    return reliance_words.false_notes(EXPECTED[metric, view.sensitivity])


def no_growth(view: TrendsView, of: Of) -> str:
    """What stands where there is no growth to explain."""
    if of is Of.NIGHT:
        return _("The night is a part of the index; growth is watched in AI use and screen time.")
    if of is Of.AI and view.assistive:
        return _("AI is your assistive tool: its growth is not watched. You can change that in the settings.")
    often = false_notes(Metric.SCREEN if of is Of.SCREEN else Metric.AI, view)
    return _(
        "None was noticed in this time. Growth is marked here from the day on which it began, with the days that"
        " speak for it; {often}."
    ).format(often=often)


def growth_words(growth: Growth) -> str:
    """Above the beginning in the figure of weeks."""
    return _("growing since about {date}").format(date=text.short_day(growth.episode.start))


def noticed(growth: Growth) -> str:
    """At the day of notice."""
    return _("noticed {date}").format(date=text.short_day(growth.episode.noticed))


def episode(growth: Growth) -> str:
    """One growth in a sentence."""
    one = growth.episode
    return _("Growth since about {start}, noticed {noticed}: {recent} a weekday beside {usual}").format(
        start=text.day_month(one.start),
        noticed=text.day_month(one.noticed),
        recent=minutes(one.recent),
        usual=minutes(one.usual),
    )


def dot(one: Dot) -> str:
    """One day in words."""
    return _("{day}: {amount}").format(day=text.long_date(one.day), amount=minutes(one.minutes))


def numbers(growth: Growth) -> str:
    """The sum and every condition, in lines."""
    standing = growth.episode.standing
    said = [
        _("{question}: the sum was {sum}, the limit is {limit}.").format(
            question=_capital(reliance_words.question(standing.question)),
            sum=text.decimal(standing.total),
            limit=text.decimal(standing.limit),
        )
    ]
    said += [
        _("{condition}: {value}, at least {limit}.").format(
            condition=reliance_words.condition(gate.condition),
            value=reliance_words.gate_value(gate, gate.value),
            limit=reliance_words.gate_value(gate, gate.limit),
        )
        for gate in standing.gates
    ]
    return "\n".join(said)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


# ------------------------------------------------------------ days and hours


def days_title(of: Of) -> str:
    """Name of the field of days."""
    return {
        Of.AI: _("AI minutes, every day of the year"),
        Of.SCREEN: _("Screen time, every day of the year"),
        Of.NIGHT: _("AI at night, every day of the year"),
    }[of]


def day(which: date, amount: float | None) -> str:
    """One day in words."""
    name = text.long_date(which)
    if amount is None:
        return _("{day}: not recorded").format(day=name)
    return _("{day}: {amount}").format(day=name, amount=minutes(amount))


def hour_name(weekday: int, hour: int, amount: float) -> str:
    """One hour of one weekday in words: `Tuesday, 10–11: 12 min on average`."""
    name = text.weekday(date(2024, 1, 1) + timedelta(days=weekday))
    between = _("{start}–{end}").format(start=text.hour(hour), end=text.hour((hour + 1) % 24))
    return _("{weekday}, {hours}: {amount} on average").format(
        weekday=name, hours=between, amount=minutes(amount)
    )


def hours_hint(line: Line) -> str:
    """Over how many days the average is."""
    return ngettext("average of {count} day", "average of {count} days", line.hour_days).format(
        count=line.hour_days
    )
