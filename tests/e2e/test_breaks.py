"""Breaks on a real desktop, in real time: announced, put off once, taken, held by a call and a film, or one's own."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from tests import rig
from tests.e2e.program import Program, Tracker, now, quiet
from tests.e2e.screen_reader import LAUNCHER, ScreenReader, Thing, screen_reader
from tests.e2e.test_nudges import full_screen
from tests.sound import SoundServer, sound_server
from wellbeing.engine.breaks import counts
from wellbeing.engine.clock import SystemClock
from wellbeing.model import Span
from wellbeing.ports import Store
from wellbeing.store.opening import read_store

SESSION = "c1"
SECOND = timedelta(seconds=1)
NO_MOCK = not Path("/usr/lib/python3/dist-packages/dbusmock").exists()
pytestmark = [
    pytest.mark.desktop,
    pytest.mark.skipif(LAUNCHER is None, reason="at-spi2-core is not installed"),
    pytest.mark.skipif(NO_MOCK, reason="python3-dbusmock is not installed"),
]


@dataclass(frozen=True)
class Seat:
    """A person who wants four seconds of break after three seconds of use, at a desktop, in a call."""

    program: Program
    desktop: rig.Desktop
    reader: ScreenReader
    tracker: Tracker
    sound: SoundServer
    session: rig.Login
    call: contextlib.ExitStack
    """Ends the recording from the microphone."""

    def shows(self, name: str) -> Thing | None:
        """A thing of this name on the screen, if there is one."""
        return next((one for one in self.reader.things(self.tracker.pid) if one.name == name), None)

    def used(self) -> timedelta:
        """Time at the screen; asking makes the beat turn. Commands would compute for a second each time."""
        assert self.tracker.ask("flush")
        with self.record() as store:
            day = Span(now() - timedelta(days=1), now() + timedelta(days=1))
            return sum((one.amount for one in store.uses(day) if one.presence.counts), timedelta(0))

    @contextlib.contextmanager
    def record(self) -> Iterator[Store]:
        """What is recorded."""
        store = read_store(self.program.home / "wellbeing.sqlite", clock=SystemClock())
        assert store is not None
        try:
            yield store
        finally:
            store.close()

    def put_off(self) -> bool:
        """Whether the break was put off; clicks where it can be."""
        button = self.shows("A little later")
        if button is not None:
            self.desktop.xdotool("mousemove", *button.middle, "click", 1)
            rig.until(lambda: self.shows("A little later") is None, "the card to go")
        return button is not None and self.counts().get("postponed") == 1

    def counts(self) -> dict[str, int]:
        """What came of today's breaks."""
        with self.record() as store:
            found = [counts(store, (now() + timedelta(days=days)).date()) for days in (-1, 0, 1)]
        return {str(outcome): count for one in found for outcome, count in one.items()}


@pytest.fixture
def seat(folder: Path, desktop: rig.Desktop, session_bus: rig.Bus, system_bus: rig.Login) -> Iterator[Seat]:
    with contextlib.ExitStack() as stack:
        system_bus.add_session(SESSION)
        place = folder / "run"
        place.mkdir()
        sound = stack.enter_context(sound_server(session_bus, place))
        environ = {
            **quiet(desktop.environ, folder),
            **system_bus.environ,
            "XDG_SESSION_ID": SESSION,
            "QT_QPA_PLATFORM": "xcb",
        }
        reader, environ = stack.enter_context(screen_reader(environ, session_bus))
        environ["XDG_RUNTIME_DIR"] = sound.environ["XDG_RUNTIME_DIR"]
        program = Program(folder / "wellbeing", environ)
        program.settings(breaks="own", break_every_s=3, break_length_s=4, break_prelude_s=3)
        call = stack.enter_context(contextlib.ExitStack())
        call.enter_context(sound.recording("mic"))
        rig.until(lambda: "parec" in sound.pactl("list", "source-outputs"), "the recording")
        tracker = stack.enter_context(program.tracker(headless=False))
        for fact in ("window", "session", "sound"):
            tracker.sees(fact)
        yield Seat(program, desktop, reader, tracker, sound, system_bus, call)


def test_a_break_waits_for_call_and_film_is_put_off_once_and_taken_and_a_lock_is_one_too(seat: Seat) -> None:
    film = seat.desktop.xterm("film", "Film")
    rig.until(lambda: seat.used() >= 4 * SECOND, "a break to be due during the call")
    assert seat.shows("Not this time") is None
    full_screen(seat.desktop, film.window, 1)
    assert seat.tracker.ask("flush")  # the beat has seen the film
    seat.call.close()
    rig.until(lambda: "parec" not in seat.sound.pactl("list", "source-outputs"), "the call's end")
    assert seat.used() >= 4 * SECOND  # asked of the tracker, whose beat has turned
    assert seat.shows("Not this time") is None
    full_screen(seat.desktop, film.window, 0)
    rig.until(seat.put_off, "the break to be put off")
    card = rig.until(lambda: seat.shows("Back to work"), "the break")
    assert card is not None
    assert seat.shows("A little later") is None
    rig.until(lambda: seat.shows("Back to work") is None, "the break to be over")
    assert seat.counts() == {"postponed": 1, "taken": 1}
    assert seat.program.json("nudges")["breaks"] == seat.counts()
    seat.desktop.xdotool("mousemove", 40, 40)  # the person is back, and at it for a moment
    used = seat.used()
    rig.until(lambda: seat.used() > used + SECOND, "some use")
    seat.session.session(SESSION, "SetLockedHint", "b", True)
    rig.until(lambda: seat.counts().get("natural"), "the lock to count as a break")
    assert seat.shows("Not this time") is None
