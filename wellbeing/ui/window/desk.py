"""What every page may use, and what it may wish: reading, going elsewhere, asking the tracker, changing files."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from wellbeing.catalogue import Rule, RulesFile, Shipped
from wellbeing.engine import permit
from wellbeing.engine.changes import Change
from wellbeing.engine.permit import PinNeeded, PinWrong
from wellbeing.engine.source import Source, Sources
from wellbeing.files import rules, settings
from wellbeing.files.paths import Home
from wellbeing.line import client
from wellbeing.model.sentence import Sentence
from wellbeing.ports import KnownError, SleepClock, Store
from wellbeing.ui.bridge import Bridge
from wellbeing.ui.theme import Theme

T = TypeVar("T")
Failed = Callable[[KnownError], None]
Writing = Callable[[], AbstractContextManager[Store]]
"""Opens the record for a change, the tracker holding still meanwhile."""


@dataclass(frozen=True, slots=True)
class Where:
    """A page, and what it should show."""

    page: str
    day: date | None = None
    """None: the present."""
    app: str | None = None
    """An app id to narrow the page to, or the number or name of what it should show."""
    part: str | None = None
    """A part of a page that has some."""

    @classmethod
    def of(cls, text: str) -> Where:
        """As commands and buttons write it: `limits`, `nudges/42`."""
        page, _sep, what = text.partition("/")
        return cls(page, app=what or None)


@dataclass(frozen=True, slots=True)
class Link:
    """How the tracker stands, as far as the window knows."""

    running: bool
    paused_until: str | None = None
    """ISO 8601 with offset."""
    sensors: tuple[dict[str, Any], ...] = ()  # Any: JSON of `status`
    """Rows of `status`; empty when it does not run."""
    trouble: str | None = None
    """What keeps it from recording, in a sentence with its remedy; None while all is well."""


class Desk(QObject):
    """Handed to every page. GUI thread only; whatever touches files, record or line runs on the bridge's thread.

    Args:
        sources: makes the source of a reading; called off the GUI thread.
        writing: opens the record for `change`; called off the GUI thread.
        beside: opens it for `note`, beside a tracker that goes on.
    """

    went = Signal(object)
    """A `Where`: somebody wishes to see another page."""
    changed = Signal(object)
    """A `Change`: something is new in record, rules or settings."""
    linked = Signal(object)
    """A `Link`: the tracker came, went, paused or went on."""

    def __init__(
        self,
        theme: Theme,
        bridge: Bridge,
        sources: Callable[[], Source],
        home: Home,
        clock: SleepClock,
        writing: Writing | None = None,
        beside: Writing | None = None,
    ) -> None:
        super().__init__()
        self.theme, self.bridge, self.home, self.clock = theme, bridge, home, clock
        self.sources = sources
        self._writing = writing or _refused
        self._beside = beside or self._writing
        self.link: Link | None = None
        """None until it is known."""

    def ask(self, fn: Callable[[Source], T], deliver: Callable[[T], None], failed: Failed) -> None:
        """Read the record off the GUI thread; one of the two functions is called on it."""
        self.bridge.read(lambda: fn(self.sources()), deliver, failed)

    def work(self, fn: Callable[[], T], deliver: Callable[[T], None], failed: Failed) -> None:
        """Do anything off the GUI thread, in turn with the readings."""
        self.bridge.read(fn, deliver, failed)

    def change(self, fn: Callable[[Store], T], deliver: Callable[[T], None], failed: Failed) -> None:
        """Change the record off the GUI thread, the tracker holding still meanwhile; then everybody is told."""

        def work() -> T:
            with self._writing() as store:
                return fn(store)

        def done(value: T) -> None:
            deliver(value)
            self.changed.emit(Change.RECORD)

        self.work(work, done, failed)

    def note(self, fn: Callable[[Store], T], deliver: Callable[[T], None], failed: Failed) -> None:
        """Change notes of the record off the GUI thread, beside a tracker that goes on: for what may take seconds."""

        def work() -> T:
            with self._beside() as store:
                return fn(store)

        def done(value: T) -> None:
            deliver(value)
            self.changed.emit(Change.RECORD)

        self.work(work, done, failed)

    def note_guarded(
        self, why: str, fn: Callable[[Store], T], deliver: Callable[[T], None], failed: Failed
    ) -> None:
        """As `note`, for what might undo an agreed limit."""

        def work(pin: str | None) -> T:
            with self._beside() as store:
                permit.guard(store, pin, why, self.clock)
                return fn(store)

        def done(value: T) -> None:
            deliver(value)
            self.changed.emit(Change.RECORD)

        self._with_pin(work, done, failed)

    def note_agreed(
        self, fn: Callable[[Store, str | None], T], deliver: Callable[[T], None], failed: Failed
    ) -> None:
        """As `note`, for what may need the PIN; `fn` as of `change_agreed`."""

        def work(pin: str | None) -> T:
            with self._beside() as store:
                return fn(store, pin)

        def done(value: T) -> None:
            deliver(value)
            self.changed.emit(Change.RECORD)

        self._with_pin(work, done, failed)

    def change_agreed(
        self, fn: Callable[[Store, str | None], T], deliver: Callable[[T], None], failed: Failed
    ) -> None:
        """As `change`, for what may have been agreed upon: where the PIN is needed it is asked for.

        Args:
            fn: is given the record and the PIN as it was entered; raises `PinNeeded` where it needs one.
            deliver: gets what it returns.
            failed: gets its error, also where nobody entered a PIN.
        """

        def work(pin: str | None) -> T:
            with self._writing() as store:
                return fn(store, pin)

        def done(value: T) -> None:
            deliver(value)
            self.changed.emit(Change.RECORD)

        self._with_pin(work, done, failed)

    def change_guarded(
        self, why: str, fn: Callable[[Store], T], deliver: Callable[[T], None], failed: Failed
    ) -> None:
        """As `change`, for what would undo an agreed limit: where one is in force the PIN is asked for.

        Args:
            why: journaled: a word of ours.
            fn: changes the record.
            deliver: gets what it returns.
            failed: gets its error.
        """

        def work(store: Store, pin: str | None) -> T:
            permit.guard(store, pin, why, self.clock)
            return fn(store)

        self.change_agreed(work, deliver, failed)

    def work_guarded(
        self, why: str, fn: Callable[[], T], deliver: Callable[[T], None], failed: Failed
    ) -> None:
        """As `work`, for what would undo an agreed limit."""

        def work(pin: str | None) -> T:
            self._guard(pin, why)
            return fn()

        self._with_pin(work, deliver, failed)

    def go(
        self, page: str, *, day: date | None = None, app: str | None = None, part: str | None = None
    ) -> None:
        """Show another page."""
        self.went.emit(Where(page, day, app, part))

    def tell(
        self,
        do: str,
        done: Callable[[dict[str, Any] | None], None] | None = None,
        failed: Failed | None = None,
        **words: str | None,
    ) -> None:
        """Ask the tracker; `done` gets its answer, or None when none runs."""
        self.work(lambda: client.ask(self.home.socket, do, **words), done or _nothing, failed or _nothing)

    def change_setting(
        self,
        name: str,
        value: str | int | bool | tuple[str, ...],
        done: Callable[[settings.Settings], None] | None = None,
        failed: Failed | None = None,
    ) -> None:
        """Set one field of settings.toml; tracker and window read it again by themselves."""
        file = self.home.settings_file

        def work(pin: str | None) -> settings.Settings:
            if name in settings.COUNTING:
                self._guard(pin)
            chosen = settings.change_setting(file, name, value)
            self._prod()
            return chosen

        def changed(chosen: settings.Settings) -> None:
            (done or _nothing)(chosen)
            self.changed.emit(Change.SETTINGS)

        self._with_pin(work, changed, failed or _nothing)

    def add_rule(
        self, rule: Rule, done: Callable[[object], None] | None = None, failed: Failed | None = None
    ) -> None:
        """Append the person's own rule to rules.toml; it decides from now on, for the past too."""
        self.change_rules(lambda file, shipped: rules.add_rule(file, rule, shipped), done, failed)

    def change_rules(
        self,
        work: Callable[[Path, Shipped], RulesFile],
        done: Callable[[RulesFile], None] | None = None,
        failed: Failed | None = None,
    ) -> None:
        """Change rules.toml as `files.rule_edit` does; tracker and window read it again by themselves."""

        def changed(pin: str | None) -> RulesFile:
            self._guard(pin)
            own = work(self.home.rules_file, rules.shipped())
            self._prod()
            return own

        def told(own: RulesFile) -> None:
            (done or _nothing)(own)
            self.changed.emit(Change.RECORD)

        self._with_pin(changed, told, failed or _nothing)

    def let_go(self) -> None:
        """Give back what is open of the record, because another one takes its place; on the bridge's thread."""
        if isinstance(self.sources, Sources):
            self.sources.close()

    def _with_pin(
        self, work: Callable[[str | None], T], deliver: Callable[[T], None], failed: Failed
    ) -> None:
        """Do something off the GUI thread; where it needs the PIN, ask and do it again with what was entered."""

        def refused(error: KnownError) -> None:
            if not isinstance(error, PinNeeded | PinWrong):
                failed(error)
                return
            from wellbeing.ui.widgets.pin import ask_pin

            ask_pin(self.theme, error, run, lambda: failed(permit.left_as_it_is()))

        def run(pin: str | None) -> None:
            self.work(lambda: work(pin), deliver, refused)

        run(None)

    def _guard(self, pin: str | None, why: str = "settings") -> None:
        """Before something changes what counts; on the bridge's thread. A record that cannot be read guards nothing."""
        try:
            guarded = permit.guards(self.sources().store)
        except KnownError:
            guarded = False
        if guarded:
            with self._writing() as store:
                permit.guard(store, pin, why, self.clock)

    def _prod(self) -> None:
        """Have the tracker look at its files now rather than with its next beat."""
        with contextlib.suppress(KnownError):
            client.ask(self.home.socket, "reload")


def _refused() -> AbstractContextManager[Store]:
    raise KnownError(
        Sentence("This window cannot change the record."), Sentence("Open it with: wellbeing window")
    )


def _nothing(_value: object) -> None:
    """Nobody waits for the answer."""
