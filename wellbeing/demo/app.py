"""What the synthetic person may have in front: a fixed list of well-known apps and sites, and their use.

The names are real, so that category rules recognise them; who uses them, when and how long is invented.
There are no titles.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, IntEnum, auto

from wellbeing.model import AppIdentity


class Role(IntEnum):
    """What an app is to the person; decides when it comes up and how long it stays in front.

    Whole numbers only because those hash fast.
    """

    WORK = auto()
    LEARN = auto()
    PEOPLE = auto()
    CALL = auto()
    BREAK = auto()
    WATCH = auto()
    PLAY = auto()
    SYSTEM = auto()
    CHAT = auto()
    """An AI assistant on a site."""
    AGENT = auto()
    """An AI coding agent in a terminal."""
    COMPANION = auto()
    """An AI to talk to for company."""


AI_ROLES = frozenset({Role.CHAT, Role.AGENT, Role.COMPANION})
HUMAN_ROLES = frozenset({Role.PEOPLE, Role.CALL})
PASSIVE_ROLES = frozenset({Role.CALL, Role.WATCH})
"""Media plays: without input the person still watches or listens."""


class Trade(Enum):
    """What the person does for a living."""

    WRITER = "writer"
    DEVELOPER = "developer"
    DESIGNER = "designer"
    STUDENT = "student"


EVERYONE = frozenset(Trade)
_DEV = frozenset({Trade.DEVELOPER})
_DRAW = frozenset({Trade.DESIGNER})
_DESK = frozenset({Trade.WRITER, Trade.STUDENT})
_READ = frozenset({Trade.STUDENT, Trade.WRITER})


@dataclass(frozen=True, slots=True, eq=False)
class App:
    """One app or site, and for whom it is everyday; each exists once, so that it is equal to itself only."""

    identity: AppIdentity
    role: Role
    weight: float
    """How often it comes up among apps of its role; a ratio."""
    core: frozenset[Trade] = frozenset()
    """Trades that always have it; others may."""
    tool: str | None = None
    """The AI tool's id in the catalogue; None for what is no AI."""


def _window(
    app_id: str, role: Role, weight: float, core: frozenset[Trade] = frozenset(), exe: str | None = None
) -> App:
    return App(AppIdentity(app_id, exe or app_id), role, weight, core)


def _site(
    site: str, role: Role, weight: float, core: frozenset[Trade] = frozenset(), tool: str | None = None
) -> App:
    return App(AppIdentity("firefox", "firefox", site), role, weight, core, tool)


def _terminal(
    role: Role,
    weight: float,
    core: frozenset[Trade] = frozenset(),
    commands: tuple[str, ...] = (),
    tool: str | None = None,
) -> App:
    return App(
        AppIdentity("org.gnome.Terminal", "gnome-terminal-server", None, commands), role, weight, core, tool
    )


APPS: tuple[App, ...] = (
    _window("libreoffice-writer", Role.WORK, 5, _DESK, "soffice.bin"),
    _window("libreoffice-calc", Role.WORK, 2, _DESK, "soffice.bin"),
    _window("libreoffice-impress", Role.WORK, 1, _DESK, "soffice.bin"),
    _window("obsidian", Role.WORK, 2),
    _window("code", Role.WORK, 6, _DEV),
    _window("jetbrains-pycharm", Role.WORK, 3, exe="pycharm"),
    _terminal(Role.WORK, 3, _DEV),
    _site("github.com", Role.WORK, 3, _DEV),
    _site("docs.google.com", Role.WORK, 3, EVERYONE),
    _site("notion.so", Role.WORK, 1),
    _window("gimp", Role.WORK, 3, _DRAW),
    _window("inkscape", Role.WORK, 4, _DRAW),
    _window("blender", Role.WORK, 3),
    _site("figma.com", Role.WORK, 4, _DRAW),
    _site("wikipedia.org", Role.LEARN, 3, EVERYONE),
    _site("stackoverflow.com", Role.LEARN, 2, _DEV),
    _site("developer.mozilla.org", Role.LEARN, 1),
    _site("scholar.google.com", Role.LEARN, 2, _READ),
    _site("duckduckgo.com", Role.LEARN, 3, EVERYONE),
    _window("org.gnome.Evince", Role.LEARN, 3, EVERYONE, "evince"),
    _window("zotero", Role.LEARN, 1, _READ),
    _window("anki", Role.LEARN, 1),
    _window("thunderbird", Role.PEOPLE, 5, EVERYONE),
    _window("org.telegram.desktop", Role.PEOPLE, 3, EVERYONE, "Telegram"),
    _window("signal", Role.PEOPLE, 2, exe="signal-desktop"),
    _window("slack", Role.PEOPLE, 4),
    _window("discord", Role.PEOPLE, 2),
    _site("mail.google.com", Role.PEOPLE, 2),
    _site("web.whatsapp.com", Role.PEOPLE, 2),
    _window("zoom", Role.CALL, 2, EVERYONE),
    _site("meet.google.com", Role.CALL, 1),
    _site("bbc.co.uk", Role.BREAK, 2, EVERYONE),
    _site("theguardian.com", Role.BREAK, 2),
    _site("news.ycombinator.com", Role.BREAK, 2),
    _site("reddit.com", Role.BREAK, 3, EVERYONE),
    _site("instagram.com", Role.BREAK, 2),
    _site("mastodon.social", Role.BREAK, 1),
    _site("amazon.com", Role.BREAK, 1),
    _window("spotify", Role.BREAK, 1, EVERYONE),
    _site("youtube.com", Role.WATCH, 4, EVERYONE),
    _site("netflix.com", Role.WATCH, 2),
    _window("vlc", Role.WATCH, 2, EVERYONE),
    _window("steam", Role.PLAY, 2),
    _window("supertuxkart", Role.PLAY, 1),
    _site("chess.com", Role.PLAY, 2, EVERYONE),
    _window("org.gnome.Nautilus", Role.SYSTEM, 4, EVERYONE, "nautilus"),
    _window("gnome-control-center", Role.SYSTEM, 1, EVERYONE),
    _window("pavucontrol", Role.SYSTEM, 1),
    _site("chatgpt.com", Role.CHAT, 5, EVERYONE, "chatgpt"),
    _site("claude.ai", Role.CHAT, 3, _DEV | _READ, "claude"),
    _site("gemini.google.com", Role.CHAT, 1, frozenset(), "gemini"),
    _site("perplexity.ai", Role.CHAT, 2, frozenset(), "perplexity"),
    _terminal(Role.AGENT, 4, _DEV, ("claude",), "claude_code"),
    _terminal(Role.AGENT, 1, frozenset(), ("aider",), "aider"),
    _site("character.ai", Role.COMPANION, 1, frozenset(), "character_ai"),
)
"""Everything any synthetic person ever has in front; tool ids as in the AI catalogue."""
