"""Random lives: a record says what plain lists say, and its sums are those of its activities."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.clocks import HandClock
from tests.contracts.conftest import Fresh
from tests.fakes.store import FakeStore
from wellbeing.model import Activity, AppIdentity, Per, Presence, Span, Use, Zone
from wellbeing.ports import Batch, Store
from wellbeing.timeline.day import Calendar

BASE = datetime(2026, 3, 27, 15, tzinfo=UTC)
"""A day and a half before Berlin's clocks go forward."""
DAYS = 5
END = BASE + timedelta(days=DAYS)
HOUR_MS = 3_600_000

APPS = [AppIdentity("code"), AppIdentity("firefox", site="a.org"), AppIdentity("firefox", site="b.org")]
PLACES = [("Europe/Berlin", 1), ("America/New_York", -4), ("Asia/Kolkata", 5.5), ("", -11)]

moments = st.integers(0, DAYS * 24 * HOUR_MS).map(lambda ms: BASE + timedelta(milliseconds=ms))
spans = st.tuples(moments, moments).map(lambda two: Span(min(two), max(two)))
pers = st.frozensets(st.sampled_from(Per))
starts = st.integers(0, 12).map(lambda half: timedelta(minutes=30 * half))


@dataclass(frozen=True)
class Piece:
    """One activity to come: after a pause, so long."""

    pause_ms: int
    length_ms: int
    app: AppIdentity
    title: str | None
    presence: Presence


@dataclass(frozen=True)
class Step:
    """What the tracker, or a person, does next."""

    what: str
    pieces: list[Piece]
    back_ms: int
    place: int
    open: bool


pieces = st.builds(
    Piece,
    st.sampled_from([0, 0, 1, 20_000, HOUR_MS, 9 * HOUR_MS]),
    st.one_of(st.integers(1, 90_000), st.sampled_from([HOUR_MS, 7 * HOUR_MS, 26 * HOUR_MS])),
    st.sampled_from(APPS),
    st.sampled_from([None, "one", "two"]),
    st.sampled_from(Presence),
)
steps = st.lists(
    st.builds(
        Step,
        st.sampled_from(["write", "write", "write", "cut", "zone", "tally", "recover", "forget", "rewrite"]),
        st.lists(pieces, max_size=4),
        st.sampled_from([1, 30_000, HOUR_MS, 30 * HOUR_MS]),
        st.integers(0, len(PLACES) - 1),
        st.booleans(),
    ),
    min_size=1,
    max_size=10,
)


class Life:
    """Does the same to a record and to plain lists."""

    def __init__(self, store: Store, model: FakeStore, clock: HandClock) -> None:
        self.both: tuple[Store, Store] = (store, model)
        self.clock = clock
        self.at = BASE

    def step(self, step: Step) -> None:
        if step.what == "write":
            self._write(step, None)
        elif step.what == "cut":
            self.at = max(BASE, self.at - timedelta(milliseconds=step.back_ms))
            self._write(step, self.at)
        elif step.what == "zone":
            self._recover()
            name, hours = PLACES[step.place]
            for store in self.both:
                store.write(Batch(zones=[Zone(self.at, name, timedelta(hours=hours))]))
        elif step.what == "recover":
            self._recover()
        elif step.what == "tally":
            for store in self.both:
                store.tally()
        elif step.what == "rewrite":
            self._rewrite(step)
        elif step.pieces:
            span = Span(self.at - timedelta(milliseconds=step.back_ms), self.at)
            app = step.pieces[0].app if step.open else None
            gone = [store.forget(span=span, app=app) for store in self.both]
            assert (gone[0].activities, gone[0].amount) == (gone[1].activities, gone[1].amount)
            assert gone[0].titles == gone[1].titles

    def _rewrite(self, step: Step) -> None:
        span = Span(self.at - timedelta(milliseconds=step.back_ms), self.at)
        new = list(self._laid(step.pieces, span))
        for store in self.both:
            store.rewrite(span, new)

    @staticmethod
    def _laid(pieces: list[Piece], span: Span) -> Iterator[Activity]:
        at = span.start
        for piece in pieces:
            start = at + timedelta(milliseconds=piece.pause_ms)
            at = start + timedelta(milliseconds=piece.length_ms)
            if at > span.end:
                return
            yield Activity(Span(start, at), piece.app, piece.title, piece.presence)

    def _recover(self) -> None:
        answers = [store.recover() for store in self.both]
        assert answers[0] == answers[1]
        self.at = max(self.at, answers[0].span.end) if answers[0] else self.at

    def _write(self, step: Step, cut: datetime | None) -> None:
        closed: list[Activity] = []
        for piece in step.pieces:
            start = self.at + timedelta(milliseconds=piece.pause_ms)
            end = start + timedelta(milliseconds=piece.length_ms)
            if end > END:
                break
            closed.append(Activity(Span(start, end), piece.app, piece.title, piece.presence))
            self.at = end
        running = closed.pop() if closed and step.open else None
        for store in self.both:
            store.write(Batch(closed=closed, open=running, cut=cut))
        if running is not None:
            self.at = running.span.start
        self.clock.set((max(self.clock.now(), self.at) - self.clock.now()).total_seconds())


def found(uses: list[Use]) -> dict[tuple[object, ...], timedelta]:
    return {(use.app, use.presence, use.day, use.hour, use.title): use.amount for use in uses}


def folded(store: Store, span: Span, per: frozenset[Per], calendar: Calendar) -> dict[object, timedelta]:
    """The sums of the activities themselves."""
    sums: dict[object, timedelta] = defaultdict(timedelta)
    for activity in store.activities(span):
        for day, hour, part in calendar.pieces(activity.span):
            key = (
                activity.app,
                activity.presence,
                day if Per.DAY in per else None,
                hour if Per.HOUR in per else None,
                activity.title if Per.TITLE in per else None,
            )
            sums[key] += part.length
    return dict(sums)


def lived(fresh: Fresh, day_start: timedelta, script: list[Step]) -> tuple[Store, FakeStore]:
    clock = HandClock(BASE)
    zone = clock.zone()
    model = FakeStore(zone=zone, day_start=day_start, now=clock.now)
    store = fresh(clock, day_start=day_start)
    life = Life(store, model, clock)
    # A zone noted at the very beginning, so that both take the same one for granted.
    for each in life.both:
        each.write(Batch(zones=[Zone(BASE - timedelta(days=40), zone.name, zone.offset)]))
    for step in script:
        life.step(step)
    return store, model


@given(script=steps, span=spans, per=pers, day_start=starts)
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_a_record_says_what_plain_lists_say(
    fresh: Fresh, kind: str, script: list[Step], span: Span, per: frozenset[Per], day_start: timedelta
) -> None:
    store, model = lived(fresh, day_start, script)
    everything = Span(BASE - timedelta(days=50), END + timedelta(days=50))
    calendar = Calendar(model.zones(), day_start)
    for _ in range(2):
        for where in (span, everything, Span(calendar.begin(calendar.day_of(span.start)), span.end)):
            assume(where.start <= where.end)
            assert store.activities(where) == model.activities(where)
            assert found(store.uses(where, per)) == found(model.uses(where, per))
            assert found(store.uses(where, per)) == folded(store, where, per, calendar)
            for sort in (lambda app: app.app_id, lambda app: app.site or "", lambda app: app.app_id[:0]):
                assert store.daily(where, sort) == model.daily(where, sort)
        assert store.extent() == model.extent()
        assert store.count() == model.count()
        assert store.taken(span.start) == model.taken(span.start)
        assert store.verify().problems == ()
        store.tally()


@given(script=steps, since=moments, per=pers.filter(lambda per: Per.TITLE not in per))
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_retention_changes_no_sum_of_whole_days(
    fresh: Fresh, script: list[Step], since: datetime, per: frozenset[Per]
) -> None:
    store, model = lived(fresh, timedelta(hours=4), script)
    everything = Span(BASE - timedelta(days=50), END + timedelta(days=50))
    before = found(store.uses(everything, per))
    dropped = store.retain(since)
    assert found(store.uses(everything, per)) == before
    assert store.verify().problems == ()
    assert dropped >= 0
    now = found(model.uses(everything, per))
    assert now == before
