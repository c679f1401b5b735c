"""Today as the tray shows it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.clocks import HandClock
from tests.fakes.store import FakeStore
from wellbeing.analysis.usual import TooEarly, Usual
from wellbeing.engine.labels import Labels
from wellbeing.engine.today import TodayReader
from wellbeing.files import rules
from wellbeing.files.applications import Applications
from wellbeing.model import NOTHING, Activity, AppIdentity, Presence, Prompt, Span, Work, Zone
from wellbeing.ports import Batch

BERLIN = Zone(datetime(2026, 1, 1, tzinfo=UTC), "Europe/Berlin", timedelta(hours=1))
NOW = datetime(2026, 5, 5, 10, 30, tzinfo=UTC)  # 12:30 in Berlin
HOUR = timedelta(hours=1)


def act(
    start: datetime, length: timedelta, app: AppIdentity, presence: Presence = Presence.ACTIVE
) -> Activity:
    return Activity(Span(start, start + length), app, None, presence)


@pytest.fixture
def clock() -> HandClock:
    return HandClock(NOW)


@pytest.fixture
def store(clock: HandClock) -> FakeStore:
    return FakeStore(zone=BERLIN, now=clock.now)


@pytest.fixture(scope="module")
def labels(tmp_path_factory: pytest.TempPathFactory) -> Labels:
    return Labels(rules.catalogue(), Applications([Path(tmp_path_factory.mktemp("none"))]))


def test_nothing_recorded_yet(store: FakeStore, clock: HandClock, labels: Labels) -> None:
    today = TodayReader(store, clock, timedelta(hours=4)).read(labels)
    assert today.total == timedelta(0)
    assert today.top == ()
    assert len(today.hours) == 24
    assert today.since is None
    assert isinstance(today.usual, TooEarly)
    assert not today.above


def test_hours_count_from_four_and_apps_are_ranked(
    store: FakeStore, clock: HandClock, labels: Labels
) -> None:
    editor, browser = AppIdentity("code"), AppIdentity("firefox", site="youtube.com")
    store.write(
        Batch(
            closed=[
                act(NOW - 3 * HOUR, HOUR / 2, editor),
                act(NOW - 2 * HOUR, HOUR / 4, AppIdentity("firefox")),
                act(NOW - HOUR, HOUR / 2, browser),
                act(NOW - HOUR / 2, HOUR / 4, NOTHING, Presence.LOCKED),
            ]
        )
    )
    today = TodayReader(store, clock, timedelta(hours=4)).read(labels)
    assert today.total == timedelta(minutes=75)
    assert today.day_start == 4
    assert [index + 4 for index, used in enumerate(today.hours) if used] == [9, 10, 11]
    assert [one.app.app_id for one in today.top] == ["firefox", "code"]
    assert today.top[0].amount == timedelta(minutes=45)
    assert today.since is not None
    assert today.since.hour == 9


def test_above_the_usual_is_a_fifth_and_a_quarter_of_an_hour(
    store: FakeStore, clock: HandClock, labels: Labels
) -> None:
    editor = AppIdentity("code")
    store.write(
        Batch(closed=[act(NOW - timedelta(days=back), HOUR / 4, editor) for back in range(40, 0, -1)])
    )
    clock.advance(3600)
    reader = TodayReader(store, clock, timedelta(hours=4))
    first = reader.read(labels)
    assert isinstance(first.usual, Usual)
    assert first.usual.by_now == HOUR / 4
    assert not first.above
    store.write(Batch(closed=[act(NOW, timedelta(minutes=29), editor)]))
    assert not reader.read(labels).above
    store.write(Batch(closed=[act(NOW + HOUR / 2, timedelta(minutes=1), editor)]))
    assert reader.read(labels).above


def test_the_long_night_when_the_clock_goes_back_has_an_hour_lived_twice(
    store: FakeStore, labels: Labels
) -> None:
    clock = HandClock(datetime(2026, 10, 25, 2, 30, tzinfo=UTC))
    store.write(Batch(closed=[act(datetime(2026, 10, 25, 0, tzinfo=UTC), 2 * HOUR, AppIdentity("code"))]))
    today = TodayReader(store, clock, timedelta(hours=4)).read(labels)
    assert today.total == 2 * HOUR
    assert len(today.hours) == 24
    assert today.hours[22] == 2 * HOUR


def test_tomorrow_begins_at_four(store: FakeStore, clock: HandClock) -> None:
    assert TodayReader(store, clock, timedelta(hours=4)).tomorrow() == datetime(2026, 5, 6, 2, tzinfo=UTC)


def test_the_usual_is_read_again_when_the_past_changed(
    store: FakeStore, clock: HandClock, labels: Labels
) -> None:
    editor = AppIdentity("code")
    reader = TodayReader(store, clock, timedelta(hours=4))
    assert isinstance(reader.read(labels).usual, TooEarly)
    store.write(
        Batch(closed=[act(NOW - timedelta(days=back), HOUR / 4, editor) for back in range(40, 0, -1)])
    )
    assert isinstance(reader.read(labels).usual, TooEarly)
    reader.begin_anew(timedelta(hours=4))
    assert isinstance(reader.read(labels).usual, Usual)


def test_the_part_with_ai_tools_its_hours_prompts_and_what_agents_did_alone(
    store: FakeStore, clock: HandClock, labels: Labels
) -> None:
    chat = AppIdentity("firefox", site="chatgpt.com")
    agent = AppIdentity("org.gnome.Terminal", "gnome-terminal-server", None, ("claude",))
    days = [NOW - back * timedelta(days=1) for back in range(40, 0, -1)]
    store.write(
        Batch(
            closed=[
                *(act(day - 3 * HOUR, HOUR / 2, chat) for day in days),
                act(NOW - 3 * HOUR, HOUR / 4, chat),
                act(NOW - 2 * HOUR, HOUR / 2, agent),
            ]
        )
    )
    worked = Span(NOW - 2 * HOUR, NOW - HOUR)
    store.ledger.add(
        works=[Work("claude_code", "1", worked, "s")],
        prompts=[Prompt("claude_code", str(one), worked.start, "s") for one in range(3)],
    )
    part = TodayReader(store, clock, timedelta(hours=4)).read(labels).ai
    assert part.amount == 3 * HOUR / 4
    assert [index + 4 for index, used in enumerate(part.hours) if used] == [9, 10]
    assert part.usual == HOUR / 2
    assert part.prompts == 3
    assert part.unattended == HOUR / 2


def test_without_a_log_nobody_knows_of_prompts(store: FakeStore, clock: HandClock, labels: Labels) -> None:
    part = TodayReader(store, clock, timedelta(hours=4)).read(labels).ai
    assert part.prompts is None
    assert part.usual is None
