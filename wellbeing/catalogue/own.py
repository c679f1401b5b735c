"""The person's own rules, compiled: which one fits, the last one that does."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wellbeing.catalogue.appid import spellings
from wellbeing.catalogue.label import Rule
from wellbeing.catalogue.pattern import LONGEST, compiled
from wellbeing.catalogue.site import host

_GLOB = re.compile(r"[*?\[]")


@dataclass(frozen=True, slots=True)
class Case:
    """What rules look at: every spelling of the app, the host, and the title where there is one."""

    names: tuple[str, ...]
    site: str | None
    title: str | None = None


class OwnRules:
    """The rules in file order; immutable, safe on any thread.

    Most rules name one app or one site and are found by a look-up; the others are tried only when any of their
    patterns fits, all of them being asked at once. So a hundred rules cost little more than one.
    """

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.titled = any(rule.title is not None for rule in rules)
        """Whether any rule looks at titles."""
        self.some = bool(rules)
        """Whether there are any."""
        self._exact: dict[str, list[_Compiled]] = {}
        self._others: list[_Compiled] = []
        self._on_titles: list[_Compiled] = []
        for place, rule in enumerate(rules):
            one = _Compiled(place, rule)
            if one.apps or one.hosts:
                for name in one.apps or one.hosts:
                    self._exact.setdefault(name, []).append(one)
            elif one.glob:
                self._others.append(one)
            else:
                self._on_titles.append(one)
        globs = "|".join(one.glob for one in self._others)
        self._any_other = re.compile(globs).match if globs else None

    def fitting(self, case: Case) -> Rule | None:
        """The last rule in the file that fits, or None; rules on titles fit only where a title is given."""
        candidates = [one for name in _asked(case) for one in self._exact.get(name, ())]
        if self._any_other is not None and any(map(self._any_other, (*case.names, case.site or ""))):
            candidates += self._others
        if case.title is not None:
            candidates += self._on_titles
        candidates.sort(key=lambda one: -one.place)
        return next((one.rule for one in candidates if one.fits(case)), None)


class _Compiled:
    """One rule, with its conditions as sets or patterns; at most one of each two is filled."""

    __slots__ = ("app_glob", "apps", "glob", "hosts", "place", "rule", "site_glob", "title")

    def __init__(self, place: int, rule: Rule) -> None:
        self.place, self.rule = place, rule
        self.apps: frozenset[str] = frozenset()
        self.hosts: frozenset[str] = frozenset()
        self.app_glob = self.site_glob = None
        app, site = rule.app, rule.site
        globs = [fnmatch.translate(each.casefold()) for each in (app, site) if each and _GLOB.search(each)]
        self.glob = "" if not globs else globs[0]
        """The pattern to ask first; empty where an app, a host or only the title is named."""
        if app is not None:
            if _GLOB.search(app):
                self.app_glob = re.compile(fnmatch.translate(app.casefold())).match
            else:
                self.apps = frozenset((app.casefold(), *spellings(app)))
        if site is not None:
            if _GLOB.search(site):
                self.site_glob = re.compile(fnmatch.translate(site.casefold())).match
            else:
                self.hosts = frozenset((host(site) or site.casefold(),))
        self.title = None if rule.title is None else compiled(rule.title).search

    def fits(self, case: Case) -> bool:
        """Whether every condition given is met."""
        if self.apps and self.apps.isdisjoint(case.names):
            return False
        if self.app_glob is not None and not any(map(self.app_glob, case.names)):
            return False
        if self.hosts and self.hosts.isdisjoint(_hosts(case.site)):
            return False
        if self.site_glob is not None and not (case.site and self.site_glob(case.site)):
            return False
        return self.title is None or (case.title is not None and bool(self.title(case.title[:LONGEST])))


def _asked(case: Case) -> Iterator[str]:
    """Names under which rules may be listed: apps, the host and the hosts above it, each once."""
    return iter(dict.fromkeys((*case.names, *_hosts(case.site))))


def _hosts(site: str | None) -> Iterator[str]:
    """A host and the hosts above it."""
    rest = site or ""
    while rest:
        yield rest
        rest = rest.partition(".")[2]
