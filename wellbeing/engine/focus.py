"""Focus sessions and pauses before distractions: wishes for the policy, a page on the screen, a summary."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec

from wellbeing.catalogue.label import Label
from wellbeing.engine.onscreen import OnScreen
from wellbeing.engine.sampler import Scene
from wellbeing.limits.limit import Of, Target
from wellbeing.limits.typed import written
from wellbeing.model import AppIdentity, Span
from wellbeing.nudges import focus
from wellbeing.nudges.focus import Session, Summary
from wellbeing.nudges.kind import Kind
from wellbeing.nudges.nudge import Record, Wish
from wellbeing.ports import Clock, Note, Store, StoreError

AGAIN = timedelta(minutes=10)
"""Once asked, the same is not asked again before this (issue 5; one sec asks after 5 to 15)."""
_MARK = "focus"
_AI = (Target(Of.AI),)


@dataclass(frozen=True, slots=True)
class Ask:
    """A pause before something, as it stands on the screen."""

    nudge: int
    kind: Kind
    target: Target
    intention: str = ""
    """Of the focus session; empty outside of one."""
    pid: int | None = None
    """Process of the window in front; None where it is not known."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What should stand on the screen; None: nothing."""

    ask: Ask | None


class Focus:
    """The beat's thread, but for `session`, which any thread may read."""

    def __init__(
        self,
        *,
        store: Store,
        clock: Clock,
        label: Callable[[AppIdentity], Label],
        before: Callable[[], tuple[Target, ...]],
        on: Callable[[Kind], bool],
        pid: Callable[[], int | None],
        screen: OnScreen,
        says: Callable[[Note], None],
        note: Callable[[Summary], Note],
        flush: Callable[[], None],
        told: Callable[[], None] = lambda: None,
    ) -> None:
        """Take the ports.

        Args:
            store: keeps the session under way.
            clock: the clocks.
            label: what the catalogue says of an app.
            before: what the person wants a pause before.
            on: whether a kind may speak.
            pid: process of the window in front.
            screen: shows the pause; without one there is none.
            says: shows the summary.
            note: a summary in words.
            flush: writes what is recorded up to now.
            told: hears that a session began or ended.
        """
        self._store, self._clock, self._label = store, clock, label
        self._before, self._on, self._pid = before, on, pid
        self._screen, self._says, self._note, self._flush = screen, says, note, flush
        self._told = told
        self.session: Session | None = None
        """The one under way; None mostly."""
        self._asked: dict[str, datetime] = {}
        self._pauses = 0
        self._ask: tuple[Ask, Target] | None = None
        self._known = False
        self._try_first = False

    def changed(self) -> None:
        """The record changed: a session may have begun or been ended."""
        self._known = False

    def choose(self, session: Session | None) -> None:
        """Begin a session, or end the one under way; a beginning ends the one before.

        Raises:
            StoreError: it could not be kept.
        """
        keep(self._store, session)
        self._read()

    @property
    def watches(self) -> bool:
        """Whether there is anything that a pause could come before."""
        return bool(self._before()) or self.session is not None or self._try_first

    def wishes(self, at: datetime, app: AppIdentity, label: Label, since: datetime) -> Sequence[Wish]:
        """The pause that is due before what is in front, if any; one for each time it comes to the front."""
        kind, target = self._due(app, label)
        if target is None or not self._screen.attached:
            return ()
        about = written(target)
        last = self._asked.get(about)
        if last is not None and timedelta(0) <= at - last < AGAIN:
            return ()
        return (Wish(kind, about, f"{kind.value}:{about}:{since.isoformat(timespec='seconds')}"),)

    def take(self, record: Record) -> bool:
        """Show the pause of a delivered decision; whether it is one of ours."""
        wish = record.decision.wish
        if wish.kind not in (Kind.FRICTION, Kind.TRY_FIRST) or not self._screen.attached:
            return False
        known = (*self._before(), *(self.session.distractions if self.session else ()), *_AI)
        target = next((one for one in known if written(one) == wish.about), None)
        if target is None:
            return False
        self._pauses += 1
        self._asked[wish.about] = self._clock.now()
        intention = self.session.intention if self.session else ""
        self._tell(Ask(record.id, wish.kind, target, intention, self._pid()))
        return True

    def answered(self, nudge: int) -> None:
        """The person went on, or left it."""
        if self._ask is not None and self._ask[0].nudge == nudge:
            self._tell(None)

    def look(self, scene: Scene) -> None:
        """End what is over: the session, and a pause whose reason is no longer in front."""
        if not self._known:
            self._read()
        session = self.session
        if session is not None and not session.left(scene.at):
            self._end(session, scene.at)
        if self._ask is not None and scene.activity is not None:
            app = scene.activity.app
            ours = app.app_id.casefold() == "wellbeing"
            if not ours and focus.distracts((self._ask[1],), app, self._label(app)) is None:
                self._tell(None)

    def _due(self, app: AppIdentity, label: Label) -> tuple[Kind, Target | None]:
        during = self.session.distractions if self.session else ()
        found = focus.distracts((*during, *self._before()), app, label)
        if found is not None:
            return Kind.FRICTION, found
        first = focus.distracts(_AI, app, label) if self._try_first else None
        return Kind.TRY_FIRST, first

    def _tell(self, ask: Ask | None) -> None:
        self._ask = None if ask is None else (ask, ask.target)
        self._screen.tell(Asked(ask))

    def _read(self) -> None:
        self._known = True
        self._try_first = self._on(Kind.TRY_FIRST)
        before, self.session = self.session, read(self._store)
        if self.session != before:
            if before is not None:
                self._summarise(before, self._clock.now())
            self._pauses = 0
            self._asked.clear()
            self._told()

    def _end(self, session: Session, at: datetime) -> None:
        self.session = None
        try:
            keep(self._store, None)
        except StoreError:
            self._known = False
        self._summarise(session, at)
        self._told()

    def _summarise(self, session: Session, at: datetime) -> None:
        try:
            self._flush()
            uses = self._store.uses(Span(session.began, max(session.began, min(at, session.span.end))))
        except StoreError:
            return
        self._says(self._note(focus.summary(session, at, uses, self._label, self._pauses)))


def read(store: Store) -> Session | None:
    """The session under way; None where there is none, or its note is of an older form."""
    text = store.mark(_MARK)
    if not text:
        return None
    try:
        return msgspec.json.decode(text, type=Session)
    except msgspec.ValidationError:
        return None


def keep(store: Store, session: Session | None) -> None:
    """Begin a session, or end the one under way."""
    store.mark(_MARK, "" if session is None else msgspec.json.encode(session).decode())
