"""What a family's devices tell each other."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from wellbeing.app.basis import Basis, clock, labels_or_shipped, settings_or_defaults
from wellbeing.engine.source import Source
from wellbeing.engine.view.week import first_weekday
from wellbeing.files.paths import Home
from wellbeing.ports import Store
from wellbeing.timeline.day import Calendar

if TYPE_CHECKING:
    from wellbeing.engine.agreed import Taker
    from wellbeing.engine.family import Teller
    from wellbeing.exchange.folder import FolderExchange


def family(basis: Basis, changed: Callable[[], None]) -> tuple[Callable[[], None], Callable[[], None]]:
    """Telling the family what is due, and noting that the past changed; nothing is loaded before one was joined."""
    made: list[tuple[Teller, Taker]] = []

    def look() -> None:
        if not basis.store.mark("family"):
            return
        if not made:
            taking = family_taker(basis.store, basis.source, changed)
            made.append((family_teller(basis.store, basis.source), taking))
        teller, taker = made[0]
        teller.look()
        taker.look()

    def begin_anew() -> None:
        for teller, _taker in made:
            teller.begin_anew()

    return look, begin_anew


def family_taker(store: Store, source: Callable[[], Source], changed: Callable[[], None]) -> Taker:
    """What takes in what the family agreed elsewhere, and answers to requests for time."""
    from pathlib import Path

    from wellbeing.engine import joining
    from wellbeing.engine.agreed import Taker
    from wellbeing.engine.membership import Membership, Way
    from wellbeing.exchange import shelf
    from wellbeing.exchange.hub import HubClient
    from wellbeing.exchange.pinned import Sessions
    from wellbeing.ui import text

    sessions = Sessions()

    def folder(joined: Membership) -> FolderExchange | None:
        way = joining.exchange(store, joined, clock().now)
        return None if isinstance(way, HubClient) else way

    return Taker(
        store=store,
        source=source,
        hub=lambda one: joining.hub(store, one, clock().now, sessions) if one.way is Way.HUB else None,
        folder=folder,
        lies=lambda joined: shelf.mark(Path(joined.folder), joined.device),
        week_begins=text.first_weekday,
        changed=changed,
    )


def family_teller(store: Store, source: Callable[[], Source]) -> Teller:
    """What tells the family of a record that is open for writing."""
    from wellbeing.engine import joining
    from wellbeing.engine.family import Teller
    from wellbeing.exchange.pinned import Sessions
    from wellbeing.ui import limit_words, text

    sessions = Sessions()
    return Teller(
        store,
        source,
        lambda joined: joining.exchange(store, joined, clock().now, sessions),
        lambda limit: limit_words.name(limit, source().labels),
        lambda: first_weekday(source().settings, text.first_weekday()),
    )


def family_source(home: Home, store: Store) -> Source:
    """What the command line tells the family from."""
    chosen, time_of_day = settings_or_defaults(home), clock()
    calendar = Calendar(store.zones() or [time_of_day.zone()], chosen.day_start)
    return Source(store, calendar, labels_or_shipped(home), chosen, time_of_day, time_of_day.now())
