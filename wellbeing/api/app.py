"""The hub's application, put together."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

from starlette.routing import Router

from wellbeing.api.gate import Gate
from wellbeing.api.hub import Hub
from wellbeing.api.page import Pages
from wellbeing.api.routes import Routes
from wellbeing.api.site import Site
from wellbeing.api.writer import Writer

Lifespan = Callable[[Any], AbstractAsyncContextManager[None]]  # Any: the application, whatever it is


def application(hub: Hub, writer: Writer, *, secure: bool, lifespan: Lifespan | None = None) -> Gate:
    """Everything behind the gate.

    A bare router: Starlette's own application would answer errors before the gate can put them into words.

    Args:
        hub: what answers are made from.
        writer: keeps pushes.
        secure: whether the connection is TLS here.
        lifespan: what begins and ends with the server.
    """
    pages = Pages(hub)
    inside = Router(
        [*Routes(hub).routes(), *Site(hub, pages).routes()], lifespan=lifespan, redirect_slashes=False
    )
    return Gate(hub, writer, inside, pages.trouble, secure=secure)
