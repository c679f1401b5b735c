"""Reading AI logs against its budget and beside ccusage: `PYTHONPATH=. python tests/bench/bench_ai_logs.py [--mb N]`.

Logs as agents leave them: most bytes are results of tools. Cold: the first reading, into a record. Warm: nothing has
changed. Grown: one line more. Memory is the peak of a process of its own, the program's imports included.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests import ccusage
from tests.bench.measure import MB, say
from tests.interop.agent_logs import Claude, Codex, Line, write
from wellbeing.model import Tokens

_BUDGET_CPU_S, _BUDGET_MB, _BUDGET_WARM_MS = 1.2, 80.0, 50.0
_FLOOR_S = 0.35
"""msgspec on the lines that matter and nothing else, for 230 MB (facts, "Conventions")."""

_READ = """
import json, os, resource, sys, time
from pathlib import Path
from wellbeing import app
from wellbeing.files.paths import home
from tests.interop.told import EVER
where = home(sys.argv[1])
where.prepare()
store = app.open_record(where, app.settings_or_defaults(where), app.clock(), readonly=False)
reader = app.log_reader(store, where.logs)
imported = resource.getrusage(resource.RUSAGE_SELF)
began = imported.ru_utime + imported.ru_stime
reader.read()
done = resource.getrusage(resource.RUSAGE_SELF)
tokens = store.ledger.tokens(EVER)
store.close()
print(json.dumps({
    "cpu_s": done.ru_utime + done.ru_stime - began,
    "start_mb": imported.ru_maxrss / 1000,
    "peak_mb": done.ru_maxrss / 1000,
    "tokens": {name: [t.input, t.output, t.cache_creation, t.cache_read] for name, t in tokens.items()},
}))
"""


class Heavy(Claude):
    """Sessions with results of tools as long as they are in life: 2 to 30 kB."""

    def _result(self, session: str) -> Line:
        text = "x = some_function(argument)  # a line of code\n" * self.random.randint(40, 640)
        block = {"type": "tool_result", "tool_use_id": "toolu_1", "content": text}
        return self._user(session, [block], toolUseResult={"stdout": text[:2000]})


class HeavyCodex(Codex):
    """The same for Codex."""

    def _answer(self, total: Line, least: float = 1.2) -> list[Line]:
        text = "+ a changed line of a file\n" * self.random.randint(40, 640)
        output = {"type": "function_call_output", "call_id": "c", "output": text}
        return [*super()._answer(total, least), self._event(output, "response_item", at=self.at)]


def fill(home: Path, size: int) -> int:
    """Write logs of so many bytes; how many they are."""
    seed = written = 0
    while written < size:
        Heavy(home, seed).fill(20)
        HeavyCodex(home, seed).fill(10)
        seed += 1
        written = sum(path.stat().st_size for path in home.rglob("*.jsonl"))
    return written


def read(home: Path, record: Path) -> dict[str, float]:
    """One reading in a process of its own."""
    environ = {
        **os.environ,
        "HOME": str(home),
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
    }
    done = subprocess.run(
        [sys.executable, "-c", _READ, str(record)], capture_output=True, text=True, check=True, env=environ
    )
    said: dict[str, float] = json.loads(done.stdout)
    return said


def peer(home: Path) -> tuple[float, float, Tokens]:
    """CPU seconds and peak MB of ccusage for both agents, one after the other."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    tokens = ccusage.tokens("claude", home) + ccusage.tokens("codex", home)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu_s = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return cpu_s, after.ru_maxrss / 1000, tokens


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--mb", type=int, default=234)
    chosen = parser.parse_args()
    ccusage.program()
    with TemporaryDirectory() as folder:
        home, record = Path(folder) / "home", Path(folder) / "record"
        size = fill(home, chosen.mb * MB)
        files = len(list(home.rglob("*.jsonl")))
        print(f"{size / MB:.0f} MB in {files} logs")
        their_s, their_mb, theirs = peer(home)
        cold = read(home, record)
        share = size / MB / 234
        say("first reading, CPU", cold["cpu_s"], "s", floor=_FLOOR_S * share, budget=_BUDGET_CPU_S * share)
        print(f"    ccusage: {their_s:.3g} s, ratio {cold['cpu_s'] / their_s:.2g}")
        say("first reading, peak memory", cold["peak_mb"], "MB", floor=cold["start_mb"], budget=_BUDGET_MB)
        print(f"    ccusage: {their_mb:.3g} MB, ratio {cold['peak_mb'] / their_mb:.2g}")
        warm = read(home, record)
        say("nothing new, CPU", 1000 * warm["cpu_s"], "ms", budget=_BUDGET_WARM_MS)
        write(next(iter(sorted(home.rglob("*.jsonl")))), [{"type": "summary", "summary": "x"}])
        say("one line more, CPU", 1000 * read(home, record)["cpu_s"], "ms", budget=_BUDGET_WARM_MS)
        began = time.perf_counter()
        kept = (record / "wellbeing.sqlite").stat().st_size
        say("kept in the record", kept / MB, "MB")
        ours = sum((Tokens(*one) for one in dict(cold["tokens"]).values()), Tokens())  # type: ignore[call-overload]
        print(f"tokens equal those of ccusage: {ours == theirs} ({time.perf_counter() - began:.2g} s)")


if __name__ == "__main__":
    main()
