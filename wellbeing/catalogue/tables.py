"""What the catalogue's files hold, row by row; unknown fields are errors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from msgspec import Meta, Struct

from wellbeing.catalogue.appid import spellings
from wellbeing.catalogue.label import Category, CategoryId, Rule, Text
from wellbeing.catalogue.site import address_host, host
from wellbeing.catalogue.tool import OwnTool, ToolsFile

Texts = Annotated[tuple[Text, ...], Meta(min_length=1)]


class DesktopRow(Struct, frozen=True, forbid_unknown_fields=True):
    """XDG category names, or two joined by `+`, that mean a category."""

    category: CategoryId
    names: Texts


class SiteGroup(Struct, frozen=True, forbid_unknown_fields=True):
    """Hosts for one purpose, from one source."""

    category: CategoryId
    source: Text
    sites: Texts

    def __post_init__(self) -> None:
        for site in self.sites:
            if host(site) != site:
                raise ValueError(f"`sites` has {site!r}, which is no host name in lower case without www.")


class AppRow(Struct, frozen=True, forbid_unknown_fields=True):
    """One application, or several alike; then without a name, so that each keeps its own."""

    category: CategoryId
    source: Text
    ids: Texts
    """Window classes and application ids; a last `*` stands for any ending."""
    exes: tuple[Text, ...] = ()
    name: Text | None = None
    terminal: bool = False
    """Its windows are terminals, so that what runs in one is what the window is for."""

    def __post_init__(self) -> None:
        _all_lower(self.ids, self.exes)


class BrowserRow(Struct, frozen=True, forbid_unknown_fields=True):
    """One browser, in all its packages."""

    name: Text
    ids: Texts
    exes: Texts
    source: Text
    titles: tuple[Text, ...] = ()
    """Other names under which it stands at the end of window titles, beside `name`."""
    always_private: bool = False
    """It never keeps a history, so that its windows are private ones."""

    def __post_init__(self) -> None:
        _all_lower(self.ids, self.exes)


class PrivateWords(Struct, frozen=True, forbid_unknown_fields=True):
    """What marks a private window in a browser's title."""

    source: Text
    words: Texts
    starts: Texts
    tabs: Texts


class TitleWords(Struct, frozen=True, forbid_unknown_fields=True):
    """What browsers put between the page's title and their own name."""

    source: Text
    profiles: Texts
    numbered: Texts
    """Names of profiles that a number follows."""
    more_pages: Texts
    """What Edge says of further tabs; `#` stands for their number."""
    states: Texts
    """What Chromium-based browsers tell of a tab behind the page's title: Audio playing."""
    hangs: Texts
    """What stands in brackets behind the title of a window that does not answer."""


class WebApp(Struct, frozen=True, forbid_unknown_fields=True):
    """The manifest id of an installed web app, an address."""

    address: Text
    source: Text

    def __post_init__(self) -> None:
        if address_host(self.address) is None:
            raise ValueError("`address` is no web address")


class CategoriesFile(Struct, frozen=True, forbid_unknown_fields=True):
    """categories.toml."""

    category: tuple[Category, ...]


class DesktopFile(Struct, frozen=True, forbid_unknown_fields=True):
    """desktop_categories.toml; the first row that fits decides."""

    row: tuple[DesktopRow, ...]


class SitesFile(Struct, frozen=True, forbid_unknown_fields=True):
    """sites.toml."""

    group: tuple[SiteGroup, ...]


class AppsFile(Struct, frozen=True, forbid_unknown_fields=True):
    """apps.toml."""

    app: tuple[AppRow, ...]


class BrowsersFile(Struct, frozen=True, forbid_unknown_fields=True):
    """browsers.toml."""

    browser: tuple[BrowserRow, ...]
    private: PrivateWords
    title: TitleWords
    web_app: tuple[WebApp, ...]


class RulesFile(Struct, frozen=True, forbid_unknown_fields=True):
    """rules.toml, the person's own; a later rule overrides an earlier one."""

    category: tuple[Category, ...] = ()
    rule: tuple[Rule, ...] = ()
    tool: tuple[OwnTool, ...] = ()


@dataclass(frozen=True, slots=True)
class Shipped:
    """Everything that comes with the program."""

    categories: CategoriesFile
    desktop: DesktopFile
    sites: SitesFile
    apps: AppsFile
    browsers: BrowsersFile
    tools: ToolsFile


def _all_lower(*lists: tuple[str, ...]) -> None:
    for names in lists:
        for name in names:
            if name not in spellings(name) or "*" in name[:-1]:
                raise ValueError(
                    f"`ids` and `exes` are lower case, without paths, `*` only at the end, not {name!r}"
                )
