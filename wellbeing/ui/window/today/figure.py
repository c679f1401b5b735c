"""The figures of a day, each with what it is compared with."""

from __future__ import annotations

from dataclasses import dataclass

from wellbeing.engine.view.day import Asked, DayView, Habits
from wellbeing.ui import text
from wellbeing.ui.text import _, ngettext


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, and what it is compared with."""

    what: str
    number: str
    beside: str


def figures(view: DayView, habits: Habits | None) -> tuple[Figure, ...]:
    """Longest stretch, switches, first use, time away, and two more on a day with AI tools.

    Comparisons appear when they are known.
    """
    known = habits or Habits(None, None, None, None)
    found = (
        _longest(view, known),
        _switches(view, known),
        _first(view, known),
        Figure(
            _("Away from a running screen"),
            text.duration(view.idle),
            _usually(text.duration(known.idle), view) if known.idle is not None else "",
        ),
    )
    return (*found, _before_ai(view.asked, known), _agents(view.asked)) if view.asked.any else found


def _before_ai(asked: Asked, known: Habits) -> Figure:
    what = _("Before the first AI tool")
    if asked.before is None:
        return Figure(what, "–", _("none was in front"))
    beside = _("active time")
    if known.before_ai is not None:
        beside = _("active time; usual {usual}").format(usual=text.duration(known.before_ai))
    return Figure(what, text.duration(asked.before), beside)


def _agents(asked: Asked) -> Figure:
    """What agents did without the person, or what was asked where none worked."""
    if not asked.unattended and asked.prompts is not None:
        return Figure(_("Prompts"), str(asked.prompts), _("to AI tools"))
    what = _("Agents without you")
    if not asked.unattended:
        return Figure(what, "–", _("none worked alone"))
    shown = ", ".join(asked.names[:_NAMED])
    rest = len(asked.names) - _NAMED
    if rest > 0:
        shown = ngettext("{names} and {count} more", "{names} and {count} more", rest).format(
            names=shown, count=rest
        )
    if asked.prompts:
        shown = ngettext("{names}; {count} prompt", "{names}; {count} prompts", asked.prompts).format(
            names=shown, count=asked.prompts
        )
    return Figure(what, text.duration(asked.unattended), shown)


_NAMED = 2
"""Tools that are named; more would need another line."""


def _longest(view: DayView, known: Habits) -> Figure:
    what = _("Longest stretch")
    if view.longest is None:
        return Figure(what, "–", "")
    begin, end = view.longest
    words = {"begin": text.clock(begin), "end": text.clock(end)}
    beside = _("{begin} to {end}").format(**words)
    if known.longest is not None:
        beside = _("{begin} to {end}; usual {usual}").format(
            usual=text.unbroken(text.duration(known.longest)), **words
        )
    return Figure(what, text.duration(end - begin), beside)


def _switches(view: DayView, known: Habits) -> Figure:
    number = "–" if view.switches is None else str(view.switches)
    beside = _usually(str(known.switches), view) if known.switches is not None else ""
    return Figure(_("Switches between apps"), number, beside)


def _first(view: DayView, known: Habits) -> Figure:
    what = _("First use")
    if view.first is None:
        return Figure(what, "–", "")
    usual = (
        "" if known.first is None else _("usual {usual}").format(usual=text.clock(view.start + known.first))
    )
    return Figure(what, text.clock(view.first), usual)


def _usually(amount: str, view: DayView) -> str:
    said = _("usual by now {usual}") if view.current else _("usual {usual}")
    return said.format(usual=amount)
