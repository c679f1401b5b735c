"""The interface for devices, asked over TLS as a device asks: pairing, pushing, reading what was agreed."""

from __future__ import annotations

import json
import uuid
from datetime import timedelta
from typing import Any

import pytest

from tests import hubs
from tests.e2e.program import now
from wellbeing.family import code

DAY = hubs.yesterday()
MONDAY = DAY - timedelta(days=DAY.weekday())


@pytest.fixture(scope="module")
def ben(hub: hubs.Hub) -> tuple[str, str]:
    """A child's device: id and token."""
    return hub.paired("Ben", "--role", "child", "--level", "kinds")


@pytest.fixture(scope="module")
def ada(hub: hubs.Hub) -> tuple[str, str]:
    """A parent's device."""
    return hub.paired("Ada")


@pytest.fixture(scope="module")
def ids(hub: hubs.Hub, ada: tuple[str, str], ben: tuple[str, str]) -> dict[str, str]:
    """Ids of members by name."""
    return hub.members()


def put(hub: hubs.Hub, who: tuple[str, str], revision: int = 1, **more: Any) -> hubs.Answer:
    day = more.pop("day", DAY)
    digest = hubs.figures(who[0], day, revision, **more)
    return hub.ask("PUT", f"/api/v1/digests/{day}", digest, token=who[1])


def test_a_pairing_code_works_once_and_knows_the_certificate(hub: hubs.Hub) -> None:
    text = hub.invite("Mia", "--role", "teen")
    said = code.read(text.lower().replace("-", " "))
    assert said.url == hub.url
    assert said.fingerprint is not None
    wish = {"code": said.proof, "device": {"name": "tablet", "zone": "Europe/Berlin"}}
    first = hub.ask("POST", "/api/v1/pair", wish)
    assert first.status == 201
    assert first.value["person"]["name"] == "Mia"
    assert first.value["family"] == "Lovelace"
    again = hub.ask("POST", "/api/v1/pair", wish)
    assert (again.status, set(again.value)) == (403, {"error", "remedy"})


def test_a_newer_code_replaces_an_older_one(hub: hubs.Hub) -> None:
    old, new = (code.read(hub.invite("Mia")).proof for _ in range(2))
    assert hub.ask("POST", "/api/v1/pair", {"code": old, "device": {"name": "x"}}).status == 403
    assert hub.ask("POST", "/api/v1/pair", {"code": new, "device": {"name": "x"}}).status == 201


def test_a_push_is_idempotent_by_revision(hub: hubs.Hub, ben: tuple[str, str]) -> None:
    day = DAY - timedelta(days=8)
    assert (put(hub, ben, 3, day=day).status, put(hub, ben, 3, day=day).status) == (201, 200)
    lower = put(hub, ben, 2, day=day, active_s=60)
    assert (lower.status, lower.value) == (200, {"revision": 3})
    assert put(hub, ben, 3, day=day, active_s=60).status == 409
    assert (put(hub, ben, 4, day=day).status, put(hub, ben, 4, day=day).value) == (200, {"revision": 4})


def test_a_day_that_has_not_begun_is_refused_with_a_sentence(hub: hubs.Hub, ben: tuple[str, str]) -> None:
    assert put(hub, ben, day=now().date() + timedelta(days=2)).status in (200, 201)
    answer = put(hub, ben, day=now().date() + timedelta(days=3))
    assert answer.status == 422
    assert "clock" in answer.value["remedy"]


def test_the_address_and_the_digest_name_the_same_day(hub: hubs.Hub, ben: tuple[str, str]) -> None:
    digest = hubs.figures(ben[0], DAY)
    for day in (str(DAY - timedelta(days=1)), "yesterday", "2026-02-30", "20261124", "%2e%2e"):
        assert hub.ask("PUT", f"/api/v1/digests/{day}", digest, token=ben[1]).status == 422, day


def test_a_queue_is_answered_item_by_item(hub: hubs.Hub, ben: tuple[str, str]) -> None:
    days = [DAY - timedelta(days=20 + back) for back in range(3)]
    good = [hubs.figures(ben[0], day) for day in days]
    strange = hubs.figures("another", days[0])
    answer = hub.ask(
        "POST", "/api/v1/digests", [good[0], {"version": 1}, good[1], strange, good[2]], token=ben[1]
    )
    assert answer.status == 200
    assert [one["status"] for one in answer.value] == [201, 422, 201, 422, 201]
    assert all(one["error"] and one["remedy"] for one in answer.value if one["status"] >= 400)
    assert hub.ask("POST", "/api/v1/digests", [], token=ben[1]).value == []
    assert hub.ask("POST", "/api/v1/digests", [{}] * 61, token=ben[1]).status == 413
    assert hub.ask("POST", "/api/v1/digests", {"not": "a list"}, token=ben[1]).status == 422


def test_each_sees_what_was_agreed_and_the_subject_sees_the_same(
    hub: hubs.Hub, ada: tuple[str, str], ben: tuple[str, str], ids: dict[str, str]
) -> None:
    put(hub, ben, 9, level="kinds")
    path = f"/api/v1/people/{ids['Ben']}/weeks/{MONDAY}"
    seen = hub.ask("GET", path, token=ada[1]).value
    [day] = [one for one in seen["days"] if one["day"] == str(DAY)]
    assert seen["level"] == "kinds"
    assert day["categories"]
    assert not day["apps"]
    assert "minutes" not in day
    shown = hub.ask("GET", f"{path}?as={ids['Ada']}", token=ben[1]).value
    assert shown == seen
    own = hub.ask("GET", path, token=ben[1]).value
    assert own["seen_by"] == ids["Ben"]
    assert hub.ask("GET", f"{path}?as={ids['Ben']}", token=ada[1]).status == 404
    assert hub.ask("GET", f"/api/v1/people/{ids['Ada']}/weeks/{MONDAY}", token=ben[1]).status == 404


def test_a_subject_lowers_at_once_and_a_parent_may_set_a_childs_level(
    hub: hubs.Hub, ada: tuple[str, str], ben: tuple[str, str], ids: dict[str, str]
) -> None:
    path = f"/api/v1/relations/{ids['Ada']}"
    week = f"/api/v1/people/{ids['Ben']}/weeks/{MONDAY}"
    put(hub, ben, 10, level="kinds")
    lower = hub.ask("PUT", path, {"level": "totals"}, token=ben[1])
    assert lower.value == {"viewer": ids["Ada"], "subject": ids["Ben"], "level": "totals", "moods": False}
    assert all(not one["categories"] for one in hub.ask("GET", week, token=ada[1]).value["days"])
    wish = {"level": "apps", "subject": ids["Ben"]}
    assert hub.ask("PUT", path, wish, token=ada[1]).status == 200
    assert hub.ask("GET", "/api/v1/agreement", token=ben[1]).value["relations"] == [
        {"viewer": ids["Ada"], "subject": ids["Ben"], "level": "apps", "moods": False}
    ]
    moods = {**wish, "moods": True}
    assert hub.ask("PUT", path, moods, token=ada[1]).status == 403, "moods are their owner's alone"
    assert hub.ask("PUT", path, {"moods": True}, token=ben[1]).value["moods"] is True
    assert (
        hub.ask(
            "PUT", f"/api/v1/relations/{ids['Ben']}", {"subject": ids["Ada"], "level": "apps"}, token=ben[1]
        ).status
        == 403
    )
    assert hub.ask("PUT", path, {}, token=ben[1]).status == 204
    assert hub.ask("GET", week, token=ada[1]).status == 404
    hub.ask("PUT", path, wish, token=ada[1])


def test_the_agreement_is_only_sent_when_it_changed(
    hub: hubs.Hub, ada: tuple[str, str], ids: dict[str, str]
) -> None:
    first = hub.ask("GET", "/api/v1/agreement", token=ada[1])
    mark = {"If-None-Match": first.headers["etag"]}
    again = hub.ask("GET", "/api/v1/agreement", token=ada[1], headers=mark)
    assert (again.status, again.body) == (304, b"")
    limit = {
        "id": "games",
        "person": ids["Ben"],
        "name": "Games",
        "target": "category:games",
        "minutes": [60] * 7,
    }
    holiday = {"first": "2026-12-21", "last": "2027-01-05", "name": "Christmas"}
    agreed = {"limits": [limit], "holidays": [holiday]}
    assert hub.ask("PUT", "/api/v1/agreement", agreed, token=ada[1]).status == 204
    after = hub.ask("GET", "/api/v1/agreement", token=ada[1], headers=mark)
    assert after.status == 200
    assert after.value["limits"][0]["name"] == "Games"
    assert after.value["holidays"][0]["like"] == 5
    stranger = {"limits": [{**limit, "person": "nobody"}]}
    assert hub.ask("PUT", "/api/v1/agreement", stranger, token=ada[1]).status == 404


def test_a_child_asks_and_a_parent_answers_once(
    hub: hubs.Hub, ada: tuple[str, str], ben: tuple[str, str]
) -> None:
    wish = {"id": str(uuid.uuid4()), "limit": "games", "minutes": 30, "reason": "the  castle\nis almost done"}
    first = hub.ask("POST", "/api/v1/requests", wish, token=ben[1])
    assert first.status == 201
    assert first.value["reason"] == "the castle is almost done"
    assert hub.ask("POST", "/api/v1/requests", wish, token=ben[1]).value == first.value
    assert hub.ask("POST", "/api/v1/requests", wish, token=ada[1]).status == 409
    path = f"/api/v1/requests/{wish['id']}/answer"
    assert hub.ask("PUT", path, {"minutes": 60}, token=ben[1]).status == 403, "nobody answers their own"
    said = hub.ask("PUT", path, {"minutes": 15, "words": "then supper"}, token=ada[1])
    assert said.value["state"] == "granted"
    assert hub.ask("PUT", path, {"minutes": 15, "words": "then supper"}, token=ada[1]).value == said.value
    assert hub.ask("PUT", path, {"minutes": 60}, token=ada[1]).status == 409
    [told] = [
        one
        for one in hub.ask("GET", "/api/v1/requests", token=ben[1]).value["requests"]
        if one["id"] == wish["id"]
    ]
    assert told["answer"]["minutes"] == 15
    assert told["answer"]["by"] == "Ada"
    assert (
        hub.ask("PUT", f"/api/v1/requests/{uuid.uuid4()}/answer", {"minutes": 1}, token=ada[1]).status == 404
    )


def test_a_wish_is_taken_back_by_whoever_asked_while_it_is_open(
    hub: hubs.Hub, ada: tuple[str, str], ben: tuple[str, str]
) -> None:
    wish = {"id": str(uuid.uuid4()), "minutes": 30}
    path = f"/api/v1/requests/{wish['id']}"
    assert hub.ask("DELETE", path, token=ben[1]).status == 404
    hub.ask("POST", "/api/v1/requests", wish, token=ben[1])
    assert hub.ask("DELETE", path, token=ada[1]).status == 404, "a parent answers, and takes nothing back"
    assert hub.ask("DELETE", path, token=ben[1]).status == 204
    assert hub.ask("PUT", f"{path}/answer", {"minutes": 15}, token=ada[1]).status == 404
    assert hub.ask("POST", "/api/v1/requests", wish, token=ben[1]).status == 409
    wish = {"id": str(uuid.uuid4()), "minutes": 30}
    path = f"/api/v1/requests/{wish['id']}"
    hub.ask("POST", "/api/v1/requests", wish, token=ben[1])
    assert hub.ask("PUT", f"{path}/answer", {"minutes": 15}, token=ada[1]).status == 200
    assert hub.ask("DELETE", path, token=ben[1]).status == 404, "an answer stands"


def test_a_child_asks_only_so_often(hub: hubs.Hub) -> None:
    _device, token = hub.paired("Zoe", "--role", "child")
    for _ in range(20):
        wish = {"id": str(uuid.uuid4()), "minutes": 15}
        assert hub.ask("POST", "/api/v1/requests", wish, token=token).status == 201
        taken_back = hub.ask("DELETE", f"/api/v1/requests/{wish['id']}", token=token)
        assert taken_back.status == 204, "what was taken back was asked all the same"
    answer = hub.ask("POST", "/api/v1/requests", {"id": str(uuid.uuid4()), "minutes": 15}, token=token)
    assert answer.status == 429
    assert int(answer.headers["retry-after"]) > 0


def test_a_removed_device_is_told_so(hub: hubs.Hub, ada: tuple[str, str], ben: tuple[str, str]) -> None:
    second = hub.paired("Ben")
    assert put(hub, second).status == 201
    assert hub.ask("DELETE", f"/api/v1/devices/{ada[0]}", token=second[1]).status == 404
    assert hub.ask("DELETE", f"/api/v1/devices/{second[0]}", token=ben[1]).status == 204
    assert put(hub, second, 2).status == 403
    assert hub.ask("GET", "/api/v1/agreement", token=second[1]).status == 403
    assert hub.run("revoke", "nothing").returncode == 1


def test_the_document_describes_every_address(hub: hubs.Hub) -> None:
    answer = hub.ask("GET", "/api/v1/openapi.json")
    told = json.loads(answer.body)
    assert told["openapi"].startswith("3.1")
    for path, operations in told["paths"].items():
        for method, operation in operations.items():
            filled = path.format(
                day="2026-01-01",
                viewer="x",
                number=str(uuid.uuid4()),
                person="x",
                monday="2026-01-05",
                device="x",
            )
            status = hub.ask(method.upper(), filled, token="x" * 43).status
            assert str(status) in operation["responses"], (method, path, status)
