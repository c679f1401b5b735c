"""What is said of requests for time."""

from __future__ import annotations

from datetime import datetime

from wellbeing.engine.labels import Labels
from wellbeing.engine.view.household import OfAnother
from wellbeing.family.request import Request, State
from wellbeing.limits.limit import Limit
from wellbeing.ports import Note
from wellbeing.ui import limit_words, text
from wellbeing.ui.text import _


def asked(one: Request) -> str:
    """How much."""
    return _("{minutes} minutes").format(minutes=one.minutes)


def state(one: Request, now: datetime) -> str:
    """Where it stands, with the answer's words."""
    known = one.state(now)
    answer = one.answer
    if answer is None:
        return _("waits for an answer") if known is State.OPEN else _("nobody answered in time")
    given = _("{minutes} minutes given").format(minutes=answer.minutes)
    said = given if known is State.GRANTED else _("not this time")
    by = _("by {name}").format(name=answer.by) if answer.by else ""
    words = _quoted(answer.words) if answer.words else ""
    return " ".join(part for part in (said, by, words) if part)


def waits(one: Request) -> str:
    """That it was asked, and when."""
    at = text.clock(one.at.astimezone())
    said = _("Asked for {minutes} minutes at {time}; waiting for an answer.").format(
        minutes=one.minutes, time=at
    )
    return f"{said} {_quoted(one.reason)}" if one.reason else said


def asks(one: OfAnother, labels: Labels) -> str:
    """Who asks, for how much, for what, and why."""
    at = text.clock(one.request.at.astimezone())
    said = _("{person} asks for {minutes} minutes ({time}): {limit}.").format(
        person=one.person, minutes=one.request.minutes, time=at, limit=about(one, labels)
    )
    return f"{said} {_quoted(one.request.reason)}" if one.request.reason else said


def about(one: OfAnother, labels: Labels) -> str:
    """What another member's request is for."""
    if one.all:
        return everything()
    if one.called:
        return one.called
    return limit_words.name(Limit(one.targets), labels) if one.targets else _("a limit without its name")


def asked_note(one: OfAnother, labels: Labels) -> Note:
    """A quiet note to an adult that a member asks for time."""
    title = _("{person} asks for {minutes} minutes").format(person=one.person, minutes=one.request.minutes)
    reason = f"{_quoted(one.request.reason)} " if one.request.reason else ""
    about_ = about(one, labels)
    return Note(
        f"asked-{one.request.id}",
        title,
        _("For: {limit}. {reason}Answer on the page Family.").format(limit=about_, reason=reason),
    )


def changed(name: str, minutes: int) -> str:
    """That a parent changed today's amount."""
    if minutes < 0:
        return _("{minutes} minutes less today: {name}").format(minutes=-minutes, name=name)
    return _("{minutes} minutes more today: {name}").format(minutes=minutes, name=name)


def everything() -> str:
    """What a request is for that names no limit."""
    return _("all that was agreed")


def note(one: Request, name: str) -> Note:
    """A quiet note that the answer is there."""
    answer = one.answer
    minutes = answer.minutes if answer else 0
    title = changed(name, minutes) if minutes else _("No more time today: {name}").format(name=name)
    said = [_("{name} answered.").format(name=answer.by)] if answer and answer.by else []
    if answer and answer.words:
        said.append(_quoted(answer.words))
    return Note(f"request-{one.id}", title, " ".join(said))


def _quoted(words: str) -> str:
    return _("“{words}”").format(words=words)
