"""From `Categories=` of a desktop entry to a category of ours."""

from __future__ import annotations

from collections.abc import Sequence

from wellbeing.catalogue.tables import DesktopFile


class DesktopCategories:
    """The table of XDG categories, compiled; immutable, safe on any thread."""

    def __init__(self, table: DesktopFile) -> None:
        self._rank: dict[str, tuple[int, str, str]] = {}
        self._pairs: list[tuple[frozenset[str], tuple[int, str, str]]] = []
        ordered = [(name, row.category) for row in table.row for name in row.names]
        for rank, (name, category) in enumerate(ordered):
            if "+" in name:
                self._pairs.append((frozenset(name.split("+")), (rank, name, category)))
            else:
                self._rank[name] = (rank, name, category)

    def category(self, names: Sequence[str]) -> tuple[str, str] | None:
        """The category that XDG names mean, and the name that decided; None where none is known."""
        found = [self._rank[name] for name in names if name in self._rank]
        if len(names) > 1:
            given = frozenset(names)
            found += [entry for pair, entry in self._pairs if pair <= given]
        if not found:
            return None
        _, name, category = min(found)
        return category, name
