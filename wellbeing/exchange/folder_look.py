"""Reading the shared folder: each file by itself; what cannot be right is named with its reason, and not used."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from wellbeing.exchange import sealed, shelf
from wellbeing.exchange.folder_state import FolderState
from wellbeing.exchange.sealed import Keys
from wellbeing.family.letter import LARGEST, Card, Letter, LetterError
from wellbeing.model.sentence import Sentence, verbatim

_LARGEST_HELLO = 16 * 1024
"""Bytes that are read of a letter of somebody who does not belong to the family yet."""
_SECOND = Sentence("It is a second version that a synchroniser kept.")
_FOREIGN = Sentence("It is none of this family's.")
_OLD = Sentence("It is older than one that was read before: somebody put an old version back.")


@dataclass(slots=True)
class Look:
    """What was read in one look."""

    letters: dict[str, Letter] = field(default_factory=dict)
    """By sender: those of the family, and those of whom an invitation may have brought."""
    cards: dict[str, Card] = field(default_factory=dict)
    notes: list[tuple[str, str]] = field(default_factory=list)
    """Files that were passed over, and why: a `Sentence`."""


def look(folder: Path, keys: Keys, state: FolderState) -> Look:
    """Everything that is there for this device.

    Raises:
        FamilyLater: the folder is not there.
    """
    there, found, me = shelf.looked_at(folder), Look(), keys.card.device
    found.notes += [(name, _SECOND) for name in there.conflicts]
    found.notes += [(name, _FOREIGN) for name in there.foreign]
    gone = {one.device for one in state.entries if one.revoked}
    for device in sorted(there.cards - {me} - gone):
        if (card := _card(folder, device, found)) is not None:
            found.cards[device] = card
    for sender, recipient in sorted(there.letters):
        known = sender in state.members or sender == state.root
        if recipient == me and sender in found.cards and (known or state.invitations):
            most = LARGEST if known else _LARGEST_HELLO
            one = _letter(folder, keys, found, sender, most)
            if one is not None and _newer(one, state, found):
                found.letters[sender] = one
    return found


def _card(folder: Path, device: str, found: Look) -> Card | None:
    try:
        return sealed.opened_card(shelf.card(folder, device), device)
    except (LetterError, ValueError, OSError) as error:
        found.notes.append((f"{device}.card", _why(error)))
        return None


def _letter(folder: Path, keys: Keys, found: Look, sender: str, most: int) -> Letter | None:
    me = keys.card.device
    try:
        return sealed.opened(shelf.letter(folder, sender, me, most), keys, found.cards[sender])
    except (LetterError, ValueError, OSError) as error:
        found.notes.append((shelf.letter_name(sender, me), _why(error)))
        return None


def _newer(one: Letter, state: FolderState, found: Look) -> bool:
    if one.serial >= state.read.get(one.sender, 0):
        return True
    found.notes.append((shelf.letter_name(one.sender, one.recipient), _OLD))
    return False


def _why(error: Exception) -> str:
    if isinstance(error, LetterError):
        return error.sentence
    if isinstance(error, OSError):
        return Sentence("It cannot be read: {why}.", why=error.strerror)
    return Sentence("It cannot be read: {why}.", why=verbatim(str(error)))
