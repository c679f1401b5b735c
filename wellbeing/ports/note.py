"""Notes on the desktop, and what the person does with them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import IntEnum, StrEnum
from typing import Protocol

from wellbeing.model.known import KnownError
from wellbeing.ports.support import Support


@dataclass(frozen=True, slots=True)
class Button:
    """One way to answer a note."""

    key: str
    """What comes back when it is pressed."""
    label: str
    """As the person reads it, plain text."""


class Urgency(IntEnum):
    """How much a note asks for; the numbers are those of the specification. Ours are never critical."""

    LOW = 0
    NORMAL = 1


@dataclass(frozen=True, slots=True)
class Note:
    """What is shown to the person for a while."""

    slot: str
    """One note at a time stands in a slot: a new one replaces the one before."""
    title: str
    """Plain text, one line."""
    body: str
    """Plain text; line breaks stay."""
    buttons: tuple[Button, ...] = ()
    """The most important first: some servers show three."""
    urgency: Urgency = Urgency.NORMAL
    lasts: timedelta | None = None
    """After this it is stale and taken away; None leaves it to the server."""


class Answered(StrEnum):
    """How a note ended."""

    PRESSED = "pressed"
    """A button."""
    CLICKED = "clicked"
    """The note itself."""
    DISMISSED = "dismissed"
    """Closed by hand."""
    EXPIRED = "expired"
    """Nobody touched it: its time was over, or the server went away with it."""
    FAILED = "failed"
    """It was never shown."""


@dataclass(frozen=True, slots=True)
class Reaction:
    """What became of a note."""

    slot: str
    answered: Answered
    button: str = ""
    """Its key where one was pressed."""
    trouble: KnownError | None = None
    """Why it was not shown; None where it was."""


class Notifier(Protocol):
    """Shows notes; each ends in one reaction, unless it was replaced or taken away before. Any thread may call."""

    @property
    def name(self) -> str:
        """Short and stable; shown by doctor."""
        ...

    def probe(self) -> Support:
        """Whether notes can be shown here, and by whom."""
        ...

    def show(self, note: Note) -> None:
        """Show it, soon; never waits for the server."""
        ...

    def take_away(self, slot: str) -> None:
        """Close what stands in a slot; without a reaction."""
        ...

    def close(self) -> None:
        """Take everything away and give back what was opened; may be called twice."""
        ...
