"""Rows of the catalogue's files are refused when they could never match."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from wellbeing.catalogue.tables import AppRow, BrowserRow, SiteGroup, WebApp


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
    ],
)
def test_rows_that_could_never_match_are_refused(made: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match=r"^`"):
        made()
