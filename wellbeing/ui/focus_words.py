"""What is said of focus sessions, and of pauses before distractions."""

from __future__ import annotations

from datetime import timedelta

from wellbeing.engine.focus import Ask
from wellbeing.nudges.focus import Session, Summary
from wellbeing.nudges.kind import Kind
from wellbeing.ports import Note, Urgency
from wellbeing.ui import text
from wellbeing.ui.text import _, ngettext


def length(minutes: int) -> str:
    """One of the lengths that are offered."""
    return ngettext("{count} min", "{count} min", minutes).format(count=minutes)


def note(summary: Summary) -> Note:
    """A session that is over."""
    title = _("Focus is over: {amount}").format(amount=text.duration(summary.length))
    lines = [summary.intention] if summary.intention else []
    if summary.distracted:
        lines.append(
            _("{used} at the screen, {amount} of it with what distracts.").format(
                used=text.duration(summary.used), amount=text.duration(summary.distracted)
            )
        )
    else:
        lines.append(
            _("{used} at the screen, none of it with what distracts.").format(
                used=text.duration(summary.used)
            )
        )
    if summary.pauses:
        said = ngettext("A pause came {count} time.", "A pause came {count} times.", summary.pauses)
        lines.append(said.format(count=summary.pauses))
    return Note("focus", title, "\n".join(lines), (), Urgency.LOW, timedelta(minutes=10))


def question(ask: Ask, name: str) -> tuple[str, str]:
    """What a pause says: a title and a sentence."""
    if ask.kind is Kind.TRY_FIRST:
        return (
            _("Five minutes of your own first?"),
            _("You asked for this before AI tools, once a day. What you try yourself stays with you longer."),
        )
    if ask.intention:
        return (
            _("You set out to: {intention}").format(intention=ask.intention),
            _("{name} is on your list of distractions.").format(name=name),
        )
    return _("A short pause before {name}").format(name=name), _("You put it on your list yourself.")


def leave(ask: Ask) -> str:
    """The way out."""
    return _("I try it first") if ask.kind is Kind.TRY_FIRST else _("Leave it")


def running(session: Session, left: timedelta) -> str:
    """A session under way."""
    said = _("{amount} left").format(amount=text.duration(left))
    return f"{said}: {session.intention}" if session.intention else said
