"""Whoever means harm is refused, the log tells nothing of anybody, and nothing that was kept is lost."""

from __future__ import annotations

import concurrent.futures
import contextlib
import itertools
import json
import re
import socket
import ssl
from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests import hubs
from tests.forms import FORM, Browser, token_of
from wellbeing.api import protocol
from wellbeing.api.hub import DAYS_KEPT

DAY = hubs.yesterday()
PATH = f"/api/v1/digests/{DAY}"
SOURCES = itertools.count(1)


@pytest.fixture(scope="module")
def ben(hub: hubs.Hub) -> tuple[str, str]:
    """A child's device with a day on the hub."""
    device = hub.paired("Ben", "--role", "child", "--level", "apps")
    assert hub.ask("PUT", PATH, hubs.figures(device[0], DAY, 5), token=device[1]).status == 201
    return device


@pytest.fixture(autouse=True)
def nothing_is_lost(hub: hubs.Hub, ben: tuple[str, str]) -> Iterator[None]:
    """Each attempt from an address of its own; after it the day stands as it stood, and the hub goes on."""
    hub.source = f"127.0.1.{next(SOURCES)}"
    yield
    assert hub.ask("PUT", PATH, hubs.figures(ben[0], DAY, 5), token=ben[1]).status == 200
    said = hub.said.read_text("utf-8")
    for word in (ben[1], "Minetest", "Ben", "Ada", "11400", hubs.PASSWORD, "Traceback", "guess"):
        assert word not in said, f"the log tells {word!r}"


@pytest.fixture(scope="module")
def ada(hub: hubs.Hub) -> Browser:
    """The parent's browser, signed in."""
    one = Browser(hub)
    assert one.sign_in().status == 303
    return one


# ---------------------------------------------------------------- devices


def test_a_forged_token_is_refused(hub: hubs.Hub, ben: tuple[str, str]) -> None:
    digest = hubs.figures(ben[0], DAY, 99)
    for forged in (
        "x" * 43,
        ben[1][:-1] + ("A" if ben[1][-1] != "A" else "B"),
        ben[1].lower(),
        "é" * 9,
        "a b c",
    ):
        with contextlib.suppress(UnicodeEncodeError):
            assert hub.ask("PUT", PATH, digest, token=forged).status == 401
    assert hub.ask("PUT", PATH, digest).status == 401
    assert hub.ask("PUT", PATH, digest, headers={"Authorization": f"Basic {ben[1]}"}).status == 401


def test_nobody_brings_or_reads_the_days_of_another_person(hub: hubs.Hub, ben: tuple[str, str]) -> None:
    device, token = hub.paired("Mia", "--role", "teen", "--level", "nothing")
    assert hub.ask("PUT", PATH, hubs.figures(ben[0], DAY, 99), token=token).status == 422
    ids, monday = hub.members(), DAY - timedelta(days=DAY.weekday())
    for who in (ids["Ben"], ids["Ada"], "../../etc/passwd", "%00", "nobody"):
        for view in ("", f"?as={ids['Ada']}", f"?as={ids['Ben']}"):
            answer = hub.ask("GET", f"/api/v1/people/{who}/weeks/{monday}{view}", token=token)
            assert answer.status in (403, 404, *((422,) if "%00" in who else ())), who
            assert b"Minetest" not in answer.body
    assert hub.ask("DELETE", f"/api/v1/devices/{ben[0]}", token=token).status == 404
    seen = hub.ask("GET", "/api/v1/agreement", token=token).value
    assert [one["id"] for one in seen["devices"]] == [device]
    assert seen["relations"] == []


def test_whoever_brings_nothing_has_to_be_known_as_well(hub: hubs.Hub, ben: tuple[str, str]) -> None:
    bad = [{"day": "never"}]
    for token, status in (("forged", 401), (ben[1], 200)):
        for nothing in ([], bad):
            answer = hub.ask("POST", "/api/v1/digests", nothing, token=token)
            assert answer.status == status, (token, answer.body)


def test_days_that_would_be_removed_at_once_are_not_kept(hub: hubs.Hub, ben: tuple[str, str]) -> None:
    old = DAY - timedelta(days=DAYS_KEPT + 2)
    answer = hub.ask("PUT", f"/api/v1/digests/{old}", hubs.figures(ben[0], old), token=ben[1])
    assert (answer.status, "older" in answer.value["error"]) == (422, True)


def test_a_replayed_push_changes_nothing(hub: hubs.Hub, ben: tuple[str, str]) -> None:
    for revision in (5, 4, 1):
        answer = hub.ask("PUT", PATH, hubs.figures(ben[0], DAY, revision), token=ben[1])
        assert (answer.status, answer.value) == (200, {"revision": 5})


def test_a_revoked_device_is_out_at_once(hub: hubs.Hub) -> None:
    device, token = hub.paired("Ben")
    assert hub.run("revoke", device).returncode == 0
    assert hub.ask("PUT", PATH, hubs.figures(device, DAY), token=token).status == 403
    assert hub.ask("POST", "/api/v1/digests", [hubs.figures(device, DAY)], token=token).status == 403
    assert hub.ask("GET", "/api/v1/requests", token=token).status == 403


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"{",
        b"[" * 100_000,
        b'{"version": 1}',
        b'{"version": 2}',
        b"\xff\xfe\x00",
        b'"\\ud800"',
        b"1e999",
        json.dumps({"a": {"a": {"a": [None] * 9000}}}).encode(),
    ],
)
def test_a_malformed_digest_is_refused(hub: hubs.Hub, ben: tuple[str, str], body: bytes) -> None:
    for method, path in (("PUT", PATH), ("POST", "/api/v1/digests"), ("POST", "/api/v1/requests")):
        answer = hub.ask(method, path, body=body, token=ben[1])
        assert answer.status in (413, 422), (method, path)
        assert set(answer.value) == {"error", "remedy"}


def test_figures_that_cannot_be_are_refused(hub: hubs.Hub, ben: tuple[str, str]) -> None:
    for wrong in (
        {"active_s": 90_001},
        {"active_s": -1},
        {"hours": [3601] * 24},
        {"device": "x" * 65},
        {"titles": ["a secret page"]},
        {"zone": "a b"},
        {"level": "everything"},
        {"level": "totals"},
        {"revision": 0},
        {"apps": [{"name": "a\u202eb", "active_s": 1}]},
        {"until": "2026-11-24T18:00:00"},
    ):
        digest = {**hubs.figures(ben[0], DAY, 99), **wrong}
        assert hub.ask("PUT", PATH, digest, token=ben[1]).status == 422, wrong


def test_what_is_too_large_is_refused_while_it_is_read(hub: hubs.Hub, ben: tuple[str, str]) -> None:
    """Nothing waits for the end of it: the answer comes although most was never sent."""
    head = f"PUT {PATH} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {ben[1]}\r\n"
    declared = head + "Content-Length: 900000000\r\n\r\n"
    assert raw(hub, declared.encode()).startswith(b"HTTP/1.1 413")
    chunked = head + "Transfer-Encoding: chunked\r\n\r\n"
    piece = b"10000\r\n" + b" " * 65536 + b"\r\n"
    assert raw(hub, chunked.encode() + piece * 2).startswith(b"HTTP/1.1 413")
    assert raw(hub, head.encode() + b"X: " + b"y" * 40_000) == b""
    assert raw(hub, b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 9000) == b""
    assert raw(hub, b"nonsense\r\n\r\n").startswith(b"HTTP/1.1 400")
    assert hub.ask("POST", "/sign-in", body=b"a" * 20_000, headers=FORM).status == 413


def raw(hub: hubs.Hub, sent: bytes) -> bytes:
    """What comes back for bytes as they are."""
    context = ssl.create_default_context(cafile=str(hub.home / "hub/certificate.pem"))
    plain = socket.create_connection(("127.0.0.1", hub.port), timeout=20)
    with plain, context.wrap_socket(plain, server_hostname="127.0.0.1") as one:
        with contextlib.suppress(OSError):
            one.sendall(sent)
        with contextlib.suppress(OSError):
            return one.recv(4096)
    return b""


def test_a_connection_that_says_nothing_is_not_kept() -> None:
    assert protocol.HEAD_S <= 20
    assert protocol.HEAD_BYTES <= 32_768


def test_a_device_that_asks_too_often_has_to_wait_and_others_do_not(
    hub: hubs.Hub, ben: tuple[str, str]
) -> None:
    _device, token = hub.paired("Zoe", "--role", "child")
    one = hub.connection()
    statuses = []
    for _ in range(200):
        one.request("GET", "/api/v1/requests", headers={"Authorization": f"Bearer {token}"})
        answer = one.getresponse()
        answer.read()
        statuses.append(answer.status)
        if answer.status == 429:
            assert int(answer.headers["Retry-After"]) >= 1
            break
    one.close()
    assert statuses[:100] == [200] * 100
    assert statuses[-1] == 429
    assert hub.ask("GET", "/api/v1/requests", token=ben[1]).status == 200


# ---------------------------------------------------------------- browsers


def test_a_form_from_another_site_is_refused(hub: hubs.Hub, ada: Browser) -> None:
    form = token_of(ada.get("/family").text)
    wish = {"form": form, "do": "member", "name": "Eve", "role": "adult"}
    assert ada.post("/family", {**wish, "form": "x" * 43}).status == 403
    assert ada.post("/family", {key: one for key, one in wish.items() if key != "form"}).status == 403
    for headers in (
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Content_Type": "text/plain"},
        {"Content_Type": "multipart/form-data; boundary=x"},
    ):
        assert ada.post("/family", wish, **headers).status in (403, 422), headers
    assert "Eve" not in hub.members()
    assert ada.get("/family?do=member&name=Eve&form=" + form).status == 200
    assert "Eve" not in hub.members()


def test_a_form_of_another_browser_is_worth_nothing(hub: hubs.Hub, ada: Browser) -> None:
    other = Browser(hub)
    assert other.sign_in().status == 303
    stolen = token_of(other.get("/family").text)
    assert ada.post("/sign-out", {"form": stolen}).status == 403
    assert other.post("/sign-out", {"form": stolen}).status == 303
    assert ada.get("/").status == 200


def test_signing_in_makes_a_new_session_whatever_the_browser_had(hub: hubs.Hub) -> None:
    victim = Browser(hub)
    victim.cookies["__Host-wellbeing"] = "planted-by-somebody-else-planted-by-somebody"
    assert victim.sign_in().status == 303
    assert victim.cookies["__Host-wellbeing"] != "planted-by-somebody-else-planted-by-somebody"
    attacker = Browser(hub)
    attacker.cookies["__Host-wellbeing"] = "planted-by-somebody-else-planted-by-somebody"
    assert attacker.get("/").status == 303


def test_after_signing_out_the_cookie_is_worth_nothing(hub: hubs.Hub) -> None:
    one = Browser(hub)
    one.sign_in()
    kept = dict(one.cookies)
    assert one.post("/sign-out", {"form": token_of(one.get("/").text)}).status == 303
    one.cookies = kept
    assert one.get("/").headers["location"] == "/sign-in"


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(hub: hubs.Hub) -> None:
    one = Browser(hub)
    said = one.sign_in().headers["set-cookie"].lower()
    assert "secure" in said
    assert "httponly" in said
    assert "samesite=strict" in said
    assert "path=/" in said
    assert "domain" not in said


def test_every_answer_carries_the_headers_that_protect_it(
    hub: hubs.Hub, ada: Browser, ben: tuple[str, str]
) -> None:
    for answer in (
        ada.get("/"),
        ada.get("/nothing"),
        hub.ask("GET", "/sign-in"),
        hub.ask("GET", "/api/v1/agreement", token=ben[1]),
        hub.ask("GET", "/api/v1/agreement"),
        hub.ask("PUT", PATH, {}, token=ben[1]),
    ):
        words = answer.headers
        assert "frame-ancestors 'none'" in words["content-security-policy"]
        assert "script-src" not in words["content-security-policy"]
        assert words["content-security-policy"].startswith("default-src 'none'")
        assert words["x-content-type-options"] == "nosniff"
        assert words["referrer-policy"] == "no-referrer"
        assert words["cache-control"] in ("no-store", "private, no-cache")
        assert words["strict-transport-security"]
        assert "server" not in words


def test_nobody_who_is_not_signed_in_sees_a_page(hub: hubs.Hub) -> None:
    ids = hub.members()
    for path in (
        "/",
        "/requests",
        "/family",
        "/seen",
        f"/people/{ids['Ben']}",
        f"/people/{ids['Ben']}/weeks",
    ):
        answer = hub.ask("GET", path)
        assert (answer.status, answer.headers["location"], answer.body) == (303, "/sign-in", b"")
    for path in ("/family", "/requests", "/requests/x", "/sign-out", "/sign-in", "/join"):
        assert hub.ask("POST", path, body=b"form=x", headers=FORM).status == 403


def test_a_child_cannot_do_what_parents_do(hub: hubs.Hub, ada: Browser) -> None:
    code = hub.invite("Ben", "--sign-in")
    child = Browser(hub)
    form = token_of(child.get("/join").text)
    assert child.post("/join", {"form": form, "code": code, "password": "short"}).status == 422
    assert (
        child.post("/join", {"form": form, "code": code, "password": "four words of nothing"}).status == 303
    )
    assert child.post("/join", {"form": form, "code": code, "password": "once more than once"}).status == 403
    ids, form = hub.members(), token_of(child.get("/family").text)
    for wish in (
        {"do": "member", "name": "Eve", "role": "adult", "level": "apps"},
        {"do": "device", "person": ids["Ada"]},
        {"do": "sign-in", "person": ids["Ada"]},
        {"do": "relation", "viewer": ids["Ben"], "subject": ids["Ada"], "level": "apps"},
        {"do": "revoke", "device": "any"},
        {"do": "relation", "viewer": "nobody", "level": "apps"},
    ):
        assert child.post("/family", {"form": form, **wish}).status in (403, 404), wish
    assert child.get(f"/people/{ids['Ada']}").status == 404
    assert (
        ada.post(
            "/family", {"form": token_of(ada.get("/family").text), "do": "sign-in", "person": ids["Ada"]}
        ).status
        == 200
    )


def test_what_others_wrote_stays_text(hub: hubs.Hub, ada: Browser) -> None:
    device, token = hub.paired("Kim", "--role", "child", "--level", "apps")
    evil = '"><script>alert(1)</script>{{ 7*7 }}'
    digest = hubs.figures(device, DAY, apps=[{"name": evil, "active_s": 60}])
    assert hub.ask("PUT", PATH, digest, token=token).status == 201
    wish = {"id": "6a3ad0a4-6a5e-4b39-8a63-0a6c36b4f1c2", "minutes": 15, "reason": evil}
    assert hub.ask("POST", "/api/v1/requests", wish, token=token).status == 201
    for path in (f"/people/{hub.members()['Kim']}/weeks/{DAY}", "/requests"):
        page = ada.get(path).text
        assert "<script" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7*7 }}" in page


def test_a_wrong_password_is_told_like_a_wrong_name(hub: hubs.Hub) -> None:
    hub.run("invite", "Gus", "--role", "adult")
    guesser = Browser(hub)
    pages = []
    for name in ("Gus", "Nobody", "\u202e", "G" * 300):
        answer = guesser.sign_in(name, "guess")
        assert answer.status == 401
        assert answer.headers["content-type"].startswith("text/html")
        pages.append(re.sub(r'value="[^"]*"', "", answer.text))
    assert len(set(pages)) == 1


def test_a_name_that_nobody_has_makes_one_wait_like_one_that_somebody_has(hub: hubs.Hub) -> None:
    hub.run("invite", "Liv", "--role", "adult")
    told = []
    for name in ("Liv", "Nobody at all"):
        hub.source = f"127.0.1.{next(SOURCES)}"
        guesser = Browser(hub)
        answers = [guesser.sign_in(name, "guess") for _ in range(5)]
        told.append([(one.status, "retry-after" in one.headers) for one in answers[:2]])
        assert any(one.status == 429 for one in answers)
    assert told[0] == told[1]


def test_many_tries_at_the_same_moment_from_one_address_are_no_more_than_a_few(hub: hubs.Hub) -> None:
    guesser = Browser(hub)
    form = token_of(guesser.get("/sign-in").text)
    wish = {"form": form, "name": "Nobody", "password": "guess"}
    with concurrent.futures.ThreadPoolExecutor(30) as many:
        statuses = list(many.map(lambda _turn: guesser.post("/sign-in", wish).status, range(30)))
    assert statuses.count(401) <= 25
    assert statuses.count(429) >= 5


def test_a_wrong_pairing_code_counts_once_and_a_right_one_not(hub: hubs.Hub) -> None:
    def pair(code: str, name: str = "x") -> int:
        return hub.ask("POST", "/api/v1/pair", {"code": code, "device": {"name": name}}).status

    statuses = [pair("0" * 16) for _ in range(30)]
    assert statuses[:20] == [403] * 20, "an address has twenty at once"
    assert 429 in statuses
    hub.source = f"127.0.1.{next(SOURCES)}"
    assert pair("0" * 16, "\u200e") == 422, "a device needs a name"


def test_an_address_that_sends_many_wrong_tokens_is_kept_out_but_not_its_neighbours(
    hub: hubs.Hub, ben: tuple[str, str]
) -> None:
    statuses = [hub.ask("GET", "/api/v1/agreement", token=f"forged-{turn}").status for turn in range(40)]
    assert statuses[-1] == 429
    assert hub.ask("GET", "/api/v1/agreement", token=ben[1]).status == 200
    assert hub.ask("POST", "/api/v1/pair", {"code": "0" * 16, "device": {"name": "x"}}).status == 429
