"""From a week to the figure of its seven days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Literal

from wellbeing.analysis.usual import TooEarly
from wellbeing.engine.view.week import Day, WeekView
from wellbeing.render import bars as figure
from wellbeing.render.chart import Table
from wellbeing.ui import text
from wellbeing.ui.group import group_name
from wellbeing.ui.text import _
from wellbeing.ui.theme import GROUPS
from wellbeing.ui.window.week import words

By = Literal["ai", "category"]
"""What the bars are divided into: AI and the rest, or the seven groups."""
HOUR = timedelta(hours=1)


def value(view: WeekView, by: By) -> figure.Bars:
    """What `render.bars` draws, in hours."""
    line = None
    if not isinstance(view.usual, TooEarly):
        amount = text.duration(view.usual.average)
        line = (view.usual.average / HOUR, _("usual day\n{amount}").format(amount=amount))
    with_ai = by == "ai" and any(one.parts.get("ai") for one in view.days)
    return figure.Bars(
        bars=tuple(_bar(one, view, by) for one in view.days),
        sentence=". ".join(words.day(one, view) for one in view.days if one.day <= view.today),
        table=table(view),
        line=line,
        foot=_("AI tools,\nminutes") if with_ai else "",
        mirrored=text.right_to_left(),
    )


def parts(amounts: Mapping[str, timedelta], by: By) -> Iterator[figure.Part]:
    """A stack, AI at its foot."""
    if by == "category":
        for group in GROUPS:
            if amounts.get(group):
                yield figure.Part(group, amounts[group] / HOUR)
        return
    ai = amounts.get("ai", timedelta(0))
    rest = sum(amounts.values(), timedelta(0)) - ai
    if ai:
        yield figure.Part("ai", ai / HOUR, str(text.minutes(ai)) if text.minutes(ai) else "")
    if rest:
        yield figure.Part(figure.REST, rest / HOUR)


def table(view: WeekView) -> Table:
    """A row a day, a column a group, in whole minutes."""
    groups = [group for group in GROUPS if any(one.parts.get(group) for one in view.days)]
    columns = (
        _("Day"),
        _("In use, minutes"),
        *(group_name(group) for group in groups),
        _("Usual"),
    )
    return Table(columns, tuple(_row(one, groups) for one in view.days if one.day <= view.today))


def _row(one: Day, groups: Sequence[str]) -> tuple[str, ...]:
    usual = "" if one.usual is None else str(text.minutes(one.usual))
    if not one.recorded:
        return (text.short_date(one.day), *("–" for _group in ("", *groups)), usual)
    amounts = [one.total, *(one.parts.get(group, timedelta(0)) for group in groups)]
    return (text.short_date(one.day), *(str(text.minutes(amount)) for amount in amounts), usual)


def _bar(one: Day, view: WeekView, by: By) -> figure.Bar:
    ahead = one.day > view.today
    known = figure.Known.AHEAD if ahead else figure.Known.RECORDED if one.recorded else figure.Known.NOTHING
    return figure.Bar(
        key=one.day.isoformat(),
        name=text.short_weekday(one.day),
        words=words.day(one, view),
        parts=tuple(parts(one.parts, by)),
        label=text.duration(one.total) if known is figure.Known.RECORDED else "",
        usual=None if one.usual is None else one.usual / HOUR,
        known=known,
        strong=one.day == view.today,
    )
