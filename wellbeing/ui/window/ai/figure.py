"""From some days of AI use to their figures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from wellbeing.engine.view.ai import AiView, Hour, Stretch, Tool, ToolView
from wellbeing.render import bars, clock, share, tools
from wellbeing.render.chart import Table
from wellbeing.ui import text
from wellbeing.ui.kind import kind_of_tool
from wellbeing.ui.text import _
from wellbeing.ui.window.ai import words

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
_LABEL_EVERY = 3
_NAMED_DAYS = 7


def shares(view: AiView) -> share.Shares:
    """The share of active time, a bar a day."""
    days = view.shares
    last = len(days) - 1
    return share.Shares(
        days=tuple(
            share.Day(
                key=one.day.isoformat(),
                words=words.day(one),
                amount=one.attended / one.active if one.active else (0.0 if one.recorded else None),
                name=words.day_name(one.day, view) if place in (0, last - _NAMED_DAYS, last) else "",
            )
            for place, one in enumerate(days)
        ),
        sentence=". ".join(words.day(one) for one in days),
        table=Table(
            (_("Day"), _("With AI tools, minutes"), _("In use, minutes"), _("Share")),
            tuple(
                (
                    text.short_date(one.day),
                    str(text.minutes(one.attended)) if one.recorded else "–",
                    str(text.minutes(one.active)) if one.recorded else "–",
                    text.percent(one.attended / one.active) if one.active else "–",
                )
                for one in days
            ),
        ),
        last=words.last_share(view),
        band=view.band,
        band_words=words.band(view),
        mirrored=text.right_to_left(),
    )


def hours(some: Sequence[Hour], *, single: bool) -> clock.Clock:
    """The hours of the day."""
    most = max((one.attended for one in some), default=timedelta(0))
    said = text.duration(most)
    told = [words.hour(one, single=single) for one in some if one.attended or one.usual]
    return clock.Clock(
        hours=tuple(
            clock.Hour(
                key=str(one.hour),
                words=words.hour(one, single=single),
                amount=one.attended / MINUTE,
                usual=None if one.usual is None else one.usual / MINUTE,
                name=text.hour(one.hour) if one.hour % _LABEL_EVERY == 0 else "",
                night=one.night,
            )
            for one in some
        ),
        most=said if single else _("{amount} a day").format(amount=said),
        night=_("night hours"),
        sentence=". ".join(told) if told else _("No hour holds anything yet."),
        table=Table(
            (_("Hour"), _("Minutes"), _("Usual")),
            tuple(
                (
                    words.between(one.hour),
                    _number(one.attended),
                    "" if one.usual is None else _number(one.usual),
                )
                for one in some
            ),
        ),
        mirrored=text.right_to_left(),
    )


def _number(amount: timedelta) -> str:
    return f"{amount / MINUTE:.1f}"


def listed(some: Sequence[Tool], sentence: str) -> tools.Tools:
    """The tools as a figure and a table."""
    return tools.Tools(
        rows=tuple(
            tools.Row(
                name=one.name,
                kind=kind_of_tool(one.kind),
                sure=(one.attended - one.guessed) / MINUTE,
                guessed=one.guessed / MINUTE,
                alone=one.unattended / MINUTE,
                amount=words.amount(one),
                prompts=words.prompts(one.prompts),
                alone_words=words.unattended(one),
            )
            for one in some
        ),
        with_you=_("with you"),
        prompts=_("prompts"),
        sentence=sentence,
        table=tool_table(some),
    )


def tool_table(some: Sequence[Tool]) -> Table:
    """A row a tool, in whole minutes."""
    return Table(
        (
            _("Tool"),
            _("With you, min"),
            _("Estimated"),
            _("Without you, min"),
            _("Prompts"),
        ),
        tuple(
            (
                one.name,
                str(text.minutes(one.attended)),
                str(text.minutes(one.guessed)),
                str(text.minutes(one.unattended)),
                words.prompts(one.prompts),
            )
            for one in some
        ),
    )


def tool_days(view: ToolView, whole: AiView) -> bars.Bars:
    """The days of one tool: time with the person as bars; the rest stands in the table, for it is not added."""
    shown = view.days[-max(Stretch.WEEK, len(whole.days)) :]
    recorded = {one.day for one in whole.shares if one.recorded}
    return bars.Bars(
        bars=tuple(
            bars.Bar(
                key=one.day.isoformat(),
                name=text.short_weekday(one.day) if len(shown) <= _NAMED_DAYS else str(one.day.day),
                words=_("{day}: {amount}").format(
                    day=text.long_date(one.day), amount=text.duration(one.attended)
                ),
                parts=(bars.Part("ai", one.attended / HOUR),) if one.attended else (),
                label=text.duration(one.attended) if one.attended else "",
                known=bars.Known.RECORDED if one.day in recorded else bars.Known.NOTHING,
            )
            for one in shown
        ),
        sentence=". ".join(
            _("{day}: {amount}").format(day=text.long_date(one.day), amount=text.duration(one.attended))
            for one in shown
        ),
        table=Table(
            (_("Day"), _("With you, min"), _("Without you, min"), _("Prompts")),
            tuple(
                (
                    text.short_date(one.day),
                    str(text.minutes(one.attended)),
                    str(text.minutes(one.unattended)),
                    str(one.prompts),
                )
                for one in shown
            ),
        ),
        mirrored=text.right_to_left(),
    )
