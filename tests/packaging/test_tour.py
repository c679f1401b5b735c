"""The tour is given as a newcomer meets it: no display, one command, a table and pictures at the end."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

TOUR = Path(__file__).parents[2] / "packaging" / "tour.py"
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.mark.desktop
def test_the_tour_tracks_real_windows_and_leaves_a_table_and_pictures(tmp_path: Path) -> None:
    command = [sys.executable, str(TOUR), "--seconds", "10", "--files", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=180, check=False)
    assert done.returncode == 0, (
        done.stdout + done.stderr + (tmp_path / "log.txt").read_text(errors="replace")
    )
    for name in ("panel.png", "desktop.png", "window.png"):
        assert (tmp_path / name).read_bytes().startswith(PNG)
        assert str(tmp_path / name) in done.stdout
    for name, begins in (("report.html", b"<!doctype"), ("report.pdf", b"%PDF"), ("report.png", PNG)):
        assert (tmp_path / name).read_bytes().startswith(begins)
        assert str(tmp_path / name) in done.stdout
    assert (tmp_path / "day.txt").read_text() in done.stdout
    watched = [
        sum(map(float, re.findall(r"([\d.]+) s\b", line)))
        for line in done.stdout.splitlines()
        if "In front" in line
    ]
    assert len(watched) == 2
    # what the tracker tells also holds the time before and after the visits
    assert watched[0] == pytest.approx(10, abs=1)
    assert watched[0] <= watched[1] + 0.5


@pytest.mark.desktop
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_a_tour_that_is_stopped_puts_everything_away(tmp_path: Path, ending: signal.Signals) -> None:
    command = [sys.executable, "-u", str(TOUR), "--files", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as tour:
        assert tour.stdout is not None
        assert "private desktop" in tour.stdout.readline()
        assert "tracker runs" in tour.stdout.readline()
        started = psutil.Process(tour.pid).children(recursive=True)
        assert {"Xvfb", "openbox", "tint2"} <= {program.name() for program in started}
        tour.send_signal(ending)
        rest = tour.stdout.read()
    assert tour.returncode == 130
    assert "put away" in rest
    _, alive = psutil.wait_procs(started, timeout=10)
    assert not alive
