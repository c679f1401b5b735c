"""A notifier, and what it heard."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, TypeAlias

import pytest

from tests.waiting import until
from wellbeing.ports import Button, Note, Reaction

if TYPE_CHECKING:  # both need libraries of Linux desktops
    from tests import rig
    from wellbeing.notify.freedesktop import FreedesktopNotifier

BUTTONS = (Button("later", "Not now"), Button("why", "Why?"), Button("limit", "Set a limit…"))


def note(slot: str = "limit", title: str = "Ten minutes left", **more: object) -> Note:
    return Note(slot, title, "With AI tools today.", BUTTONS, **more)  # type: ignore[arg-type]  # named fields


class Heard(list[Reaction]):
    """Reactions in order."""

    def wait(self, count: int = 1) -> list[Reaction]:
        """Until so many came."""
        until(lambda: len(self) >= count, f"{count} reactions")
        return list(self)


Make: TypeAlias = "Callable[[Mapping[str, str]], FreedesktopNotifier]"


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def make(heard: Heard) -> Iterator[Make]:
    from wellbeing.notify.freedesktop import FreedesktopNotifier

    made = []

    def one(environ: Mapping[str, str]) -> FreedesktopNotifier:
        made.append(FreedesktopNotifier(environ, heard.append, lambda: timedelta(seconds=time.monotonic())))
        return made[-1]

    yield one
    for each in made:
        each.close()


@pytest.fixture
def notifier(session_bus: rig.Bus, make: Make) -> FreedesktopNotifier:
    return make({"DBUS_SESSION_BUS_ADDRESS": session_bus.address})
