"""How everything stands, with and without a tracker, with a sound and a broken record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.days import NOW, record, source
from wellbeing.engine.source import Source
from wellbeing.engine.view.health import Blind, read
from wellbeing.files.paths import Home, home
from wellbeing.line.server import Server
from wellbeing.ports import Fact, KnownError, StoreDamaged

NO_DESKTOP: dict[str, str] = {}
GOOD = {"fact": "window", "name": "second", "ok": True, "reason": "Seen.", "remedy": ""}
POOR = {"fact": "window", "name": "first", "ok": False, "reason": "Not here.", "remedy": "Install it."}
STATUS: dict[str, Any] = {
    "pid": 1,
    "since": "2026-11-24T08:00:00+00:00",
    "paused_until": None,
    "sensors": [POOR, GOOD],
    "trouble": None,
}


@pytest.fixture
def where(tmp_path: Path) -> Home:
    result = home(str(tmp_path / "home"))
    result.prepare()
    return result


@contextmanager
def tracker(where: Home, said: Callable[[], dict[str, Any]]) -> Iterator[None]:
    server = Server(where.socket, lambda _asked: said())
    server.start()
    yield
    server.close()


def _sources() -> Source:
    return source(record())


def test_without_a_tracker_the_desktop_itself_is_asked(where: Home) -> None:
    view = read(_sources, where, NO_DESKTOP)
    assert not view.running
    assert [row.fact for row in view.facts] == [*Fact, "site", "tray", "notes"]
    assert all(row.used is None for row in view.facts[:2])
    assert view.facts[0].tried[0].reason
    assert (view.since, view.paused_until, view.trouble) == (None, None, None)


def test_a_running_tracker_tells_what_it_uses_and_what_it_passed_over(where: Home) -> None:
    with tracker(where, lambda: STATUS):
        view = read(_sources, where, NO_DESKTOP)
    assert view.running
    window, site, *_shown = view.facts
    assert (site.fact, site.used) == ("site", None)
    assert [check.name for check in window.tried] == ["first", "second"]
    assert window.used is not None
    assert window.used.name == "second"
    assert view.since is not None
    assert view.since.hour == 9
    assert view.faults == 0


def test_a_pause_and_a_trouble_are_told(where: Home) -> None:
    said = STATUS | {"paused_until": "2026-11-24T15:00:00+00:00", "trouble": "The disk is full."}
    with tracker(where, lambda: said):
        view = read(_sources, where, NO_DESKTOP)
    assert view.paused_until is not None
    assert view.paused_until.hour == 16
    assert view.trouble == "The disk is full."


def test_a_tracker_that_cannot_answer_runs_all_the_same(where: Home) -> None:
    def busy() -> dict[str, Any]:
        raise KnownError("The tracker is busy.", "Try again.")

    with tracker(where, busy):
        view = read(_sources, where, NO_DESKTOP)
    assert view.running
    assert view.trouble == "The tracker is busy. Try again."


def test_a_record_that_cannot_be_read_is_a_line_and_no_failure(where: Home) -> None:
    def broken() -> Source:
        raise StoreDamaged("The record is damaged.", "Start the tracker.")

    view = read(broken, where, NO_DESKTOP)
    last = view.files[-1]
    assert (last.fact, last.ok, last.reason, last.remedy) == (
        "record",
        False,
        "The record is damaged.",
        "Start the tracker.",
    )
    assert not view.recorded


def test_broken_files_are_told_with_line_and_remedy(where: Home) -> None:
    where.rules_file.write_text("[[rule]]\n")
    view = read(_sources, where, NO_DESKTOP)
    bad = [check for check in view.files if not check.ok]
    assert [check.fact for check in bad] == ["rules"]
    assert "line 1" in bad[0].reason


@pytest.mark.parametrize(
    ("days", "late"), [(None, True), (1, False), (5, True)], ids=["none", "fresh", "old"]
)
def test_a_missing_or_old_backup_is_late(where: Home, days: int | None, late: bool) -> None:
    if days is not None:
        where.backups.mkdir()
        moment = NOW - timedelta(days=days)
        (where.backups / f"wellbeing-{moment:%Y-%m-%dT%H%M%SZ}.sqlite3").touch()
    view = read(_sources, where, NO_DESKTOP)
    assert view.backup_late is late
    assert (view.backup is None) is (days is None)


def test_a_young_record_needs_no_backup_yet(where: Home) -> None:
    assert not read(lambda: source(record(days_before=1)), where, NO_DESKTOP).backup_late
    assert not read(lambda: source(record((), days_before=0)), where, NO_DESKTOP).backup_late


@pytest.mark.parametrize("environ", [{"XDG_SESSION_TYPE": "wayland"}, {"WAYLAND_DISPLAY": "wayland-0"}])
def test_wayland_hides_windows_only_where_they_are_seen_through_x11(
    where: Home, environ: dict[str, str]
) -> None:
    through_x11 = STATUS | {"sensors": [POOR, GOOD | {"name": "x11-window"}]}
    with tracker(where, lambda: through_x11):
        assert Blind.WAYLAND in read(_sources, where, environ).blind
        assert Blind.WAYLAND not in read(_sources, where, NO_DESKTOP).blind
    with tracker(where, lambda: STATUS):
        assert Blind.WAYLAND not in read(_sources, where, environ).blind


def test_sites_are_unseen_until_a_browser_was_heard(where: Home) -> None:
    heard = {"fact": "site", "name": "companion-firefox", "ok": True, "reason": "Heard.", "remedy": ""}
    other = heard | {"name": "companion-chrome"}
    with tracker(where, lambda: STATUS):
        assert read(_sources, where, NO_DESKTOP).blind == (Blind.SITES, Blind.INCOGNITO)
    with tracker(where, lambda: STATUS | {"sensors": [GOOD, heard, other]}):
        view = read(_sources, where, NO_DESKTOP)
    assert view.blind == (Blind.INCOGNITO,)
    used = [row.used for row in view.facts if row.fact == "site"]
    assert [one.name for one in used if one] == ["companion-firefox", "companion-chrome"]
