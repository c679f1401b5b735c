"""What browsers tell of the site in front, put beside what the window sensor saw."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from wellbeing.catalogue.site import host
from wellbeing.model import Evidence

SITE = "site"
"""Fact of the rows in `status` that tell when browsers were last heard of."""


@dataclass(frozen=True, slots=True)
class Told:
    """The last word of one browser."""

    site: str | None
    """Host as `Evidence.site`; None where no page is in front, or it is private."""
    private: bool
    at: datetime
    """Aware, UTC."""
    exe: str | None
    """Base name of the browser's executable."""
    names: frozenset[str] = frozenset()
    """Lower-case names of its windows' app and executable, where a sandbox hides the browser's process; else empty."""


class Companions:
    """One word for each browser process that has our extension. Used on the beat's thread only."""

    def __init__(self) -> None:
        self._told: dict[int, Told] = {}
        self.heard: dict[str, datetime] = {}
        """When each browser was last heard of, by executable; outlives the browser."""

    def take(self, browser: int, told: Told | None) -> None:
        """Note a browser's word; None when it has gone."""
        if told is None:
            self._told.pop(browser, None)
            return
        self._told[browser] = replace(told, site=None if told.site is None else host(told.site))
        if told.exe is not None:
            self.heard[told.exe] = told.at

    def beside(self, evidence: Evidence | None) -> Evidence | None:
        """The evidence with the site that the browser in front told, if it is one of those."""
        if evidence is None or not self._told:
            return evidence
        told = self._of(evidence)
        return evidence if told is None else replace(evidence, site=told.site, private=told.private)

    def _of(self, evidence: Evidence) -> Told | None:
        if evidence.pid in self._told:
            return self._told[evidence.pid]
        # Sandboxes hide the process, some desktops tell none: then the only browser of that name must be it.
        names = {name.casefold() for name in (evidence.exe, evidence.app_id) if name}
        alike = [
            one
            for one in self._told.values()
            if one.names & names
            or (evidence.pid is None and one.exe is not None and one.exe.casefold() in names)
        ]
        # A browser that is not in front tells no page, so that of several one may speak.
        speaking = [one for one in alike if one.site is not None or one.private] or alike
        return speaking[0] if len(speaking) == 1 else None
