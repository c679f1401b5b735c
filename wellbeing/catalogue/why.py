"""Why a subject is labelled as it is: the kind of rule and what it saw, to be said in any language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Ground(StrEnum):
    """What decided. Those of titles are kept in the record, with their words: never change one."""

    PRIVATE = "private"
    DESKTOP = "desktop"
    UNKNOWN = "unknown"
    ADDED = "added"
    SAID = "said"
    RULE_ON_TITLE = "rule_on_title"
    RULE_ON_APP = "rule_on_app"
    RULE_ON_SITE = "rule_on_site"
    SITES = "sites"
    SITES_ABOVE = "sites_above"
    APPS = "apps"
    BROWSER = "browser"
    BROWSER_ON_SITE = "browser_on_site"
    WEB_APP = "web_app"
    WEB_APP_ON_SITE = "web_app_on_site"
    ENTRY = "entry"
    TOOL_SITE = "tool_site"
    TOOL_SITE_ABOVE = "tool_site_above"
    TOOL_TOLD = "tool_told"
    TOOL_OFFERED = "tool_offered"
    TOOL_WINDOW = "tool_window"
    TOOL_COMMAND = "tool_command"
    TITLE = "title"
    TITLE_RULE = "title_rule"
    TITLE_IS = "title_is"
    TITLE_ENDS = "title_ends"
    TITLE_BEGINS = "title_begins"
    TITLE_LIKE = "title_like"
    TITLE_SLOGAN = "title_slogan"
    TITLE_WEB_APP = "title_web_app"
    TITLE_ADDRESS = "title_address"


SENTENCES: Mapping[Ground, str] = MappingProxyType(
    {
        Ground.PRIVATE: "Private window or excluded app: nothing else was kept.",
        Ground.DESKTOP: "Nothing was in front: the bare desktop.",
        Ground.UNKNOWN: "No rule, list or desktop entry knows {app}.",
        Ground.ADDED: "You added this by hand.",
        Ground.SAID: "You said so for this stretch.",
        Ground.RULE_ON_TITLE: "Your rule {rule} fitted the title.",
        Ground.RULE_ON_APP: "Your rule {rule} fits {app}.",
        Ground.RULE_ON_SITE: "Your rule {rule} fits {app} on {site}.",
        Ground.SITES: "The list of sites has {site}.",
        Ground.SITES_ABOVE: "The list of sites has {listed}, and {site} is part of it.",
        Ground.APPS: "The list of well-known apps has {app}.",
        Ground.BROWSER: "{browser} is a browser, and the site is unknown.",
        Ground.BROWSER_ON_SITE: "{browser} is a browser, and no list has {site}.",
        Ground.WEB_APP: "An installed web app, and the site is unknown.",
        Ground.WEB_APP_ON_SITE: "An installed web app, and no list has {site}.",
        Ground.ENTRY: "The desktop entry {entry} of {app} says {name}.",
        Ground.TOOL_SITE: "{site} belongs to {tool}.",
        Ground.TOOL_SITE_ABOVE: "{site} is part of {listed}, which belongs to {tool}.",
        Ground.TOOL_TOLD: "{site} tells about {tool}; it is not used there.",
        Ground.TOOL_OFFERED: "{site} offers {tool}, but being there is not use of it.",
        Ground.TOOL_WINDOW: "{window} is a window of {tool}.",
        Ground.TOOL_COMMAND: "{command} runs in the terminal: {tool}.",
        Ground.TITLE: "The title gave it away.",
        Ground.TITLE_RULE: "The title fitted the rule for {words}.",
        Ground.TITLE_IS: "The title fitted the rule for {tool}: the page's title is '{words}'.",
        Ground.TITLE_ENDS: "The title fitted the rule for {tool}: the page's title ends with '{words}'.",
        Ground.TITLE_BEGINS: "The title fitted the rule for {tool}: the page's title begins with '{words}'.",
        Ground.TITLE_LIKE: "The title fitted the rule for {tool}: the page's title begins like '{words}'.",
        Ground.TITLE_SLOGAN: "The title fitted the rule for {tool}: the page's title is '{words}' and its slogan.",
        Ground.TITLE_WEB_APP: "The title fitted the rule for {tool}: the web app's name is '{words}'.",
        Ground.TITLE_ADDRESS: "The title fitted the rule for {tool}: the page had no title yet but its address,"
        " {words}.",
    }
)
"""In English; the shell translates them. Names in braces are those of the values."""
_KEPT = re.compile(
    r"(?:^|; )(?P<ground>title_(?:is|ends|begins|like|slogan|web_app|address)): (?P<words>.*)\Z", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Why:
    """One sentence of a reason, and perhaps another; `str` says it in English."""

    ground: Ground
    values: tuple[tuple[str, str], ...] = ()
    """Name and value of what the sentence names; never a window's title."""
    then: Why | None = None
    """The sentence that follows: of the tool first, then of the category."""

    def said(self, sentences: Mapping[Ground, str]) -> str:
        """The reason in the language of the sentences."""
        first = sentences[self.ground].format_map(dict(self.values))
        return first if self.then is None else f"{first} {self.then.said(sentences)}"

    def __str__(self) -> str:
        return self.said(SENTENCES)


def because(ground: Ground, **values: str) -> Why:
    """A reason of one sentence."""
    return Why(ground, tuple(values.items()))


def kept_words(ground: Ground, words: str) -> str:
    """How a rule on titles is kept in a hint; `title_reason` reads it."""
    return f"{ground.value}: {words}"


def own_words(kept: str) -> str:
    """The words of the person's rule in a hint, without those of the program's that follow."""
    return _KEPT.sub("", kept)


def title_reason(kept: str, tool: str) -> Why:
    """The reason behind a hint's tool, by the words of the rule that decided, whoever kept them.

    Args:
        kept: what the hint holds; empty where nothing is known.
        tool: the tool's name.
    """
    found = _KEPT.search(kept)
    if found is not None:
        return because(Ground(found["ground"]), tool=tool, words=found["words"])
    return because(Ground.TITLE_RULE, words=kept) if kept else because(Ground.TITLE)
