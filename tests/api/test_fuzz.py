"""Whatever is sent to whatever address, the answer is one that the document describes; made from the document."""

from __future__ import annotations

import itertools
import json
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests import hubs
from wellbeing.api import openapi

schema = schemathesis.openapi.from_dict(json.loads(openapi.document()))
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


@pytest.fixture(scope="module")
def tokens(hub: hubs.Hub) -> itertools.cycle[tuple[str, str]]:
    """Enough devices of the parent that none asks too often."""
    return itertools.cycle(hubs.add_devices(hub, 40))


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


def test_the_hub_still_answers_and_told_no_fault(hub: hubs.Hub) -> None:
    assert hub.ask("GET", "/api/v1/openapi.json").status == 200
    assert "fault" not in hub.said.read_text("utf-8")
