"""What the kernel knows of a process, and how a bench says it."""

from __future__ import annotations

import re
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Self

MB = 1_000_000
HOUR_S = 3600
_MAPPING = re.compile(r"^[0-9a-f]+-[0-9a-f]+ \S+ \S+ \S+ \d+ *(.*)$")
_SIZE = re.compile(r"^(Rss|Pss): +(\d+) kB$")


def say(
    name: str,
    value: float,
    unit: str,
    *,
    floor: float | None = None,
    budget: float | None = None,
    activitywatch: float | None = None,
) -> None:
    """Print a figure beside its floor, its budget and ActivityWatch's figure (design, section 8)."""
    beside = [
        *([] if floor is None else [f"floor {floor:g}"]),
        *([] if budget is None else [f"budget {budget:g}"]),
        *(
            []
            if activitywatch is None
            else [f"ActivityWatch {activitywatch:g}, ratio {value / activitywatch:.3g}"]
        ),
    ]
    print(f"{name}: {value:.4g} {unit}" + (f" ({', '.join(beside)})" if beside else ""), flush=True)


def memory_mb(pid: int) -> float:
    """Memory of a process as if it ran alone on a desktop.

    The proportional share (PSS) of everything, but for Python and what is installed into it the whole resident
    size: on a person's machine nobody else has these files open, here other programs may.
    """
    ours = (sys.prefix, sys.base_prefix)
    path, total_kb = "", 0
    for line in Path(f"/proc/{pid}/smaps").read_text().splitlines():
        if mapping := _MAPPING.match(line):
            path = mapping.group(1)
        elif (size := _SIZE.match(line)) and size.group(1) == ("Rss" if path.startswith(ours) else "Pss"):
            total_kb += int(size.group(2))
    return total_kb * 1024 / MB


@dataclass(frozen=True)
class Spent:
    """What a process has used since it began."""

    wall_s: float
    cpu_s: float
    written: int
    """Bytes handed to the disk."""

    @classmethod
    def by(cls, pid: int) -> Self:
        """Read it now; CPU time by the scheduler's nanoseconds, of all threads that live."""
        tasks = Path(f"/proc/{pid}/task").iterdir()
        cpu_ns = sum(int((task / "schedstat").read_text().split()[0]) for task in tasks)
        io = dict(line.split(": ") for line in Path(f"/proc/{pid}/io").read_text().splitlines())
        return cls(time.monotonic(), cpu_ns / 1e9, int(io["write_bytes"]))

    def since(self, before: Self) -> tuple[float, float]:
        """CPU as percent of a core, and MB written an hour."""
        wall_s = self.wall_s - before.wall_s
        return (
            100 * (self.cpu_s - before.cpu_s) / wall_s,
            (self.written - before.written) / MB * HOUR_S / wall_s,
        )
