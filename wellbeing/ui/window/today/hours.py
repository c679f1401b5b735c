"""From a day to the figure of its hours."""

from __future__ import annotations

from datetime import timedelta

from wellbeing.engine.view.day import DayView, Hour
from wellbeing.render import hours as figure
from wellbeing.render.chart import Chart, Size, Style, Table
from wellbeing.ui import text
from wellbeing.ui.group import group_name
from wellbeing.ui.text import _
from wellbeing.ui.window.today import words

_FIRST, _LAST = 6, 24
"""Clock hours shown at least; nights appear when they hold something."""
_LABEL_EVERY = 3
_MINUTE = timedelta(minutes=1)


def draw(view: DayView, style: Style, size: Size) -> Chart:
    """The hour bars of a day."""
    return figure.hours(value(view), style, size)


def value(view: DayView) -> figure.Hours:
    """What `render.hours` draws."""
    shown, marked = shown_hours(view), view.narrow.hour
    longest = max((hour.used for hour in view.hours), default=timedelta(0))
    return figure.Hours(
        hours=tuple(_hour(view, index) for index in shown),
        half=text.duration(timedelta(minutes=30)),
        full=_("60 min"),
        longest=text.duration(longest),
        idle=_("idle"),
        paused=_("paused"),
        usual=words.usual_weekday(view),
        sentence=words.hours(view),
        table=table(view),
        now=_now(view, shown),
        now_words=_("now {time}").format(time=text.clock(view.now)),
        mirrored=text.right_to_left(),
        marked=None if marked is None or marked not in shown else shown.index(marked),
    )


def shown_hours(view: DayView) -> range:
    """Indexes of the hours that are drawn: the waking day, and more where something is."""
    wanted = [
        index
        for index, hour in enumerate(view.hours)
        if hour.used or hour.idle or hour.paused or index == view.narrow.hour or _waking(view, hour)
    ]
    return range(wanted[0], wanted[-1] + 1) if wanted else range(len(view.hours))


def table(view: DayView) -> Table:
    """A row an hour, a column a group, in whole minutes."""
    groups = [name for name, _amount in view.groups]
    columns = [
        _("Hour"),
        _("In use"),
        *(group_name(one) for one in groups),
        _("Idle"),
        _("Paused"),
        _("Usual"),
    ]
    rows: list[tuple[str, ...]] = []
    for index in shown_hours(view):
        hour = view.hours[index]
        parts = dict(hour.parts)
        amounts = [hour.used, *(parts.get(one, timedelta(0)) for one in groups), hour.idle, hour.paused]
        usually = "" if hour.usual is None else str(text.minutes(hour.usual))
        rows.append((words.between(view, index), *(str(text.minutes(one)) for one in amounts), usually))
    return Table(tuple(columns), tuple(rows))


def _waking(view: DayView, hour: Hour) -> bool:
    return _FIRST <= hour.start.hour < _LAST and hour.start.date() == view.day


def _hour(view: DayView, index: int) -> figure.Hour:
    one = view.hours[index]
    return figure.Hour(
        key=str(index),
        words=words.hour(view, index),
        parts=tuple(figure.Part(group, amount / _MINUTE) for group, amount in one.parts),
        idle=one.idle / _MINUTE,
        paused=one.paused / _MINUTE,
        usual=None if one.usual is None else one.usual / _MINUTE,
        label=text.hour(one.start.hour) if one.start.hour % _LABEL_EVERY == 0 else "",
    )


def _now(view: DayView, shown: range) -> float | None:
    """Where the present lies, in slots from the first that is shown."""
    if not view.current:
        return None
    begun = [index for index in shown if view.hours[index].start <= view.now]
    if not begun:
        return 0.0
    last = begun[-1]
    return last - shown[0] + min(1.0, (view.now - view.hours[last].start) / timedelta(hours=1))
