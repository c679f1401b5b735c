"""What the Settings page shows beside the settings: rules, categories, backups, and what forgetting takes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from wellbeing.analysis.moves import moves
from wellbeing.catalogue import Catalogue, Category, Rule, RulesFile, Shipped
from wellbeing.catalogue.label import PRIVATE_CATEGORY
from wellbeing.engine.forgetting import Archive, touched
from wellbeing.engine.labels import Labels
from wellbeing.engine.restoring import backups
from wellbeing.engine.source import Source
from wellbeing.engine.view.thing import name, thing
from wellbeing.files import rules, settings
from wellbeing.files.paths import Home
from wellbeing.files.settings import Settings
from wellbeing.model import NOTHING, PRIVATE, AppIdentity, Span, Use
from wellbeing.ports import KnownError, Ledger, Lowered, SettingsError

ZERO = timedelta(0)
_BEGIN = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """A category that rules may give."""

    category: Category
    place: int | None
    """In the person's own file; None for one that comes with the program."""
    rules: int
    """How many of the person's rules sort into it."""


@dataclass(frozen=True, slots=True)
class BackupRow:
    """A backup to go back to."""

    file: Path
    at: datetime
    """In the person's zone: the moment that it holds."""
    size: int
    """Bytes."""


@dataclass(frozen=True, slots=True)
class SettingsView:
    """What can be said at once."""

    settings: Settings
    """In force: where the file is broken, the last good ones."""
    troubles: tuple[KnownError, ...]
    """Of settings.toml and rules.toml; empty while both are sound."""
    rules: tuple[Rule, ...]
    """The person's own, in the order of the file; empty where it is broken."""
    categories: tuple[CategoryRow, ...]
    backups: tuple[BackupRow, ...]
    """Newest first."""
    now: datetime
    """In the person's zone."""
    today: date
    since: date | None
    """The first recorded day; None when nothing is recorded."""


def read(source: Source, home: Home, shipped: Shipped) -> SettingsView:
    """Settings, rules and backups, in some milliseconds.

    Args:
        source: what is in force.
        home: whose.
        shipped: what comes with the program; reading it takes some 50 ms, so keep it (`Past.shipped`).
    """
    troubles: list[KnownError] = []
    try:
        settings.read_settings(home.settings_file)
    except SettingsError as error:
        troubles.append(error)
    own = RulesFile()
    try:
        own = rules.read_rules(home.rules_file, shipped)
    except SettingsError as error:
        troubles.append(error)
    extent = source.store.extent()
    local = source.calendar.local
    return SettingsView(
        source.settings,
        tuple(troubles),
        own.rule,
        _categories(shipped, own),
        tuple(BackupRow(one.file, local(one.at), one.size) for one in backups(home)),
        local(source.now),
        source.today,
        source.calendar.day_of(extent.start) if extent else None,
    )


def _categories(shipped: Shipped, own: RulesFile) -> tuple[CategoryRow, ...]:
    named = [(one, None) for one in shipped.categories.category if one.id != PRIVATE_CATEGORY]
    mine = [(one, place) for place, one in enumerate(own.category)]
    return tuple(
        CategoryRow(one, place, sum(rule.category == one.id for rule in own.rule))
        for one, place in [*named, *mine]
    )


# ------------------------------------------------------------ the past


@dataclass(frozen=True, slots=True)
class App:
    """An app of the record."""

    id: str
    name: str
    amount: timedelta
    """Use of all the past."""


@dataclass(frozen=True, slots=True)
class Things:
    """What the record knows, most used first."""

    apps: tuple[App, ...]
    sites: tuple[str, ...]
    decided: tuple[timedelta, ...]
    """For each of the person's rules, in order: the use that it alone decides."""
    beyond: Lowered
    """Titles and sites kept from before, which the present level would not keep."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A thing that would count as something else."""

    name: str
    before: Category
    after: Category
    amount: timedelta


@dataclass(frozen=True, slots=True)
class Preview:
    """What a change of the rules would change in the past."""

    moved: tuple[Moved, ...]
    """Longest first."""

    @property
    def amount(self) -> timedelta:
        """All that would move."""
        return sum((one.amount for one in self.moved), ZERO)


@dataclass(frozen=True, slots=True)
class Going:
    """What a forget would take."""

    amount: timedelta
    """Recorded time, absence included."""
    apps: int
    sites: int
    turns: int = 0
    """Prompts of AI tools and stretches of their work; counted only where there is nothing else."""
    reports: int = 0
    """Reports that were written and tell of it."""

    @property
    def anything(self) -> bool:
        """Whether there is anything to forget."""
        return bool(self.amount) or self.turns > 0 or self.reports > 0


class Past:
    """Reads the sums of all the past once, and keeps them while rules are tried. On one thread at a time.

    Ten years take 0.15 s for the first question, the next ones some 10 ms.
    """

    def __init__(self) -> None:
        self._uses: list[Use] | None = None
        self._shipped: Shipped | None = None

    def begin_anew(self) -> None:
        """The past has changed. Safe on any thread."""
        self._uses = None

    @property
    def shipped(self) -> Shipped:
        """What comes with the program, read once."""
        if self._shipped is None:
            self._shipped = rules.shipped()
        return self._shipped

    def things(self, source: Source, own: Sequence[Rule]) -> Things:
        """Apps, sites, and what each rule decides."""
        apps: defaultdict[str, timedelta] = defaultdict(timedelta)
        sites: defaultdict[str, timedelta] = defaultdict(timedelta)
        decided: defaultdict[Rule, timedelta] = defaultdict(timedelta)
        named: dict[str, AppIdentity] = {}
        for use in self._all(source):
            if not use.presence.counts or use.app in (NOTHING, PRIVATE):
                continue
            apps[use.app.app_id] += use.amount
            named.setdefault(use.app.app_id, use.app)
            if use.app.site:
                sites[use.app.site] += use.amount
            rule = source.labels.own_rule(use.app)
            if rule is not None:
                decided[rule] += use.amount
        last = {rule: place for place, rule in enumerate(own)}
        return Things(
            tuple(App(one, source.labels.name(named[one]), apps[one]) for one in _longest(apps)),
            tuple(_longest(sites)),
            tuple(decided[rule] if last[rule] == place else ZERO for place, rule in enumerate(own)),
            source.store.lower(source.settings.privacy, preview=True),
        )

    def preview(self, source: Source, home: Home, change: Callable[[RulesFile], RulesFile]) -> Preview:
        """What other rules would move in the past.

        Rules on titles move nothing: what was recorded tells no titles, or no longer. They count from now on.

        Args:
            source: what is in force.
            home: whose rules.
            change: what happens to them.

        Raises:
            SettingsError: the rules as they stand are broken.
        """
        own = rules.read_rules(home.rules_file, self.shipped)
        before = source.labels.on(Catalogue(self.shipped, own))
        after = source.labels.on(Catalogue(self.shipped, change(own)))
        found = moves(
            self._all(source),
            lambda app: name(thing(app), app, before),
            lambda app: before.label(app).category,
            lambda app: after.label(app).category,
        )
        return Preview(
            tuple(
                Moved(one.name, _category(before, one.before), _category(after, one.after), one.amount)
                for one in found
            )
        )

    def _all(self, source: Source) -> list[Use]:
        if self._uses is None:
            extent = source.store.extent()
            self._uses = source.store.uses(extent) if extent else []
        return self._uses


def going(source: Source, span: Span | None, app: str | None, kept: Archive | None = None) -> Going:
    """What forgetting a span (None: always) of an app (None: every app) would take from record and reports."""
    where = span or source.store.extent()
    uses = source.store.uses(where) if where else []
    gone = [use for use in uses if app in (None, use.app.app_id)]
    amount = sum((use.amount for use in gone), ZERO)
    return Going(
        amount,
        len({use.app.app_id for use in gone} - {NOTHING.app_id}),
        len({use.app.site for use in gone} - {None}),
        0 if amount else _turns(source.store.ledger, span or Span(_BEGIN, source.now), app),
        len(touched(source.store, source.calendar, kept, span, app)) if kept is not None else 0,
    )


def _turns(ledger: Ledger, span: Span, app: str | None) -> int:
    prompts = sum(app in (None, prompt.tool) for prompt in ledger.prompts(span))
    return prompts + sum(app in (None, work.tool) for work in ledger.works(span))


def older(source: Source, keep_for: timedelta | None) -> date | None:
    """The day before which single activities would go if they were kept so long; None where nothing is older."""
    first = source.store.taken(_BEGIN)
    if keep_for is None or first is None:
        return None
    day = source.calendar.day_of(source.now - keep_for)
    return day if first.start < source.calendar.begin(day) else None


def _longest(amounts: dict[str, timedelta]) -> list[str]:
    return [name for name, amount in sorted(amounts.items(), key=lambda item: (-item[1], item[0])) if amount]


def _category(labels: Labels, key: str) -> Category:
    return labels.catalogue.categories[key]
