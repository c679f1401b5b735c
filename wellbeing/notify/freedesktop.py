"""Notes by the desktop's notification server, on a thread of its own: a server that hangs holds nothing else up.

    any thread ── show, take away ──► queue ─┐
    session bus ── pressed, closed ──────────┼─ select ─► reaction
    deadlines of stale notes ────────────────┘

The thread and the connection begin with the first note. While nothing is shown it sleeps in one system call.
"""

from __future__ import annotations

import contextlib
import logging
import selectors
import socket
import threading
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from wellbeing.model.sentence import Sentence
from wellbeing.notify.bus import OPEN, BusGone, NotificationBus, Signal
from wellbeing.ports import Answered, KnownError, Note, Reaction, Support

log = logging.getLogger(__name__)

Heard = Callable[[Reaction], None]
"""Called on the notifier's thread."""
_DISMISSED = 2
"""Reason of NotificationClosed: by the person (specification, section 9)."""
_PATIENCE_S = 5.0


@dataclass(frozen=True, slots=True)
class _Shown:
    slot: str
    until: timedelta | None


class FreedesktopNotifier:
    """Implements `ports.Notifier` by org.freedesktop.Notifications."""

    name = "notifications"

    def __init__(
        self,
        environ: Mapping[str, str],
        heard: Heard,
        tick: Callable[[], timedelta],
        icon: str = "",
    ) -> None:
        self._environ = environ
        self._heard = heard
        self._tick = tick
        self._icon = icon
        self._wishes: deque[Callable[[], None]] = deque()
        self._bus: NotificationBus | None = None
        self._shown: dict[int, _Shown] = {}
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()
        self._stopping = False
        self._wake, self._woken = socket.socketpair()
        for end in (self._wake, self._woken):
            end.setblocking(False)

    def probe(self) -> Support:
        """Who would show notes; starts no server."""
        try:
            bus = NotificationBus(self._environ)
        except KnownError as error:
            return Support(False, error.sentence, error.remedy)
        try:
            if not bus.running():
                return Support(
                    False,
                    Sentence("No notification server runs, so the desktop cannot show notes."),
                    Sentence("Start one, such as dunst, xfce4-notifyd or that of your desktop."),
                )
            known = bus.server()
        except KnownError as error:
            return Support(False, error.sentence, error.remedy)
        finally:
            bus.close()
        server = f"{known.name} {known.version}"
        if known.buttons == 0:
            return Support(True, Sentence("{server} shows notes, without buttons.", server=server))
        return Support(True, Sentence("{server} shows notes and their buttons.", server=server))

    def show(self, note: Note) -> None:
        """See `ports.Notifier`."""
        self._wish(lambda: self._show(note))

    def take_away(self, slot: str) -> None:
        """See `ports.Notifier`."""
        self._wish(lambda: self._take_away(slot))

    def close(self) -> None:
        """See `ports.Notifier`."""
        with self._starting:
            self._stopping = True
            thread = self._thread
        self._prod()
        if thread is not None:
            thread.join(_PATIENCE_S * 2)
        self._wake.close()
        self._woken.close()

    # ------------------------------------------------------------ on the thread

    def _wish(self, wish: Callable[[], None]) -> None:
        with self._starting:
            if self._stopping:
                return
            self._wishes.append(wish)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="notify", daemon=True)
                self._thread.start()
        self._prod()

    def _prod(self) -> None:
        with contextlib.suppress(OSError):
            self._wake.send(b"!")

    def _run(self) -> None:
        try:
            while not self._stopping:
                self._turn()
            for number in list(self._shown):
                if self._bus is not None:
                    self._bus.take_away(number)
        except BusGone:
            log.info("the session bus went away before the notes")
        except Exception:
            # Whatever goes wrong with one note, the next one gets a fresh start.
            log.exception("showing notes failed")
            with self._starting:
                self._thread = None
        finally:
            self._leave()

    def _turn(self) -> None:
        with selectors.DefaultSelector() as selector:
            selector.register(self._woken, selectors.EVENT_READ)
            if self._bus is not None:
                selector.register(self._bus.fileno(), selectors.EVENT_READ)
            # A bus that went away may have left wishes behind whose wake-up is spent.
            waits = bool(self._wishes) or (self._bus is not None and self._bus.waiting)
            selector.select(0 if waits else self._patience())
        with contextlib.suppress(BlockingIOError):
            self._woken.recv(4096)
        try:
            self._listen()
            while self._wishes and not self._stopping:
                self._wishes.popleft()()
                self._listen()
            self._clear_stale()
        except BusGone as gone:
            log.info("%s", gone.sentence)
            self._lose()

    def _patience(self) -> float | None:
        """Seconds until a note is stale; None while none can be."""
        ends = [one.until for one in self._shown.values() if one.until is not None]
        return max((min(ends) - self._tick()).total_seconds(), 0.0) if ends else None

    def _show(self, note: Note) -> None:
        try:
            bus = self._bus = self._bus or NotificationBus(self._environ)
            before = next((number for number, one in self._shown.items() if one.slot == note.slot), 0)
            number = bus.notify(note, before, self._icon)
        except KnownError as error:
            self._forget(note.slot)
            self._heard(Reaction(note.slot, Answered.FAILED, trouble=error))
            if isinstance(error, BusGone):
                raise
            return
        if before not in (0, number):
            # Some servers give a new number and leave the old note standing.
            self._shown.pop(before, None)
            bus.take_away(before)
        until = None if note.lasts is None else self._tick() + note.lasts
        self._shown[number] = _Shown(note.slot, until)

    def _take_away(self, slot: str) -> None:
        for number in self._forget(slot):
            if self._bus is not None:
                self._bus.take_away(number)

    def _forget(self, slot: str) -> list[int]:
        numbers = [number for number, one in self._shown.items() if one.slot == slot]
        for number in numbers:
            del self._shown[number]
        return numbers

    def _clear_stale(self) -> None:
        now = self._tick()
        for number, one in list(self._shown.items()):
            if one.until is not None and one.until <= now and self._bus is not None:
                del self._shown[number]
                self._bus.take_away(number)
                self._heard(Reaction(one.slot, Answered.EXPIRED))

    def _listen(self) -> None:
        if self._bus is None:
            return
        for signal in self._bus.signals():
            self._take_in(self._bus, signal)

    def _take_in(self, bus: NotificationBus, signal: Signal) -> None:
        if signal.member == "NameOwnerChanged":
            self._server_changed()
            return
        one = self._shown.pop(int(signal.body[0]), None)
        if one is None:
            return  # another program's note, or one that has had its reaction
        if signal.member == "ActionInvoked":
            key = str(signal.body[1])
            answered = Answered.CLICKED if key == OPEN else Answered.PRESSED
            # Most servers close it now; those that keep it standing are told to.
            bus.take_away(int(signal.body[0]))
            self._heard(Reaction(one.slot, answered, "" if key == OPEN else key))
        else:
            dismissed = int(signal.body[1]) == _DISMISSED
            self._heard(Reaction(one.slot, Answered.DISMISSED if dismissed else Answered.EXPIRED))

    def _server_changed(self) -> None:
        """A server that went away took its notes with it; numbers of the next one mean other notes."""
        gone, self._shown = list(self._shown.values()), {}
        for one in gone:
            self._heard(Reaction(one.slot, Answered.EXPIRED))

    def _lose(self) -> None:
        self._leave()
        self._server_changed()

    def _leave(self) -> None:
        if self._bus is not None:
            self._bus.close()
            self._bus = None
