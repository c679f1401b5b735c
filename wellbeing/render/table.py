"""What figures and pages share without anything of matplotlib, which takes a third of a second to load."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Weight = Literal[400, 600]


@dataclass(frozen=True, slots=True)
class Table:
    """The numbers behind a figure, as texts in the person's language."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
