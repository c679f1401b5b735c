"""Rows of the catalogue's files are refused when they could never match."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from wellbeing.catalogue.tables import AppRow, BrowserRow, SiteGroup, WebApp
from wellbeing.catalogue.tool import OwnTool


@pytest.mark.parametrize(
    "made",
    [
        lambda: SiteGroup("video", "us", ("YouTube.com",)),
        lambda: SiteGroup("video", "us", ("www.youtube.com",)),
        lambda: SiteGroup("video", "us", ("youtube.com/watch",)),
        lambda: AppRow("games", "us", ("Steam",)),
        lambda: AppRow("games", "us", ("steam",), ("/usr/bin/steam",)),
        lambda: AppRow("games", "us", ("st*eam",)),
        lambda: BrowserRow("Fox", ("Fox",), ("fox",), "us"),
        lambda: WebApp("youtube.com", "us"),
        lambda: OwnTool(id="x", sites=("Chat.example",)),
        lambda: OwnTool(id="x", about=("chat.example/path",)),
        lambda: OwnTool(id="x", shared=("https://a.b",)),
        lambda: OwnTool(id="x", ids=("House",)),
        lambda: OwnTool(id="x", ids=("house.exe",)),
        lambda: OwnTool(id="x", bundles=("a*b",)),
        lambda: OwnTool(id="x", commands=("/usr/bin/x",)),
        lambda: OwnTool(id="x", titles=("(a+)+",)),
    ],
)
def test_rows_that_could_never_match_are_refused(made: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match=r"^`"):
        made()
