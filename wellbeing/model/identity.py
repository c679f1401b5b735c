"""What is in front: as a sensor saw it, and as it may be kept."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a sensor saw in front, uninterpreted; lives for one look and is never stored."""

    app_id: str | None
    """X11 class, Wayland app id or bundle id, as the window gives it; None where it gives none."""
    title: str | None = None
    exe: str | None = None
    """Base name of the executable, such as `firefox-esr`."""
    pid: int | None = None
    site: str | None = None
    """Host name of the active tab, lower case, no path, leading `www.` dropped."""
    commands: tuple[tuple[str, ...], ...] = ()
    """Argument vectors of the foreground process group of a focused terminal."""
    private: bool = False
    """Whether the browser itself says that its window is private."""
    full_screen: bool = False
    """Whether it covers its whole screen: a film, a game, a presentation."""


YOU = "you"
"""Stands for the person where a rule's words would stand."""


@dataclass(frozen=True, slots=True)
class Hint:
    """What a rule concluded from a title, kept so that it works without keeping titles."""

    category: str | None
    tool: str | None
    rule: str
    """The rule's own words, for `why`; never the title. Begins with `YOU` where the person gave the category."""

    @property
    def by_you(self) -> bool:
        """Whether the person gave the category for a stretch by hand."""
        return self.rule.partition("; ")[0] == YOU

    @property
    def said(self) -> str:
        """The words of the rule that decided before the person did; empty where none had."""
        return self.rule.partition("; ")[2] if self.by_you else self.rule


@dataclass(frozen=True, slots=True)
class AppIdentity:
    """What was in front, reduced to what may be stored; equal identities are one subject."""

    app_id: str
    """As in `Evidence`; the executable's name where a window gives no id; empty when nothing was in front."""
    exe: str | None = None
    site: str | None = None
    commands: tuple[str, ...] = ()
    """Known command names only, never arguments."""
    hint: Hint | None = None


PRIVATE = AppIdentity("private")
"""Stands for private windows and for apps that the person excluded."""

NOTHING = AppIdentity("")
"""Nothing in front: the bare desktop."""


@dataclass(frozen=True, slots=True)
class AppEntry:
    """An installed application as its desktop entry describes it."""

    id: str
    """File name without `.desktop`."""
    name: str
    """In the person's language."""
    icon: str | None
    """Icon name or absolute path."""
    categories: tuple[str, ...]
    """`Categories=` in file order."""
    site: str | None = None
    """Host name for an installed web app, else None."""
