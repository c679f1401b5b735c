"""Which AI tool a command in a terminal is, and whether it is in use or only asked for its version."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from wellbeing.catalogue.argv import Program, programs
from wellbeing.catalogue.tool import Never, ToolRow

_PACKAGE_PATH = re.compile(r"/(?:node_modules/|(?=@))((?:@[^/]+/)?[^/]+)(?=/)")
_MODULE_PATH = re.compile(r"/(?:site|dist)-packages/([^/]+)(?=/)")
_BARE = frozenset({"-h", "-v", "-V", "-?"})
"""Alone they ask for help or the version; among other arguments they may mean anything."""
NONE = "-"
"""In `only`: without a first argument."""


class Commands:
    """The commands of all tools, compiled; immutable, safe on any thread. The first tool that has a name keeps it."""

    def __init__(self, tools: Sequence[ToolRow], never: Never) -> None:
        self._never = (frozenset(never.arguments), frozenset(never.options))
        self._named: dict[str, list[tuple[tuple[str, ...], ToolRow]]] = {}
        self._packages: dict[str, ToolRow] = {}
        self._modules: dict[str, ToolRow] = {}
        self._paths: list[tuple[str, ToolRow]] = []
        self.kept: dict[str, str] = {}
        """The id of the tool behind each name that may be kept."""
        for row in tools:
            for command in row.commands:
                name, *first = command.split()
                self._named.setdefault(name, []).append((tuple(first), row))
                self.kept.setdefault(command, row.id)
            for package in row.packages:
                self._packages.setdefault(package, row)
                self._packages.setdefault(package.rpartition("/")[2], row)
            for module in row.modules:
                self._modules.setdefault(module, row)
            self._paths += [(part, row) for part in row.paths]
        for rows in self._named.values():
            rows.sort(key=lambda one: -len(one[0]))

    def in_use(self, argv: Sequence[str]) -> ToolRow | None:
        """The tool that an argument vector is use of; None for other commands, and for `claude --version`."""
        for program in programs(argv):
            for row, arguments in self._candidates(program):
                if self._is_use(row, arguments):
                    return row
        return None

    def _candidates(self, program: Program) -> Iterator[tuple[ToolRow, tuple[str, ...]]]:
        given = program.arguments
        path = program.path
        script = "" if program.name and not path.endswith((".js", ".mjs", ".cjs", ".py")) else path
        for known, names in (
            (self._packages, (program.package, *_PACKAGE_PATH.findall(script))),
            (self._modules, (program.module, *_MODULE_PATH.findall(script))),
        ):
            for name in names:
                if (row := known.get(name)) is not None:
                    yield row, given
        for part, row in self._paths if "/" in path else ():
            if part in path:
                yield row, given
        for first, row in self._named.get(program.name, ()):
            if given[: len(first)] == first:
                yield row, given[len(first) :]

    def _is_use(self, row: ToolRow, arguments: Sequence[str]) -> bool:
        words, options = self._never
        first = arguments[0] if arguments else NONE
        if len(arguments) == 1 and first in _BARE:
            return False
        asked = {argument.partition("=")[0] for argument in _before_end(arguments) if argument[:1] == "-"}
        if not asked.isdisjoint(options) or not asked.isdisjoint(row.never):
            return False
        word = NONE if first.startswith("-") else first
        if row.only:
            return " " in word or word in row.only or not asked.isdisjoint(row.only)
        return (row.free or word not in words) and word not in row.never


def _before_end(arguments: Sequence[str]) -> Iterator[str]:
    for argument in arguments:
        if argument == "--":
            return
        yield argument
