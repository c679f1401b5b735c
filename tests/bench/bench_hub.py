"""A thousand devices push at once to a real hub over TLS: how long each waits, and whether any is lost.

python tests/bench/bench_hub.py [--devices N] [--database sqlite|postgresql] [--how "at once"|cold|spread]...

The devices live in a process of their own, on the same two cores. Three ways: `at once` all send in the same moment
over connections that are open; `cold` all connect in the same moment, shake hands and send; `spread` all connect
within ten seconds, as devices whose clocks strike the same quarter of an hour.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import ssl
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[2]))

import psutil

from tests import hubs
from tests.bench.measure import say
from tests.e2e.program import now
from tests.postgresql import binaries, cluster

BUDGET_MS = 300.0
HOW = ("at once", "cold", "spread")


# ---------------------------------------------------------------- the devices, in their own process


class Device:
    """One device with its connection."""

    def __init__(self, port: int, request: bytes) -> None:
        self.port, self.request = port, request
        self.reader: asyncio.StreamReader | None = None
        self.writer: asyncio.StreamWriter | None = None

    async def connect(self, context: ssl.SSLContext) -> None:
        self.reader, self.writer = await asyncio.open_connection(
            "127.0.0.1", self.port, ssl=context, server_hostname="127.0.0.1", ssl_handshake_timeout=60
        )

    async def push(self) -> int:
        assert self.reader is not None
        assert self.writer is not None
        self.writer.write(self.request)
        head = await self.reader.readuntil(b"\r\n\r\n")
        length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
        await self.reader.readexactly(length)
        return int(head.split(b" ", 2)[1])


async def load(
    port: int, pid: int, cafile: str, pushes: list[tuple[str, str, bytes]], how: str
) -> dict[str, object]:
    """Have all of them push; each one's wait in ms, and what was answered."""
    hub = psutil.Process(pid)
    context = ssl.create_default_context(cafile=cafile)
    devices = [Device(port, _request(port, path, token, body)) for path, token, body in pushes]
    if how == "at once":
        for start in range(0, len(devices), 50):
            await asyncio.gather(*(one.connect(context) for one in devices[start : start + 50]))
        await asyncio.sleep(0.5)
    waits: list[float] = []
    answers: list[int] = []

    async def one_push(place: int, device: Device) -> None:
        if how == "spread":
            await asyncio.sleep(10 * place / len(devices))
        begin = time.perf_counter()
        if device.writer is None:
            await device.connect(context)
        answers.append(await device.push())
        waits.append(1000 * (time.perf_counter() - begin))

    own, others = time.process_time(), _cpu_s(hub)
    begin = time.perf_counter()
    done = await asyncio.gather(*(one_push(*one) for one in enumerate(devices)), return_exceptions=True)
    wall = time.perf_counter() - begin
    failed = [repr(one) for one in done if isinstance(one, BaseException)]
    return {
        "waits": waits,
        "answers": answers,
        "failed": failed,
        "wall_s": wall,
        "cpu_s": time.process_time() - own,
        "hub_s": _cpu_s(hub) - others,
    }


def _cpu_s(process: psutil.Process) -> float:
    spent = process.cpu_times()
    return float(spent.user + spent.system)


def _request(port: int, path: str, token: str, body: bytes) -> bytes:
    head = (
        f"PUT {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAuthorization: Bearer {token}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def client() -> None:
    """Read what to do from stdin, tell what came of it on stdout."""
    import uvloop

    wish = json.loads(sys.stdin.read())
    pushes = [(path, token, json.dumps(body).encode()) for path, token, body in wish["pushes"]]
    print(json.dumps(uvloop.run(load(wish["port"], wish["pid"], wish["cafile"], pushes, wish["how"]))))


# ---------------------------------------------------------------- the bench


def measure(hub: hubs.Hub, made: list[tuple[str, str]], name: str, how: str, revision: int) -> None:
    """One way, printed."""
    day = hubs.yesterday()
    pushes = [
        (f"/api/v1/digests/{day}", token, hubs.figures(number, day, revision)) for number, token in made
    ]
    assert hub.process is not None
    wish = {
        "port": hub.port,
        "pid": hub.process.pid,
        "cafile": str(hub.home / "hub/certificate.pem"),
        "pushes": pushes,
        "how": how,
    }
    done = subprocess.run(
        [sys.executable, __file__, "--client"],
        input=json.dumps(wish),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    good = sum(one in (200, 201) for one in told["answers"])
    waits = sorted(told["waits"])
    label = f"hub {name} {how}"
    say(f"{label}, lost", len(made) - good, "pushes", budget=0)
    say(f"{label}, p50", statistics.median(waits), "ms")
    say(f"{label}, p95", waits[int(0.95 * (len(waits) - 1))], "ms", budget=BUDGET_MS)
    say(f"{label}, slowest", waits[-1], "ms")
    say(f"{label}, all", told["wall_s"], "s")
    say(f"{label}, hub's CPU a push", 1000 * told["hub_s"] / len(made), "ms")
    say(f"{label}, devices' CPU a push", 1000 * told["cpu_s"] / len(made), "ms")
    if told["failed"]:
        print(told["failed"][:3])


@contextlib.contextmanager
def database(kind: str, folder: Path) -> Iterator[str]:
    """Where the hub keeps it: empty for SQLite."""
    if kind == "sqlite":
        yield ""
        return
    where = binaries()
    assert where is not None, "PostgreSQL is not installed"
    with cluster(where) as address:
        yield address


def kept(place: str, hub: hubs.Hub, revision: int) -> int:
    """How many digests are in the database, with the last revision."""
    from wellbeing.store.hub.opening import open_hub

    source = open_hub(place or hub.home / "hub/hub.sqlite", now=now(), backups=hub.home)
    try:
        with source.reading() as connection:
            return int(
                connection.exec_driver_sql(
                    f"SELECT count(*) FROM digest WHERE revision = {revision:d}"  # noqa: S608 - a number
                ).scalar()
                or 0
            )
    finally:
        source.close()


def main() -> None:
    """Measure what was asked for."""
    words = argparse.ArgumentParser()
    words.add_argument("--devices", type=int, default=1000)
    words.add_argument("--database", choices=["sqlite", "postgresql"])
    words.add_argument("--how", choices=HOW, action="append")
    words.add_argument("--client", action="store_true")
    wish = words.parse_args()
    if wish.client:
        client()
        return
    for kind in [wish.database] if wish.database else ["sqlite", "postgresql"]:
        with TemporaryDirectory(prefix="wb") as folder, database(kind, Path(folder)) as place:
            hub = hubs.set_up(Path(folder), database=place)
            made = hubs.add_devices(hub, wish.devices, place)
            with hubs.serving(hub):
                for revision, how in enumerate(wish.how or HOW, 1):
                    measure(hub, made, kind, how, revision)
                hub.end()
            say(f"hub {kind}, kept in the end", kept(place, hub, len(wish.how or HOW)), f"of {wish.devices}")


if __name__ == "__main__":
    main()
