"""The tracker as a whole: threads started and ended in order, requests from outside answered."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from wellbeing.engine import crash
from wellbeing.engine.changes import Change, Changes
from wellbeing.engine.companions import SITE, Companions, Told
from wellbeing.engine.keeper import Keeper
from wellbeing.engine.sampler import Sampler, Standing
from wellbeing.engine.senses import Senses
from wellbeing.files.companion import KNOWN_AS
from wellbeing.line.server import Server
from wellbeing.line.wire import Answer, Request
from wellbeing.model import EntryKind
from wellbeing.model.sentence import Sentence
from wellbeing.ports import Clock, KnownError, Store
from wellbeing.sensors.executable import executable

log = logging.getLogger(__name__)

HOLD = timedelta(seconds=30)
"""How long the record is left alone for another process of ours, which may have died."""
LEND = timedelta(minutes=5)
"""How long the record is given away for a restore; ten years are copied and checked in some 5 s."""
_ANSWER_S = 4.0
"""How long a request may wait for the beat; the asking side waits a little longer."""
_RESTARTS = 3
"""Crashes of the beat that are survived; a fourth ends the tracker."""


class Tracker:
    """Sampler, upkeep and line of one home. Build with `app.tracker`; start and stop once."""

    def __init__(
        self,
        *,
        sampler: Sampler,
        senses: Senses,
        keeper: Callable[[Callable[[BaseException], None]], Keeper],
        store: Store,
        changes: Changes,
        clock: Clock,
        socket: Path,
        logs: Path,
        companions: Companions,
        at_end: Callable[[], None] = lambda: None,
    ) -> None:
        self.changes = changes
        self._companions = companions
        self._sampler = sampler
        self._senses = senses
        self._store = store
        self._clock = clock
        self._logs = logs
        self._keeper = keeper(self.crashed)
        self._at_end = at_end
        self._server = Server(socket, self.answer)
        self._beat = threading.Thread(target=self._run, name="beat", daemon=True)
        self._ended = threading.Event()
        self._show: Callable[[str | None], None] | None = None
        self._gives_way = False
        self.failed = False
        """Whether an error of ours ended the tracker."""

    def start(self, show: Callable[[str | None], None] | None = None) -> None:
        """Begin to record; `show` opens the panel or a page and is called on the line's thread.

        Raises:
            KnownError: the line cannot be opened.
        """
        self._show = show
        self._server.start()
        self.changes.subscribe(self._pass_on)
        self._beat.start()
        self._keeper.start()

    def stop(self) -> None:
        """Write what is there and end every thread. May be called twice."""
        self._sampler.stop()
        if self._beat.is_alive():
            self._beat.join(timeout=10)
        self._server.close()
        self._keeper.stop()
        self._at_end()
        self._sampler.close()
        self._store.close()

    def request_stop(self) -> None:
        """Ask the beat to end; safe in a signal's handler."""
        self._sampler.stop()

    def wait(self, timeout: float | None = None) -> bool:
        """Until the beat has ended; whether it has."""
        return self._ended.wait(timeout)

    def wait_for_screen(self) -> None:
        """There is no screen now: another start that has one may take over."""
        self._show = None
        self._gives_way = True

    def standing(self) -> Standing:
        """How the tracker stands. Safe on any thread."""
        return self._sampler.standing()

    def pause(self, until: datetime) -> None:
        """Pause; returns when it is noted."""
        self._sampler.call(lambda: self._sampler.pause(until)).result(_ANSWER_S)

    def resume(self) -> None:
        """Record again."""
        self._sampler.call(self._sampler.resume).result(_ANSWER_S)

    def flush(self) -> None:
        """Write up to this moment."""
        self._sampler.call(self._sampler.flush).result(_ANSWER_S)

    def tidy(self) -> None:
        """Have upkeep sum days anew, soon and beside the work. Safe on any thread."""
        self._keeper.hurry()

    def crashed(self, error: BaseException) -> None:
        """Write a report about an error of ours."""
        path = crash.report(error, self._logs, self._clock.now())
        log.warning("this should not have happened; a report is in %s", path.name if path else "no file")

    def answer(self, asked: Request) -> Answer:
        """Answer somebody on the line.

        Raises:
            KnownError: unknown request, or the beat is busy.
        """
        try:
            return self._answer(asked)
        except TimeoutError as error:
            raise KnownError(Sentence("The tracker is busy."), Sentence("Try again in a moment.")) from error

    def _answer(self, asked: Request) -> Answer:
        wished = self._beat_work(asked.do)
        if wished is not None:
            self._sampler.call(wished).result(_ANSWER_S)
            return {"ok": True}
        match asked.do:
            case "status":
                self.flush()
                return self._status()
            case "pause" if asked.until:
                self.pause(_moment(asked.until))
            case "show":
                if self._show is None:
                    raise KnownError(
                        Sentence("The tracker runs without a screen."), Sentence("Use: wellbeing day")
                    )
                self._show(asked.page)
            case "site" if asked.browser is not None and asked.browser.isdecimal():
                self._hear_companion(int(asked.browser), asked)
            case "read-logs":
                return {"ok": True, "done": self._keeper.read_logs(_ANSWER_S)}
            case "give-way" if self._gives_way:
                self.request_stop()
            case "stop":
                self.request_stop()
            case _:
                raise KnownError(
                    Sentence("The tracker does not know this request."), Sentence("Start the tracker again.")
                )
        return {"ok": True}

    def _hear_companion(self, browser: int, asked: Request) -> None:
        """Note what a browser says of the page in front; whatever follows from it begins now."""
        told = None
        if asked.state in ("seen", "private"):
            names = KNOWN_AS.get(asked.app or "", ())
            exe = names[0] if names else executable(browser)
            known = frozenset(name.casefold() for name in names)
            told = Told(asked.site, asked.state == "private", self._clock.now(), exe, known)
        self._sampler.call(lambda: self._companions.take(browser, told)).result(_ANSWER_S)

    def _beat_work(self, do: str) -> Callable[[], None] | None:
        """What a request without words asks of the beat; None for other requests."""
        sampler = self._sampler
        works: dict[str, Callable[[], None]] = {
            "flush": sampler.flush,
            "resume": sampler.resume,
            "hold": lambda: sampler.hold(HOLD),
            "go-on": sampler.go_on,
            "let-go": lambda: sampler.let_go(LEND),
            "take-up": sampler.take_up,
            "reload": sampler.read_settings,
        }
        return works.get(do)

    def _status(self) -> dict[str, Any]:
        standing = self._sampler.standing()
        until = standing.paused_until
        return {
            "pid": os.getpid(),
            "since": standing.since.isoformat(),
            "paused_until": until.isoformat() if until else None,
            "sensors": [
                {
                    "fact": str(fact),
                    "name": name,
                    "ok": support.ok,
                    "reason": support.reason,
                    "remedy": support.remedy,
                }
                for fact, name, support in self._senses.table()
            ]
            + self._heard(),
            "trouble": standing.trouble.whole if standing.trouble else None,
        }

    def _heard(self) -> list[dict[str, Any]]:
        """A row for each browser whose companion was heard of, as JSON values."""
        return [
            {
                "fact": SITE,
                "name": f"companion-{exe}",
                "ok": True,
                "reason": Sentence(
                    "The browser's companion was last heard from at {time}.",
                    time=at.astimezone().strftime("%Y-%m-%d %H:%M"),
                ),
                "remedy": "",
            }
            for exe, at in sorted(dict(self._companions.heard).items())
        ]

    def _pass_on(self, change: Change) -> None:
        self._server.tell({"change": str(change)})

    def _run(self) -> None:
        for left in reversed(range(_RESTARTS + 1)):
            try:
                self._sampler.run(EntryKind.START if left == _RESTARTS else EntryKind.CRASH)
                break
            except Exception as error:
                log.exception("the beat failed")
                self.crashed(error)
                self.failed = left == 0
        self._ended.set()
        self.changes.tell(Change.TROUBLE)


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise KnownError(
            Sentence("That is not a time."), Sentence("Give ISO 8601, such as 2026-05-01T16:00+02:00")
        ) from error
    return moment.astimezone(UTC)
