"""What the catalogue's file of AI tools holds, and what a person may add to it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct
from msgspec.structs import asdict

from wellbeing.catalogue.appid import spellings
from wellbeing.catalogue.label import Text
from wellbeing.catalogue.pattern import check_pattern
from wellbeing.catalogue.site import host

Texts = tuple[Text, ...]
ToolId = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9_]{0,47}$")]
"""Lower-case letters, digits and `_`, at most 48. Stored in hints and turns: never change one."""


class Kind(StrEnum):
    """What an AI tool is for. Values are stored and shown to other programs: never change one."""

    CHAT_ASSISTANT = "chat_assistant"
    COMPANION = "companion"
    SEARCH = "search"
    RESEARCH_NOTEBOOK = "research_notebook"
    CODING_ASSISTANT = "coding_assistant"
    """Inside an editor that is none of its own."""
    AI_IDE = "ai_ide"
    """An editor built around an assistant; its category is Development."""
    CODING_AGENT_CLI = "coding_agent_cli"
    """An agent in a terminal."""
    APP_BUILDER = "app_builder"
    AGENT_AUTOMATION = "agent_automation"
    LOCAL_RUNNER = "local_runner"
    IMAGE_GEN = "image_gen"
    VIDEO_GEN = "video_gen"
    AUDIO_MUSIC = "audio_music"
    VOICE_DICTATION = "voice_dictation"
    WRITING_AID = "writing_aid"
    TRANSLATION = "translation"
    MEETING_NOTES = "meeting_notes"
    EDUCATION = "education"
    PRODUCTIVITY_EMBEDDED = "productivity_embedded"
    """Part of a program for something else."""
    AI_BROWSER = "ai_browser"


class Traits(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """By what a tool is known. Every list may be empty."""

    sites: Texts = ()
    """Hosts where it is used, subdomains included."""
    about: Texts = ()
    """Hosts that tell about it or sell it; it is not used there."""
    shared: Texts = ()
    """Hosts that it shares with other things, so that only the title tells: huggingface.co/chat."""
    ids: Texts = ()
    """Window classes and application ids; a last `*` stands for any ending."""
    bundles: Texts = ()
    """Bundle ids of macOS."""
    exes: Texts = ()
    """Executables of its windows, without `.exe`; with it where the name means the tool on Windows only."""
    commands: Texts = ()
    """Commands in a terminal; the first one is what is kept. `gh copilot` is a command with its first argument."""
    packages: Texts = ()
    """Packages of npm and PyPI that hold the command."""
    modules: Texts = ()
    """Python modules (`python -m`)."""
    paths: Texts = ()
    """Parts of the path of an executable or script that belongs to the command."""
    only: Texts = ()
    """First arguments, or options anywhere, with which alone a command is use; `-` means without any argument."""
    never: Texts = ()
    """First arguments and options with which a command is not use, beyond the common ones."""
    servers: Texts = ()
    """Commands that answer requests of other programs, `-m` before a Python module; being up is no use of them."""
    ports: tuple[Annotated[int, Meta(ge=1, le=65535)], ...] = ()
    """TCP ports where `servers` listen, unless `--port` says otherwise; empty where they choose one."""
    free: bool = False
    """Its arguments are the prompt itself: words that are subcommands of others (`list`, `help`) do not count."""
    brands: Texts = ()
    """Names that no other thing has: a page's title is one, or ends with one."""
    words: Texts = ()
    """As `brands`, for names that are ordinary words too: only after a dash."""
    leads: Texts = ()
    """Those of `brands` that titles of two parts also begin with: `ChatGPT - Data Analyst`."""
    alone: Texts = ()
    """Whole titles of pages."""
    titles: Texts = ()
    """Regular expressions for the beginnings of pages' titles; letters count as they are."""
    unlike: Texts = ()
    """Beginnings of words that show, anywhere in the title, that another thing of that name is meant."""
    local: bool = False
    """Runs on a machine of one's own, so that it may stand behind localhost."""

    def __post_init__(self) -> None:
        for field, sites in (("sites", self.sites), ("about", self.about), ("shared", self.shared)):
            for site in sites:
                if host(site) != site:
                    raise ValueError(
                        f"`{field}` has {site!r}, which is no host name in lower case without www."
                    )
        for field, names in (("ids", self.ids), ("bundles", self.bundles), ("exes", self.exes)):
            for name in names:
                windows = name.endswith(".exe") and field != "exes"
                if name not in spellings(name) or "*" in name[:-1] or windows:
                    raise ValueError(
                        f"`{field}` are lower case, without path and .exe, `*` only at the end, not {name!r}"
                    )
        self._check_commands()
        for pattern in self.titles:
            check_pattern(pattern, "titles")

    def _check_commands(self) -> None:
        for command in (*self.commands, *self.servers):
            if command != command.casefold() or "/" in command or "\\" in command:
                raise ValueError(f"`commands` and `servers` are lower case and without path, not {command!r}")
        for server in self.servers:
            if not server.split() or server.split() == ["-m"]:
                raise ValueError(f"`servers` are commands, or `-m` and a module, not {server!r}")


class ToolRow(Traits, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One AI tool that comes with the program."""

    id: ToolId
    name: Text
    kind: Kind
    source: Text
    """Where its rows come from; the letters are explained at the top of the file."""
    verified: bool = True
    """False where something of it is only general knowledge."""
    host: bool = False
    """It sits inside a program for something else, so that its window or site being in front is not use."""


class OwnTool(Traits, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A tool of the person's, or additions to one that comes with the program, by its id."""

    id: ToolId
    name: Text | None = None
    kind: Kind | None = None
    host: bool | None = None
    """True: never use by being in front. None: as it comes with the program."""


class Never(Struct, frozen=True, forbid_unknown_fields=True):
    """What shows for every tool that it is not in use."""

    subdomains: Texts
    """First labels of hosts below a tool's own that tell about it: docs., status."""
    arguments: Texts
    """First arguments of commands: login, update."""
    options: Texts
    """Options of commands, anywhere: --version."""
    parts: Texts
    """Parts of a page's title beside the brand: Pricing, Wikipedia; without regard to case."""
    beginnings: Texts
    """Beginnings of words that show of a part behind a brand that it names another site: Search, News."""


class ToolsFile(Struct, frozen=True, forbid_unknown_fields=True):
    """ai_tools.toml."""

    never: Never
    tool: tuple[ToolRow, ...]


def merged(shipped: Sequence[ToolRow], own: Sequence[OwnTool]) -> tuple[ToolRow, ...]:
    """All tools, the person's first; additions to a shipped one are joined to it, first in each list.

    Raises:
        ValueError: a tool that is new has no name or no kind.
    """
    rows = {row.id: row for row in shipped}
    first: dict[str, ToolRow] = {}
    for mine in own:
        given = {name: value for name, value in asdict(mine).items() if value is not None}
        known = first.get(mine.id) or rows.get(mine.id)
        if known is not None:
            before = asdict(known)
            for name, value in given.items():
                given[name] = (*value, *before[name]) if isinstance(value, tuple) else value
            given["local"] = mine.local or known.local
            given["free"] = mine.free or known.free
            given = {**before, **given}
        elif mine.name is None or mine.kind is None:
            raise ValueError(f"the tool {mine.id} is new and needs a name and a kind")
        first[mine.id] = ToolRow(**{"source": "yours", **given})
    return tuple({**first, **{name: row for name, row in rows.items() if name not in first}}.values())
