"""When something is asked: once a day from a chosen hour on, longer forms one at a time.

08:00          18:00 chosen                     04:00 day ends
  │  nothing asked │  due until answered or skipped │
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime, timedelta

from wellbeing.checkins.checkin import CheckIn
from wellbeing.checkins.form import SHAPES, Form

_ORDER = (Form.DAILY, Form.WHO5, Form.PHQ2, Form.PHQ4, Form.LONELY, Form.AI)


def due(
    on: Collection[Form], past: Sequence[CheckIn], today: date, day_of: Callable[[datetime], date]
) -> list[Form]:
    """What may be asked today: the daily one, and of the longer ones at most one, so that it stays short.

    Args:
        on: forms that the person wants.
        past: check-ins, skipped ones too: what was skipped is not asked again before its time.
        today: the local day.
        day_of: the local day of a moment.
    """
    last: dict[Form, date] = {}
    for one in past:
        last[one.form] = max(day_of(one.at), last.get(one.form, date.min))
    found = [form for form in _ORDER if form in on and _is_due(form, last.get(form), today)]
    longer_today = any(day == today and form is not Form.DAILY for form, day in last.items())
    longer = [] if longer_today else [form for form in found if form is not Form.DAILY]
    return [*(form for form in found if form is Form.DAILY), *longer[:1]]


def hour_has_come(local: datetime, day_began: datetime, at: timedelta) -> bool:
    """Whether the chosen hour of the local day is over.

    Args:
        local: now, on the person's clock.
        day_began: when the local day began, on the same clock.
        at: the chosen time after midnight; one before the day's beginning lies in the night after.
    """
    midnight = day_began.replace(hour=0, minute=0, second=0, microsecond=0)
    chosen = midnight + at
    if chosen < day_began:
        chosen += timedelta(days=1)
    return local.replace(tzinfo=None) >= chosen.replace(tzinfo=None)


def _is_due(form: Form, last: date | None, today: date) -> bool:
    return last is None or today - last >= SHAPES[form].every
