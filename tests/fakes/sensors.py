"""Sensors that tell what a test says."""

from __future__ import annotations

import contextlib
import socket
from typing import Generic, TypeVar

from wellbeing.ports import Fact, SensorLost, Support
from wellbeing.timeline.settling import Told

T = TypeVar("T")


class FakeSensor(Generic[T]):
    """Implements `ports.Sensor`; `tell` makes it readable as a real one would be."""

    def __init__(self, fact: Fact, value: T, *, ok: bool = True, polled: bool = False) -> None:
        self.fact = fact
        self.name = f"fake-{fact}"
        self.support = Support(ok, "It works." if ok else "It does not.", "" if ok else "Try another.")
        self.lost = False
        self.closed = False
        self._value = value
        self._passed: list[Told] = []
        self._polled = polled
        self._near, self._far = socket.socketpair()
        self._near.setblocking(False)

    def tell(self, value: T) -> None:
        self._value = value
        self._far.send(b"!")

    def shows(self, *told: Told) -> None:
        """Several came to the front since the last read, as a sensor of windows tells it."""
        self._passed += told
        self.tell(told[-1].evidence)  # type: ignore[arg-type]  # only of a fake that shows windows

    def passed(self) -> tuple[Told, ...]:
        passed, self._passed = tuple(self._passed), []
        return passed

    def lose(self) -> None:
        self.lost = True
        self._far.send(b"!")

    def probe(self) -> Support:
        return self.support

    def read(self) -> T:
        if self.lost:
            raise SensorLost("The source is gone.", "Start it again.")
        with contextlib.suppress(BlockingIOError):
            self._near.recv(4096)
        return self._value

    def fileno(self) -> int | None:
        return None if self._polled else self._near.fileno()

    def close(self) -> None:
        self.closed = True
        self._near.close()
        self._far.close()
