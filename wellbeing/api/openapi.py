"""The description of the interface (OpenAPI 3.1), made of the very types that check what comes."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import msgspec

import wellbeing
from wellbeing.api import value
from wellbeing.api.push import MOST_LISTED
from wellbeing.family.digest import Digest

_JSON = dict[str, Any]  # Any: JSON

_ADDRESS: dict[str, _JSON] = {
    "day": {"type": "string", "format": "date", "description": "The local day, as the digest says it."},
    "viewer": {"$ref": "#/components/schemas/Id"},
    "number": {"type": "string", "format": "uuid"},
    "person": {"$ref": "#/components/schemas/Id"},
    "monday": {"type": "string", "format": "date", "description": "A Monday."},
    "device": {"$ref": "#/components/schemas/Id"},
}
_ERRORS = {
    401: "No device has this token.",
    403: "The device was removed, or this is not the member's to do.",
    404: "There is nothing that the member may see.",
    405: "Another method is needed.",
    408: "The body did not arrive in time.",
    409: "Something else stands already.",
    413: "More bytes than anything of use has.",
    422: "Not of the shape that is described here.",
    429: "Too often; Retry-After says when to try again.",
    503: "Not now; Retry-After says when to try again.",
}
_ALWAYS = (408, 413, 422, 429, 503)
_TOKEN = (401, 403)


@lru_cache(maxsize=1)
def document() -> bytes:
    """The document as JSON."""
    return msgspec.json.encode(_document())


def _document() -> _JSON:
    kinds = [
        Digest,
        *(
            one
            for one in vars(value).values()
            if isinstance(one, type)
            and issubclass(one, msgspec.Struct)
            and one.__module__ == value.__name__
            and not one.__name__.startswith("_")
        ),
    ]
    _, found = msgspec.json.schema_components(kinds, ref_template="#/components/schemas/{name}")
    identity = {"type": "string", "minLength": 1, "maxLength": 64, "pattern": "^[A-Za-z0-9._:-]+$"}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Wellbeing hub",
            "version": "1",
            "summary": "Days of a family, sums only: pushed by devices, read by whom it was agreed with.",
            "description": f"Served by Wellbeing {wellbeing.__version__}. Errors are sentences with a remedy.",
            "license": {"name": "GPL-3.0-or-later", "identifier": "GPL-3.0-or-later"},
        },
        "servers": [{"url": "/"}],
        "paths": _paths(),
        "components": {
            "schemas": {**found, "Id": identity},
            "securitySchemes": {"device": {"type": "http", "scheme": "bearer"}},
        },
    }


def _paths() -> _JSON:
    return {
        "/api/v1/openapi.json": {"get": _open("document", "This document.", 200, {"type": "object"})},
        "/api/v1/pair": {
            "post": _open(
                "pair", "Take a device in; uses the code up.", 201, _ref("Paired"), "Pairing", 403, 422
            )
        },
        "/api/v1/digests/{day}": {
            "put": _one(
                "push",
                "Bring one day. The same again is the same; a lower revision changes nothing.",
                {201: _ref("Revision"), 200: _ref("Revision")},
                _ref("Digest"),
                (409, 422),
                "day",
            )
        },
        "/api/v1/digests": {
            "post": _one(
                "pushMany",
                "Bring days after a time without the hub; each is answered for itself.",
                {200: {"type": "array", "items": _ref("PushTold")}},
                {"type": "array", "items": _ref("Digest"), "maxItems": MOST_LISTED},
                (422,),
            )
        },
        "/api/v1/agreement": {
            "get": _one(
                "agreement", "All that concerns the member.", {200: _ref("AgreementTold"), 304: None}
            ),
            "put": _one(
                "agree",
                "What the family agreed; only a parent's device.",
                {204: None},
                _ref("Agreed"),
                (404, 422),
            ),
        },
        "/api/v1/relations/{viewer}": {
            "put": _one(
                "relation",
                "Have a viewer see more or less; the subject decides, or a parent for a child.",
                {200: _ref("RelationTold"), 204: None},
                _ref("NewRelation"),
                (404, 422),
                "viewer",
            )
        },
        "/api/v1/requests": {
            "get": _one("requests", "Wishes of the last weeks.", {200: _ref("RequestsTold"), 304: None}),
            "post": _one(
                "ask",
                "Ask for time; idempotent by id.",
                {201: _ref("RequestTold")},
                _ref("NewRequest"),
                (409, 422),
            ),
        },
        "/api/v1/requests/{number}": {
            "delete": _one(
                "withdraw",
                "Take one's own wish back while it is open.",
                {204: None},
                None,
                (404,),
                "number",
            )
        },
        "/api/v1/requests/{number}/answer": {
            "put": _one(
                "answer",
                "A parent's answer, once.",
                {200: _ref("RequestTold")},
                _ref("NewAnswer"),
                (404, 409, 422),
                "number",
            )
        },
        "/api/v1/people/{person}/weeks/{monday}": {
            "get": _one(
                "week",
                "A week, pared for whom asks.",
                {200: _ref("WeekTold"), 304: None},
                None,
                (404, 422),
                "person",
                "monday",
                query={
                    "name": "as",
                    "in": "query",
                    "schema": _ref("Id"),
                    "description": "What that viewer sees; only for whose week it is.",
                },
            )
        },
        "/api/v1/devices/{device}": {
            "delete": _one(
                "revoke", "Let a device bring nothing any more.", {204: None}, None, (404,), "device"
            )
        },
    }


def _open(name: str, words: str, status: int, answer: _JSON, body: str = "", *errors: int) -> _JSON:
    """An operation that needs no token."""
    told = _one(name, words, {status: answer}, _ref(body) if body else None, errors)
    told["security"] = []
    if 401 not in errors:
        del told["responses"]["401"]
    if 403 not in errors:
        del told["responses"]["403"]
    return told


def _one(
    name: str,
    words: str,
    answers: dict[int, _JSON | None],
    body: _JSON | None = None,
    errors: tuple[int, ...] = (),
    *places: str,
    query: _JSON | None = None,
) -> _JSON:
    told: _JSON = {
        "operationId": name,
        "summary": words,
        "security": [{"device": []}],
        "parameters": [
            {"name": one, "in": "path", "required": True, "schema": _ADDRESS[one]} for one in places
        ],
        "responses": {
            **{str(status): _answer(answer) for status, answer in answers.items()},
            **{str(one): _error(one) for one in sorted({*_ALWAYS, *_TOKEN, *errors})},
        },
    }
    if query is not None:
        told["parameters"].append(query)
    if body is not None:
        told["requestBody"] = {"required": True, "content": {"application/json": {"schema": body}}}
    return told


def _answer(schema: _JSON | None) -> _JSON:
    if schema is None:
        return {"description": "Done, or nothing new; without a body."}
    return {"description": "Done.", "content": {"application/json": {"schema": schema}}}


def _error(status: int) -> _JSON:
    told: _JSON = {
        "description": _ERRORS[status],
        "content": {"application/json": {"schema": _ref("Problem")}},
    }
    if status in (429, 503):
        told["headers"] = {"Retry-After": {"schema": {"type": "integer"}, "description": "Seconds."}}
    return told


def _ref(name: str) -> _JSON:
    return {"$ref": f"#/components/schemas/{re.sub('[^A-Za-z]', '', name)}"}
