"""The program as people and other programs meet it: commands with what they say, and a tracker that runs."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests import rig
from wellbeing.engine.clock import SystemClock
from wellbeing.line import client
from wellbeing.model import Entry, Span
from wellbeing.ports import KnownError
from wellbeing.store.opening import read_store

COMMAND = (str(Path(sys.executable).with_name("wellbeing")),)
NOWHERE = "unix:path=/nonexistent/bus"
"""A bus address where nobody listens: the person's own buses stay out of tests."""
LAG = timedelta(milliseconds=100)
"""How late a switch may be noticed."""
LOST = timedelta(seconds=10)
"""What a kill may cost."""


def now() -> datetime:
    """The wall clock, as the program reads it."""
    return SystemClock().now()


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def value(self) -> Any:
        """Its one JSON value (any JSON)."""
        return json.loads(self.out)


@dataclass(frozen=True)
class Tracked:
    """An activity as `export json` writes it."""

    start: datetime
    end: datetime
    app: str
    title: str | None
    presence: str

    @property
    def length(self) -> timedelta:
        """How long it lasted."""
        return self.end - self.start


class Tracker:
    """A tracker that runs."""

    def __init__(self, process: subprocess.Popen[bytes], home: Path, errors: Path) -> None:
        self._process = process
        self._home = home
        self._errors = errors

    @property
    def pid(self) -> int:
        """Its process."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether it still runs."""
        return self._process.poll() is None

    @property
    def said(self) -> str:
        """What it wrote to stderr so far."""
        return self._errors.read_text("utf-8")

    def ask(self, do: str, **words: str) -> dict[str, Any] | None:
        """Ask over its line; None while it does not listen. Answers are JSON objects."""
        try:
            return client.ask(self._home / "tracker.socket", do, **words)
        except KnownError:
            return None

    def sensor(self, fact: str) -> dict[str, Any]:
        """The row of a fact's last candidate in its status; empty while it does not answer."""
        rows = [row for row in (self.ask("status") or {}).get("sensors", ()) if row["fact"] == fact]
        return dict(rows[-1]) if rows else {}

    def sees(self, fact: str, ok: bool = True) -> None:
        """Wait until a fact's sensor works, or does not."""
        rig.until(lambda: self.sensor(fact).get("ok") is ok, f"the {fact} sensor to be {ok}")

    def kill(self) -> None:
        """End it at once."""
        self._process.kill()
        self._process.wait()

    def end(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Ask it to end by a signal; its exit code."""
        self._process.send_signal(how)
        return self.wait()

    def wait(self) -> int:
        """Its exit code, once it has ended by itself."""
        return self._process.wait(rig.PATIENCE_S)


@dataclass
class Program:
    """The program with a home of its own, in an environment of its own."""

    home: Path
    environ: Mapping[str, str]
    errors: list[Path] = field(default_factory=list)
    """What each tracker wrote to stderr."""

    def run(self, *words: str, stdin: str = "", home: bool = True, **environ: str) -> Said:
        """Run a command to its end. Nothing it says may look like a fault of ours."""
        where = ("--home", str(self.home)) if home else ()
        done = subprocess.run(
            [*COMMAND, *where, *words],
            env={**self.environ, **environ},
            input=stdin.encode("utf-8", "surrogateescape"),
            capture_output=True,
            timeout=rig.PATIENCE_S * 2,
            check=False,
        )
        said = Said(done.returncode, done.stdout.decode(), done.stderr.decode())
        assert "Traceback" not in said.err, said.err
        return said

    def json(self, *words: str) -> Any:
        """The JSON value that a command answers (any JSON); it must succeed."""
        said = self.run(*words, "--json")
        assert said.code == 0, said.err
        return said.value

    def settings(self, **values: str | int | bool) -> None:
        """Write the settings file."""
        lines = [f"{name} = {json.dumps(value)}\n" for name, value in values.items()]
        self.home.mkdir(mode=0o700, parents=True, exist_ok=True)
        (self.home / "settings.toml").write_text("".join(lines), "utf-8")

    @contextlib.contextmanager
    def tracker(self, *, headless: bool = True, wait: bool = True) -> Iterator[Tracker]:
        """A tracker, once it listens and has read its sensors; killed with the block."""
        errors = self.home.parent / f"{self.home.name}-stderr-{len(self.errors)}.txt"
        self.errors.append(errors)
        command = [*COMMAND, "--home", str(self.home), "run", *(["--headless"] if headless else [])]
        with errors.open("wb") as file:
            process = subprocess.Popen(
                ["setpriv", "--pdeathsig", "KILL", *command],
                env=dict(self.environ),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=file,
            )
        tracker = Tracker(process, self.home, errors)
        try:
            if wait:
                rig.until(lambda: tracker.ask("status") or not tracker.alive, "the tracker to listen")
                assert tracker.alive, tracker.said
            yield tracker
            assert "Traceback" not in tracker.said, tracker.said
        finally:
            tracker.kill()

    def activities(self) -> list[Tracked]:
        """All that is recorded, by `export json -`."""
        said = self.run("export", "json", "-")
        assert said.code == 0, said.err
        return [
            Tracked(
                datetime.fromisoformat(row["start"]).astimezone(UTC),
                datetime.fromisoformat(row["end"]).astimezone(UTC),
                row["app"],
                row["title"],
                row["presence"],
            )
            for row in said.value
        ]

    def journal(self) -> list[Entry]:
        """The journal, oldest first; no command prints it, so the record itself is asked."""
        store = read_store(self.home / "wellbeing.sqlite", clock=SystemClock())
        if store is None:
            return []
        try:
            return store.entries(Span(datetime(2000, 1, 1, tzinfo=UTC), now() + timedelta(days=1)))
        finally:
            store.close()

    def kinds(self) -> list[str]:
        """Kinds of the journal's lines, oldest first."""
        return [str(entry.kind) for entry in self.journal()]

    def sound(self) -> None:
        """The record passes every check."""
        said = self.run("verify")
        assert said.code == 0, said.err
        assert said.out.startswith("All is well")


def quiet(environ: Mapping[str, str], folder: Path) -> dict[str, str]:
    """An environment in which nothing of the person's own is read or written."""
    own = {
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "DBUS_SYSTEM_BUS_ADDRESS": NOWHERE,
        "DBUS_SESSION_BUS_ADDRESS": NOWHERE,
        "LC_ALL": "C.UTF-8",
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
    }
    return {"PATH": os.environ["PATH"], **environ, **own}


def used(activities: Sequence[Tracked], start: datetime, end: datetime) -> dict[str, timedelta]:
    """Active time by app between two moments."""
    sums: dict[str, timedelta] = {}
    for one in activities:
        amount = min(one.end, end) - max(one.start, start)
        if one.presence == "active" and amount > timedelta(0):
            sums[one.app] = sums.get(one.app, timedelta(0)) + amount
    return sums


def sleep_until(moment: float) -> None:
    """Wait for a moment of the monotonic clock: a schedule is the thing measured."""
    time.sleep(max(0.0, moment - time.monotonic()))
