"""What it costs to know which agent is in front, and which ones work: beside the budget and beside psutil.

    python tests/bench/bench_processes.py [--processes 300] [--agents 5]

Prints `name: value unit (floor …, budget …)`. The shares are of one core, at the period at which the tracker looks.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

import psutil

from tests import rig
from tests.bench.measure import say
from tests.fakes.ledger import FakeLedger
from tests.terminals import Tab, commands, environ, tab
from wellbeing.agents.working import LOOK
from wellbeing.engine.clock import SystemClock
from wellbeing.engine.watch import Watch
from wellbeing.files import rules
from wellbeing.model import Evidence
from wellbeing.sensors.proc import YOUNG, ProcTable
from wellbeing.sensors.terminal import TerminalSensor
from wellbeing.timeline.fold import Rhythm

TIMES = 200
HERE = Evidence("xterm", None, "xterm", os.getpid())
_LOOK_S = LOOK.total_seconds()
_PERIOD_S = Rhythm().period.total_seconds()


def main() -> None:
    """Print every figure."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument(
        "--processes", type=int, default=300, help="processes that sleep beside those that run anyway"
    )
    options.add_argument("--agents", type=int, default=5, help="agents at work")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as name, contextlib.ExitStack() as stack:
        folder = Path(name)
        commands(folder, "claude")
        for _ in range(chosen.processes):
            stack.enter_context(rig.running("sleep", "infinity"))
        tabs = [stack.enter_context(tab(environ(folder), folder)) for _ in range(chosen.agents)]
        for one in tabs:
            one.line("claude")
            one.line("work 600")
        scans()
        watches()
        terminals(tabs[-1], folder)


def scans() -> None:
    """A look at all processes."""
    table = ProcTable()
    say("processes", len(table.refresh()), "processes")
    say("scan_first", cpu_ms(lambda: ProcTable().refresh(), 5), "ms CPU")
    say(
        "scan_psutil",
        cpu_ms(lambda: [one.info for one in psutil.process_iter(["name", "cmdline", "ppid"])], 5),
        "ms CPU",
    )
    time.sleep(YOUNG.total_seconds() + 1)
    table.refresh()
    say("scan", cpu_ms(table.refresh), "ms CPU", floor=0.14, budget=0.3)


def watches() -> None:
    """The watch over agents."""
    ledger, clock, tools = FakeLedger(), SystemClock(), rules.catalogue().tools

    def fresh() -> Watch:
        return Watch(ProcTable(), lambda: tools, ledger, clock, every=LOOK * 0)

    say("watch_first", cpu_ms(lambda: fresh().beat(recording=True), 5), "ms CPU")
    watch = fresh()
    watch.beat(recording=True)
    once = cpu_ms(lambda: watch.beat(recording=True))
    say("watch_look", once, "ms CPU")
    say("watch_share", once / 1000 / _LOOK_S * 100, "% of a core", budget=0.02)


def terminals(front: Tab, folder: Path) -> None:
    """What runs in the terminal in front."""
    table = ProcTable()
    sensor = TerminalSensor(table, lambda: datetime.now(UTC))  # noqa: TID251 - the wall clock
    sensor.foreground(HERE)
    titles = count()
    anew = cpu_ms(lambda: sensor.foreground(replace(HERE, title=str(next(titles)))))
    again = cpu_ms(lambda: sensor.foreground(HERE))
    say("terminal_look_anew", anew, "ms CPU", floor=0.14)
    say("terminal_look_again", again, "ms CPU")
    say("terminal_share_in_front", anew / 1000 / _PERIOD_S * 100, "% of a core", budget=0.02)
    # Back and forth between windows that are known: one look in four is a new one.
    say("terminal_share_switching", (anew + 3 * again) / 40, "% of a core", budget=0.2)
    other = Evidence("browser", None, "browser", 1)
    say("other_window_look", cpu_ms(lambda: sensor.foreground(other)), "ms CPU")
    if shutil.which("tmux") is None:
        return
    front.type("\x03")
    front.line("tmux new claude")
    rig.until(lambda: any("claude" in one[-1] for one in sensor.foreground(HERE).commands), "tmux")
    try:
        time.sleep(2)  # until tmux has asked the terminal what it is
        front.rest(100)
        sensor.foreground(HERE)
        say("tmux_look_untouched", cpu_ms(lambda: sensor.foreground(HERE), 50), "ms CPU")

        def touched() -> None:
            sensor._shown.clear()
            sensor.foreground(HERE)

        say("tmux_look_after_a_key", cpu_ms(touched, 50), "ms CPU, tmux's own included")
    finally:
        subprocess.run(["tmux", "kill-server"], env=environ(folder), check=False)


def cpu_ms(work: Callable[[], object], times: int = TIMES) -> float:
    """Processor time of one call in milliseconds, that of programs it starts included."""
    work()
    before = os.times()
    for _ in range(times):
        work()
    after = os.times()
    spent = sum(after[:4]) - sum(before[:4])
    return spent / times * 1000


if __name__ == "__main__":
    main()
