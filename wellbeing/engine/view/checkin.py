"""What the check-in page shows: what is open, and how the last weeks were answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from wellbeing.checkins.checkin import CheckIn
from wellbeing.checkins.contact import Contact, Message, State
from wellbeing.checkins.form import SHAPES, Form
from wellbeing.engine.account import account
from wellbeing.engine.asking import EVER, Asked, asked, daily
from wellbeing.engine.contact import contact
from wellbeing.engine.source import Source

SHOWN = 84
"""Days of the chart: twelve weeks."""


@dataclass(frozen=True, slots=True)
class Day:
    """One local day."""

    day: date
    mood: int | None
    """1 to 7; None where it was not answered."""
    energy: int | None


@dataclass(frozen=True, slots=True)
class ContactView:
    """How the trusted contact stands."""

    contact: Contact | None
    offered: Message | None
    """What is open: offered to the owner, or on its way."""
    messages: tuple[Message, ...]
    """All that are over, newest first: the log."""
    reminder: bool
    """Whether to ask if it is still wanted."""
    mails: bool
    """Whether there is a mail account to send by."""


@dataclass(frozen=True, slots=True)
class CheckInView:
    """Values of one reading."""

    now: datetime
    """In the person's zone."""
    today: date
    demo: bool
    asked: Asked
    days: tuple[Day, ...]
    """The last twelve weeks up to today, without gaps."""
    answered: int
    """Days with an answer, ever."""
    others: tuple[tuple[CheckIn, date], ...]
    """Answers to the longer forms with their local day, newest first."""
    notes: tuple[tuple[CheckIn, date], ...]
    """Daily answers of the last two weeks with their local day, newest first."""
    contact: ContactView


def read(source: Source) -> CheckInView:
    """A few milliseconds, for years of answers."""
    past = source.store.checkins.since(EVER)
    by_day = daily(past, source.calendar)
    first = source.today - timedelta(days=SHOWN - 1)
    days = tuple(_day(first + timedelta(days=n), by_day) for n in range(SHOWN))
    newest = sorted(past, key=lambda one: one.at, reverse=True)
    return CheckInView(
        source.calendar.local(source.now),
        source.today,
        source.demo,
        asked(source.store, source.settings, source.calendar, source.now),
        days,
        len(by_day),
        tuple((one, source.calendar.day_of(one.at)) for one in newest if _longer(one)),
        _recent(newest, source),
        _contact(source),
    )


def _contact(source: Source) -> ContactView:
    known, messages = contact(source.store), source.store.checkins.messages()
    open_ = [one for one in messages if one.state in (State.OFFERED, State.SENDING)]
    over = [one for one in reversed(messages) if one not in open_]
    chosen = source.settings
    return ContactView(
        known,
        open_[-1] if open_ else None,
        tuple(over),
        reminder=known is not None and known.due_reminder(source.now),
        mails=account(source.store) is not None or bool(chosen.mail_host and chosen.mail_sender),
    )


def _day(day: date, known: dict[date, CheckIn]) -> Day:
    one = known.get(day)
    return Day(day, one.mood if one else None, one.energy if one else None)


def _longer(one: CheckIn) -> bool:
    return one.form is not Form.DAILY and not one.skipped and one.form in SHAPES


def _recent(newest: Sequence[CheckIn], source: Source) -> tuple[tuple[CheckIn, date], ...]:
    since = source.now - timedelta(days=14)
    return tuple(
        (one, source.calendar.day_of(one.at))
        for one in newest
        if one.form is Form.DAILY and not one.skipped and one.at >= since
    )
