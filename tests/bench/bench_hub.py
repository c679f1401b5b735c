"""A thousand devices push at once to a real hub over TLS: how long each waits, and whether any is lost.

python tests/bench/bench_hub.py [--devices N] [--database sqlite|postgresql] [--how "at once"|cold|again|spread]...

The devices live in a process of their own, on the same two cores: one epoll loop, no framework, the certificate known
by its fingerprint as devices know it. Four ways: `at once` all send in the same moment over connections that are open;
`cold` all connect in the same moment, shake hands and send, as after the hub's start; `again` the same with the TLS
session of the time before, as devices do from the second time on; `spread` all connect within ten seconds.

The floor of `cold` and `again` is a server on uvloop with the same certificate that answers the same bytes to
everybody and does nothing else, asked by the same devices. What C alone takes of these cores (OpenSSL 3.0, server and
client on bare epoll) is 0.41 + 0.63 ms a full handshake and 0.37 + 0.34 ms a resumed one: with both on two cores, a
thousand full handshakes take half a second, whatever the server is written in.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import heapq
import json
import select
import socket
import ssl
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests import hubs, rig
from tests.bench.measure import Spent, say
from tests.e2e.program import now
from tests.postgresql import binaries, cluster

BUDGET_MS = 300.0
HOW = ("at once", "cold", "again", "spread")
ANSWER = b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 14\r\n\r\n{"revision":1}'


# ---------------------------------------------------------------- the devices, in their own process


class Device:
    """One device with its connection; each step goes as far as it can without waiting."""

    def __init__(self, port: int, fingerprint: str, request: bytes) -> None:
        self.port, self.fingerprint, self.request = port, fingerprint, request
        self.session: ssl.SSLSession | None = None
        self.begun = 0.0
        self.open = self.sent = self.resumed = False
        self._bare: socket.socket | None = None
        self._secured: ssl.SSLSocket | None = None
        self._came = b""

    @property
    def wants(self) -> int:
        """What to wait for."""
        return select.EPOLLOUT if self._secured is None else select.EPOLLIN

    def number(self) -> int:
        """Of its socket."""
        if self._bare is None:
            self._bare = socket.socket()
            self._bare.setblocking(False)
            self._bare.connect_ex(("127.0.0.1", self.port))
        return (self._secured or self._bare).fileno()

    def connect(self, context: ssl.SSLContext) -> None:
        """Shake hands; whoever it is, is known by the fingerprint."""
        if self._secured is None:
            assert self._bare is not None
            self._secured = context.wrap_socket(
                self._bare, do_handshake_on_connect=False, session=self.session
            )
        self._secured.do_handshake()
        shown = self._secured.getpeercert(binary_form=True) or b""
        assert sha256(shown).hexdigest() == self.fingerprint
        self.open, self.resumed = True, bool(self._secured.session_reused)

    def push(self) -> int:
        """Send, and read the answer: its status."""
        assert self._secured is not None
        if not self.sent:
            self._secured.sendall(self.request)
            self.sent = True
        while True:
            self._came += self._secured.recv(16_384)
            head, end, body = self._came.partition(b"\r\n\r\n")
            if end and len(body) >= int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0]):
                self.session = self._secured.session
                self.sent, self._came = False, b""
                return int(head.split(b" ", 2)[1])

    def close(self) -> None:
        """Hang up; its session stays."""
        if self._secured is not None:
            self._secured.close()
        self._bare = self._secured = None
        self.open = False


def rush(devices: list[Device], context: ssl.SSLContext, over_s: float = 0.0, *, push: bool = True) -> Any:
    """Have all of them connect where they are not, and push: (waits in ms, what was answered)."""
    pool, waits, answers = select.epoll(), [], []
    begin = time.perf_counter()
    due = [(begin + over_s * place / len(devices), place) for place in range(len(devices))]
    heapq.heapify(due)
    going: dict[int, Device] = {}
    while due or going:
        while due and due[0][0] <= time.perf_counter():
            one = devices[heapq.heappop(due)[1]]
            one.begun = time.perf_counter()
            if one.open:
                with contextlib.suppress(ssl.SSLWantReadError):
                    one.push()
            going[one.number()] = one
            pool.register(one.number(), one.wants)
        wait = max(0.0, due[0][0] - time.perf_counter()) if due else -1
        for number, _what in pool.poll(wait):
            one = going[number]
            first = one.wants
            try:
                if not one.open:
                    one.connect(context)
                if push:
                    answers.append(one.push())
                    waits.append(1000 * (time.perf_counter() - one.begun))
            except ssl.SSLWantReadError:
                if one.wants != first:  # the socket is the same one, taken over by TLS
                    pool.modify(number, one.wants)
                continue
            pool.unregister(one.number())
            going.pop(one.number(), None)
    return waits, answers


def _request(port: int, path: str, token: str, body: bytes) -> bytes:
    head = (
        f"PUT {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAuthorization: Bearer {token}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def client() -> None:
    """Read what to do from stdin, tell what came of it on stdout."""
    wish = json.loads(sys.stdin.read())
    port, how = wish["port"], wish["how"]
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    devices = [
        Device(port, wish["fingerprint"], _request(port, path, token, json.dumps(body).encode()))
        for path, token, body in wish["pushes"]
    ]
    if how == "at once":
        for start in range(0, len(devices), 50):
            rush(devices[start : start + 50], context, push=False)
    if how == "again":
        for one, (path, token, body) in zip(devices, wish["pushes"], strict=True):
            one.request = _request(port, path, token, json.dumps({**body, "revision": 1}).encode())
        rush(devices, context, 5.0)
        for one, (path, token, body) in zip(devices, wish["pushes"], strict=True):
            one.close()
            one.request = _request(port, path, token, json.dumps(body).encode())
    time.sleep(0.5)
    own, before = time.process_time(), Spent.by(wish["pid"])
    begin = time.perf_counter()
    waits, answers = rush(devices, context, 10.0 if how == "spread" else 0.0)
    after = Spent.by(wish["pid"])
    told = {
        "waits": waits,
        "answers": answers,
        "wall_s": time.perf_counter() - begin,
        "cpu_s": time.process_time() - own,
        "hub_s": after.cpu_s - before.cpu_s,
        "resumed": sum(one.resumed for one in devices),
    }
    print(json.dumps(told))


# ---------------------------------------------------------------- the floor


class _Bare(asyncio.Protocol):
    """Whatever is asked, the same answer."""

    def connection_made(self, transport: Any) -> None:  # Any: uvloop's are none of asyncio's
        self._out = transport

    def data_received(self, data: bytes) -> None:
        if data.endswith(b"}"):
            self._out.write(ANSWER)


def bare(port: int, folder: Path) -> None:
    """Serve it until killed."""
    import uvloop

    from wellbeing.api import certificate

    async def run() -> None:
        files = certificate.Files(folder / "certificate.pem", folder / "key.pem")
        loop = asyncio.get_running_loop()
        context = certificate.context(files)
        server = await loop.create_server(_Bare, "127.0.0.1", port, ssl=context, backlog=2048)
        await server.serve_forever()

    uvloop.run(run())


@contextlib.contextmanager
def bare_server(hub: hubs.Hub) -> Iterator[hubs.Hub]:
    """The floor beside a hub, with its certificate."""
    one = hubs.Hub(hub.home, hubs.free_port(), hub.environ, hub.said)
    words = [sys.executable, __file__, "--bare", str(one.port), str(hub.home / "hub")]
    one.process = subprocess.Popen(words)
    try:
        rig.until(lambda: hubs.answers(one), "the floor to answer")
        yield one
    finally:
        one.process.kill()
        one.process.wait()


# ---------------------------------------------------------------- the bench


def asked(hub: hubs.Hub, made: list[tuple[str, str]], how: str, revision: int) -> Any:
    """What the devices tell (any: their JSON)."""
    from wellbeing.api import certificate

    day = hubs.yesterday()
    pushes = [
        (f"/api/v1/digests/{day}", token, hubs.figures(number, day, revision)) for number, token in made
    ]
    assert hub.process is not None
    wish = {
        "port": hub.port,
        "pid": hub.process.pid,
        "fingerprint": certificate.fingerprint(hub.home / "hub/certificate.pem").hex(),
        "pushes": pushes,
        "how": how,
    }
    words = [sys.executable, __file__, "--client"]
    done = subprocess.run(words, input=json.dumps(wish), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    told["waits"].sort()
    return told


def measure(hub: hubs.Hub, made: list[tuple[str, str]], name: str, how: str, revision: int) -> None:
    """One way, printed beside its floor."""
    told, count = asked(hub, made, how, revision), len(made)
    good = sum(one in (200, 201) for one in told["answers"])
    floor: dict[str, Any] = {}
    if how in ("cold", "again"):
        with bare_server(hub) as nothing:
            floor = asked(nothing, made, how, revision)

    def p95(one: dict[str, Any]) -> float:
        return float(one["waits"][int(0.95 * (count - 1))])

    def cpu(one: dict[str, Any], whose: str) -> float:
        return float(1000 * one[whose] / count)

    label = f"hub {name} {how}"
    say(f"{label}, lost", count - good, "pushes", budget=0)
    say(f"{label}, went on with a session", told["resumed"], "devices")
    say(f"{label}, p50", statistics.median(told["waits"]), "ms")
    say(f"{label}, p95", p95(told), "ms", budget=BUDGET_MS, floor=p95(floor) if floor else None)
    say(f"{label}, slowest", told["waits"][-1], "ms")
    say(f"{label}, all", told["wall_s"], "s")
    for whose, key in (("hub's", "hub_s"), ("devices'", "cpu_s")):
        say(f"{label}, {whose} CPU a push", cpu(told, key), "ms", floor=cpu(floor, key) if floor else None)


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
    words.add_argument("--bare", nargs=2)
    wish = words.parse_args()
    if wish.bare:
        bare(int(wish.bare[0]), Path(wish.bare[1]))
        return
    if wish.client:
        client()
        return
    for kind in [wish.database] if wish.database else ["sqlite", "postgresql"]:
        with TemporaryDirectory(prefix="wb") as folder, database(kind, Path(folder)) as place:
            hub = hubs.set_up(Path(folder), database=place)
            made = hubs.add_devices(hub, wish.devices, place)
            with hubs.serving(hub):
                for revision, how in enumerate(wish.how or HOW, 2):
                    measure(hub, made, kind, how, revision)
                hub.end()
            say(
                f"hub {kind}, kept in the end",
                kept(place, hub, len(wish.how or HOW) + 1),
                f"of {wish.devices}",
            )


if __name__ == "__main__":
    main()
