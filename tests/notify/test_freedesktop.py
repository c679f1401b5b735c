"""Notes on a bus double that holds us to the specification, and on real servers with real clicks."""

from __future__ import annotations

import subprocess
import threading
import time
from datetime import timedelta
from pathlib import Path

import pytest

from tests import rig
from tests.fakes.notification_server import NotificationServer
from tests.notify.conftest import Heard, Make, note
from wellbeing.notify import bus as notification_bus
from wellbeing.notify.freedesktop import FreedesktopNotifier
from wellbeing.notify.server import QUIRKS, server
from wellbeing.ports import Answered, Note, Reaction, Urgency


def test_a_note_is_shown_and_its_button_comes_back(
    session_bus: rig.Bus, notifier: FreedesktopNotifier, heard: Heard
) -> None:
    with NotificationServer(session_bus) as desk:
        assert notifier.probe().ok
        notifier.show(note())
        shown = desk.one("Ten minutes left")
        assert shown.buttons == ["Not now", "Why?", "Set a limit…"]
        assert shown.hints["urgency"] == ("y", 1)
        assert shown.hints["desktop-entry"] == ("s", "wellbeing")
        desk.press(shown, "why")
        assert heard.wait() == [Reaction("limit", Answered.PRESSED, "why")]


@pytest.mark.parametrize(
    ("reason", "expected"),
    [(1, Answered.EXPIRED), (2, Answered.DISMISSED), (4, Answered.EXPIRED)],
)
def test_closing_says_by_whom(
    session_bus: rig.Bus, notifier: FreedesktopNotifier, heard: Heard, reason: int, expected: Answered
) -> None:
    with NotificationServer(session_bus) as desk:
        notifier.show(note())
        desk.dismiss(desk.one(), reason)
        assert heard.wait() == [Reaction("limit", expected)]


def test_a_click_on_the_note_itself_is_told(
    session_bus: rig.Bus, notifier: FreedesktopNotifier, heard: Heard
) -> None:
    with NotificationServer(session_bus) as desk:
        notifier.show(note())
        desk.press(desk.one(), "default")
        assert heard.wait() == [Reaction("limit", Answered.CLICKED)]


def test_a_server_that_keeps_an_answered_note_is_told_to_close_it(
    session_bus: rig.Bus, notifier: FreedesktopNotifier, heard: Heard
) -> None:
    with NotificationServer(session_bus) as desk:
        notifier.show(note())
        desk.press(desk.one(), "later", stays=True)
        heard.wait()
        desk.empty()
    assert heard == [Reaction("limit", Answered.PRESSED, "later")]


@pytest.mark.parametrize("new_ids", [False, True])
def test_notes_of_one_slot_replace_each_other(
    session_bus: rig.Bus, notifier: FreedesktopNotifier, heard: Heard, new_ids: bool
) -> None:
    with NotificationServer(session_bus, new_ids=new_ids) as desk:
        notifier.show(note(title="Ten minutes left"))
        first = desk.one("Ten")
        notifier.show(note(title="Five minutes left"))
        rig.until(lambda: [one.title for one in desk.notes.values()] == ["Five minutes left"], "one note")
        assert new_ids or desk.one().id == first.id
        notifier.show(note("growth", "Growing"))
        desk.one("Growing")
        assert len(desk.notes) == 2
        assert not heard


def test_a_stale_note_goes_by_itself(
    session_bus: rig.Bus, notifier: FreedesktopNotifier, heard: Heard
) -> None:
    with NotificationServer(session_bus) as desk:
        notifier.show(note(lasts=timedelta(milliseconds=100)))
        assert heard.wait() == [Reaction("limit", Answered.EXPIRED)]
        desk.empty()


def test_a_note_is_taken_away_without_a_reaction(
    session_bus: rig.Bus, notifier: FreedesktopNotifier, heard: Heard
) -> None:
    with NotificationServer(session_bus) as desk:
        notifier.show(note())
        desk.one()
        notifier.take_away("limit")
        desk.empty()
        notifier.take_away("nothing")
        notifier.show(note("growth"))
        desk.one()
        notifier.close()
        desk.empty()
    assert not heard


def test_titles_with_markup_are_shown_as_they_are(
    session_bus: rig.Bus, notifier: FreedesktopNotifier
) -> None:
    hostile = Note("limit", "a <b>\n& c", "1 < 2 & <img src=x>\n2", ())
    with NotificationServer(session_bus) as desk:
        notifier.show(hostile)
        shown = desk.one()
        assert (shown.title, shown.body) == ("a <b> & c", "1 &lt; 2 &amp; &lt;img src=x&gt;\n2")


def test_a_server_without_markup_gets_plain_text_and_one_without_actions_no_buttons(
    session_bus: rig.Bus, notifier: FreedesktopNotifier
) -> None:
    with NotificationServer(session_bus, capabilities=("body",)) as desk:
        assert "without buttons" in notifier.probe().reason
        notifier.show(Note("limit", "a", "1 < 2", ()))
        assert desk.one().body == "1 < 2"
        assert desk.one().actions == []


def test_quiet_notes_are_low_and_short(session_bus: rig.Bus, notifier: FreedesktopNotifier) -> None:
    with NotificationServer(session_bus) as desk:
        notifier.show(note(urgency=Urgency.LOW))
        shown = desk.one()
        assert shown.hints["urgency"] == ("y", 0)
        assert shown.hints["transient"] == ("b", True)
        assert shown.expires_ms == 10_000


def test_a_restarted_server_shows_the_next_note(
    session_bus: rig.Bus, notifier: FreedesktopNotifier, heard: Heard
) -> None:
    with NotificationServer(session_bus) as desk:
        notifier.show(note(title="Before"))
        old = desk.one("Before")
    assert heard.wait() == [Reaction("limit", Answered.EXPIRED)]
    with NotificationServer(session_bus, capabilities=("body",), first_id=old.id) as desk:
        notifier.show(note(title="After"))
        assert desk.one("After").actions == []
        # The new server's number is that of the old one's note, which was not replaced.
        desk.dismiss(desk.one("After"))
        assert heard.wait(2)[1] == Reaction("limit", Answered.DISMISSED)


def test_without_a_server_the_note_comes_back_as_not_shown(
    session_bus: rig.Bus, notifier: FreedesktopNotifier, heard: Heard
) -> None:
    support = notifier.probe()
    assert not support.ok
    assert "No notification server" in support.reason
    assert support.remedy
    notifier.show(note())
    (failed,) = heard.wait()
    assert failed.answered is Answered.FAILED
    assert failed.trouble is not None
    assert failed.trouble.remedy


@pytest.mark.parametrize(
    "environ", [{}, {"DBUS_SESSION_BUS_ADDRESS": "nonsense"}, {"XDG_RUNTIME_DIR": "/nonexistent"}]
)
def test_without_a_bus_there_is_a_sentence_and_a_remedy(
    make: Make, heard: Heard, environ: dict[str, str]
) -> None:
    notifier = make(environ)
    support = notifier.probe()
    assert not support.ok
    assert "session bus" in support.reason
    assert "desktop session" in support.remedy
    notifier.show(note())
    assert heard.wait()[0].answered is Answered.FAILED


def test_a_refused_note_and_a_deaf_server_are_told(
    session_bus: rig.Bus, notifier: FreedesktopNotifier, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    flood = "org.freedesktop.Notifications.Error.ExcessNotificationGeneration"
    with NotificationServer(session_bus, refuses=flood) as desk:
        notifier.show(note())
        assert heard.wait()[0].answered is Answered.FAILED
        desk.refuses = ""
        monkeypatch.setattr(notification_bus, "ANSWER_S", 0.2)
        desk.deaf = True
        notifier.show(note())
        deaf = heard.wait(2)[1]
        assert deaf.trouble is not None
        assert "in time" in deaf.trouble.sentence
        desk.deaf = False
        notifier.show(note())
        desk.one()


def test_a_bus_that_goes_away_takes_the_note_with_it_and_is_tried_again(
    session_bus: rig.Bus, notifier: FreedesktopNotifier, heard: Heard
) -> None:
    with NotificationServer(session_bus) as desk:
        notifier.show(note())
        desk.one()
    heard.wait()
    session_bus.kill()
    notifier.show(note())
    assert heard.wait(2)[-1].answered is Answered.FAILED


def test_a_wish_made_while_the_bus_goes_away_is_not_left_behind(
    session_bus: rig.Bus, notifier: FreedesktopNotifier, heard: Heard
) -> None:
    notifier._thread = threading.current_thread()  # its turns are taken here, one by one
    with NotificationServer(session_bus):
        notifier.show(note())
        notifier._turn()
        session_bus.kill()
    notifier.show(note())
    notifier._turn()  # finds the bus gone
    rest = threading.Thread(target=notifier._turn, daemon=True)
    rest.start()
    rest.join(10)
    assert not rest.is_alive()
    assert heard.wait(2)[-1].answered is Answered.FAILED
    notifier._thread = None


def test_quirks_have_a_source_and_end_with_their_version() -> None:
    assert all(one.source for one in QUIRKS)
    assert server("lxqt-notificationd", "0.16.0", ["body"]).title("a & b") == "a &amp; b"
    assert server("lxqt-notificationd", "1.2.0", ["body"]).title("a & b") == "a & b"
    assert server("gnome-shell", "43.9", ["actions"]).buttons == 3
    assert server("notify-osd", "1.0", ["actions"]).buttons == 0
    assert server("xfce4-notifyd", "0.7.3", ["actions"]).buttons is None
    assert server("none", "", []).body("text") == ""


# ---------------------------------------------------------------- real servers

XFCE = "/usr/lib/x86_64-linux-gnu/xfce4/notifyd/xfce4-notifyd"


def test_a_button_pressed_in_dunst_comes_back(
    desktop: rig.Desktop, session_bus: rig.Bus, make: Make, heard: Heard, tmp_path: Path
) -> None:
    # dunst asks a menu program which button is meant; this one always answers with the second line.
    menu = tmp_path / "menu"
    menu.write_text('#!/bin/sh\nsed -n "/Why/p" | head -1\n')
    menu.chmod(0o755)
    config = tmp_path / "dunstrc"
    config.write_text(f"[global]\ndmenu = {menu}\nmouse_middle_click = do_action\n")
    environ = {**desktop.environ, "DBUS_SESSION_BUS_ADDRESS": session_bus.address, "HOME": str(tmp_path)}
    with rig.running("dunst", "-conf", str(config), env=environ):
        rig.until(lambda: session_bus.owned("org.freedesktop.Notifications"), "dunst")
        notifier = make(environ)
        assert "dunst" in notifier.probe().reason
        notifier.show(note())
        _in_dunst(environ, 1)
        subprocess.run(["dunstctl", "context"], env=environ, check=True)
        assert heard.wait() == [Reaction("limit", Answered.PRESSED, "why")]
        _in_dunst(environ, 0)
        notifier.show(note())
        _in_dunst(environ, 1)
        subprocess.run(["dunstctl", "close"], env=environ, check=True)
        assert heard.wait(2)[1] == Reaction("limit", Answered.DISMISSED)


def _in_dunst(environ: dict[str, str], count: int) -> None:
    def shown() -> int:
        out = subprocess.run(
            ["dunstctl", "count", "displayed"], env=environ, check=True, capture_output=True, text=True
        )
        return int(out.stdout)

    rig.until(lambda: shown() == count, f"{count} notes in dunst")


def test_a_button_clicked_in_xfce4_notifyd_comes_back(
    desktop: rig.Desktop, session_bus: rig.Bus, make: Make, heard: Heard, tmp_path: Path
) -> None:
    environ = {**desktop.environ, "DBUS_SESSION_BUS_ADDRESS": session_bus.address, "HOME": str(tmp_path)}
    with rig.running(XFCE, env={**environ, "XDG_CACHE_HOME": str(tmp_path), "GSETTINGS_BACKEND": "memory"}):
        rig.until(lambda: session_bus.owned("org.freedesktop.Notifications"), "xfce4-notifyd")
        notifier = make(environ)
        assert "Xfce" in notifier.probe().reason
        notifier.show(note())
        _click_through(desktop, heard)
        (reaction,) = heard.wait()
        assert reaction.answered is Answered.PRESSED
        assert reaction.button in ("later", "why", "limit")


def _click_through(desktop: rig.Desktop, heard: Heard) -> None:
    """Click along the lower edge of the note, where its buttons are, until one was pressed."""
    window = rig.until(lambda: _note_window(desktop), "the note's window").split()[0]
    shape = dict(
        line.split("=")
        for line in desktop.xdotool("getwindowgeometry", "--shell", window).splitlines()
        if "=" in line
    )
    left, top = int(shape["X"]), int(shape["Y"])
    width, height = int(shape["WIDTH"]), int(shape["HEIGHT"])
    end = time.monotonic() + rig.PATIENCE_S
    while not heard and time.monotonic() < end:
        for across in (0.8, 0.6, 0.4):
            if not heard:
                desktop.xdotool("mousemove", left + int(width * across), top + height - 24, "click", 1)
                time.sleep(0.1)


def _note_window(desktop: rig.Desktop) -> str:
    try:
        return desktop.xdotool("search", "--onlyvisible", "--class", "xfce4-notifyd")
    except subprocess.CalledProcessError:
        return ""
