"""The tracker on Wayland desktops: what `usage` says agrees with a schedule of real windows."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from tests import rig, wayland
from tests.e2e.program import LAG, Program, Tracked, now, quiet, sleep_until
from tests.e2e.truth import Switch, changes, disagreement, noticed
from tests.sensors.test_gnome import with_extension
from wellbeing.files import gnome_extension

pytestmark = pytest.mark.desktop

SEED, SWITCHES = 5, 12
SHORTEST_S, LONGEST_S = 0.3, 1.2
IDLE_AFTER_S = 5
QUICK = 150
"""Switches at 20 a second: more than the 128 calls without an answer that a message bus allows at first."""
NEEDS = {"sway": ("sway", "wtype"), "kwin": ("kwin_wayland",), "gnome": ("gnome-shell", "gsettings")}
TITLES = ("one", "two", "three")
KINDS = pytest.mark.parametrize("kind", NEEDS)


def needs(kind: str) -> None:
    """Skip where the desktop is not installed."""
    if why := rig.missing(*NEEDS[kind]):
        pytest.skip(f"not installed: {why}")


@contextlib.contextmanager
def running(kind: str) -> Iterator[wayland.Sway | wayland.KWin | wayland.Gnome]:
    """One of the desktops."""
    with contextlib.ExitStack() as stack:
        if kind == "sway":
            yield stack.enter_context(wayland.sway())
        elif kind == "kwin":
            yield stack.enter_context(wayland.kwin())
        else:
            yield stack.enter_context(wayland.gnome(with_extension))


def of(desktop: wayland.Compositor, folder: Path) -> Program:
    """The program in this desktop's session, with a home of its own."""
    environ = quiet(desktop.environ, folder)
    session = desktop.environ.get("DBUS_SESSION_BUS_ADDRESS")
    return Program(folder / "wellbeing", environ | ({"DBUS_SESSION_BUS_ADDRESS": session} if session else {}))


@KINDS
def test_usage_agrees_with_a_schedule_of_real_windows(kind: str, tmp_path: Path) -> None:
    needs(kind)
    chance = Random(SEED)  # noqa: S311 - a schedule, not a secret
    with (
        running(kind) as desktop,
        wayland.windows(desktop, *TITLES),
        contextlib.nullcontext(of(desktop, tmp_path)) as program,
        program.tracker() as tracker,
    ):
        tracker.sees("window")
        tracker.sees("idle")
        front, switches = "three", []
        for _ in range(SWITCHES):
            front = chance.choice([title for title in TITLES if title != front])
            before = now()
            desktop.focus(front)
            after = now()
            switches.append(Switch(f"org.example.{front}", before, after, after))
            sleep_until(time.monotonic() + chance.uniform(SHORTEST_S, LONGEST_S))
        end = now()
        whole = program.json("usage", "--from", switches[0].at.isoformat(), "--to", end.isoformat())
        activities = program.activities()
        none_is_missed(desktop, program)
        assert tracker.end() == 0
    found = [noticed(one, activities) for one in switches]
    assert all(one.before - LAG <= at <= one.after + LAG for one, at in zip(switches, found, strict=True))
    assert changes(activities, found[0], end) == [one.app for one in switches]
    # The truth is known within a command's run, so the record's own moments are taken where they lie in it.
    told = [Switch(one.app, one.before, at, one.after) for one, at in zip(switches, found, strict=True)]
    assert (
        disagreement(
            program.json("usage", "--from", found[0].isoformat(), "--to", end.isoformat()), told, end
        )
        <= 0.005
    )
    assert whole["idle_s"] == 0
    program.sound()


def none_is_missed(desktop: wayland.Sway | wayland.KWin | wayland.Gnome, program: Program) -> None:
    """Twenty switches a second: each is in the record, though the tracker may get no turn for some of them."""
    desktop.focus(TITLES[-1])
    begun = now()
    told = desktop.drive(TITLES, QUICK, 50)()
    fronts = [f"org.example.{title}" for title, _ in told]
    last = datetime.fromtimestamp(told[-1][1] / 1000, UTC) - LAG

    def through() -> list[Tracked]:
        found = program.activities()
        return found if found[-1].app == fronts[-1] and found[-1].start >= last else []

    seen = changes(rig.until(through, "the last switch"), begun - LAG, now())
    assert seen[-QUICK:] == fronts


@pytest.mark.skipif(bool(rig.missing(*NEEDS["sway"])), reason="not installed: sway, wtype")
def test_absence_begins_with_the_last_input(tmp_path: Path) -> None:
    with wayland.sway() as desktop, wayland.windows(desktop, "one"):
        program = of(desktop, tmp_path)
        program.settings(idle_after_s=IDLE_AFTER_S)
        with program.tracker() as tracker:
            tracker.sees("idle")
            desktop.key()
            left = now()
            rig.until(lambda: program.activities()[-1].presence == "idle", "the absence to be noticed")
            desktop.key()
            back = now()

            def returned() -> bool:
                return any(one.presence == "active" and one.end > back for one in program.activities())

            rig.until(returned, "the return to be noticed")
            # A machine under load may have been idle before the first key, too, and is so again by now.
            idle = [one for one in program.activities() if one.presence == "idle"]
            absence = next(one for one in idle if one.start > left - LAG * 3)
    assert abs(absence.start - left) <= LAG * 3
    assert abs(absence.end - back) <= LAG * 3


@KINDS
def test_a_compositor_that_starts_anew_is_seen_again_and_the_gap_is_noted(kind: str, tmp_path: Path) -> None:
    needs(kind)
    with running(kind) as desktop:
        program = of(desktop, tmp_path)
        with program.tracker() as tracker:
            tracker.sees("window")
            best = tracker.sensor("window")["name"]
            with wayland.windows(desktop, "one"):
                rig.until(lambda: program.json("usage")["active_s"] > 0, "some use")
                desktop.end()
                rig.until(lambda: tracker.sensor("window").get("name") != best, "the loss")
                lost: datetime = now()
                program.run("status")
                assert tracker.alive
            assert max(one.end for one in program.activities() if one.app == "org.example.one") <= lost
            desktop.begin()
            rig.until(
                lambda: (row := tracker.sensor("window")).get("name") == best and row["ok"],
                "it to be seen again",
            )
            with wayland.windows(desktop, "two"):
                used = "org.example.two"
                rig.until(lambda: used in {one.app for one in program.activities()}, "use of another window")
            assert tracker.end() == 0
        assert "sensor" in program.kinds()
        program.sound()


@KINDS
def test_a_locked_screen_is_no_use(kind: str, tmp_path: Path, system_bus: rig.Login) -> None:
    needs(kind)
    system_bus.add_session("7")
    with running(kind) as desktop, wayland.windows(desktop, "one"):
        program = of(desktop, tmp_path)
        program.environ = {**program.environ, **system_bus.environ, "XDG_SESSION_ID": "7"}
        with program.tracker() as tracker:
            tracker.sees("session")
            tracker.sees("window")
            rig.until(lambda: program.json("usage")["active_s"] > 0, "some use")
            locked = now()
            system_bus.session("7", "SetLockedHint", "b", True)
            rig.until(
                lambda: program.activities()[-1].presence == "locked" or ended(program, locked), "the lock"
            )
            time.sleep(1.0)  # a stretch of the schedule, which must not be counted
            back = now()
            system_bus.session("7", "SetLockedHint", "b", False)
            rig.until(lambda: program.activities()[-1].end > back + LAG, "use again")
            active = [one for one in program.activities() if one.presence == "active"]
        assert all(one.end <= locked + LAG * 2 or one.start >= back - LAG for one in active)


def ended(program: Program, locked: datetime) -> bool:
    """Whether what was in front before the lock has ended, and nothing has begun since."""
    time.sleep(LAG.total_seconds() * 2)
    return max(one.end for one in program.activities()) <= locked + LAG


@pytest.mark.skipif(bool(rig.missing(*NEEDS["gnome"])), reason="not installed: gnome-shell, gsettings")
def test_an_extension_that_comes_later_takes_over_from_accessibility(tmp_path: Path) -> None:
    with running("gnome") as desktop:
        assert isinstance(desktop, wayland.Gnome)
        uuid = gnome_extension.UUID
        desktop.evaluate(f"Main.extensionManager.disableExtension({uuid!r})")
        program = of(desktop, tmp_path)
        with program.tracker() as tracker:
            rig.until(lambda: tracker.sensor("window").get("name") == "atspi-window", "the way without it")
            desktop.evaluate(f"Main.extensionManager.enableExtension({uuid!r})")
            rig.until(lambda: tracker.sensor("window").get("name") == "gnome-window", "the better way")
            assert tracker.end() == 0
