"""The words of the Today page: from a day to what is read, in the person's language."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from wellbeing.analysis.usual import TooEarly
from wellbeing.engine.view.day import DayView, Hour
from wellbeing.ui import text
from wellbeing.ui.text import _, ngettext

FULL_HOUR = timedelta(hours=1)


# ------------------------------------------------------------ heading


def over(view: DayView) -> str:
    """Which day, and what the page is narrowed to."""
    day = text.long_date(view.day)
    narrow = view.narrow
    hour = "" if narrow.hour is None else between(view, narrow.hour)
    if view.what is not None and hour:
        return _("{day}, {hour}, only {name}").format(day=day, hour=hour, name=view.what.name)
    if view.what is not None:
        return _("{day}, only {name}").format(day=day, name=view.what.name)
    return _("{day}, {hour}").format(day=day, hour=hour) if hour else day


def title(view: DayView) -> str:
    """The sentence: how much, compared with what."""
    if view.recorded is None:
        return _("Nothing recorded yet")
    if first_hour(view) and view.since is not None:
        return _("Recording since {time}. Nothing to compare with yet").format(time=text.clock(view.since))
    if not view.total:
        return _("Nothing recorded so far") if view.current else _("Nothing recorded on this day")
    amount = text.duration(view.total)
    if view.narrow.hour is not None:
        return _("{amount} in this hour").format(amount=amount)
    if isinstance(view.usual, TooEarly):
        return _("{amount} so far").format(amount=amount) if view.current else amount
    return _compared(view, amount, view.usual.by_now)


def _compared(view: DayView, amount: str, usually: timedelta) -> str:
    difference = text.minutes(view.total) - text.minutes(usually)
    words = {
        "amount": amount,
        "difference": text.duration(timedelta(minutes=abs(difference))),
        "weekday": text.weekday(view.day),
    }
    if not difference:
        said = (
            _("{amount} so far, just as on your usual {weekday}")
            if view.current
            else _("{amount}, just as on your usual {weekday}")
        )
    elif view.current:
        said = (
            _("{amount} so far, {difference} less than your usual {weekday}")
            if difference < 0
            else _("{amount} so far, {difference} more than your usual {weekday}")
        )
    else:
        said = (
            _("{amount}, {difference} less than your usual {weekday}")
            if difference < 0
            else _("{amount}, {difference} more than your usual {weekday}")
        )
    return said.format(**words)


def under(view: DayView) -> str:
    """The second line: the AI part, and from what the usual is made or when there will be one."""
    if view.recorded is None or first_hour(view):
        return _(
            "The first numbers appear after a minute, your usual after 24 days."
            " You need not keep this window open."
        )
    parts = [_ai(view)] if view.total and view.what is None else []
    if isinstance(view.usual, TooEarly):
        if view.current:
            parts.append(
                _("Too early to say what is usual; that begins on {date}.").format(
                    date=text.short_date(view.usual.until)
                )
            )
    elif view.narrow.hour is None:
        parts.append(
            ngettext(
                "Your usual {weekday} is the last one.",
                "Your usual {weekday} is made of the last {count}.",
                view.usual.days,
            ).format(count=view.usual.days, weekday=text.weekday(view.day))
        )
    return " ".join(part for part in parts if part)


def _ai(view: DayView) -> str:
    """The AI part beside its usual: `48 min of it with AI tools, 17 min more than usual by now`."""
    amount = text.duration(view.ai)
    if view.usual_ai is None:
        return _("{amount} of it with AI tools.").format(amount=amount)
    difference = text.minutes(view.ai) - text.minutes(view.usual_ai)
    if not difference:
        return _("{amount} of it with AI tools, as usual.").format(amount=amount)
    apart = text.duration(timedelta(minutes=abs(difference)))
    if view.current:
        said = (
            _("{amount} of it with AI tools, {apart} less than usual by now.")
            if difference < 0
            else _("{amount} of it with AI tools, {apart} more than usual by now.")
        )
    else:
        said = (
            _("{amount} of it with AI tools, {apart} less than usual.")
            if difference < 0
            else _("{amount} of it with AI tools, {apart} more than usual.")
        )
    return said.format(amount=amount, apart=apart)


# ------------------------------------------------------------ days


def today(view: DayView) -> date:
    """The day that is lived while this one is looked at."""
    if view.current:
        return view.day
    # A day starts at the same clock time as the others; before it, yesterday is still lived.
    begun = view.now.time() >= view.start.time()
    return view.now.date() if begun else view.now.date() - timedelta(days=1)


def first_day(view: DayView) -> date:
    """The first day with a record, never after the one that is shown."""
    if view.recorded is None:
        return view.day
    return min(view.recorded.start.astimezone(view.now.tzinfo).date(), view.day)


# ------------------------------------------------------------ states


def first_hour(view: DayView) -> bool:
    """Whether recording has only begun, so that a chart would show a stump."""
    return view.current and view.since is not None and view.now < _first_full_hour(view.since)


def blank(view: DayView) -> tuple[str, str]:
    """Why there is no chart, and what to do: heading and sentence."""
    if view.recorded is None or not first_hour(view) or view.since is None:
        if view.current:
            return _("No chart yet: nothing is recorded"), _("It begins with the first minute of use.")
        return _("No chart: nothing is recorded"), _("The computer was off, or the tracker was not running.")
    whole = text.minutes(view.total)
    little = _("No chart yet: less than a minute is recorded")
    heading = ngettext(
        "No chart yet: {count} minute is recorded", "No chart yet: {count} minutes are recorded", whole
    ).format(count=whole)
    until = text.clock(_first_full_hour(view.since))
    return heading if whole else little, _(
        "Hour bars need one full hour. Come back at {time}, or keep working as always."
    ).format(time=until)


def _first_full_hour(since: datetime) -> datetime:
    """The end of the first clock hour that is recorded whole."""
    whole = since.replace(minute=0, second=0, microsecond=0)
    return whole + (FULL_HOUR if whole == since else 2 * FULL_HOUR)


# ------------------------------------------------------------ hours


def between(view: DayView, index: int) -> str:
    """`10–11`."""
    start = view.hours[index].start.hour
    return _("{start}–{end}").format(start=text.hour(start), end=text.hour((start + 1) % 24))


def hour(view: DayView, index: int) -> str:
    """One hour in words: `10–11: 58 min, usually 50 min; 4 min idle`."""
    one = view.hours[index]
    said = _("{hour}: {used}").format(hour=between(view, index), used=text.duration(one.used))
    if one.usual is not None:
        said = _("{hour}: {used}, usually {usual}").format(
            hour=between(view, index), used=text.duration(one.used), usual=text.duration(one.usual)
        )
    rest = [
        pattern.format(amount=text.duration(amount))
        for pattern, amount in ((_("{amount} idle"), one.idle), (_("{amount} paused"), one.paused))
        if amount
    ]
    return "; ".join([said, *rest])


def hours(view: DayView) -> str:
    """The whole figure in words."""
    told = [hour(view, index) for index, it in enumerate(view.hours) if it.used or it.idle or it.paused]
    return ". ".join(told) if told else _("No hour holds anything yet.")


def usual_weekday(view: DayView) -> str:
    """What stands beside the ghost bars; empty while there are none."""
    if isinstance(view.usual, TooEarly):
        return ""
    return _("your usual {weekday}").format(weekday=text.weekday(view.day))


def empty(one: Hour) -> bool:
    """Whether an hour shows nothing."""
    return not (one.used or one.idle or one.paused or one.usual)
