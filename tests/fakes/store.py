"""The record as plain Python lists: small enough to be right by reading it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from tests.fakes.checkins import FakeCheckIns
from tests.fakes.days_kept import FakeDays
from tests.fakes.family import FakeFamily
from tests.fakes.household import FakeHousehold
from tests.fakes.ledger import FakeLedger
from tests.fakes.limits import FakeLimits, FakeNudges
from wellbeing.model import Activity, AppIdentity, DayUse, Entry, EntryKind, Per, Presence, Span, Use, Zone
from wellbeing.model.journal import crash
from wellbeing.ports import Batch, Forgotten, Lowered, StoreError, Verdict
from wellbeing.timeline.day import DAY_START, Calendar
from wellbeing.timeline.redact import Privacy

_LIVES = frozenset((EntryKind.START, EntryKind.STOP, EntryKind.CRASH))
_MS = timedelta(milliseconds=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_UTC = Zone(_EPOCH, "UTC", timedelta())
_ALWAYS = Span(datetime(1900, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC))


class FakeStore:
    """Implements `ports.Store` in memory and passes the contract tests of the real ones.

    Set `fails` to an error to have every `write` raise it until it is None again;
    `written` keeps each accepted batch.

    Args:
        zone: holds until a batch brings one.
        day_start: when a local day begins, after midnight.
        now: what `tally` and `retain` take as the present; default: the end of what is recorded.
    """

    def __init__(
        self,
        *,
        zone: Zone = _UTC,
        day_start: timedelta = DAY_START,
        now: Callable[[], datetime] | None = None,
    ) -> None:
        self.fails: Exception | None = None
        self.ledger = FakeLedger()
        self.limits = FakeLimits(lambda entry: self._entries.append(replace(entry, at=_floor(entry.at))))
        self.household = FakeHousehold(lambda one: self._entries.append(replace(one, at=_floor(one.at))))
        self.nudges = FakeNudges()
        self.checkins = FakeCheckIns()
        self.family = FakeFamily(lambda: self._entries)
        self.days = FakeDays(
            lambda: self._tallied, lambda day: self.activities(self._calendar().span_of(day))
        )
        self.written: list[Batch] = []
        self.closed = False
        self.away = False
        """Between `let_go` and `take_up`."""
        self.checkpoints = 0
        self.backups: list[str] = []
        self._zone = zone
        self._day_start = day_start
        self._now = now
        self._zones: list[Zone] = []
        self._activities: list[Activity] = []
        self._dropped: list[Activity] = []
        """Without titles: only their sums may be read."""
        self._open: Activity | None = None
        self._entries: list[Entry] = []
        self._marks: dict[str, str] = {}
        self._tallied: set[date] = set()
        self._frozen: datetime | None = None
        """Until when only sums are left."""

    # ------------------------------------------------------------ writing

    def write(self, batch: Batch) -> None:
        if self.fails is not None:
            raise self.fails
        kept = self._activities
        if batch.cut is not None:
            kept = _inside(kept, Span(_ALWAYS.start, _floor(batch.cut)))
        added = sorted([*kept, *_rounded(batch.closed)], key=lambda activity: activity.span)
        if _overlapping(batch.closed) or _overlapping(added):
            raise ValueError("a batch is out of order or overlaps what is recorded")
        self._activities = added
        self._open = next(iter(_rounded([batch.open])), None) if batch.open else None
        noted = {zone.since: zone for zone in self._zones}
        noted |= {_floor(zone.since): replace(zone, since=_floor(zone.since)) for zone in batch.zones}
        self._zones = [noted[since] for since in sorted(noted)]
        self._entries += [replace(entry, at=_floor(entry.at)) for entry in batch.entries]
        self._tallied.clear()
        self.written.append(batch)

    def rewrite(self, span: Span, activities: Sequence[Activity]) -> None:
        if self.fails is not None:
            raise self.fails
        where, new = _floored(span), _rounded(activities)
        inside = all(where.start <= one.span.start and one.span.end <= where.end for one in new)
        if not inside or _overlapping(activities):
            raise ValueError("activities of a rewrite overlap, or lie outside its span")
        if self._frozen is not None and where.start < self._frozen:
            raise StoreError("Only totals are left of this day.", "")
        replaced = _inside(self._all(), where)
        opened = self._without(self._opens(), where, None)
        kept = [*self._without(self._activities, where, None), *opened[:-1], *new]
        runs_on = bool(opened) and self._open is not None and opened[-1].span.end == self._open.span.end
        self._open = opened[-1] if runs_on else None
        kept += [] if runs_on else opened[-1:]
        self._activities = sorted(kept, key=lambda one: one.span)
        calendar = self._calendar()
        self._tallied -= {day for one in [*replaced, *new] for day, _, _ in calendar.pieces(one.span)}
        facts = {"activities": len(replaced), "by": len(activities)}
        self._entries.append(Entry(self._present() or _EPOCH, EntryKind.EDIT, facts))

    def recover(self, begins: datetime | None = None) -> Activity | None:
        left, self._open = self._open, None
        if left is not None:
            self._activities.append(left)
            self._tallied.clear()
        lives = [one for one in self._entries if one.kind in _LIVES]
        if begins is not None and (left or (lives and lives[-1].kind is not EntryKind.STOP)):
            began = [lives[-1].at] if lives and lives[-1].kind is not EntryKind.STOP else []
            until = max([*began, *(one.span.end for one in self._activities)])
            self._entries.append(crash(_floor(begins), until))
        return left

    # ------------------------------------------------------------ reading

    def activities(self, span: Span) -> list[Activity]:
        return _inside(self._all(), _floored(span))

    def uses(self, span: Span, per: frozenset[Per] = frozenset()) -> list[Use]:
        calendar = self._calendar()
        amounts: dict[Use, timedelta] = defaultdict(timedelta)
        for activity in _inside([*self._dropped, *self._all()], _floored(span)):
            title = activity.title if Per.TITLE in per else None
            for day, hour, part in calendar.pieces(activity.span):
                key = Use(
                    activity.app,
                    activity.presence,
                    timedelta(),
                    day if Per.DAY in per else None,
                    hour if Per.HOUR in per else None,
                    title,
                )
                amounts[key] += part.length
        return [replace(key, amount=amount) for key, amount in amounts.items()]

    def daily(self, span: Span, kind: Callable[[AppIdentity], str]) -> list[DayUse]:
        sums: dict[tuple[date, str, Presence], timedelta] = defaultdict(timedelta)
        for use in self.uses(span, frozenset({Per.DAY})):
            if use.day is not None:
                sums[use.day, kind(use.app), use.presence] += use.amount
        return [DayUse(*key, amount) for key, amount in sorted(sums.items())]

    def entries(self, span: Span) -> list[Entry]:
        return [entry for entry in self._entries if entry.at in _floored(span)]

    def zones(self) -> list[Zone]:
        return list(self._zones)

    def extent(self) -> Span | None:
        spans = [activity.span for activity in [*self._dropped, *self._all()]]
        return Span(min(spans).start, max(span.end for span in spans)) if spans else None

    def taken(self, moment: datetime) -> Span | None:
        spans = [activity.span for activity in self._activities if activity.span.end > _floor(moment)]
        return min(spans, default=None)

    def count(self) -> int:
        return len(self._activities)

    # ------------------------------------------------------------ upkeep

    def tally(self) -> int:
        calendar, now = self._calendar(), self._present()
        if now is None:
            return 0
        days = {day for activity in self._activities for day, _, _ in calendar.pieces(activity.span)}
        finished = {day for day in days if calendar.span_of(day).end <= now} - self._tallied
        self._tallied |= finished
        return len(finished)

    def retain(self, since: datetime) -> int:
        calendar = self._calendar()
        begin = calendar.begin(calendar.day_of(since))
        gone = _inside(self._activities, Span(_ALWAYS.start, begin))
        self._dropped += [replace(activity, title=None) for activity in gone]
        count = sum(activity.span.end <= begin for activity in self._activities)
        self._activities = _inside(self._activities, Span(begin, _ALWAYS.end))
        self._frozen = max(begin, self._frozen or begin) if gone else self._frozen
        self.ledger.retain(since)
        return count

    def forget(self, *, span: Span | None, app: AppIdentity | str | None, preview: bool = False) -> Forgotten:
        where = _floored(span) if span is not None else _ALWAYS
        gone = [
            inside
            for activity in [*self._dropped, *self._all()]
            if _matches(activity.app, app) and (inside := activity.clipped(where)) is not None
        ]
        kept = [
            self._without(group, where, app) for group in (self._activities, self._dropped, self._opens())
        ]
        before, after = _titles(self._all()), _titles([*kept[0], *kept[2]])
        forgotten = Forgotten(
            sum(activity not in self._dropped for activity in gone),
            sum((activity.span.length for activity in gone), timedelta()),
            len(before - after),
            0,
            self.ledger.forget(where, app, self._present() or _EPOCH, preview=preview),
        )
        if not preview:
            self._activities, self._dropped = kept[0], kept[1]
            self._open = kept[2][-1] if kept[2] else None
            self._activities += kept[2][:-1]
            if span is None and app is None:
                self._zones, self._marks = self._zones[-1:], {}
                self.ledger.forget_marks()
            self.nudges.forget(where, app)
            if app is None:
                self.limits.forget(where)
                self.household.forget(where)
                self.checkins.forget(where)
            facts = {"activities": forgotten.activities, "seconds": round(forgotten.amount.total_seconds())}
            at = self._present() or _EPOCH
            self._entries.append(Entry(at, EntryKind.FORGET, facts))
        return forgotten

    def lower(self, privacy: Privacy, *, preview: bool = False) -> Lowered:
        titles = len(_titles(self._all())) if privacy is not Privacy.TITLES else 0
        hosts = {one.app.site for one in [*self._dropped, *self._all()]} - {None}
        sites = len(hosts) if privacy is Privacy.APPS else 0
        if (titles or sites) and not preview:
            self._activities = [_lowered(one, privacy) for one in self._activities]
            self._dropped = [_lowered(one, privacy) for one in self._dropped]
            self._open = _lowered(self._open, privacy) if self._open else None
            facts = {"titles": titles, "sites": sites}
            self._entries.append(Entry(self._present() or _EPOCH, EntryKind.FORGET, facts))
        return Lowered(titles, sites, 0)

    def begin_days(self, day_start: timedelta) -> None:
        if day_start != self._day_start:
            self._day_start = day_start
            self._tallied.clear()

    def let_go(self) -> None:
        self.away = True

    def take_up(self) -> None:
        self.away = False

    def checkpoint(self) -> None:
        self.checkpoints += 1

    def backup(self) -> str:
        self.backups.append(f"backup-{len(self.backups) + 1}")
        return self.backups[-1]

    def verify(self) -> Verdict:
        return Verdict(ok=True, activities=len(self._activities), entries=len(self._entries))

    def journal_problems(self) -> list[str]:
        return []

    def mark(self, name: str, value: str | None = None) -> str | None:
        if value is not None:
            self._marks[name] = value
        return self._marks.get(name)

    def close(self) -> None:
        self.closed = True

    # ------------------------------------------------------------ inside

    def _opens(self) -> list[Activity]:
        return [] if self._open is None else [self._open]

    def _all(self) -> list[Activity]:
        return [*self._activities, *self._opens()]

    def _calendar(self) -> Calendar:
        return Calendar(self._zones or [self._zone], self._day_start)

    def _present(self) -> datetime | None:
        if self._now is not None:
            return self._now()
        extent = self.extent()
        return extent.end if extent is not None else None

    @staticmethod
    def _without(group: Iterable[Activity], where: Span, app: AppIdentity | str | None) -> list[Activity]:
        kept = []
        for activity in group:
            if not _matches(activity.app, app):
                kept.append(activity)
                continue
            sides = (Span(_ALWAYS.start, where.start), Span(where.end, _ALWAYS.end))
            kept += [part for side in sides if (part := activity.clipped(side)) is not None]
        return kept


def _lowered(one: Activity, privacy: Privacy) -> Activity:
    app = replace(one.app, site=None) if privacy is Privacy.APPS else one.app
    return replace(one, app=app, title=one.title if privacy is Privacy.TITLES else None)


def _overlapping(group: Sequence[Activity]) -> bool:
    return any(after.span.start < before.span.end for before, after in pairwise(group))


def _matches(identity: AppIdentity, app: AppIdentity | str | None) -> bool:
    return app is None or app in (identity, identity.app_id)


def _titles(group: Sequence[Activity]) -> set[str]:
    return {activity.title for activity in group if activity.title is not None}


def _inside(group: Iterable[Activity], span: Span) -> list[Activity]:
    parts = [part for activity in group if (part := activity.clipped(span)) is not None]
    return sorted(parts, key=lambda activity: activity.span)


def _rounded(group: Iterable[Activity]) -> list[Activity]:
    """As a record keeps them: to the millisecond, none empty."""
    spans = [replace(activity, span=_floored(activity.span)) for activity in group]
    return [activity for activity in spans if not activity.span.empty]


def _floored(span: Span) -> Span:
    return Span(_floor(span.start), _floor(span.end))


def _floor(moment: datetime) -> datetime:
    return _EPOCH + (moment - _EPOCH) // _MS * _MS
