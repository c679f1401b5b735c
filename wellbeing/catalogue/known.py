"""The list of well-known applications, compiled."""

from __future__ import annotations

from wellbeing.catalogue.appid import last_part, spellings
from wellbeing.catalogue.browser import Browsers
from wellbeing.catalogue.tables import AppRow, AppsFile
from wellbeing.model import AppIdentity


class KnownApps:
    """Look-ups by every spelling of an id; immutable, safe on any thread."""

    def __init__(self, table: AppsFile, browsers: Browsers) -> None:
        self._browsers = browsers
        self._ids = {name: row for row in table.app for name in row.ids if not name.endswith("*")}
        self._exes = {name: row for row in table.app for name in row.exes}
        self._endings = tuple((name[:-1], row) for row in table.app for name in row.ids if name.endswith("*"))

    def row(self, app: AppIdentity) -> tuple[AppRow | None, str, bool]:
        """The well-known app, the name that was found, and whether that is sure."""
        for form in spellings(app.app_id):
            if (row := self._ids.get(form)) is not None:
                return row, form, True
            for beginning, row in self._endings:
                if form.startswith(beginning):
                    return row, f"{beginning}*", True
        if self._browsers.shows_pages(app.app_id, app.exe):
            return None, "", False
        for form in spellings(app.exe or ""):
            if (row := self._exes.get(form)) is not None:
                return row, form, True
        last = last_part(app.app_id)
        if last is not None and (row := self._ids.get(last)) is not None:
            return row, last, False
        return None, "", False
