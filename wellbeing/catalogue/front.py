"""Which AI tool a window in front is use of: what is sure, and what its title gives away."""

from __future__ import annotations

from dataclasses import replace

from wellbeing.catalogue.browser import Browsers
from wellbeing.catalogue.known import KnownApps
from wellbeing.catalogue.label import AI, DEVELOPMENT, Label
from wellbeing.catalogue.site import is_local
from wellbeing.catalogue.title import Pages
from wellbeing.catalogue.tool import Kind
from wellbeing.catalogue.tools import Found, Tools
from wellbeing.catalogue.why import kept_words, title_reason
from wellbeing.model import AppIdentity, Evidence


class Front:
    """Tools, browsers and well-known apps put together; immutable, safe on any thread."""

    def __init__(self, tools: Tools, pages: Pages, browsers: Browsers, apps: KnownApps) -> None:
        self._tools, self._pages, self._browsers, self._apps = tools, pages, browsers, apps

    def label(self, app: AppIdentity, site: str | None, person: Label | None) -> Label | None:
        """The tool in use, in the category of the person's rule where there is one; None where no tool is.

        Without such a rule editors that are built around an assistant are Development, all others AI tools.
        """
        found = self._sure(app, site)
        if found is None and app.hint is not None and app.hint.tool is not None:
            known = self._tools.by_id.get(app.hint.tool)
            why = title_reason(app.hint.said, app.hint.tool if known is None else known.name)
            if known is None:  # of a rule that is gone
                return Label(
                    AI if person is None else person.category, app.hint.tool, None, sure=False, why=why
                )
            found = Found(known, sure=False, why=why)
        if found is None:
            return None
        tool = found.tool
        if person is not None:
            return Label(
                person.category, tool.id, tool.kind.value, found.sure, replace(found.why, then=person.why)
            )
        category = DEVELOPMENT if tool.kind is Kind.AI_IDE else AI
        return Label(category, tool.id, tool.kind.value, found.sure, found.why)

    def guess(self, evidence: Evidence, title: str, site: str | None) -> tuple[str, str] | None:
        """The id of the tool whose page the title gives away, and the rule's words to keep, never the title's.

        Only in windows of browsers and installed web apps; the window of an app that nobody knows counts where
        its title ends in a browser's name.
        """
        app = AppIdentity(evidence.app_id or "", evidence.exe)
        browser = self._browsers.browser(evidence.app_id, evidence.exe)
        web_app = self._browsers.is_web_app(app.app_id)
        if browser is None and not web_app:
            row, _, sure = self._apps.row(app)
            if (row is not None and sure) or self._tools.of_app(app.app_id, app.exe) is not None:
                return None
        page = self._pages.page(title, browser, web_app=web_app)
        found = None if page is None else self._tools.of_title(page, site, web_app=web_app)
        return None if found is None else (found.row.id, kept_words(found.ground, found.words))

    def _sure(self, app: AppIdentity, site: str | None) -> Found | None:
        """A known site decides alone, then the command, then the window itself."""
        if site is not None and ((found := self._tools.of_site(site)) is not None or not is_local(site)):
            return found
        if (found := self._tools.of_commands(app.commands)) is not None:
            return found
        if self._browsers.shows_pages(app.app_id, app.exe):
            return None
        return self._tools.of_app(app.app_id, app.exe)
