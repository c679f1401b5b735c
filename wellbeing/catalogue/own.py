"""The person's own rules, compiled: which one fits, the last one that does."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from wellbeing.catalogue.appid import spellings
from wellbeing.catalogue.label import Rule
from wellbeing.catalogue.pattern import LONGEST, compiled
from wellbeing.catalogue.site import host, listed

_GLOB = re.compile(r"[*?\[]")


@dataclass(frozen=True, slots=True)
class Case:
    """What rules look at: every spelling of the app, the host, and the title where there is one."""

    names: tuple[str, ...]
    site: str | None
    title: str | None = None


class OwnRules:
    """The rules in file order; immutable, safe on any thread."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._by_title = [_Compiled(rule) for rule in reversed(rules)]
        self._untitled = [one for one in self._by_title if one.rule.title is None]
        self.titled = len(self._untitled) < len(self._by_title)
        """Whether any rule looks at titles."""

    def fitting(self, case: Case) -> Rule | None:
        """The last rule in the file that fits, or None; rules on titles fit only where a title is given."""
        among = self._untitled if case.title is None else self._by_title
        return next((one.rule for one in among if one.fits(case)), None)


class _Compiled:
    """One rule, with its conditions as functions."""

    __slots__ = ("_app", "_site", "_title", "rule")

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self._app = None if rule.app is None else _app_test(rule.app)
        self._site = None if rule.site is None else _site_test(rule.site)
        self._title = None if rule.title is None else compiled(rule.title).search

    def fits(self, case: Case) -> bool:
        if self._app is not None and not self._app(case.names):
            return False
        if self._site is not None and (case.site is None or not self._site(case.site)):
            return False
        return self._title is None or (case.title is not None and bool(self._title(case.title[:LONGEST])))


def _app_test(wanted: str) -> Callable[[tuple[str, ...]], bool]:
    if _GLOB.search(wanted):
        fits = re.compile(fnmatch.translate(wanted.casefold())).match
        return lambda names: any(fits(name) for name in names)
    exact = frozenset((wanted.casefold(), *spellings(wanted)))
    return lambda names: not exact.isdisjoint(names)


def _site_test(wanted: str) -> Callable[[str], bool]:
    if _GLOB.search(wanted):
        fits = re.compile(fnmatch.translate(wanted.lower())).match
        return lambda site: fits(site) is not None
    names = {host(wanted) or wanted.lower(): True}
    return lambda site: listed(site, names) is not None
