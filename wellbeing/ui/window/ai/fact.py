"""Four figures about some days of AI use, each with what it is compared with."""

from __future__ import annotations

from datetime import timedelta

from wellbeing.engine.view.ai import AiView, Begin, Stretch
from wellbeing.ui import text
from wellbeing.ui.text import _, ngettext
from wellbeing.ui.window.ai import words
from wellbeing.ui.window.today.figure import Figure


def figures(view: AiView, begin: Begin | None) -> tuple[Figure, ...]:
    """First use, time before it, prompts, work of agents; the first two appear when they are known."""
    single = len(view.days) == Stretch.DAY
    return (
        _first(view, begin, single=single),
        _before(begin, single=single),
        _prompts(view, single=single),
        Figure(
            _("Agents at work"),
            text.duration(view.agents.working) if view.agents.working else "–",
            words.agents(view.agents),
        ),
    )


def _first(view: AiView, begin: Begin | None, *, single: bool) -> Figure:
    what = _("First AI use of the day")
    if begin is None or begin.at is None:
        return Figure(what, "–", "")
    number = _clock(view, begin.at)
    if single:
        beside = (
            "" if begin.usual_at is None else _("usual {usual}").format(usual=_clock(view, begin.usual_at))
        )
        return Figure(what, number, beside)
    if begin.earliest is None or begin.latest is None or begin.days == 1:
        return Figure(what, number, "")
    beside = ngettext(
        "{earliest} to {latest}, on {count} day", "{earliest} to {latest}, on {count} days", begin.days
    ).format(earliest=_clock(view, begin.earliest), latest=_clock(view, begin.latest), count=begin.days)
    return Figure(what, number, beside)


def _before(begin: Begin | None, *, single: bool) -> Figure:
    what = _("Before the first AI tool")
    if begin is None or begin.before is None:
        return Figure(what, "–", "")
    beside = _("active time") if single else _("active time, on a middle day")
    if begin.usual_before is not None:
        beside = _("active time; usual {usual}").format(usual=text.duration(begin.usual_before))
    return Figure(what, text.duration(begin.before), beside)


def _prompts(view: AiView, *, single: bool) -> Figure:
    what = _("Prompts")
    if view.prompts is None:
        return Figure(what, "–", _("no tool here keeps a log of them"))
    counted = [one for one in view.tools if one.prompts is not None]
    unknown = sum(one.prompts is None and bool(one.attended) for one in view.tools)
    if unknown:
        return Figure(
            what,
            text.exact(view.prompts),
            _("known of {count} of {tools} tools").format(count=len(counted), tools=len(counted) + unknown),
        )
    if single:
        return Figure(what, text.exact(view.prompts), "")
    a_day = view.prompts / max(1, sum(one.recorded for one in view.days))
    return Figure(what, text.exact(view.prompts), _("{count} a day").format(count=round(a_day)))


def _clock(view: AiView, after: timedelta) -> str:
    return text.clock(view.day_start + after)
