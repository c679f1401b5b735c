"""Invented days for views and pages: a Tuesday at 15:42 in Berlin, and the weeks before it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.clocks import HandClock
from tests.fakes.store import FakeStore
from wellbeing.catalogue import Catalogue
from wellbeing.demo.chance import Chance
from wellbeing.engine.labels import Labels
from wellbeing.engine.source import Source
from wellbeing.files import rules
from wellbeing.files.settings import Settings
from wellbeing.model import Activity, AppEntry, AppIdentity, Entry, EntryKind, Presence, Span, Zone
from wellbeing.ports import Batch, Store
from wellbeing.timeline.day import Calendar

BERLIN = ZoneInfo("Europe/Berlin")
TODAY = date(2026, 11, 24)
"""A Tuesday."""
NOW = datetime(2026, 11, 24, 15, 42, tzinfo=BERLIN).astimezone(UTC)
ZONE = Zone(datetime(2020, 1, 1, tzinfo=UTC), "Europe/Berlin", timedelta(hours=1))

WRITER = AppIdentity("libreoffice-writer", "soffice.bin")
CODE = AppIdentity("code", "code")
MAIL = AppIdentity("thunderbird", "thunderbird")
CHAT = AppIdentity("firefox", "firefox", "chatgpt.com")
NEWS = AppIdentity("firefox", "firefox", "bbc.co.uk")
STRANGE = AppIdentity("zorgblatt", "zorgblatt")


@dataclass(frozen=True, slots=True)
class Stay:
    """From when, for how many minutes, with what."""

    clock: str
    minutes: float
    app: AppIdentity = WRITER
    presence: Presence = Presence.ACTIVE


MORNING = (
    Stay("09:00", 30, WRITER),
    Stay("09:30", 10, WRITER, Presence.IDLE),
    Stay("10:00", 20, CHAT),
    Stay("10:20", 35, CODE),
    Stay("10:55", 5, MAIL),
    Stay("11:30", 15, NEWS),
    Stay("15:00", 30, WRITER),
)
"""2 h 15 in use until 15:42, 20 min of it with AI, 10 min idle."""


class NoApps:
    """No application is installed."""

    def entry(self, _app_id: str, _exe: str | None = None) -> AppEntry | None:
        return None


def local(day: date, clock: str) -> datetime:
    """A moment of Berlin, in UTC."""
    return datetime.combine(day, time.fromisoformat(clock), BERLIN).astimezone(UTC)


def activities(day: date, stays: Iterable[Stay]) -> list[Activity]:
    """Stays on a day."""
    found = []
    for stay in stays:
        begin = local(day, stay.clock)
        span = Span(begin, begin + timedelta(minutes=stay.minutes))
        found.append(Activity(span, stay.app, None, stay.presence))
    return found


def record(
    stays: Iterable[Stay] = MORNING,
    *,
    days_before: int = 60,
    past: Iterable[Stay] = MORNING,
    entries: Iterable[Entry] = (),
) -> FakeStore:
    """A record of so many equal days and then today."""
    store, past = FakeStore(zone=ZONE), tuple(past)
    closed: list[Activity] = []
    for back in range(days_before, 0, -1):
        closed += activities(TODAY - timedelta(days=back), past)
    store.write(Batch(closed=[*closed, *activities(TODAY, stays)], zones=[ZONE], entries=list(entries)))
    return store


def paused(begin: str, until: str, resumed: str | None = None) -> list[Entry]:
    """The journal of a pause today."""
    meant = local(TODAY, until).isoformat()
    found = [Entry(local(TODAY, begin), EntryKind.PAUSE, {"until": meant})]
    return found + ([Entry(local(TODAY, resumed), EntryKind.RESUME)] if resumed else [])


@lru_cache(maxsize=1)
def _shipped() -> Catalogue:
    """Compiled once: it takes a tenth of a second, and no test changes it."""
    return rules.catalogue()


def source(store: Store, *, now: datetime = NOW, own_rules: Path | None = None) -> Source:
    """What a view reads from, with the shipped rules and perhaps the person's."""
    chosen = Settings()
    calendar = Calendar(store.zones() or [ZONE], chosen.day_start)
    own = own_rules is not None and own_rules.exists()
    labels = Labels(rules.catalogue(own_rules) if own else _shipped(), NoApps())
    return Source(store, calendar, labels, chosen, HandClock(now), now)


@lru_cache(maxsize=8)
def habit(days: int, grew: int = 0) -> tuple[Activity, ...]:
    """So many finished days with some 40 minutes of AI, twice that in the last `grew`."""
    chance, found = Chance.at(5, 1), list[Activity]()
    for back in range(days, 0, -1):
        minutes = 40 * 1.3 ** chance.between(-1, 1) * (2 if back <= grew else 1)
        stays = [
            Stay("09:00", 60, WRITER),
            Stay("10:00", minutes / 2, CHAT),
            Stay("14:00", 20, MAIL),
            Stay("15:00", minutes / 2, CHAT),
            Stay("17:00", 60 * 1.1 ** chance.between(-1, 1), WRITER),
        ]
        found += activities(TODAY - timedelta(days=back), stays)
    return tuple(found)


def lived(days: int, grew: int = 0) -> FakeStore:
    """A record of such days."""
    store = FakeStore(zone=ZONE)
    store.write(Batch(closed=habit(days, grew), zones=[ZONE]))
    return store
