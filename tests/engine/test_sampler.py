"""The beat, with sensors and clocks in a test's hands."""

from __future__ import annotations

import itertools
import selectors
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.clocks import HandClock
from tests.fakes.sensors import FakeSensor
from tests.fakes.store import FakeStore
from wellbeing.engine.changes import Change, Changes
from wellbeing.engine.front import FrontReader
from wellbeing.engine.sampler import Sampler
from wellbeing.engine.senses import Senses
from wellbeing.engine.watching import Watching
from wellbeing.model import AppIdentity, EntryKind, Evidence, Presence, Span
from wellbeing.ports import Fact, Foreground, Player, SessionState, Sound, StoreFull, Stream, Support
from wellbeing.sensors.choose import Choice, choose
from wellbeing.timeline.settling import Told

T0 = datetime(2026, 5, 5, 8, tzinfo=UTC)
ALWAYS = Span(datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC))
EDITOR, BROWSER = Evidence("editor", "a"), Evidence("browser", "b")


class Rig:
    """A sampler whose beat is turned by hand."""

    def __init__(self, terminals: FrontReader | None = None) -> None:
        self.clock = HandClock(T0)
        self.window: FakeSensor[Evidence | None] = FakeSensor(Fact.WINDOW, EDITOR)
        self.idle: FakeSensor[timedelta | None] = FakeSensor(Fact.IDLE, timedelta(0))
        self.session: FakeSensor[SessionState] = FakeSensor(Fact.SESSION, SessionState())
        self.media: FakeSensor[tuple[Player, ...]] = FakeSensor(Fact.MEDIA, ())
        self.sound: FakeSensor[Sound] = FakeSensor(Fact.SOUND, Sound())
        self.camera: FakeSensor[bool] = FakeSensor(Fact.CAMERA, value=False)
        self.quiet: FakeSensor[bool] = FakeSensor(Fact.QUIET, value=False)
        self.made: list[FakeSensor[object]] = []
        self.store = FakeStore(now=self.clock.now)
        self.changes = Changes()
        self.heard: list[Change] = []
        self.changes.subscribe(self.heard.append)
        self.senses = Senses(self._choose, self.clock, timedelta(minutes=3))
        self.sampler = Sampler(
            clock=self.clock,
            senses=self.senses,
            recognise=lambda seen: (
                AppIdentity(
                    seen.app_id or "" if seen else "",
                    commands=tuple(argv[0] for argv in seen.commands) if seen else (),
                ),
                seen.title if seen else None,
            ),
            store=self.store,
            changes=self.changes,
            idle_after=timedelta(minutes=3),
            terminals=terminals,
            watching=Watching(lambda app: "music" if app.app_id == "radio" else "video", int.__eq__),
        )
        self.selector = selectors.DefaultSelector()
        self.senses.open(self.selector)
        self.beat()

    def _choose(self, fact: Fact, __idle_after: timedelta) -> Choice:
        sensors = {
            Fact.WINDOW: self.window,
            Fact.IDLE: self.idle,
            Fact.SESSION: self.session,
            Fact.MEDIA: self.media,
            Fact.SOUND: self.sound,
            Fact.CAMERA: self.camera,
            Fact.QUIET: self.quiet,
        }
        return choose(fact, (sensors[fact],))  # type: ignore[arg-type]  # fakes are of every fact

    def beat(self, seconds: float = 0) -> None:
        self.clock.advance(seconds)
        ready = [(key, mask) for key, mask in self.selector.select(0) if key.data is not None]
        self.sampler.beat(ready)

    def live(self, seconds: float) -> None:
        """Time passes, a beat every five seconds at least."""
        while seconds > 0:
            self.beat(min(seconds, 5))
            seconds -= 5

    def record(self) -> list[tuple[str, str, float, float]]:
        self.sampler.flush()
        return [
            (
                one.app.app_id,
                one.presence.name,
                (one.span.start - T0).total_seconds(),
                (one.span.end - T0).total_seconds(),
            )
            for one in self.store.activities(ALWAYS)
        ]

    def journal(self) -> list[EntryKind]:
        self.sampler.flush()
        return [one.kind for one in self.store.entries(ALWAYS)]

    def close(self) -> None:
        self.senses.close()
        self.sampler.close()
        for sensor in (self.window, self.idle, self.session, self.media, self.sound, self.camera, self.quiet):
            sensor.close()
        self.selector.close()


@pytest.fixture
def rig() -> Iterator[Rig]:
    one = Rig()
    yield one
    one.close()


def test_a_switch_is_seen_when_it_happens(rig: Rig) -> None:
    rig.live(7)
    rig.window.tell(BROWSER)
    rig.beat()
    rig.live(3)
    assert rig.record() == [("editor", "ACTIVE", 0, 7), ("browser", "ACTIVE", 7, 10)]
    assert Change.ACTIVITY in rig.heard


def test_a_momentary_nothing_between_two_windows_is_not_believed(rig: Rig) -> None:
    rig.live(5)
    rig.window.tell(None)
    rig.beat()
    rig.window.tell(BROWSER)
    rig.beat(0.05)
    rig.live(5)
    assert [one[0] for one in rig.record()] == ["editor", "browser"]


def test_a_lasting_nothing_counts_from_when_it_began(rig: Rig) -> None:
    rig.live(5)
    rig.window.tell(None)
    rig.beat()
    rig.beat(0.1)
    rig.live(5)
    assert rig.record() == [("editor", "ACTIVE", 0, 5), ("", "ACTIVE", 5, 10.1)]


steps = st.lists(
    st.tuples(st.integers(1, 250), st.sampled_from([EDITOR, BROWSER, None]), st.booleans()), max_size=10
)


@given(steps)
def test_it_does_not_matter_how_many_switches_one_turn_of_the_beat_learns_of(
    changes: list[tuple[int, Evidence | None, bool]],
) -> None:
    starved, prompt = Rig(), Rig()
    try:
        waiting: list[Told] = []
        for ms, window, turn in changes:
            for one in (starved, prompt):
                one.clock.advance(ms / 1000)
            waiting.append(Told(window, prompt.clock.tick()))
            prompt.window.shows(waiting[-1])
            prompt.beat()
            if turn:
                starved.window.shows(*waiting)
                starved.beat()
                waiting.clear()
        for one in (starved, prompt):
            one.clock.advance(0.2)
        if waiting:
            starved.window.shows(*waiting)
        for one in (starved, prompt):
            one.beat()
            one.beat(1)
        assert starved.record() == prompt.record()
    finally:
        starved.close()
        prompt.close()


def test_switches_that_nobody_timed_are_all_there(rig: Rig) -> None:
    rig.live(5)
    rig.clock.advance(0.3)
    ready = [(key, mask) for key, mask in rig.selector.select(0) if key.data is not None]
    assert not ready
    rig.window.shows(Told(BROWSER), Told(EDITOR), Told(BROWSER))
    ready = [(key, mask) for key, mask in rig.selector.select(0) if key.data is not None]
    rig.sampler.beat(ready, rig.clock.tick() - timedelta(seconds=0.3))
    rig.live(1)
    assert rig.record() == [
        ("editor", "ACTIVE", 0, 5),
        ("browser", "ACTIVE", 5, 5.1),
        ("editor", "ACTIVE", 5.1, 5.2),
        ("browser", "ACTIVE", 5.2, 6.3),
    ]


def test_a_switch_while_somebody_asks_hides_none_before_it(rig: Rig) -> None:
    rig.live(5)
    rig.window.shows(Told(BROWSER))
    rig.clock.advance(0.1)

    def ask() -> None:
        rig.clock.advance(0.1)
        rig.window.shows(Told(EDITOR))
        rig.sampler.flush()

    rig.sampler.call(ask)
    ready = [(key, mask) for key, mask in rig.selector.select(0) if key.data is not None]
    rig.sampler.beat(ready, rig.clock.tick() - timedelta(seconds=0.1))
    rig.live(1)
    assert [one[0] for one in rig.record()] == ["editor", "browser", "editor"]


def test_what_a_desktop_tells_without_news_is_not_looked_at(rig: Rig) -> None:
    rig.live(5)
    looked: list[int] = []
    rig.sampler.watch(lambda _scene: looked.append(1))
    rig.window.tell(EDITOR)
    rig.beat(1)
    assert not looked
    rig.window.tell(BROWSER)
    rig.beat(1)
    rig.session.tell(SessionState(locked=True))
    rig.beat(1)
    assert len(looked) == 2
    assert [one[:2] for one in rig.record()][:2] == [("editor", "ACTIVE"), ("browser", "ACTIVE")]


def test_what_a_busy_desktop_told_too_late_is_not_lost(rig: Rig) -> None:
    rig.live(5)
    rig.clock.advance(0.1)
    now = rig.clock.tick()
    rig.window.shows(
        *(Told(one, now - timedelta(seconds=ago)) for one, ago in ((BROWSER, 0.9), (EDITOR, 0.5)))
    )
    rig.beat()
    rig.live(1)
    assert [one[0] for one in rig.record()] == ["editor", "browser", "editor"]


def test_what_passes_in_a_pause_is_in_nobodys_memory(rig: Rig) -> None:
    rig.live(5)
    rig.sampler.pause(rig.clock.now() + timedelta(seconds=20))
    for _ in range(10):
        rig.window.shows(Told(BROWSER), Told(EDITOR))
        rig.beat(1)
        assert rig.senses.fronts() == []
    rig.window.shows(Told(BROWSER))
    rig.live(20)
    assert [one[0] for one in rig.record()] == ["editor", "browser"]


def test_what_a_sensor_saw_before_it_was_lost_is_recorded(rig: Rig) -> None:
    rig.live(5)
    rig.clock.advance(0.2)
    lost, rig.window = rig.window, FakeSensor(Fact.WINDOW, EDITOR)
    lost.shows(Told(BROWSER, rig.clock.tick() - timedelta(seconds=0.1)))
    lost.lose()
    rig.beat()
    rig.live(1)
    assert [one[0] for one in rig.record()] == ["editor", "browser", "editor"]
    assert rig.record()[1][2] == 5.1
    assert 5.1 < rig.record()[2][2] <= 5.2


@pytest.mark.parametrize("lost", [True, False], ids=["nothing tells of windows", "sleep"])
def test_what_was_seen_just_before_nothing_can_be_seen_is_recorded(rig: Rig, lost: bool) -> None:
    rig.live(5)
    rig.clock.advance(0.2)
    rig.window.shows(Told(BROWSER, rig.clock.tick() - timedelta(seconds=0.1)))
    if lost:
        rig.window.lose()
        rig.window = FakeSensor(Fact.WINDOW, EDITOR, ok=False)
    else:
        rig.session.tell(SessionState(sleeping=True))
    rig.beat()
    assert rig.record() == [("editor", "ACTIVE", 0, 5.1), ("browser", "ACTIVE", 5.1, 5.2)]


def test_the_record_is_never_more_than_ten_seconds_behind(rig: Rig) -> None:
    for _ in range(40):
        rig.beat(5)
        stored = max((one.span.end for one in rig.store.activities(ALWAYS)), default=T0)
        assert rig.clock.now() - stored <= timedelta(seconds=10)


def test_absence_writes_nothing(rig: Rig) -> None:
    rig.live(20)
    for second in range(5, 400, 5):
        rig.idle.tell(timedelta(seconds=second))
        rig.beat(5)
    before = len(rig.store.written)
    for second in range(400, 4000, 5):
        rig.idle.tell(timedelta(seconds=second))
        rig.beat(5)
    assert len(rig.store.written) == before
    assert [one[:2] for one in rig.record()] == [("editor", "ACTIVE"), ("editor", "IDLE")]
    assert rig.record()[0][3] == 20


def test_lock_is_written_at_once(rig: Rig) -> None:
    rig.live(3)
    rig.session.tell(SessionState(locked=True))
    rig.beat()
    assert rig.store.written[-1].closed[-1].span.end == T0 + timedelta(seconds=3)


def test_sleep_ends_the_activity_and_waking_begins_a_new_one(rig: Rig) -> None:
    rig.live(5)
    rig.session.tell(SessionState(sleeping=True))
    rig.beat(1)
    rig.clock.sleep(3600)
    rig.session.tell(SessionState())
    rig.beat(1)
    rig.live(5)
    assert rig.record() == [("editor", "ACTIVE", 0, 6), ("editor", "ACTIVE", 3607, 3612)]
    assert rig.journal().count(EntryKind.SUSPEND) == 1


def test_a_short_sleep_is_not_journaled(rig: Rig) -> None:
    rig.live(5)
    rig.session.tell(SessionState(sleeping=True))
    rig.beat()
    rig.session.tell(SessionState())
    rig.beat(20)
    assert EntryKind.SUSPEND not in rig.journal()


def test_a_suspend_that_nobody_announced_is_journaled(rig: Rig) -> None:
    rig.live(5)
    rig.clock.sleep(3600)
    rig.beat(1)
    rig.live(5)
    assert rig.record() == [("editor", "ACTIVE", 0, 6), ("editor", "ACTIVE", 3606, 3611)]
    assert EntryKind.SUSPEND in rig.journal()


def test_a_clock_set_back_is_journaled_and_refunds_nothing(rig: Rig) -> None:
    rig.live(60)
    rig.clock.set(-1800)
    rig.live(60)
    record = rig.record()
    assert sum(one[3] - one[2] for one in record) == 120
    assert all(earlier[3] <= later[2] for earlier, later in itertools.pairwise(record))
    assert rig.journal().count(EntryKind.CLOCK) == 1


def test_a_clock_set_far_ahead_and_back_again_ends_in_the_right_place(rig: Rig) -> None:
    rig.live(60)
    rig.clock.set(86400 * 30)
    rig.live(60)
    rig.clock.set(-86400 * 30)
    rig.live(60)
    record = rig.record()
    assert (record[-1][3], record[0][2]) != (0, 0)
    ends = sorted(one[3] for one in record)
    assert ends[-2] == pytest.approx(180, abs=6)


def test_pause_ends_by_itself_and_is_journaled(rig: Rig) -> None:
    rig.live(10)
    rig.sampler.pause(rig.clock.now() + timedelta(minutes=15))
    rig.live(14 * 60)
    assert rig.sampler.standing().paused_until is not None
    rig.live(2 * 60)
    assert rig.sampler.standing().paused_until is None
    record = rig.record()
    assert record[0] == ("editor", "ACTIVE", 0, 10)
    assert record[1][2] == pytest.approx(910, abs=6)
    assert [kind for kind in rig.journal() if kind in (EntryKind.PAUSE, EntryKind.RESUME)] == [
        EntryKind.PAUSE,
        EntryKind.RESUME,
    ]


def test_a_full_disk_loses_nothing(rig: Rig, caplog: pytest.LogCaptureFixture) -> None:
    rig.live(10)
    rig.store.fails = StoreFull("The disk is full.", "Make room.")
    rig.live(60)
    rig.window.tell(BROWSER)
    rig.beat()
    rig.live(30)
    trouble = rig.sampler.standing().trouble
    assert trouble is not None
    assert trouble.remedy == "Make room."
    assert Change.TROUBLE in rig.heard
    rig.store.fails = None
    rig.live(10)
    assert rig.record() == [("editor", "ACTIVE", 0, 70), ("browser", "ACTIVE", 70, 110)]
    assert rig.sampler.standing().trouble is None


def test_a_lost_sensor_is_replaced(rig: Rig) -> None:
    rig.live(10)
    lost, rig.window = rig.window, FakeSensor(Fact.WINDOW, BROWSER)
    lost.lose()
    rig.beat()
    rig.live(5)
    assert lost.closed
    assert [one[0] for one in rig.record()] == ["editor", "browser"]


def test_blindness_records_nothing_and_says_why_until_sight_returns(rig: Rig) -> None:
    rig.live(10)
    lost, rig.window = rig.window, FakeSensor(Fact.WINDOW, None, ok=False)
    lost.lose()
    rig.beat()
    rig.live(100)
    trouble = rig.sampler.standing().trouble
    assert trouble is not None
    assert trouble.sentence == "It does not."
    assert rig.record() == [("editor", "ACTIVE", 0, 10)]
    rig.window = FakeSensor(Fact.WINDOW, BROWSER)
    rig.live(70)
    assert rig.sampler.standing().trouble is None
    assert rig.record()[-1][0] == "browser"
    assert rig.journal().count(EntryKind.SENSOR) == 2


def test_what_a_desktop_never_tells_is_asked_for_less_and_less(rig: Rig) -> None:
    tried: list[float] = []

    class Mute(FakeSensor[tuple[Player, ...]]):
        def probe(self) -> Support:
            tried.append((rig.clock.now() - T0).total_seconds())
            return self.support

    lost, rig.media = rig.media, Mute(Fact.MEDIA, (), ok=False)
    lost.lose()
    rig.beat()
    rig.live(7200)
    waits = [after - before for before, after in itertools.pairwise(tried)]
    assert waits == sorted(waits)
    assert 600 <= waits[-1] <= 610


def test_travel_is_noted(rig: Rig) -> None:
    rig.live(10)
    rig.clock.name = "Asia/Tokyo"
    rig.live(10)
    rig.sampler.flush()
    assert [zone.name for zone in rig.store.zones()] == ["Europe/Berlin", "Asia/Tokyo"]


def test_holding_still_closes_what_runs(rig: Rig) -> None:
    rig.live(10)
    rig.sampler.hold(timedelta(seconds=30))
    rig.live(20)
    assert rig.record() == [("editor", "ACTIVE", 0, 10)]
    rig.sampler.go_on()
    rig.live(5)
    assert len(rig.record()) == 2


def test_idle_is_back_dated_over_writes(rig: Rig) -> None:
    rig.live(30)
    for second in range(5, 200, 5):
        rig.idle.tell(timedelta(seconds=second))
        rig.beat(5)
    assert [(one[1], one[2]) for one in rig.record()] == [("ACTIVE", 0), ("IDLE", 30)]
    assert [one.presence for one in rig.store.activities(ALWAYS)] == [Presence.ACTIVE, Presence.IDLE]


def test_absence_after_a_clock_was_put_right_leaves_what_was_recorded_alone(rig: Rig) -> None:
    rig.live(600)
    rig.clock.set(3600)
    rig.live(1800)
    rig.clock.set(-3600)
    for second in range(5, 400, 5):
        rig.idle.tell(timedelta(seconds=second))
        rig.beat(5)
    rig.idle.tell(timedelta(0))
    rig.beat(1)
    for second in range(5, 400, 5):
        rig.idle.tell(timedelta(seconds=second))
        rig.beat(5)
    used = sum(one[3] - one[2] for one in rig.record() if one[1] == "ACTIVE")
    assert used >= 2400


def test_a_switch_at_what_is_recorded_already_can_be_written(rig: Rig) -> None:
    rig.live(600)
    rig.sampler.pause(rig.clock.now() + timedelta(seconds=300))
    rig.live(300)
    rig.live(600)
    rig.clock.set(-800)
    for second in range(300):
        rig.window.tell(BROWSER if second % 2 else EDITOR)
        rig.beat(1.5)
    record = rig.record()
    assert all(earlier[3] <= later[2] for earlier, later in itertools.pairwise(record))
    assert sum(one[3] - one[2] for one in record) == pytest.approx(1650, abs=15)


def test_a_clock_set_back_on_a_full_disk_counts_nothing_twice(
    rig: Rig, caplog: pytest.LogCaptureFixture
) -> None:
    rig.live(60)
    rig.store.fails = StoreFull("The disk is full.", "Make room.")
    rig.live(5)
    rig.clock.set(-30)
    rig.live(10)
    rig.clock.set(-30)
    rig.live(45)
    rig.store.fails = None
    rig.live(10)
    record = rig.record()
    assert all(earlier[3] <= later[2] for earlier, later in itertools.pairwise(record))
    assert sum(one[3] - one[2] for one in record) == pytest.approx(130, abs=1)


def test_a_pause_just_after_nothing_was_in_front_does_not_spin(rig: Rig) -> None:
    rig.live(5)
    rig.window.tell(None)
    rig.beat()
    rig.sampler.pause(rig.clock.now() + timedelta(minutes=15))
    rig.beat(0.02)
    rig.beat(1)
    assert rig.sampler._patience() > 0


def test_a_pause_ends_by_itself_though_the_clock_was_set_back(rig: Rig) -> None:
    rig.live(10)
    rig.sampler.pause(rig.clock.now() + timedelta(minutes=15))
    rig.clock.set(-86400)
    rig.live(16 * 60)
    assert rig.sampler.standing().paused_until is None


def test_holding_still_is_refused_while_use_cannot_be_written(
    rig: Rig, caplog: pytest.LogCaptureFixture
) -> None:
    rig.live(10)
    rig.store.fails = StoreFull("The disk is full.", "Make room.")
    rig.live(5)
    with pytest.raises(StoreFull):
        rig.sampler.hold(timedelta(seconds=30))
    rig.store.fails = None
    rig.live(10)
    assert sum(one[3] - one[2] for one in rig.record()) == pytest.approx(25, abs=5.1)


class Terminal:
    """Implements `ports.Terminals` with what a test says."""

    def __init__(self) -> None:
        self.runs = Foreground((("bash",),), timedelta(hours=1))

    def foreground(self, window: Evidence) -> Foreground:
        assert window == EDITOR
        return self.runs


def test_a_command_begins_with_its_process_and_ends_when_it_is_seen_to() -> None:
    terminal = Terminal()
    rig = Rig(FrontReader(terminal, bool))
    try:
        rig.live(10)
        terminal.runs = Foreground((("claude",),), timedelta(seconds=3))
        rig.live(10)
        terminal.runs = Foreground((("bash",),), timedelta(hours=1))
        rig.live(10)
        rig.sampler.flush()
        found = [
            (one.app.commands, (one.span.start - T0).total_seconds(), (one.span.end - T0).total_seconds())
            for one in rig.store.activities(ALWAYS)
        ]
    finally:
        rig.close()
    assert found == [(("bash",), 0, 12), (("claude",), 12, 25), (("bash",), 25, 30)]


def test_a_paused_or_held_sampler_says_so() -> None:
    rig = Rig()
    try:
        assert rig.sampler.recording
        rig.sampler.pause(rig.clock.now() + timedelta(hours=1))
        assert not rig.sampler.recording
        rig.sampler.resume()
        assert rig.sampler.recording
        rig.sampler.hold(timedelta(seconds=30))
        assert not rig.sampler.recording
        rig.sampler.go_on()
        assert rig.sampler.recording
    finally:
        rig.close()


def _watch(rig: Rig, silence: float) -> list[tuple[str, str, float, float]]:
    """Nobody touches anything for a while."""
    for _ in range(int(silence // 60)):
        rig.live(60)
        rig.idle.tell(timedelta(seconds=(rig.clock.now() - T0).total_seconds()))
    return rig.record()


def test_a_film_in_front_is_not_idleness_and_its_end_is_where_idleness_begins(rig: Rig) -> None:
    rig.window.tell(Evidence("mpv", pid=7))
    rig.media.tell((Player("mpv", 7),))
    rig.beat()
    assert _watch(rig, 3600)[-1] == ("mpv", "PASSIVE", 5, 3600)
    rig.media.tell(())
    rig.beat()
    rig.idle.tell(timedelta(seconds=3600 + 170))
    rig.live(170)
    assert rig.record()[-1] == ("mpv", "PASSIVE", 5, 3770)
    rig.idle.tell(timedelta(seconds=3600 + 185))
    rig.live(20)
    film, absence = rig.record()[-2:]
    assert film == ("mpv", "PASSIVE", 5, 3600)
    assert absence[:3] == ("mpv", "IDLE", 3600)


def test_music_while_nobody_is_there_is_idleness(rig: Rig) -> None:
    rig.media.tell((Player("radio", 8),))
    assert _watch(rig, 600)[-1][:2] == ("editor", "IDLE")


def test_music_in_front_is_idleness_as_well(rig: Rig) -> None:
    rig.window.tell(Evidence("radio", pid=8))
    rig.media.tell((Player("radio", 8),))
    assert _watch(rig, 600)[-1][:2] == ("radio", "IDLE")


def test_a_call_behind_other_windows_is_not_idleness(rig: Rig) -> None:
    rig.sound.tell(Sound(recording=(Stream(9, "zoom"),)))
    assert _watch(rig, 1200)[-1][:2] == ("editor", "PASSIVE")
