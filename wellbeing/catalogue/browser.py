"""Which windows are browsers, and which of those are private."""

from __future__ import annotations

import re

from wellbeing.catalogue.appid import hash_of_address, is_web_app, spellings, web_app_hash, web_app_host
from wellbeing.catalogue.site import address_host
from wellbeing.catalogue.tables import BrowserRow, BrowsersFile
from wellbeing.catalogue.title import INVISIBLE
from wellbeing.model import Evidence

_DASH = re.compile(r"\s+[-–—|]\s+")
_BRACKETS = "()[]（） "


class Browsers:
    """The table of browsers, compiled; immutable, safe on any thread."""

    def __init__(self, table: BrowsersFile) -> None:
        self._by_id = {name: row for row in table.browser for name in row.ids}
        self._by_exe = {name: row for row in table.browser for name in row.exes}
        self._names = frozenset(name.casefold() for row in table.browser for name in (row.name, *row.titles))
        self._own_names = tuple(row.name.casefold() for row in table.browser)
        words = {word.casefold() for word in table.private.words}
        self._words = tuple(words)
        self._whole = frozenset(word.strip(_BRACKETS) for word in words)
        self._starts = tuple(start.casefold() for start in table.private.starts)
        self._tabs = frozenset(tab.casefold() for tab in table.private.tabs)
        self._web_apps = {hash_of_address(one.address): address_host(one.address) for one in table.web_app}

    def browser(self, app_id: str | None, exe: str | None) -> BrowserRow | None:
        """The browser behind a window; None for other apps and for installed web apps."""
        for form in spellings(app_id or ""):
            if (row := self._by_id.get(form)) is not None:
                return row
        if exe is None or (app_id is not None and self.is_web_app(app_id)):
            return None
        return next((row for form in spellings(exe) if (row := self._by_exe.get(form)) is not None), None)

    def is_web_app(self, app_id: str) -> bool:
        """Whether the window is an installed web app, its site known or not."""
        return is_web_app(app_id)

    def shows_pages(self, app_id: str, exe: str | None) -> bool:
        """Whether what is in front is a page: in a browser, or as an installed web app."""
        return self.browser(app_id, exe) is not None or self.is_web_app(app_id)

    def web_app_site(self, app_id: str) -> str | None:
        """The host of an installed web app, from its id alone; None when it is none or unknown."""
        digest = web_app_hash(app_id)
        return web_app_host(app_id) if digest is None else self._web_apps.get(digest)

    def private_window(self, evidence: Evidence) -> bool:
        """Whether a browser's title says that its window is private.

        The browser's words count only in its own part of the title, so that a page about private browsing is
        not taken for one. Chromium on Linux puts no mark into the title of incognito windows (measured): only
        their new tab page is seen here.
        """
        row = self.browser(evidence.app_id, evidence.exe)
        if row is None:
            return False
        return row.always_private or (evidence.title is not None and self._marked(evidence.title))

    def _marked(self, title: str) -> bool:
        plain = title.translate(INVISIBLE).casefold().strip()
        parts = [part.strip() for part in _DASH.split(plain)]
        if plain.startswith(self._starts) or parts[0] in self._tabs:
            return True
        if (
            parts[-1] not in self._names
            and any(word in parts[-1] for word in self._words)
            and (len(parts) > 1 or self._names_browser(parts[0]))
        ):
            return True
        return len(parts) > 1 and parts[-2].strip(_BRACKETS) in self._whole

    def _names_browser(self, part: str) -> bool:
        """Whether a title without a dash is the browser's own, such as `Mozilla Firefox Private Browsing`."""
        return any(name in part for name in self._own_names)
