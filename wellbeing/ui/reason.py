"""Why something counts as what it does, in the person's language."""

from __future__ import annotations

from collections.abc import Mapping

from wellbeing.catalogue.why import Ground, Why
from wellbeing.ui.text import _


def reason(why: Why) -> str:
    """The reason as the person reads it; names of rules, apps, sites and tools stay as they are."""
    return why.said(sentences())


def sentences() -> Mapping[Ground, str]:
    """Every reason there is; in English they are the catalogue's own (tests compare them)."""
    return {
        Ground.PRIVATE: _("Private window or excluded app: nothing else was kept."),
        Ground.DESKTOP: _("Nothing was in front: the bare desktop."),
        Ground.UNKNOWN: _("No rule, list or desktop entry knows {app}."),
        Ground.ADDED: _("You added this by hand."),
        Ground.SAID: _("You said so for this stretch."),
        Ground.RULE_ON_TITLE: _("Your rule {rule} fitted the title."),
        Ground.RULE_ON_APP: _("Your rule {rule} fits {app}."),
        Ground.RULE_ON_SITE: _("Your rule {rule} fits {app} on {site}."),
        Ground.SITES: _("The list of sites has {site}."),
        Ground.SITES_ABOVE: _("The list of sites has {listed}, and {site} is part of it."),
        Ground.APPS: _("The list of well-known apps has {app}."),
        Ground.BROWSER: _("{browser} is a browser, and the site is unknown."),
        Ground.BROWSER_ON_SITE: _("{browser} is a browser, and no list has {site}."),
        Ground.WEB_APP: _("An installed web app, and the site is unknown."),
        Ground.WEB_APP_ON_SITE: _("An installed web app, and no list has {site}."),
        Ground.ENTRY: _("The desktop entry {entry} of {app} says {name}."),
        Ground.TOOL_SITE: _("{site} belongs to {tool}."),
        Ground.TOOL_SITE_ABOVE: _("{site} is part of {listed}, which belongs to {tool}."),
        Ground.TOOL_TOLD: _("{site} tells about {tool}; it is not used there."),
        Ground.TOOL_OFFERED: _("{site} offers {tool}, but being there is not use of it."),
        Ground.TOOL_WINDOW: _("{window} is a window of {tool}."),
        Ground.TOOL_COMMAND: _("{command} runs in the terminal: {tool}."),
        Ground.TITLE: _("The title gave it away."),
        Ground.TITLE_RULE: _("The title fitted the rule for {words}."),
        Ground.TITLE_IS: _("The title fitted the rule for {tool}: the page's title is '{words}'."),
        Ground.TITLE_ENDS: _("The title fitted the rule for {tool}: the page's title ends with '{words}'."),
        Ground.TITLE_BEGINS: _(
            "The title fitted the rule for {tool}: the page's title begins with '{words}'."
        ),
        Ground.TITLE_LIKE: _("The title fitted the rule for {tool}: the page's title begins like '{words}'."),
        Ground.TITLE_SLOGAN: _(
            "The title fitted the rule for {tool}: the page's title is '{words}' and its slogan."
        ),
        Ground.TITLE_WEB_APP: _("The title fitted the rule for {tool}: the web app's name is '{words}'."),
        Ground.TITLE_ADDRESS: _(
            "The title fitted the rule for {tool}: the page had no title yet but its address, {words}."
        ),
    }
