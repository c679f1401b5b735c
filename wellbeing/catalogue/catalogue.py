"""Evidence in, label out: the person's word, then lists, then what the desktop says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from types import MappingProxyType

import msgspec

from wellbeing.catalogue.appid import last_part, spellings
from wellbeing.catalogue.browser import Browsers
from wellbeing.catalogue.desktop import DesktopCategories
from wellbeing.catalogue.front import Front
from wellbeing.catalogue.known import KnownApps
from wellbeing.catalogue.label import (
    BROWSING,
    BUILT_IN,
    OTHER,
    PRIVATE_CATEGORY,
    SYSTEM,
    Category,
    Label,
    Rule,
)
from wellbeing.catalogue.own import Case, OwnRules
from wellbeing.catalogue.site import host, listed
from wellbeing.catalogue.tables import RulesFile, Shipped
from wellbeing.catalogue.title import Pages
from wellbeing.catalogue.tool import merged
from wellbeing.catalogue.tools import Tools
from wellbeing.catalogue.why import Ground, Why, because, own_words
from wellbeing.model import (
    NOTHING,
    PRIVATE,
    AppEntry,
    AppIdentity,
    Evidence,
    Hint,
    Pastime,
    offline,
)

NO_RULES = RulesFile()

OFFLINE_NAMES: Mapping[Pastime, str] = MappingProxyType(
    {
        Pastime.MEETING: "Meeting",
        Pastime.COMPANY: "With people",
        Pastime.PHONE: "On the phone",
        Pastime.READING: "Reading on paper",
        Pastime.WRITING: "Writing on paper",
        Pastime.OUTDOORS: "Outdoors",
        Pastime.OTHER: "Away from the screen",
    }
)
"""In English; the shell translates them."""


class Catalogue:
    """All rules, compiled once; immutable, safe on any thread. A label costs some ten microseconds.

    Of the category, the first that has a word decides: the person's rules (as a hint where a title decided),
    AI tools, sites, well-known apps, browsers, `Categories=` of the desktop entry. The rest is Uncategorised.
    Which AI tool is in use is a question of its own: a rule changes the category and leaves the tool.

    Raises:
        ValueError: a category that is not declared, declared twice, or missing though the program needs it; a
            tool of the person's without a name or kind.
    """

    def __init__(self, shipped: Shipped, own: RulesFile = NO_RULES) -> None:
        self.categories: Mapping[str, Category] = MappingProxyType(
            _declared((*shipped.categories.category, *own.category))
        )
        """By id, in the order of lists: shipped ones, then the person's."""
        used: list[Sequence[str]] = [
            [row.category for row in shipped.desktop.row],
            [group.category for group in shipped.sites.group],
            [row.category for row in shipped.apps.app],
            [rule.category for rule in own.rule],
            sorted(BUILT_IN),
        ]
        if missing := {category for each in used for category in each} - self.categories.keys():
            raise ValueError(f"no such category: {', '.join(sorted(missing))}")
        self.own_digest = sha256(msgspec.json.encode(own)).hexdigest()[:16]
        """Tells one set of the person's rules from another; what was reckoned by others is reckoned anew."""
        self.browsers = Browsers(shipped.browsers)
        self.tools = Tools(merged(shipped.tools.tool, own.tool), shipped.tools.never)
        self._own = OwnRules(own.rule)
        self._desktop = DesktopCategories(shipped.desktop)
        self._sites = {site: group.category for group in shipped.sites.group for site in group.sites}
        self._apps = KnownApps(shipped.apps, self.browsers)
        self._front = Front(self.tools, Pages(shipped.browsers), self.browsers, self._apps)

    # ------------------------------------------------------------ labels

    def label(self, app: AppIdentity, entry: AppEntry | None = None) -> Label:
        """What a subject is, and why. Never raises, whatever the strings hold."""
        if app == PRIVATE:
            return _said(PRIVATE_CATEGORY, because(Ground.PRIVATE))
        if app == NOTHING:
            return _said(SYSTEM, because(Ground.DESKTOP))
        site = self.site(app, entry)
        person = self._by_person(app, site)
        return (
            self._front.label(app, site, person)
            or person
            or self._by_site(site)
            or self._by_list(app)
            or self._by_browser(app, site)
            or self._by_entry(app, entry)
            or _said(OTHER, because(Ground.UNKNOWN, app=_shown(app)), sure=False)
        )

    def hint(self, evidence: Evidence) -> Hint | None:
        """What a title tells of category (by a rule of the person's) and AI tool; to be kept when it is dropped.

        No category also when a later rule without a title fits as well: that one is applied on reading. Cost:
        bounded by `pattern.DEAREST` for each rule on titles; ask once for each new title.
        """
        if evidence.title is None:
            return None
        site = None if evidence.site is None else host(evidence.site)
        unreadable = site is None and bool((evidence.site or "").strip())
        if site is None and evidence.app_id is not None:
            site = self._web_app_site(evidence.app_id)
        rule = None
        if self._own.titled:
            names = _names(evidence.app_id or "", evidence.exe)
            rule = self._own.fitting(Case(names, site, evidence.title))
        category, words = (None, "") if rule is None or rule.title is None else (rule.category, rule.words)
        guess = None if unreadable else self._front.guess(evidence, evidence.title, site)
        if guess is None:
            return None if category is None else Hint(category, None, words)
        return Hint(category, guess[0], guess[1] if category is None else f"{words}; {guess[1]}")

    def own_rule(self, app: AppIdentity, entry: AppEntry | None = None) -> Rule | None:
        """The person's rule that decides a subject's category on reading; None where another judge does.

        Not the rule on titles behind a hint: what it concluded stays, whatever becomes of the rule.
        """
        kept = None if app.hint is None else app.hint.category
        if app in (PRIVATE, NOTHING) or kept in self.categories:
            return None
        return self._own.fitting(Case(_names(app.app_id, app.exe), self.site(app, entry)))

    def private_window(self, evidence: Evidence) -> bool:
        """Whether a browser's window is a private one, as far as it says so (`Browsers.private_window`)."""
        return self.browsers.private_window(evidence)

    def site(self, app: AppIdentity, entry: AppEntry | None = None) -> str | None:
        """The host in use: of the tab, else of the installed web app; None where neither is known."""
        if app.site is not None and (known := host(app.site)) is not None:
            return known
        if (known := self._web_app_site(app.app_id)) is not None:
            return known
        return None if entry is None or entry.site is None else host(entry.site)

    def display_name(self, app: AppIdentity, entry: AppEntry | None = None) -> str:
        """What to call a subject in lists; unknown apps keep their own name."""
        if app == PRIVATE:
            return self.categories[PRIVATE_CATEGORY].name
        if app == NOTHING:
            return "Desktop"
        if (done := offline(app)) is not None:
            return done.name or OFFLINE_NAMES[done.kind]
        if entry is not None and entry.name:
            return entry.name
        row, _, sure = self._apps.row(app)
        browser = self.browsers.browser(app.app_id, app.exe)
        listed_name = browser.name if browser is not None else row.name if row is not None and sure else None
        web_site = self.site(app, entry) if self.browsers.is_web_app(app.app_id) else None
        if listed_name is None and web_site is None and (own := self.tools.of_app(app.app_id, app.exe)):
            listed_name = own.tool.name
        if listed_name is None and row is not None and sure and last_part(app.app_id) is not None:
            listed_name = app.app_id.rpartition(".")[2]  # a listed org.gnome.Evince is Evince to everybody
        return listed_name or web_site or app.app_id.strip() or app.exe or "?"

    def is_terminal(self, app: AppIdentity, entry: AppEntry | None = None) -> bool:
        """Whether a window is a terminal, as far as lists and desktop entry know; also where nobody knows the app."""
        row, _, sure = self._apps.row(app)
        if row is not None and sure:
            return row.terminal
        return entry is None or "TerminalEmulator" in entry.categories

    # ------------------------------------------------------------ one judge each

    def _by_person(self, app: AppIdentity, site: str | None) -> Label | None:
        kept = None if app.hint is None else app.hint.category
        if app.hint is not None and kept is not None and kept in self.categories:
            if app.hint.by_you:
                added = offline(app) is not None
                return _said(kept, because(Ground.ADDED if added else Ground.SAID))
            return _said(kept, because(Ground.RULE_ON_TITLE, rule=own_words(app.hint.rule)))
        rule = self._own.fitting(Case(_names(app.app_id, app.exe), site)) if self._own.some else None
        if rule is None:
            return None
        if site is None:
            return _said(rule.category, because(Ground.RULE_ON_APP, rule=rule.words, app=_shown(app)))
        why = because(Ground.RULE_ON_SITE, rule=rule.words, app=_shown(app), site=site)
        return _said(rule.category, why)

    def _by_site(self, site: str | None) -> Label | None:
        found = None if site is None else listed(site, self._sites)
        if found is None:
            return None
        name, category = found
        if name == site:
            return _said(category, because(Ground.SITES, site=name))
        return _said(category, because(Ground.SITES_ABOVE, listed=name, site=site or name))

    def _by_list(self, app: AppIdentity) -> Label | None:
        row, name, sure = self._apps.row(app)
        if row is None or row.category == OTHER:
            return None
        return _said(row.category, because(Ground.APPS, app=name), sure=sure)

    def _by_browser(self, app: AppIdentity, site: str | None) -> Label | None:
        browser = self.browsers.browser(app.app_id, app.exe)
        if browser is None and not self.browsers.is_web_app(app.app_id):
            return None
        if site is not None and (about := self.tools.about_site(site)) is not None:
            return _said(BROWSING, about)
        ground = Ground.BROWSER if browser is not None else Ground.WEB_APP
        values = {} if browser is None else {"browser": browser.name}
        if site is not None:
            ground, values = Ground(f"{ground}_on_site"), {**values, "site": site}
        return _said(BROWSING, because(ground, **values))

    def _by_entry(self, app: AppIdentity, entry: AppEntry | None) -> Label | None:
        found = None if entry is None else self._desktop.category(entry.categories)
        if entry is None or found is None:
            return None
        category, name = found
        return _said(category, because(Ground.ENTRY, entry=entry.id, app=_shown(app), name=name))

    # ------------------------------------------------------------ shared

    def _web_app_site(self, app_id: str) -> str | None:
        return self.browsers.web_app_site(app_id) or self.tools.web_app_site(app_id)


def _names(app_id: str, exe: str | None) -> tuple[str, ...]:
    """Everything by which a rule may call the app; `firefox` means `org.mozilla.firefox` too."""
    given = (*spellings(app_id), last_part(app_id), None if exe is None else exe.casefold())
    return tuple(name for name in given if name)


def _said(category: str, why: Why, *, sure: bool = True) -> Label:
    return Label(category, None, None, sure, why)


def _shown(app: AppIdentity) -> str:
    return app.app_id or app.exe or "?"


def _declared(categories: Sequence[Category]) -> dict[str, Category]:
    by_id = {category.id: category for category in categories}
    if len(by_id) < len(categories):
        twice = sorted(one.id for one in categories if by_id[one.id] is not one)
        raise ValueError(f"declared twice: {', '.join(twice)}")
    return by_id
