"""From the day as the engine reads it to what the panel shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta, tzinfo

from wellbeing.analysis.usual import TooEarly
from wellbeing.engine.labels import Labels
from wellbeing.engine.sampler import Standing
from wellbeing.engine.today import App, Today
from wellbeing.limits.limit import Aim
from wellbeing.limits.standing import Standing as LimitStanding
from wellbeing.limits.standing import State
from wellbeing.nudges.focus import Session
from wellbeing.ports import KnownError
from wellbeing.ui import limit_words
from wellbeing.ui.group import of_limit
from wellbeing.ui.text import said
from wellbeing.ui.theme import GROUPS, Group
from wellbeing.ui.tray.view import AppUse, Hour, LimitLeft, PanelView, Trouble

SHOWN = 3
"""Apps of the day in tray and panel."""


def view(
    today: Today,
    standing: Standing,
    labels: Labels,
    *,
    trouble: KnownError | None,
    demo: bool,
    limits: Sequence[LimitStanding] = (),
    next_break: timedelta | None = None,
    session: Session | None = None,
) -> PanelView:
    """Today, ready to be shown."""
    early = isinstance(today.usual, TooEarly)
    usual = None if isinstance(today.usual, TooEarly) else today.usual
    zone = today.now.tzinfo
    return PanelView(
        now=today.now,
        day=today.day,
        total=today.total,
        hours=tuple(
            Hour(
                used,
                usual.hours[index] if usual and index < len(usual.hours) else None,
                today.ai.hours[index] if index < len(today.ai.hours) else timedelta(0),
            )
            for index, used in enumerate(today.hours)
        ),
        day_start=today.day_start,
        since=today.since,
        usual=usual.by_now if usual else None,
        usual_from=today.usual.until if isinstance(today.usual, TooEarly) and early else None,
        above=today.above,
        top=tuple(_app(one, labels) for one in today.top[:SHOWN]),
        ai=today.ai.amount,
        ai_usual=today.ai.usual,
        prompts=today.ai.prompts,
        unattended=today.ai.unattended,
        limits=_left(limits, labels),
        next_break=next_break,
        focus_left=None if session is None else session.left(today.now.astimezone(UTC)),
        paused_until=_local(standing.paused_until, zone),
        trouble=Trouble(said(trouble.sentence), said(trouble.remedy)) if trouble else None,
        demo=demo,
    )


def reader(
    read: Callable[[Labels], Today],
    standing: Callable[[], Standing],
    labels: Callable[[], Labels],
    troubles: Callable[[], tuple[KnownError, ...]],
    demo: Callable[[], bool],
    limits: Callable[[Labels], Sequence[LimitStanding]] = lambda _: (),
    next_break: Callable[[], timedelta | None] = lambda: None,
    session: Callable[[], Session | None] = lambda: None,
) -> Callable[[], PanelView]:
    """A function that reads the view anew; called off the GUI thread."""

    def read_view() -> PanelView:
        known, stands = labels(), standing()
        # What stops the record matters more than a rules file that is not in force.
        trouble = stands.trouble or next(iter(troubles()), None)
        return view(
            read(known),
            stands,
            known,
            trouble=trouble,
            demo=demo(),
            limits=limits(known),
            next_break=next_break(),
            session=session(),
        )

    return read_view


def _left(limits: Sequence[LimitStanding], labels: Labels) -> tuple[LimitLeft, ...]:
    asked = [one for one in limits if one.state not in (State.FREE, State.IGNORED)]
    asked.sort(key=lambda one: (one.limit.aim is Aim.AT_LEAST, one.left or 0.0))
    return tuple(
        LimitLeft(limit_words.name(one.limit, labels), of_limit(one.limit, labels), one) for one in asked
    )


def _app(one: App, labels: Labels) -> AppUse:
    category = labels.catalogue.categories.get(one.category)
    groups: dict[str, Group] = {group: group for group in GROUPS}
    return AppUse(one.name, one.icon, groups.get(category.group if category else "", "other"), one.amount)


def _local(moment: datetime | None, zone: tzinfo | None) -> datetime | None:
    return None if moment is None else moment.astimezone(zone)
