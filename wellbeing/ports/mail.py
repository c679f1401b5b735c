"""Letters, and who sends them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture inside a letter."""

    name: str
    """Its content id: the HTML shows it by `cid:NAME`. Letters, digits and dashes."""
    png: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail, ready to be sent."""

    key: str
    """Stable: the same letter tried twice has the same message id, so that mail programs show it once."""
    to: tuple[str, ...]
    """Addresses without names; at least one."""
    subject: str
    """One line; line breaks and controls are taken out."""
    text: str
    """What programs without HTML show."""
    html: str = ""
    """Empty for plain text alone."""
    pictures: tuple[Picture, ...] = ()


class Mailer(Protocol):
    """Sends mail by the person's own account."""

    def send(self, letter: Letter) -> None:
        """Send it now; blocks until the server has taken it, half a minute at most.

        Raises:
            MailLater, MailRefused, MailUnclear: see there.
        """
        ...
