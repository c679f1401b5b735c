"""Which local model a server process runs, and where it listens."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wellbeing.catalogue.argv import programs
from wellbeing.catalogue.tool import ToolRow

MODULE = "-m"
"""Begins a server that is a Python module: `-m vllm`."""
_PORT = re.compile(r"--port[= ](\d{1,5})(?: |$)")


class Servers:
    """The servers of all tools, compiled; immutable, safe on any thread. The first tool that has a name keeps it."""

    def __init__(self, tools: Sequence[ToolRow]) -> None:
        self._named: dict[str, list[tuple[tuple[str, ...], ToolRow]]] = {}
        self._modules: dict[str, ToolRow] = {}
        for row in tools:
            for server in row.servers:
                name, *first = server.split()
                if name == MODULE:
                    self._modules.setdefault(first[0], row)
                else:
                    self._named.setdefault(name, []).append((tuple(first), row))

    def running(self, argv: Sequence[str]) -> tuple[ToolRow, tuple[int, ...]] | None:
        """The tool that an argument vector serves, and the ports of which one is its own; else None.

        No port: it is not known where it listens.
        """
        for program in programs(argv):
            named = self._named.get(program.name, ())
            row = next((row for first, row in named if program.arguments[: len(first)] == first), None)
            row = row or self._modules.get(program.module)
            if row is not None:
                given = _PORT.search(" ".join(program.arguments))
                port = int(given[1]) if given else 0
                return row, (port,) if 0 < port < 65536 else row.ports
        return None
