"""The way to a hub, against a real TLS server that behaves well and badly."""

from __future__ import annotations

import json
import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import trustme

from tests.digests import digest, in_hours, use
from wellbeing.exchange.hub import HubClient
from wellbeing.exchange.pinned import PinnedConnection, Sessions, Stranger
from wellbeing.family.agreement import Agreement, Member
from wellbeing.family.digest import encoded
from wellbeing.family.level import Level
from wellbeing.family.person import Role
from wellbeing.family.privacy import Need
from wellbeing.ports import FamilyGone, FamilyLater, FamilyRefused, Pushed

ONE = encoded(digest(hours=in_hours(h9=60)))
AGREED = Agreement(family="F", person=Member(id="mia", name="Mia", role=Role.CHILD))


@dataclass
class Server:
    """What it answers, and what it was asked."""

    port: int
    fingerprint: str
    status: int = 200
    body: bytes = b"{}"
    headers: dict[str, str] = field(default_factory=dict)
    asked: list[tuple[str, str, bytes, str]] = field(default_factory=list)
    date: str = "Mon, 04 May 2026 12:00:00 GMT"

    def client(self) -> HubClient:
        return HubClient(f"https://127.0.0.1:{self.port}/family", self.fingerprint, "t")


@pytest.fixture
def server() -> Iterator[Server]:
    authority = trustme.CA()
    certificate = authority.issue_cert("127.0.0.1")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    der = ssl.PEM_cert_to_DER_cert(certificate.cert_chain_pems[0].bytes().decode())

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            told = self.rfile.read(length)
            mine.asked.append((self.command, self.path, told, self.headers.get("Authorization", "")))
            self.send_response(mine.status)
            for name, value in mine.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(mine.body)))
            self.end_headers()
            self.wfile.write(mine.body)

        do_GET = do_POST = do_PUT = do_DELETE = answer  # noqa: N815 - the library's names

        def date_time_string(self, timestamp: float | None = None) -> str:
            return mine.date

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as the library names it
            """Say nothing."""

    class Quiet(ThreadingHTTPServer):
        def handle_error(self, request: object, client_address: object) -> None:
            """A client that hangs up over the certificate is what is tested."""

    web = Quiet(("127.0.0.1", 0), Handler)
    web.socket = context.wrap_socket(web.socket, server_side=True)
    mine = Server(web.server_address[1], sha256(der).hexdigest())
    thread = threading.Thread(target=web.serve_forever, args=(0.02,))
    thread.start()
    yield mine
    web.shutdown()
    thread.join()
    web.server_close()


def test_nothing_is_sent_to_another_certificate(server: Server) -> None:
    stranger = HubClient(f"https://127.0.0.1:{server.port}", "ab" * 16, "secret")
    with pytest.raises(Stranger):
        stranger.agreement()
    assert server.asked == []


def test_the_next_connection_goes_on_with_the_session_and_knows_the_same_certificate(server: Server) -> None:
    kept, resumed = Sessions(), []
    for _visit in range(3):
        one = PinnedConnection(f"https://127.0.0.1:{server.port}", server.fingerprint, kept)
        one.request("GET", "/")
        one.getresponse().read()
        one.close()
        resumed.append(one.resumed)
        assert one.shown == server.fingerprint
    assert resumed == [False, True, True]
    stranger = PinnedConnection(f"https://127.0.0.1:{server.port}", "ab" * 32, kept)
    with pytest.raises(Stranger):
        stranger.connect()
    assert stranger.shown == server.fingerprint


def test_a_session_is_not_kept_of_a_stranger(server: Server) -> None:
    kept = Sessions()
    for _try in range(2):
        stranger = PinnedConnection(f"https://127.0.0.1:{server.port}", "ab" * 32, kept)
        with pytest.raises(Stranger):
            stranger.connect()
    assert server.asked == []


def test_half_a_fingerprint_is_enough_to_know_the_hub_and_the_whole_is_told(server: Server) -> None:
    server.status, server.body = (
        201,
        json.dumps(
            {
                "device": "d1",
                "token": "t",
                "person": {"id": "mia", "name": "Mia", "role": "child"},
                "family": "F",
                "new": 1,
            }
        ).encode(),
    )
    half = HubClient(f"https://127.0.0.1:{server.port}", server.fingerprint[:32].upper())
    paired, shown = half.pair("SECRET", "laptop", "Europe/Berlin")
    assert (paired.token, shown) == ("t", server.fingerprint)
    [(method, path, told, token)] = server.asked
    assert (method, path, token) == ("POST", "/api/v1/pair", "")
    assert json.loads(told) == {"code": "SECRET", "device": {"name": "laptop", "zone": "Europe/Berlin"}}


def test_without_a_fingerprint_an_authority_has_to_vouch(server: Server) -> None:
    with pytest.raises(FamilyLater, match="Nobody vouches"):
        HubClient(f"https://127.0.0.1:{server.port}", "", "secret").agreement()
    assert server.asked == []


def test_digests_go_some_at_a_time_and_each_has_its_outcome(server: Server) -> None:
    server.body = json.dumps([{"status": 201, "revision": 1}] * 20).encode()
    outcomes = server.client().push([ONE] * 40)
    assert [next(outcomes) for _ in range(20)] == [Pushed(1)] * 20
    assert len(server.asked) == 1
    server.body = json.dumps(
        [
            *[{"status": 200, "revision": 7}] * 18,
            {"status": 409, "error": "Other figures.", "remedy": "Send."},
            {"status": 422, "error": "Not\nbegun."},
        ]
    ).encode()
    assert list(outcomes)[-3:] == [
        Pushed(7),
        Pushed(0, conflict=True, trouble="Other figures."),
        Pushed(0, trouble="Not begun."),
    ]
    assert server.asked[0][1] == "/family/api/v1/digests"
    assert json.loads(server.asked[0][2])[0]["device"] == "desk"


def test_only_what_somebody_may_see_is_sent(server: Server) -> None:
    server.body = b'[{"status": 201, "revision": 1}]'
    day = digest(hours=in_hours(h9=60), categories={"video": 60})
    assert list(server.client().send([day], AGREED, Need(Level.TOTALS))) == [Pushed(1)]
    assert json.loads(server.asked[0][2])[0]["categories"] == {}


def test_minutes_go_by_the_hubs_clock(server: Server) -> None:
    def at() -> datetime:
        return datetime(2026, 5, 4, 12, 7, 10, tzinfo=UTC)

    server.body = b'[{"status": 201, "revision": 1}]'
    client = HubClient(f"https://127.0.0.1:{server.port}", server.fingerprint, "t", at)
    with_minutes = Need(Level.TOTALS, minutes=True)
    day = digest(hours=in_hours(h4=600), told=use((0, 10)))
    assert client.ahead is None
    for wanted in ("2026-05-04T02:00:00Z", "2026-05-04T01:53:00Z"):
        list(client.send([day], AGREED, with_minutes))
        assert json.loads(server.asked[-1][2])[0]["minutes"]["begin"] == wanted
    assert client.ahead == timedelta(minutes=7, seconds=10)
    for nonsense in ("yesterday", "", "Mon, 04 May 2020 12:00:00 GMT"):
        server.date = nonsense
        list(client.send([day], AGREED, with_minutes))
    list(client.send([day], AGREED, with_minutes))
    assert json.loads(server.asked[-1][2])[0]["minutes"]["begin"] == "2026-05-04T02:00:00Z"


def test_what_is_known_is_not_asked_for_again(server: Server) -> None:
    server.body, server.headers = (
        json.dumps(
            {"family": "F", "person": {"id": "mia", "name": "Mia", "role": "child"}, "news": [1]}
        ).encode(),
        {"ETag": '"x"'},
    )
    found = server.client().agreement()
    assert found is not None
    assert (found[0], found[1]) == (AGREED, '"x"')
    server.status, server.body = 304, b""
    assert server.client().agreement('"x"') is None


ANSWERS = {
    "unknown": (401, FamilyGone, 0),
    "revoked": (403, FamilyGone, 0),
    "too often": (429, FamilyLater, 30),
    "busy": (503, FamilyLater, 30),
    "slow": (408, FamilyLater, 30),
    "a gateway": (502, FamilyLater, 30),
    "malformed": (422, FamilyRefused, 0),
    "nothing there": (404, FamilyRefused, 0),
    "another place": (302, FamilyLater, 0),
}


@pytest.mark.parametrize(("status", "kind", "wait"), ANSWERS.values(), ids=ANSWERS.keys())
@pytest.mark.parametrize("body", [b'{"error": "It is so.", "remedy": "Wait."}', b"<html>", b"", b"[" * 9000])
def test_each_answer_has_its_sentence(
    server: Server, status: int, kind: type[Exception], wait: int, body: bytes
) -> None:
    server.status, server.body, server.headers = status, body, {"Retry-After": "30"}
    with pytest.raises(kind) as caught:
        server.client().agreement()
    assert str(caught.value)
    if body.startswith(b"{") and status != 302:
        assert "It is so. Wait." in str(caught.value)
    assert getattr(caught.value, "wait_s", 0) == wait


@pytest.mark.parametrize("body", [b"{}", b"[]", b"nonsense", b'[{"status": 200}, {"status": 200}]', b"\xff"])
def test_an_answer_that_is_none_loses_nothing(server: Server, body: bytes) -> None:
    server.body = body
    with pytest.raises(FamilyLater, match="not the hub"):
        list(server.client().push([ONE]))
    with pytest.raises(FamilyLater):
        server.client().agreement()


def test_a_digest_of_a_device_that_was_taken_out_meanwhile_ends_the_push(server: Server) -> None:
    server.body = b'[{"status": 403, "error": "This device was removed.", "remedy": "Pair it."}]'
    with pytest.raises(FamilyGone, match="removed"):
        list(server.client().push([ONE]))


def test_an_answer_without_end_is_cut(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wellbeing.exchange.hub._LARGEST", 10)
    server.body = b"[" + b" " * 100 + b"]"
    with pytest.raises(FamilyLater, match="not the hub"):
        server.client().agreement()


def test_a_hub_that_is_not_there_says_so(server: Server, tmp_path: Path) -> None:
    with pytest.raises(FamilyLater, match="does not answer"):
        HubClient("https://127.0.0.1:9", "ab" * 32).agreement()
    with pytest.raises(FamilyLater, match="does not answer"):
        HubClient("https://nowhere.invalid").agreement()
