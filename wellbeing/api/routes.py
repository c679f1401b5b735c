"""The interface for devices but for pushes: each address checks who asks, reads a value, answers with one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from hashlib import sha256
from typing import Any, TypeVar

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from wellbeing.api import agreement, openapi, pairing, refused, week
from wellbeing.api.guard import Visit
from wellbeing.api.hub import Asker, Hub
from wellbeing.api.value import Agreed, NewAnswer, NewRelation, NewRequest, Pairing, RequestsTold
from wellbeing.store.hub import devices, people

T = TypeVar("T")


class Routes:
    """The addresses below `/api/v1/`, each a method; they run database work on threads.

    Args:
        hub: what answers are made from.
    """

    def __init__(self, hub: Hub) -> None:
        self._hub = hub

    def routes(self) -> list[Route]:
        """All of them."""
        v1 = "/api/v1"
        return [
            Route(f"{v1}/openapi.json", self.document),
            Route(f"{v1}/pair", self.pair, methods=["POST"]),
            Route(f"{v1}/agreement", self.agreement, methods=["GET"]),
            Route(f"{v1}/agreement", self.agree, methods=["PUT"]),
            Route(f"{v1}/relations/{{viewer}}", self.relation, methods=["PUT"]),
            Route(f"{v1}/requests", self.requests, methods=["GET"]),
            Route(f"{v1}/requests", self.ask, methods=["POST"]),
            Route(f"{v1}/requests/{{number}}", self.withdraw, methods=["DELETE"]),
            Route(f"{v1}/requests/{{number}}/answer", self.answer, methods=["PUT"]),
            Route(f"{v1}/people/{{person}}/weeks/{{monday}}", self.week, methods=["GET"]),
            Route(f"{v1}/devices/{{device}}", self.revoke, methods=["DELETE"]),
        ]

    async def document(self, _request: Request) -> Response:
        """The description of this interface."""
        return Response(openapi.document(), media_type="application/json")

    async def pair(self, request: Request) -> Response:
        """Take a device in."""
        visit: Visit = request.scope["wellbeing"]
        wish = await _read(request, Pairing)
        visit.may_try()
        done = await run_in_threadpool(pairing.pair, self._hub, wish)
        visit.right()
        return _value(done, 201)

    async def agreement(self, request: Request) -> Response:
        """All that concerns the member."""
        told = await self._asked(request, lambda asker: agreement.agreement(self._hub, asker))
        return _tagged(request, told)

    async def agree(self, request: Request) -> Response:
        """Write what the family agreed."""
        asker = await self._asker(request)
        wish = await _read(request, Agreed)
        await run_in_threadpool(agreement.agree, self._hub, asker, wish)
        return Response(status_code=204)

    async def relation(self, request: Request) -> Response:
        """Have a viewer see more or less."""
        asker = await self._asker(request)
        wish = await _read(request, NewRelation)
        viewer = request.path_params["viewer"]
        done = await run_in_threadpool(agreement.set_relation, self._hub, asker, viewer, wish)
        return Response(status_code=204) if done is None else _value(done)

    async def requests(self, request: Request) -> Response:
        """Wishes of the last weeks."""
        found = await self._asked(request, lambda asker: agreement.asked(self._hub, asker))
        return _tagged(request, RequestsTold(requests=tuple(found)))

    async def ask(self, request: Request) -> Response:
        """Ask for time."""
        asker = await self._asker(request)
        wish = await _read(request, NewRequest)
        return _value(await run_in_threadpool(agreement.ask, self._hub, asker, wish), 201)

    async def withdraw(self, request: Request) -> Response:
        """Take a wish back."""
        number = request.path_params["number"]
        await self._asked(request, lambda asker: agreement.withdraw(self._hub, asker, number))
        return Response(status_code=204)

    async def answer(self, request: Request) -> Response:
        """Answer a wish."""
        asker = await self._asker(request)
        wish = await _read(request, NewAnswer)
        number = request.path_params["number"]
        return _value(await run_in_threadpool(agreement.answer, self._hub, asker, number, wish))

    async def week(self, request: Request) -> Response:
        """A week of a member."""
        words = request.path_params
        try:
            monday = date.fromisoformat(words["monday"])
        except ValueError:
            raise refused.malformed("the Monday in the address") from None
        if monday.weekday() or not 2000 <= monday.year <= 9000:
            raise refused.malformed("the day in the address is no Monday")
        viewer = request.query_params.get("as")
        told = await self._asked(
            request, lambda asker: week.week(self._hub, asker, words["person"], monday, viewer)
        )
        return _tagged(request, told)

    async def revoke(self, request: Request) -> Response:
        """Let a device bring nothing any more."""
        asker = await self._asker(request)
        await run_in_threadpool(revoke, self._hub, asker, request.path_params["device"])
        return Response(status_code=204)

    async def _asked(self, request: Request, work: Callable[[Asker], T]) -> T:
        asker = await self._asker(request)
        return await run_in_threadpool(work, asker)

    async def _asker(self, request: Request) -> Asker:
        """Whose device asks.

        Raises:
            Refused: no device has this token, or it was removed.
        """
        visit: Visit = request.scope["wellbeing"]
        token = visit.bearer(request.scope)
        asker = await run_in_threadpool(self._known, token)
        visit.good(token)
        return asker

    def _known(self, token: bytes) -> Asker:
        with self._hub.reading() as connection:
            found = devices.by_hash(connection, token)
            if found is None:
                raise refused.unknown_token()
            if found.revoked:
                raise refused.revoked()
            account = people.by_id(connection, found.person)
        if account is None:
            raise refused.unknown_token()
        return Asker(account.person, found.family, found.id)


def revoke(hub: Hub, asker: Asker, number: str) -> None:
    """Remove a device: a member their own, a parent any of the family.

    Raises:
        Refused: there is none, or it is somebody else's.
    """
    with hub.writing() as connection:
        found = [one for one in devices.of_family(connection, asker.family) if one.id == number]
        if not found or not (asker.parent or found[0].person == asker.person.id):
            raise refused.not_yours()
        devices.revoke(connection, asker.family, number, hub.now())


async def _read(request: Request, kind: type[T]) -> T:
    body = await request.body()
    try:
        read = msgspec.json.decode(body, type=kind)
        if b"\\u0000" in body and _has_nul(msgspec.json.decode(body)):
            raise refused.no_text()
    except (msgspec.MsgspecError, RecursionError, ValueError) as error:
        raise refused.malformed(_where(error)) from None
    return read


def _has_nul(value: Any) -> bool:  # Any: JSON
    """Whether a text anywhere in it holds the character NUL."""
    if isinstance(value, dict):
        return any(_has_nul(one) for one in value.values())
    if isinstance(value, list):
        return any(map(_has_nul, value))
    return isinstance(value, str) and "\0" in value


def _where(error: Exception) -> str:
    """Which field is wrong; never what stood there."""
    place = str(error).rpartition(" - at ")[2] if " - at " in str(error) else ""
    return (
        f"it is not of the shape that is asked for, at {place}"
        if place
        else "it is no JSON of the shape that is asked for"
    )


def _value(value: Any, status: int = 200) -> Response:  # Any: one of the values of `value`
    return Response(msgspec.json.encode(value), status, media_type="application/json")


def _tagged(request: Request, value: Any) -> Response:  # Any: one of the values of `value`
    """With a mark of its content, so that what is known already is not sent again."""
    body = msgspec.json.encode(value, order="sorted")
    mark = f'"{sha256(body).hexdigest()[:32]}"'
    headers = {"etag": mark, "cache-control": "private, no-cache", "vary": "authorization"}
    known = [one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")]
    if mark in known or "*" in known:
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type="application/json")
