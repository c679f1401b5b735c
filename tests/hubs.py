"""A real hub for tests: set up by the command line, served as a process, asked over TLS."""

from __future__ import annotations

import contextlib
import http.client
import json
import re
import secrets
import signal
import socket
import ssl
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from tests import rig
from tests.e2e.program import COMMAND, now, quiet

PASSWORD = "correct horse battery"  # noqa: S105 - of nobody
DAY = date(2026, 11, 24)


def free_port() -> int:
    """A port that nobody uses: below those that systems give to connections, so that none takes it meanwhile."""
    while True:
        port = 20_000 + secrets.randbelow(12_000)
        with contextlib.suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port


def figures(
    device: str,
    day: date = DAY,
    revision: int = 1,
    *,
    level: str = "apps",
    active_s: int = 11_400,
    **more: Any,
) -> dict[str, Any]:
    """A digest as a device sends it (JSON): three hours and some from eight on, a third of it with AI."""
    hours, left = [0] * 24, active_s
    for hour in range(8, 24):
        hours[hour] = min(3600, left)
        left -= hours[hour]
    ai_hours = [amount // 3 for amount in hours]
    attended = sum(ai_hours)
    digest = {
        "version": 1,
        "device": device,
        "day": day.isoformat(),
        "level": level,
        "zone": "Europe/Berlin",
        "revision": revision,
        "until": datetime(day.year, day.month, day.day, 18, tzinfo=UTC).isoformat(),
        "active_s": active_s,
        "hours": hours,
        "ai": {
            "attended_s": attended,
            "unattended_s": 600,
            "prompts": 21,
            "night_s": ai_hours[23],
            "hours": ai_hours,
        },
        "night_s": hours[23],
        "longest_free_s": min(3000, active_s),
        "breaks": 4,
        "journal": {"pauses": 1, "paused_s": 900},
        "chain": {"entries": 12, "head": "ab" * 32},
        "limits": [{"id": "games", "name": "Games", "shown": "totals", "kept": True, "agreed": True}],
    }
    if level != "totals":
        digest["categories"] = {"games": active_s // 2, "learning": active_s // 4}
        digest["ai_kinds"] = {"chat_assistant": attended}
    if level == "apps":
        digest["apps"] = [
            {"name": "Minetest", "active_s": active_s // 2},
            {"name": "Writer", "active_s": active_s // 4},
        ]
        digest["tools"] = [{"id": "chatgpt", "attended_s": attended, "unattended_s": 0, "prompts": 21}]
    return {**digest, **more}


@dataclass(frozen=True)
class Answer:
    """What the hub said."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def value(self) -> Any:
        """Its JSON (any)."""
        return json.loads(self.body)

    @property
    def text(self) -> str:
        """Its page."""
        return self.body.decode("utf-8")


@dataclass
class Hub:
    """A hub that runs."""

    home: Path
    port: int
    environ: Mapping[str, str]
    said: Path
    secure: bool = True
    process: subprocess.Popen[bytes] | None = None
    source: str = "127.0.0.1"
    """Where requests come from; any address of 127/8 will do."""

    @property
    def url(self) -> str:
        """Its address."""
        return f"{'https' if self.secure else 'http'}://127.0.0.1:{self.port}"

    def run(self, *words: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        """A command of `wellbeing hub`; in this process, since many starts take long, but for the server's own."""
        command = ["--home", str(self.home), "hub", *words]
        if words[0] != "serve":
            from wellbeing.cli.commands import wellbeing

            told = CliRunner().invoke(wellbeing, command, input=stdin, env={"LANGUAGE": "en"})
            assert told.exit_code in (0, 1, 2), told.output
            return subprocess.CompletedProcess(command, told.exit_code, told.stdout, told.stderr)
        done = subprocess.run(
            [*COMMAND, *command],
            env=dict(self.environ),
            capture_output=True,
            text=True,
            timeout=rig.PATIENCE_S * 2,
            check=False,
        )
        assert "Traceback" not in done.stderr, done.stderr
        return done

    def invite(self, name: str, *words: str) -> str:
        """A code from the command line."""
        done = self.run("invite", name, *words)
        assert done.returncode == 0, done.stderr
        [code] = re.findall(r"^    (\S+)$", done.stdout, re.MULTILINE)
        return str(code)

    def connection(self) -> http.client.HTTPConnection:
        """One to the hub; its certificate is compared by the fingerprint elsewhere."""
        source = (self.source, 0)
        if not self.secure:
            return http.client.HTTPConnection("127.0.0.1", self.port, timeout=30, source_address=source)
        context = ssl.create_default_context(cafile=str(self.home / "hub" / "certificate.pem"))
        return http.client.HTTPSConnection(
            "127.0.0.1", self.port, timeout=30, context=context, source_address=source
        )

    def ask(
        self, method: str, path: str, value: Any = None, *, token: str = "", body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:  # fmt: skip
        """One request on a connection of its own (any JSON)."""
        sent = body if body is not None else None if value is None else json.dumps(value).encode()
        words = {**({"Authorization": f"Bearer {token}"} if token else {}), **(headers or {})}
        one = self.connection()
        try:
            one.request(method, path, sent, words)
            answer = one.getresponse()
            found: dict[str, str] = {}
            for name, content in answer.getheaders():
                found[name.lower()] = "\n".join(filter(None, [found.get(name.lower()), content]))
            return Answer(answer.status, found, answer.read())
        finally:
            one.close()

    def paired(self, name: str, *words: str) -> tuple[str, str]:
        """A device of a member: id and token."""
        from wellbeing.family import code

        proof = code.read(self.invite(name, *words)).proof
        answer = self.ask("POST", "/api/v1/pair", {"code": proof, "device": {"name": f"{name}'s laptop"}})
        assert answer.status == 201, answer.body
        return answer.value["device"], answer.value["token"]

    def members(self) -> dict[str, str]:
        """Ids by name."""
        return {one["name"]: one["id"] for one in json.loads(self.run("members", "--json").stdout)["members"]}

    def end(self, how: signal.Signals = signal.SIGTERM) -> int:
        """End it; its exit code."""
        assert self.process is not None
        self.process.send_signal(how)
        return self.process.wait(rig.PATIENCE_S)


def set_up(folder: Path, *words: str, database: str = "", secure: bool = True) -> Hub:
    """A hub that was set up and does not run yet."""
    hub = Hub(folder / "hub-home", free_port(), quiet({}, folder), folder / "hub-said.txt", secure)
    options = ["--url", f"https://127.0.0.1:{hub.port}", "--port", str(hub.port), "--parent", "Ada"]
    options += ["--behind-proxy"] if not secure else []
    options += ["--database", database] if database else []
    done = hub.run("setup", *options, *words, stdin=PASSWORD + "\n")
    assert done.returncode == 0, done.stderr
    return hub


@contextlib.contextmanager
def serving(hub: Hub, *words: str) -> Iterator[Hub]:
    """The hub while it answers."""
    with hub.said.open("ab") as said:
        hub.process = subprocess.Popen(
            ["setpriv", "--pdeathsig", "KILL", *COMMAND, "--home", str(hub.home), "hub", "serve", *words],
            env=dict(hub.environ),
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
        )
    try:
        rig.until(lambda: answers(hub) or _over(hub), "the hub to answer")
        yield hub
    finally:
        hub.process.kill()
        hub.process.wait()


def answers(hub: Hub) -> bool:
    """Whether it listens."""
    with contextlib.suppress(OSError):
        socket.create_connection(("127.0.0.1", hub.port), timeout=1).close()
        return True
    return False


def _over(hub: Hub) -> bool:
    assert hub.process is not None
    assert hub.process.poll() is None, hub.said.read_text("utf-8")
    return False


def add_devices(hub: Hub, count: int, database: str = "") -> list[tuple[str, str]]:
    """Many devices at once, put into the database as pairing does: ids and tokens."""
    from wellbeing.api import secret
    from wellbeing.store.hub import devices, people
    from wellbeing.store.hub.devices import Kept
    from wellbeing.store.hub.opening import open_hub

    at = now()
    source = open_hub(database or hub.home / "hub" / "hub.sqlite", now=at, backups=hub.home)
    made = [(secret.number(), secret.token()) for _ in range(count)]
    try:
        with source.writing() as connection:
            [(family, _name), *_] = people.families(connection)
            person = people.members(connection, family)[0].person.id
            for number, token in made:
                devices.add(connection, Kept(number, family, person, "laptop", "", at, None, None), token)
    finally:
        source.close()
    return made


def yesterday() -> date:
    """A day that every clock agrees has begun."""
    return now().date() - timedelta(days=1)
