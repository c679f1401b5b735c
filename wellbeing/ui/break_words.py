"""What is said of breaks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from wellbeing.nudges.rest import Outcome, Rest, Rhythm
from wellbeing.ports import Note, Urgency
from wellbeing.ui import text
from wellbeing.ui.text import _, ngettext


def amount(length: timedelta) -> str:
    """Seconds or minutes."""
    if length < timedelta(minutes=1):
        return seconds(round(length.total_seconds()))
    return text.duration(length)


def seconds(value: object) -> str:
    """A number of seconds."""
    count = value if isinstance(value, int) else 0
    return ngettext("{count} second", "{count} seconds", count).format(count=count)


def length(value: object) -> str:
    """A setting of so many seconds as it is read."""
    return amount(timedelta(seconds=value if isinstance(value, int) else 0))


def title(rest: Rest) -> str:
    """What the break is for, and how long."""
    said = {
        "eyes": _("{amount} for your eyes"),
        "micro": _("{amount} to let go"),
        "short": _("A break of {amount}"),
        "long": _("A long break of {amount}"),
    }[rest.pause.name]
    return said.format(amount=amount(rest.pause.length))


def hint(rest: Rest) -> str:
    """What one might do."""
    return {
        "eyes": _("Look at something far away, about six metres."),
        "micro": _("Hands off the keys; let the shoulders drop."),
        "short": _("Stand up, stretch, drink something."),
        "long": _("Leave the desk; a few steps do good."),
    }[rest.pause.name]


def rhythm(value: object) -> str:
    """A rhythm as it is chosen."""
    return {
        Rhythm.OFF: _("None"),
        Rhythm.EYES: _("20 s every 20 min (20-20-20)"),
        Rhythm.HALF_HOUR: _("5 min every 30"),
        Rhythm.POMODORO: _("5 min every 25 (Pomodoro)"),
        Rhythm.MICRO: _("30 s every 3 min, 10 min every 45"),
        Rhythm.OWN: _("Your own lengths"),
    }[Rhythm(str(value))]


def today(counts: Mapping[Outcome, int]) -> str:
    """What came of the day's breaks; empty where there were none."""
    words = {
        Outcome.TAKEN: _("{count} taken"),
        Outcome.NATURAL: _("{count} of your own"),
        Outcome.POSTPONED: _("{count} put off"),
        Outcome.SKIPPED: _("{count} left out"),
    }
    said = [told.format(count=counts[outcome]) for outcome, told in words.items() if counts.get(outcome)]
    return _("Breaks today: {counts}.").format(counts=", ".join(said)) if said else ""


def note(rest: Rest) -> Note:
    """A break that is due, where no window of ours can be shown."""
    return Note("break", title(rest), hint(rest), (), Urgency.LOW, timedelta(minutes=2))
