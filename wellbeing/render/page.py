"""A report page as texts and figures, ready to be set as HTML, PDF or a picture; in the person's language."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from wellbeing.render.table import Table


@dataclass(frozen=True, slots=True)
class Tile:
    """One of the large numbers."""

    label: str
    value: str
    note: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A day of the chart, or a month."""

    name: str
    """Below it, short."""
    amount: float
    """Minutes."""
    ai: float
    """Minutes of it with AI tools."""
    label: str = ""
    """Above it."""
    inside: str = ""
    """Into its AI part, where it fits."""
    recorded: bool = True
    """Otherwise a dot, never a bar of zero."""
    ahead: bool = False
    """Not lived yet: nothing."""


@dataclass(frozen=True, slots=True)
class Bars:
    """Days beside each other, AI on the base line."""

    heading: str
    sentence: str
    """The text alternative."""
    bars: tuple[Bar, ...]
    table: Table
    line: tuple[float, tuple[str, ...]] | None
    """Minutes at which a dashed line crosses, and its words, a line each."""
    foot: tuple[str, ...]
    """Words beside the AI parts, a line each."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a section."""

    name: str
    note: str = ""
    """Below the name."""
    bar: float | None = None
    """Length of a bar, 0 to 1; None without bars."""
    ai: bool = False
    """Whether the bar is of AI: the accent means AI, and nothing else."""
    marks: tuple[bool | None, ...] = ()
    """Squares: full, hollow, or a dash where nothing was asked."""
    marks_said: str = ""
    """What the squares say to who does not see them."""
    value: str = ""
    extra: str = ""


class Place(Enum):
    """Where a section stands on paper; on a phone they follow each other."""

    START = "start"
    """In the first of two columns."""
    END = "end"
    WHOLE = "whole"
    """Over both."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with lines or sentences below it."""

    key: str
    """Short, a-z and dashes: names it in the file."""
    heading: str
    hint: str = ""
    columns: tuple[str, ...] = ()
    """Heads of the columns name, value, extra: for screen readers."""
    rows: tuple[Row, ...] = ()
    sentences: tuple[str, ...] = ()
    place: Place = Place.START


@dataclass(frozen=True, slots=True)
class Page:
    """The whole report in words."""

    language: str
    """As HTML wants it: `en`, `de`."""
    right_to_left: bool
    title: str
    over: str
    brand: str
    headline: str
    lead: str
    demo: str
    """Says that the person does not exist; empty for one who does."""
    tiles: tuple[Tile, ...]
    bars: Bars | None
    sections: tuple[Section, ...]
    idea: tuple[str, str] | None
    """Heading and reason."""
    idea_label: str
    foot: tuple[str, ...]
    table_label: str
    """What opens the table behind the chart."""
    page_of: str
    """`Page {page} of {pages}`."""

    def at(self, place: Place) -> tuple[Section, ...]:
        """The sections of a column, in order."""
        return tuple(one for one in self.sections if one.place is place)
