"""Whatever is sent to whatever address or form, the answer is one that was meant, on SQLite and PostgreSQL alike."""

from __future__ import annotations

import itertools
import json
import uuid
from typing import Any
from urllib.parse import quote, urlencode

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests import hubs
from tests.forms import Browser, token_of
from wellbeing.api import openapi

SOURCES = itertools.count(1)
schema = schemathesis.openapi.from_dict(json.loads(openapi.document()))
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


@pytest.fixture(scope="module")
def hub(either_hub: tuple[hubs.Hub, str]) -> hubs.Hub:
    """Of each kind."""
    return either_hub[0]


@pytest.fixture(scope="module")
def tokens(either_hub: tuple[hubs.Hub, str]) -> itertools.cycle[tuple[str, str]]:
    """Enough devices of the parent that none asks too often."""
    return itertools.cycle(hubs.add_devices(either_hub[0], 40, either_hub[1]))


@pytest.mark.filterwarnings("ignore")  # of schemathesis and what it is made of
@settings(max_examples=5, suppress_health_check=list(HealthCheck))
@schema.parametrize()
def test_every_answer_is_as_described(
    case: Case[Any], hub: hubs.Hub, tokens: itertools.cycle[tuple[str, str]]
) -> None:
    device, token = next(tokens)
    if isinstance(case.body, dict) and "device" in case.body and "revision" in case.body:
        case.body["device"] = device
    answer = case.call(
        base_url=hub.url,
        verify=str(hub.home / "hub" / "certificate.pem"),
        headers={"Authorization": f"Bearer {token}"},
    )
    case.validate_response(answer, checks=CHECKS)


ODD = st.sampled_from(
    [
        "\0",
        "a\0b",
        "\u202e",
        "\ud800",
        "\U0010ffff",
        "%00",
        "%ff",
        "../..",
        "' OR 1=1 --",
        "9" * 400,
        "x" * 600,
        "",
    ]
)
TEXTS = st.one_of(ODD, st.text(max_size=40))
NUMBERS = st.sampled_from(["15", "30", "0", "-1", "61", "\u0663", "1e3", ""])


@pytest.fixture(scope="module")
def people(hub: hubs.Hub) -> dict[str, str]:
    """A parent and a child, by name."""
    hub.invite("Ben", "--role", "child", "--level", "apps")
    return hub.members()


@pytest.fixture(scope="module")
def readers(hub: hubs.Hub) -> itertools.cycle[tuple[Browser, str]]:
    """Browsers of many parents, with what their forms carry: none asks too often."""
    some = []
    for turn in range(6):
        code, one = hub.invite(f"Parent {turn}", "--role", "adult", "--sign-in"), Browser(hub)
        hub.source = f"127.0.2.{turn + 1}"
        fields = {"form": token_of(one.get("/join").text), "code": code, "password": hubs.PASSWORD}
        assert one.post("/join", fields).status == 303
        some.append((one, token_of(one.get("/family").text)))
    return itertools.cycle(some)


def quoted(part: str) -> str:
    return quote(part.encode("utf-8", "surrogatepass"), safe="%")


def is_meant(answer: hubs.Answer, *, again: bool = False) -> None:
    assert answer.status < 500, answer.text
    assert answer.status != 429 or again, "nothing was tried"
    if answer.status >= 400:
        assert "<h1" in answer.text or "error" in answer.value


FUZZ = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@FUZZ
@given(
    path=st.sampled_from(
        [
            "/people/{}",
            "/people/{}/weeks",
            "/people/{}/weeks/{}",
            "/people/{ada}/weeks/{}",
            "/seen?as={}",
            "/{}",
        ]
    ),
    first=TEXTS,
    second=TEXTS,
)
def test_every_address_of_a_page_is_answered(
    path: str,
    first: str,
    second: str,
    people: dict[str, str],
    readers: itertools.cycle[tuple[Browser, str]],
) -> None:
    browser, _form = next(readers)
    is_meant(browser.get(path.format(quoted(first), quoted(second), ada=people["Ada"])))


@FUZZ
@given(
    do=st.sampled_from(["member", "device", "sign-in", "revoke", "relation", "request", "answer", ""]),
    fields=st.fixed_dictionaries(
        {},
        optional={
            "name": TEXTS,
            "role": st.one_of(st.sampled_from(["adult", "teen", "child"]), TEXTS),
            "level": st.one_of(st.sampled_from(["nothing", "totals", "apps"]), TEXTS),
            "code": st.one_of(st.just("sign-in"), TEXTS),
            "person": st.one_of(st.just("Ben"), TEXTS),
            "viewer": st.one_of(st.just("Ada"), TEXTS),
            "subject": st.one_of(st.just("Ben"), TEXTS),
            "device": TEXTS,
            "minutes": st.one_of(NUMBERS, TEXTS),
            "answer": st.one_of(NUMBERS, st.just("other"), TEXTS),
            "number": st.one_of(st.uuids().map(str), TEXTS),
            "reason": TEXTS,
            "words": TEXTS,
        },
    ),
    place=TEXTS,
)
def test_every_form_of_a_page_is_answered(
    do: str,
    fields: dict[str, str],
    place: str,
    people: dict[str, str],
    readers: itertools.cycle[tuple[Browser, str]],
) -> None:
    browser, form = next(readers)
    known = {name: people.get(one, one) for name, one in fields.items()}
    path = {"request": "/requests", "answer": f"/requests/{quoted(place)}"}.get(do, "/family")
    body = urlencode({**known, "do": do, "form": form}, errors="surrogatepass")
    is_meant(browser.post_body(path, body.encode("utf-8", "surrogatepass")))


@pytest.mark.parametrize("path", ["/sign-in", "/join"])
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(fields=st.fixed_dictionaries({"name": TEXTS, "code": TEXTS, "password": TEXTS}))
def test_whoever_is_not_signed_in_is_answered(path: str, fields: dict[str, str], hub: hubs.Hub) -> None:
    hub.source = f"127.0.3.{next(SOURCES) % 250 + 1}"
    browser = Browser(hub)
    form = token_of(browser.get(path).text)
    body = urlencode({**fields, "form": form}, errors="surrogatepass")
    # The same name again has to wait, whether somebody has it or not.
    is_meant(browser.post_body(path, body.encode("utf-8", "surrogatepass")), again=True)


def test_a_text_with_nul_is_refused_with_a_sentence(
    hub: hubs.Hub, people: dict[str, str], tokens: itertools.cycle[tuple[str, str]]
) -> None:
    _device, token = next(tokens)
    week = f"/api/v1/people/{people['Ada']}/weeks/2026-11-23"
    for method, path, value in (
        ("GET", "/api/v1/people/%00/weeks/2026-11-23", None),
        ("GET", f"{week}?as=%00", None),
        ("GET", f"{week}?as=a%00b", None),
        ("PUT", "/api/v1/relations/%00", {"level": "apps"}),
        ("DELETE", "/api/v1/requests/a%00", None),
        ("PUT", "/api/v1/requests/%00/answer", {"minutes": 15}),
        ("DELETE", "/api/v1/devices/%00", None),
        ("POST", "/api/v1/requests", {"id": str(uuid.uuid4()), "minutes": 15, "limit": "a\0b"}),
    ):
        answer = hub.ask(method, path, value, token=token)
        assert (answer.status, "NUL" in answer.value["error"]) == (422, True), path
    escaped = {"id": str(uuid.uuid4()), "minutes": 15, "reason": r"the text \u0000 is none"}
    assert hub.ask("POST", "/api/v1/requests", escaped, token=token).status == 201


def test_the_hub_still_answers_and_told_no_fault(hub: hubs.Hub) -> None:
    assert hub.ask("GET", "/api/v1/openapi.json").status == 200
    assert "fault" not in hub.said.read_text("utf-8")
