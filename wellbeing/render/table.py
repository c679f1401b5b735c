"""The table behind a figure; apart from the figures, so that pages need no matplotlib."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """The numbers behind a figure, as texts in the person's language."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
