"""Time and size of reports as the person gets them: the whole command, with two years and with ten years of record.

    python tests/bench/bench_report.py [HOME …]

Homes that hold a record are used as they are; without any, demo people are written first. The floor is the same command
telling `--version`: the start of Python and of the program alone.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from tests.bench.measure import say

YEARS = (2, 10)
BUDGET_S, BUDGET_KB = 1.5, 500


@dataclass(frozen=True)
class Spent:
    """What a command took."""

    cpu_s: float
    wall_s: float


def spent(*words: str) -> Spent:
    """Of a command, at best of three, with compiled modules kept as on a person's machine."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-m", "wellbeing", *words]

    def once() -> Spent:
        before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run(command, env=kept, check=True, stdout=subprocess.DEVNULL)
        wall, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
        return Spent(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall)

    turns = [once() for _turn in range(3)]
    return Spent(min(one.cpu_s for one in turns), min(one.wall_s for one in turns))


def measure(home: Path, folder: Path) -> None:
    """Print every edition in every kind."""
    floor = spent("--version")
    for edition, kind in product(("week", "month", "year"), ("html", "pdf", "png")):
        file = folder / f"report.{kind}"
        taken = spent("--home", str(home), "report", edition, f"--{kind}", str(file))
        name = f"{home.name}_{edition}_{kind}"
        say(f"{name}_cpu", taken.cpu_s, "s", floor=round(floor.cpu_s, 2), budget=BUDGET_S)
        say(f"{name}_wall", taken.wall_s, "s", floor=round(floor.wall_s, 2), budget=BUDGET_S)
        say(f"{name}_size", file.stat().st_size / 1000, "kB", budget=BUDGET_KB)


def main(homes: list[Path]) -> None:
    """Print every figure."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for years in () if homes else YEARS:
            home = folder / f"{years}-years"
            days = str(years * 365)
            command = [sys.executable, "-m", "wellbeing", "--home", str(home), "demo", "--days", days]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            homes.append(home)
        for home in homes:
            measure(home, folder)


if __name__ == "__main__":
    main([Path(word) for word in sys.argv[1:]])
