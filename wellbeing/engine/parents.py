"""The child and the parents at this computer: asking in the limit's dialog, answering there, and answers that come.

dialog ── ask ──► record ── hub, folder, page, command line ──► answer
   ▲                                                              │
   └── time, or Refused ◄── PIN ── dialog          note ◄─────────┘
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from wellbeing.engine import household
from wellbeing.engine.nudger import Nudger
from wellbeing.engine.onscreen import OnScreen, Refused
from wellbeing.engine.permit import PinWrong
from wellbeing.family.request import Answer, Request, State, waiting
from wellbeing.limits.limit import Grant
from wellbeing.limits.standing import Standing
from wellbeing.model.sentence import Sentence
from wellbeing.nudges.nudge import Response
from wellbeing.ports import KnownError, Note, Notifier, SleepClock, Store, StoreError

if TYPE_CHECKING:
    from wellbeing.engine.view.household import OfAnother

_MARK, _ASKED = "answers-told", "requests-told"


@dataclass(frozen=True, slots=True)
class Leave:
    """What a parent allows at the limit's dialog."""

    minutes: int = 0
    """0 for no, where `ignore` is not set either."""
    ignore: bool = False
    """The limit does not count for the rest of the day."""


class Parents:
    """The beat's thread only.

    Args:
        store: the record.
        clock: the clocks.
        nudger: knows how the limits stand.
        screen: is told what was refused.
        notifier: shows that an answer came.
        note: the answer to a request in words, with the limit's number; None of that number for all.
        asked: another member's request in words, for an adult.
    """

    def __init__(
        self,
        *,
        store: Store,
        clock: SleepClock,
        nudger: Nudger,
        screen: OnScreen,
        notifier: Notifier,
        note: Callable[[Request], Note],
        asked: Callable[[OfAnother], Note],
    ) -> None:
        self._store, self._clock, self._nudger = store, clock, nudger
        self._screen, self._notifier, self._note, self._asked = screen, notifier, note, asked

    def ask(self, nudge: int, limit_id: int, minutes: int, reason: str) -> None:
        """The child asks at a limit's dialog, which stays."""
        self._try(nudge, lambda: household.ask(self._store, minutes, limit_id, reason, self._clock.now()))

    def allow(self, nudge: int, limit_id: int, leave: Leave, pin: str) -> None:
        """A parent allows something at the dialog, with the PIN; then it has its answer."""
        if self._try(nudge, lambda: self._allow(limit_id, leave, pin)):
            self._nudger.answer(nudge, Response.ACTED)

    def look(self) -> None:
        """Tell of answers that came since the last look; after the record has changed."""
        try:
            self._tell()
            self._tell_asked()
        except StoreError:
            # They are still there at the next look.
            return

    # ------------------------------------------------------------ inside

    def _try(self, nudge: int, work: Callable[[], object]) -> bool:
        try:
            work()
        except KnownError as error:
            wait = error.wait if isinstance(error, PinWrong) else timedelta(0)
            self._screen.tell(Refused(nudge, error, wait))
            return False
        self._nudger.limits_changed()
        self.look()
        return True

    def _allow(self, limit_id: int, leave: Leave, pin: str) -> None:
        store, clock, at = self._store, self._clock, self._clock.now()
        stands = self._nudger.standings()
        now = _standing(stands, limit_id)
        asked = waiting(household.recent(store, at), at, limit_id)
        if leave.ignore:
            household.extend(store, now, now.extended(Grant.IGNORE), clock, pin)
        elif asked is not None:
            household.answer(store, asked.id, Answer(at, leave.minutes), stands, clock, pin)
        else:
            household.extend(store, now, now.given(leave.minutes), clock, pin)

    def _tell(self) -> None:
        """By id and not by time: who answered elsewhere may have another clock."""
        recent = household.recent(self._store, self._clock.now())
        answered = {one.id: one for one in recent if one.answer is not None}
        mark = self._store.mark(_MARK)
        told = set(answered) if mark is None else set(mark.split())
        if mark is None or set(answered) - told:
            self._store.mark(_MARK, " ".join(sorted(answered)))
        for number, one in answered.items():
            if number not in told:
                self._notifier.show(self._note(one))

    def _tell_asked(self) -> None:
        """What other members asked for, once; on a device of an adult. Loaded where a family was joined."""
        if not self._store.mark("family"):
            return
        from wellbeing.engine.view.household import of_others

        now = self._clock.now()
        waiting_ = {
            one.request.id: one for one in of_others(self._store) if one.request.state(now) is State.OPEN
        }
        told = set((self._store.mark(_ASKED) or "").split())
        if set(waiting_) - told or (told and not waiting_):
            self._store.mark(_ASKED, " ".join(sorted(waiting_)))
        for number in sorted(set(waiting_) - told):
            self._notifier.show(self._asked(waiting_[number]))


def _standing(stands: list[Standing], limit_id: int) -> Standing:
    now = next((one for one in stands if one.limit.id == limit_id), None)
    if now is None:
        raise KnownError(
            Sentence("There is no limit {limit}.", limit=limit_id),
            Sentence("See which there are: wellbeing limits list"),
        )
    return now
