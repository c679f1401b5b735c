"""The pages for phones: what a member may see, and the few things that can be done there; no script anywhere."""

from __future__ import annotations

import asyncio
import hmac
import secrets
from collections.abc import Callable, Mapping
from datetime import date
from hashlib import sha256
from typing import ParamSpec, TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from wellbeing.api import account, refused
from wellbeing.api.deed import Deeds
from wellbeing.api.form import BEFORE, COOKIE, KNOWN, from_elsewhere, read
from wellbeing.api.guard import Visit
from wellbeing.api.hub import Asker, Hub
from wellbeing.api.page import Pages
from wellbeing.api.refused import Refused
from wellbeing.api.words import Words, words
from wellbeing.files.resources import resource
from wellbeing.ports import KnownError
from wellbeing.store.hub.devices import SESSION_MOST

P = ParamSpec("P")
T = TypeVar("T")

_COMPARED = 4
"""Passwords at a time: two are hashed, two are next."""
_KNOWN_S = 366 * 86_400
"""How long a browser is told apart that somebody signed in with."""
_STYLE = {"cache-control": "public, max-age=31536000, immutable"}


class Site:
    """Every address that a browser asks for.

    Args:
        hub: what answers are made from.
        pages: makes the HTML.
    """

    def __init__(self, hub: Hub, pages: Pages) -> None:
        self._hub, self._pages, self._deeds = hub, pages, Deeds(hub)
        self._key = secrets.token_bytes(32)
        """Binds the form of who is not signed in yet to the browser; new at each start."""
        self._comparing = asyncio.Semaphore(_COMPARED)

    def routes(self) -> list[Route]:
        """All of them."""
        return [
            Route("/", self.home, methods=["GET"]),
            Route("/sign-in", self.sign_in_page, methods=["GET"]),
            Route("/sign-in", self.sign_in, methods=["POST"]),
            Route("/join", self.join_page, methods=["GET"]),
            Route("/join", self.join, methods=["POST"]),
            Route("/sign-out", self.sign_out, methods=["POST"]),
            Route("/people/{person}", self.week, methods=["GET"]),
            Route("/people/{person}/weeks", self.weeks, methods=["GET"]),
            Route("/people/{person}/weeks/{monday}", self.week, methods=["GET"]),
            Route("/requests", self.requests, methods=["GET"]),
            Route("/requests", self.ask, methods=["POST"]),
            Route("/requests/{number}", self.answer, methods=["POST"]),
            Route("/family", self.family, methods=["GET"]),
            Route("/family", self.change, methods=["POST"]),
            Route("/seen", self.seen, methods=["GET"]),
            Route("/hub.css", self.style, methods=["GET"]),
            Route("/icon.svg", self.icon, methods=["GET"]),
            Route("/favicon.ico", self.icon, methods=["GET"]),
        ]

    # ------------------------------------------------------------ reading

    async def home(self, request: Request) -> Response:
        """This week of everybody whom the member sees."""
        return await self._show(request, self._pages.home)

    async def week(self, request: Request) -> Response:
        """A week of one member."""
        named = request.path_params.get("monday")
        try:
            monday = None if named is None else date.fromisoformat(named)
        except ValueError:
            raise refused.not_yours() from None
        if monday is not None and not 2000 <= monday.year <= 9000:
            raise refused.not_yours()
        person = request.path_params["person"]
        return await self._show(
            request, lambda asker, say, form: self._pages.week(asker, say, form, person, monday)
        )

    async def weeks(self, request: Request) -> Response:
        """All weeks of one member."""
        person = request.path_params["person"]
        return await self._show(request, lambda asker, say, form: self._pages.weeks(asker, say, form, person))

    async def seen(self, request: Request) -> Response:
        """What others see of the member: their very page."""
        viewer = request.query_params.get("as", "")[:64]
        return await self._show(request, lambda asker, say, form: self._pages.seen(asker, say, form, viewer))

    async def requests(self, request: Request) -> Response:
        """Requests for time."""
        return await self._show(request, self._pages.requests)

    async def family(self, request: Request) -> Response:
        """Members, devices, and who sees whom."""
        return await self._show(request, self._pages.family)

    async def style(self, _request: Request) -> Response:
        """The style sheet; its address changes with its content."""
        return Response(self._pages.css, media_type="text/css", headers=_STYLE)

    async def icon(self, _request: Request) -> Response:
        """The program's mark."""
        return Response(
            resource("icons", "wellbeing.svg").read_bytes(), media_type="image/svg+xml", headers=_STYLE
        )

    # ------------------------------------------------------------ signing in and out

    async def sign_in_page(self, request: Request) -> Response:
        """Asks for name and password."""
        if await self._asker(request) is not None:
            return RedirectResponse("/", 303)
        return self._before(request, lambda say, form: self._pages.sign_in(say, form, ""))

    async def sign_in(self, request: Request) -> Response:
        """Check them; the browser gets a new cookie in any case, so that no old one can be planted."""
        fields, say = await self._fields_before(request), _words(request)
        visit: Visit = request.scope["wellbeing"]
        visit.may_try()
        name, password = fields.get("name", ""), fields.get("password", "")
        try:
            known = request.cookies.get(KNOWN, "")[:200]
            browser = await self.compared(account.sign_in, self._hub, name, password, known)
        except Refused as error:
            told = f"{say.said(error.sentence)} {say.said(error.remedy)}"
            return self._before(
                request, lambda say, form: self._pages.sign_in(say, form, told), error.status, error.retry_s
            )
        visit.right()
        return self._signed_in(browser)

    async def join_page(self, request: Request) -> Response:
        """Asks for an invitation and a new password."""
        return self._before(request, lambda say, form: self._pages.join(say, form, ""))

    async def join(self, request: Request) -> Response:
        """Have an invited member choose a password, and sign them in."""
        fields, say = await self._fields_before(request), _words(request)
        visit: Visit = request.scope["wellbeing"]
        visit.may_try()
        password = fields.get("password", "")
        try:
            browser = await self.compared(account.join, self._hub, fields.get("code", ""), password)
        except KnownError as error:
            status = error.status if isinstance(error, Refused) else 422
            told = f"{say.said(error.sentence)} {say.said(error.remedy)}"
            return self._before(request, lambda say, form: self._pages.join(say, form, told), status)
        visit.right()
        return self._signed_in(browser)

    async def sign_out(self, request: Request) -> Response:
        """The cookie is worth nothing from now on."""
        await self._fields(request)
        await run_in_threadpool(account.sign_out, self._hub, request.cookies.get(COOKIE, ""))
        answer = RedirectResponse("/sign-in", 303)
        answer.headers["clear-site-data"] = (
            '"cache"'  # "cookies" would reach other services under the same name
        )
        answer.delete_cookie(COOKIE, secure=True, httponly=True, samesite="strict")
        return answer

    async def compared(self, work: Callable[P, T], *words: P.args, **named: P.kwargs) -> T:
        """Do what hashes a password, a few at a time: those who wait take no thread from the pages of others."""
        async with self._comparing:
            return await run_in_threadpool(work, *words, **named)

    # ------------------------------------------------------------ doing

    async def ask(self, request: Request) -> Response:
        """Ask for time."""
        return await self._do(request, self._deeds.ask, "/requests")

    async def answer(self, request: Request) -> Response:
        """Answer a request."""
        number = request.path_params["number"]
        return await self._do(
            request, lambda asker, fields: self._deeds.answer(asker, number, fields), "/requests"
        )

    async def change(self, request: Request) -> Response:
        """Invite, remove a device, or change what somebody sees; a code that was made is shown once."""
        asker, form, fields = await self._fields(request)
        say = _words(request)
        try:
            told = await run_in_threadpool(self._deeds.change, asker, fields)
        except KnownError as error:
            if isinstance(error, Refused) and error.status != 422:
                raise
            page = await run_in_threadpool(self._pages.family, asker, say, form, error)
            return _html(page, 422)
        if told is None:
            return RedirectResponse("/family", 303)
        return _html(await run_in_threadpool(self._pages.code, asker, say, form, told))

    # ------------------------------------------------------------ who asks, and whether they mean it

    async def _asker(self, request: Request) -> tuple[Asker, str] | None:
        """Who is signed in, and what their forms must carry."""
        cookie = request.cookies.get(COOKIE, "")
        if not cookie or len(cookie) > 100:
            return None
        found = await run_in_threadpool(account.signed_in, self._hub, cookie)
        return None if found is None else (found[0], found[1].form)

    async def _show(self, request: Request, page: Callable[..., str]) -> Response:
        found = await self._asker(request)
        if found is None:
            return RedirectResponse("/sign-in", 303)
        asker, form = found
        visit: Visit = request.scope["wellbeing"]
        visit.read(asker.person.id)
        return _html(await run_in_threadpool(page, asker, _words(request), form))

    async def _do(
        self, request: Request, work: Callable[[Asker, Mapping[str, str]], object], then: str
    ) -> Response:
        asker, _form, fields = await self._fields(request)
        await run_in_threadpool(work, asker, fields)
        return RedirectResponse(then, 303)

    async def _fields(self, request: Request) -> tuple[Asker, str, dict[str, str]]:
        """The fields of a form that a page of this hub made for this browser.

        Raises:
            Refused: not signed in, or the form comes from elsewhere.
        """
        found = await self._asker(request)
        if found is None:
            raise from_elsewhere()
        asker, form = found
        visit: Visit = request.scope["wellbeing"]
        visit.read(asker.person.id)
        fields = await read(request, self._hub.url)
        if not hmac.compare_digest(fields.get("form", "").encode(), form.encode()):
            raise from_elsewhere()
        return asker, form, fields

    async def _fields_before(self, request: Request) -> dict[str, str]:
        """The same of who is not signed in: the form must belong to the browser's own cookie."""
        fields = await read(request, self._hub.url)
        cookie = request.cookies.get(BEFORE, "")
        if not cookie or not hmac.compare_digest(
            fields.get("form", "").encode(), self._bound(cookie).encode()
        ):
            raise from_elsewhere()
        return fields

    def _bound(self, cookie: str) -> str:
        return hmac.new(self._key, cookie.encode("utf-8", "surrogatepass"), sha256).hexdigest()

    def _before(
        self,
        request: Request,
        page: Callable[[Words, str], str],
        status: int = 200,
        retry_s: int | None = None,
    ) -> Response:
        cookie = request.cookies.get(BEFORE, "")[:100] or secrets.token_urlsafe(24)
        answer = _html(page(_words(request), self._bound(cookie)), status)
        if retry_s is not None:
            answer.headers["retry-after"] = str(retry_s)
        answer.set_cookie(BEFORE, cookie, max_age=3600, secure=True, httponly=True, samesite="strict")
        return answer

    def _signed_in(self, browser: account.Browser) -> Response:
        answer = RedirectResponse("/", 303)
        most = int(SESSION_MOST.total_seconds())
        for name, value, lasts in ((COOKIE, browser.cookie, most), (KNOWN, browser.known, _KNOWN_S)):
            answer.set_cookie(name, value, max_age=lasts, secure=True, httponly=True, samesite="strict")
        answer.delete_cookie(BEFORE, secure=True, httponly=True, samesite="strict")
        return answer


def _words(request: Request) -> Words:
    return words(request.headers.get("accept-language", ""))


def _html(page: str, status: int = 200) -> Response:
    return Response(page, status, media_type="text/html", headers={"vary": "accept-language, cookie"})
