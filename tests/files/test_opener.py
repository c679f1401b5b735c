"""Whether the program that opens a report may read it where it lies."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from wellbeing.files.opener import Opener, default_opener, opener, place_for, reads

HOME = Path("/home/mia")
SNAP, PLAIN = Opener("Firefox", snap=True), Opener("Firefox", snap=False)
UBUNTU = """[Desktop Entry]
Version=1.0
Name=Firefox Web Browser
Exec=env BAMF_DESKTOP_FILE_HINT=/var/lib/snapd/desktop/applications/firefox_firefox.desktop /snap/bin/firefox %u
X-SnapInstanceName=firefox
[Desktop Action NewWindow]
Name=Open a New Window
"""
DEBIAN = "[Desktop Entry]\nName=Firefox ESR\nExec=/usr/lib/firefox-esr/firefox-esr %u\n"
FLATPAK = "[Desktop Entry]\nName=Firefox\nExec=/usr/bin/flatpak run --file-forwarding org.mozilla.firefox @@u %u @@\n"
OWN = "[Desktop Entry]\nName=My browser\nExec=/snap/bin/chromium %U\n"
LAUNCHED = "[Desktop Entry]\nName=Chromium\nExec=snap run chromium %U\n"
ACTION = "[Desktop Entry]\nName=Text\nExec=gedit %U\n[Desktop Action Web]\nExec=/snap/bin/firefox\n"


@pytest.mark.parametrize(
    ("place", "entry", "found"),
    [
        (
            "/var/lib/snapd/desktop/applications/firefox_firefox.desktop",
            UBUNTU,
            ("Firefox Web Browser", True),
        ),
        (
            "/home/mia/.local/share/applications/firefox_firefox.desktop",
            UBUNTU,
            ("Firefox Web Browser", True),
        ),
        ("/usr/share/applications/firefox-esr.desktop", DEBIAN, ("Firefox ESR", False)),
        (
            "/var/lib/flatpak/exports/share/applications/org.mozilla.firefox.desktop",
            FLATPAK,
            ("Firefox", False),
        ),
        ("/home/mia/.local/share/applications/mine.desktop", OWN, ("My browser", True)),
        ("/usr/share/applications/chromium.desktop", LAUNCHED, ("Chromium", True)),
        ("/usr/share/applications/gedit.desktop", ACTION, ("Text", False)),
        ("/usr/share/applications/empty.desktop", "", ("empty", False)),
        ("/var/lib/snapd/desktop/applications/x_y.desktop", "", ("x_y", True)),
    ],
)
def test_a_desktop_entry_says_whether_it_starts_a_snap(
    place: str, entry: str, found: tuple[str, bool]
) -> None:
    assert opener(place, entry) == Opener(*found)


@pytest.mark.parametrize(
    ("file", "may"),
    [
        ("/home/mia/.local/share/wellbeing/reports/week-2026-11-16.html", False),
        ("/home/mia/.wellbeing/report.html", False),
        ("/home/mia/Documents/report.html", True),
        ("/home/mia/Dokumente/.privat/report.html", True),
        ("/home/mia/report.html", True),
        ("/home/mia/snap/firefox/common/report.html", False),
        ("/home/mia/snapshots/report.html", True),
        ("/home/ben/Documents/report.html", False),
        ("/opt/report.html", False),
        ("/run/user/1000/report.html", False),
        ("/srv/wellbeing/reports/week.html", False),
        ("/home/mia", False),
    ],
)
def test_a_snap_reads_only_what_is_not_hidden_below_the_home(file: str, may: bool) -> None:
    assert reads(SNAP, Path(file), HOME) is may
    assert reads(PLAIN, Path(file), HOME)
    assert reads(None, Path(file), HOME)


def test_the_first_folder_that_can_be_read_takes_the_copy() -> None:
    hidden, documents = HOME / ".local/share", HOME / "Documents"
    assert place_for(SNAP, [hidden, documents, HOME], HOME) == documents
    assert place_for(PLAIN, [hidden, documents], HOME) == hidden
    assert place_for(SNAP, [hidden, Path("/srv")], HOME) is None
    assert place_for(SNAP, [], HOME) is None


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("firefox_firefox.desktop", Opener("Firefox Web Browser", snap=True)),
        ("firefox-esr.desktop", Opener("Firefox ESR", snap=False)),
        ("gone.desktop", None),
        ("../secret.desktop", None),
        ("", None),
    ],
)
def test_the_desktop_is_asked(
    said: str, found: Opener | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, entry in (("firefox_firefox", UBUNTU), ("firefox-esr", DEBIAN)):
        (tmp_path / f"{name}.desktop").write_text(entry)
    (tmp_path / "bin").mkdir()
    asked = tmp_path / "bin/xdg-mime"
    asked.write_text(f'#!/bin/sh\ntest "$3" = text/html && echo "{said}"\n')
    asked.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    assert default_opener("text/html", [tmp_path / "nothing", tmp_path]) == found


def test_without_the_desktops_tools_nothing_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert default_opener("text/html", []) is None
