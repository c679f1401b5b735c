"""Which AI tool is in use: by site, by command, by window, or guessed from a title."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from wellbeing.catalogue.appid import hash_of_address, spellings, web_app_hash
from wellbeing.catalogue.command import Commands
from wellbeing.catalogue.server import Servers
from wellbeing.catalogue.site import host, is_local, listed
from wellbeing.catalogue.title import Guess, Page, Titles
from wellbeing.catalogue.tool import Kind, Never, ToolRow
from wellbeing.catalogue.why import Ground, Why, because


@dataclass(frozen=True, slots=True)
class Tool:
    """An AI tool as the rest of the program speaks of it."""

    id: str
    name: str
    kind: Kind
    host: bool
    """It sits inside a program for something else: never in use by being in front."""


@dataclass(frozen=True, slots=True)
class Found:
    """A tool that is in use."""

    tool: Tool
    sure: bool
    why: Why
    """Names rule and evidence."""


class Tools:
    """All AI tools, compiled; immutable, safe on any thread. Where two tools claim a name, the first has it."""

    def __init__(self, rows: Sequence[ToolRow], never: Never) -> None:
        self.by_id: Mapping[str, Tool] = MappingProxyType(
            {row.id: Tool(row.id, row.name, row.kind, row.host) for row in rows}
        )
        """In the order of the file."""
        used = [row for row in rows if not row.host]
        self._sites = {
            **{site: (row, False) for row in rows[::-1] for site in row.about},
            **{site: (row, not row.host) for row in rows[::-1] for site in row.sites},
        }
        self._about = frozenset(never.subdomains)
        self._hashes = {
            hash_of_address(f"https://{front}{site}/"): site
            for row in used
            for site in row.sites
            for front in ("", "www.")
        }
        self._ids = _by_name(
            (name, row) for row in used for name in (*row.ids, *row.bundles, *row.sites) if name[-1] != "*"
        )
        self._exes = _by_name((name, row) for row in used for name in row.exes)
        self._beginnings = tuple((name[:-1], row) for row in used for name in row.ids if name[-1] == "*")
        self._shared = {
            site: frozenset(row.id for row in used if site in row.shared) for site in _shared(used)
        }
        self._local = frozenset(row.id for row in used if row.local)
        self._commands = Commands(rows, never)
        self._servers = Servers(rows)
        self._titles = Titles(used, never)
        self.commands = frozenset(self._commands.kept)
        """Names of commands that may be kept."""

    # ------------------------------------------------------------ sure

    def of_site(self, site: str) -> Found | None:
        """The tool that is used on a host or on one above it; None also for pages about a tool."""
        row = self._used_on(site)
        if row is None:
            return None
        name, _ = listed(site, self._sites) or (site, None)
        if name == site:
            why = because(Ground.TOOL_SITE, site=site, tool=row.name)
        else:
            why = because(Ground.TOOL_SITE_ABOVE, site=site, listed=name, tool=row.name)
        return Found(self.by_id[row.id], sure=True, why=why)

    def about_site(self, site: str) -> Why | None:
        """Of a host that only tells about a tool, or hosts one that cannot be seen; else None."""
        found = listed(site, self._sites)
        if found is None or self._used_on(site) is not None:
            return None
        row, _ = found[1]
        if row.host and found[0] in row.sites:
            return because(Ground.TOOL_OFFERED, site=site, tool=row.name)
        return because(Ground.TOOL_TOLD, site=site, tool=row.name)

    def web_app_site(self, app_id: str) -> str | None:
        """The host of an installed web app of a tool, from the hash in the window's id."""
        digest = web_app_hash(app_id)
        return None if digest is None else self._hashes.get(digest)

    def of_app(self, app_id: str, exe: str | None) -> Found | None:
        """The tool whose own window it is."""
        known = [row for form in spellings(app_id) for row in self._by_id(form)]
        program = exe or (app_id if app_id[-4:].casefold() == ".exe" else "")
        named = [row for form in spellings(program) for row in self._exes.get(form, ())]
        row = next((row for row in known if row in named), None) or next(iter(known or named), None)
        if row is None:
            return None
        window = app_id if known else program
        return Found(
            self.by_id[row.id], sure=True, why=because(Ground.TOOL_WINDOW, window=window, tool=row.name)
        )

    def of_commands(self, names: Sequence[str]) -> Found | None:
        """The tool of the first kept name of a command that is known."""
        for name in names:
            if (tool := self._commands.kept.get(name)) is not None:
                row = self.by_id[tool]
                return Found(row, sure=True, why=because(Ground.TOOL_COMMAND, command=name, tool=row.name))
        return None

    def command(self, argv: Sequence[str]) -> Tool | None:
        """The tool that an argument vector is use of; None for `claude --version` and `vim CLAUDE.md`."""
        row = self._commands.in_use(argv)
        return None if row is None else self.by_id[row.id]

    def server(self, argv: Sequence[str]) -> tuple[Tool, tuple[int, ...]] | None:
        """The tool whose server an argument vector is, and the ports of which one is its own (`Servers.running`)."""
        found = self._servers.running(argv)
        return None if found is None else (self.by_id[found[0].id], found[1])

    def names_in_use(self, commands: Iterable[Sequence[str]]) -> tuple[str, ...]:
        """The names to keep of argument vectors: those of tools in use, each once, without arguments."""
        rows = (self._commands.in_use(argv) for argv in commands)
        return tuple(dict.fromkeys(row.commands[0] for row in rows if row is not None))

    # ------------------------------------------------------------ a guess

    def of_title(self, page: Page, site: str | None, *, web_app: bool) -> Guess | None:
        """The tool that a page's title gives away, and by which words.

        A site that is known decides alone, but for two kinds: one that names no tool because it is a machine
        of one's own, and one that a tool shares with other things (huggingface.co/chat).
        """
        allowed = None
        if site is None:
            address = (
                host(page.whole.partition("/")[0]) if "." in page.whole and " " not in page.whole else None
            )
            named = None if address is None else self._used_on(address)
            if address is not None and named is not None:
                return Guess(named, Ground.TITLE_ADDRESS, address)
        else:
            allowed = self._local if is_local(site) else self._shared.get(site, frozenset())
        return None if allowed == frozenset() else self._titles.tool(page, allowed, web_app=web_app)

    def _used_on(self, site: str) -> ToolRow | None:
        found = listed(site, self._sites)
        if found is None:
            return None
        name, (row, use) = found
        below = site[: -len(name)].strip(".")
        return row if use and self._about.isdisjoint(below.split(".")) else None

    def _by_id(self, form: str) -> Sequence[ToolRow]:
        rows = self._ids.get(form)
        if rows is not None:
            return rows
        return [row for beginning, row in self._beginnings if form.startswith(beginning)]


def _by_name(pairs: Iterable[tuple[str, ToolRow]]) -> dict[str, list[ToolRow]]:
    rows: dict[str, list[ToolRow]] = {}
    for name, row in pairs:
        rows.setdefault(name, []).append(row)
    return rows


def _shared(rows: Iterable[ToolRow]) -> frozenset[str]:
    return frozenset(site for row in rows for site in row.shared)
