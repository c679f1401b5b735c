"""What the screen may say back to the nudger: answers and extensions, handed over to the beat."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass

from wellbeing.checkins.checkin import CheckIn
from wellbeing.checkins.form import Form
from wellbeing.engine.breaks import Breaks
from wellbeing.engine.focus import Focus
from wellbeing.engine.nudger import Nudger
from wellbeing.engine.onscreen import OnScreen
from wellbeing.engine.parents import Leave, Parents
from wellbeing.engine.sampler import Sampler
from wellbeing.limits.limit import Grant
from wellbeing.nudges.focus import Session
from wellbeing.nudges.nudge import Response
from wellbeing.ports import Clock, KnownError, Reaction

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Voice:
    """Any thread may call; every call returns at once."""

    sampler: Sampler
    nudger: Nudger
    screen: OnScreen
    breaks: Breaks
    focus: Focus
    parents: Parents
    clock: Clock

    def heard(self, reaction: Reaction) -> None:
        """A note of ours ended."""
        self._do(lambda: self.nudger.react(reaction))

    def answered(self, nudge: int, response: Response) -> None:
        """A nudge has its answer."""
        self._do(lambda: self.nudger.answer(nudge, response))

    def extended(self, nudge: int, limit: int, grant: Grant, reason: str) -> None:
        """The person goes on at a limit."""

        def go_on() -> None:
            self.nudger.answer(nudge, Response.ACTED)
            self.nudger.extend(limit, grant, reason)

        self._do(go_on)

    def asked(self, nudge: int, limit: int, minutes: int, reason: str) -> None:
        """The child asks for time at an agreed limit."""
        self._do(lambda: self.parents.ask(nudge, limit, minutes, reason))

    def allowed(self, nudge: int, limit: int, leave: Leave, pin: str) -> None:
        """A parent allows something at a dialog."""
        self._do(lambda: self.parents.allow(nudge, limit, leave, pin))

    def paused(self, nudge: int, goes_on: bool) -> None:
        """A pause before something was answered: the person goes on, or leaves it."""

        def answer() -> None:
            self.focus.answered(nudge)
            self.nudger.answer(nudge, Response.NOT_NOW if goes_on else Response.ACTED)

        self._do(answer)

    def focus_on(self, session: Session | None) -> None:
        """Begin a focus session, or end the one under way."""
        self._do(lambda: self.focus.choose(session))

    def checked_in(self, mood: int | None, energy: int | None, note: str) -> None:
        """The question of the day was answered where it was asked."""
        one = CheckIn(self.clock.now(), Form.DAILY, (mood, energy), (), note)
        self._do(lambda: self.nudger.check_in("checkin", one))

    def rest(self, wish: str) -> None:
        """What the person wishes of a break: `start`, `postpone` or `skip`."""
        works = {"start": self.breaks.start, "postpone": self.breaks.postpone, "skip": self.breaks.skip}
        self._do(works[wish])

    def _do(self, work: Callable[[], None]) -> None:
        self.sampler.call(lambda: answer(work))


def answer(work: Callable[[], None]) -> None:
    """Do what an answer of the person wants; nobody waits for it, so whatever goes wrong is told here or nowhere."""
    try:
        work()
    except KnownError as error:
        # The limit changed while its dialog stood there; what is so now is shown by itself.
        log.info("an answer came too late: %s", error.sentence)
    except Exception:  # a job of the beat: one answer is lost, and not the beat
        log.exception("an answer failed")
