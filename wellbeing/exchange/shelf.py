"""The shared folder: one writer for each file, whole or not at all, and what does not belong there is named.

DEVICE.card              its keys
DEVICE.to.OTHER.sealed   its letter to another device
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from pathlib import Path

from wellbeing.family.letter import LARGEST
from wellbeing.model.sentence import Sentence
from wellbeing.ports import FamilyLater

FOLDER = "wellbeing-family"
"""Inside the folder that the person names, so that nothing else is touched."""
_ID = r"[0-9a-hjkmnp-tv-z]{26}"
_CARD = re.compile(rf"^({_ID})\.card$")
_LETTER = re.compile(rf"^({_ID})\.to\.({_ID})\.sealed$")
_CONFLICT = re.compile(r"conflict|\(\d+\)|\bcopy\b", re.IGNORECASE)
"""As Syncthing (`.sync-conflict-`), Dropbox, Nextcloud (`conflicted copy`) and others name the second of two."""
_LARGEST_CARD = 4096
_MOST = 2000
"""Files looked at; a family of ten with three devices each has 900."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """What lies in the folder."""

    cards: frozenset[str]
    """Devices that show their keys."""
    letters: frozenset[tuple[str, str]]
    """From whom, to whom."""
    conflicts: tuple[str, ...]
    """Names of second versions that a synchroniser kept; not read."""
    foreign: tuple[str, ...]
    """Names of whatever else lies there; not read."""


def looked_at(folder: Path) -> Shelf:
    """What lies there.

    Raises:
        FamilyLater: the folder cannot be read, such as a stick that is not plugged in.
    """
    try:
        names = sorted(one.name for one in (folder / FOLDER).iterdir())[:_MOST]
    except OSError as error:
        raise _away(folder, error) from error
    cards = {found[1] for name in names if (found := _CARD.match(name))}
    letters = {(found[1], found[2]) for name in names if (found := _LETTER.match(name))}
    rest = [
        one for one in names if not (_CARD.match(one) or _LETTER.match(one) or one.startswith((".", "~")))
    ]
    conflicts = tuple(one for one in rest if _CONFLICT.search(one))
    return Shelf(
        frozenset(cards), frozenset(letters), conflicts, tuple(one for one in rest if one not in conflicts)
    )


def mark(folder: Path, device: str) -> str:
    """Names, sizes and times of what others wrote for a device: another one as soon as something came. Opens nothing.

    Empty where the folder is not there.
    """
    found = []
    with contextlib.suppress(OSError), os.scandir(folder / FOLDER) as there:
        for one in islice(there, _MOST):
            letter_ = _LETTER.match(one.name)
            if (letter_ and letter_[2] == device) or (
                _CARD.match(one.name) and not one.name.startswith(device)
            ):
                with contextlib.suppress(OSError):
                    found.append(
                        (one.name, (told := one.stat(follow_symlinks=False)).st_size, told.st_mtime_ns)
                    )
    return sha256(repr(sorted(found)).encode()).hexdigest() if found else ""


def make(folder: Path) -> None:
    """Make the family's folder inside the one that the person named; a slip in its path makes none.

    Raises:
        FamilyLater: it cannot be made.
    """
    try:
        folder.mkdir(exist_ok=True)
        (folder / FOLDER).mkdir(exist_ok=True)
    except OSError as error:
        raise FamilyLater(
            _away(folder, error).sentence, Sentence("Make the folder first, or name one that is there.")
        ) from error


def card(folder: Path, device: str) -> bytes:
    """A card's file.

    Raises:
        OSError, ValueError: see `_content`.
    """
    return _content(folder / FOLDER / f"{device}.card", _LARGEST_CARD)


def letter_name(sender: str, recipient: str) -> str:
    """The name of a letter's file."""
    return f"{sender}.to.{recipient}.sealed"


def letter(folder: Path, sender: str, recipient: str, most: int = LARGEST) -> bytes:
    """A letter's file of at most so many bytes.

    Raises:
        OSError, ValueError: see `_content`.
    """
    return _content(folder / FOLDER / letter_name(sender, recipient), most)


def put_card(folder: Path, device: str, content: bytes) -> None:
    """Write one's own card where it does not lie there already.

    Raises:
        FamilyLater: it cannot be written.
    """
    place = folder / FOLDER / f"{device}.card"
    try:
        there = place.read_bytes() if place.is_file() else b""
    except OSError:
        there = b""
    if there != content:
        _put(folder, place.name, content)


def put_letter(folder: Path, sender: str, recipient: str, content: bytes) -> None:
    """Write a letter in the place of the one before.

    Raises:
        FamilyLater: it cannot be written.
    """
    _put(folder, letter_name(sender, recipient), content)


def take_away(folder: Path, device: str, recipients: Iterable[str] | None = None) -> None:
    """Remove what a device wrote: letters to some, or everything; what cannot be removed stays.

    Args:
        folder: as the person named it.
        device: whose files; only ever one's own.
        recipients: to whom; None: everything.
    """
    try:
        names = [one.name for one in (folder / FOLDER).iterdir()]
    except OSError:
        return
    some = None if recipients is None else {letter_name(device, one) for one in recipients}
    for name in names:
        if name.startswith(f"{device}.") and (some is None or name in some):
            with contextlib.suppress(OSError):  # such as a stick that cannot be written
                (folder / FOLDER / name).unlink()


def own(folder: Path, device: str) -> list[str] | None:
    """Names of what lies there that a device wrote; None where the folder cannot be read."""
    try:
        return sorted(one.name for one in (folder / FOLDER).iterdir() if one.name.startswith(f"{device}."))
    except OSError:
        return None


def _content(place: Path, most: int) -> bytes:
    """The bytes of an ordinary file.

    Raises:
        ValueError: no ordinary file, or larger than it can be.
        OSError: it cannot be read.
    """
    # Somebody else may write here: nothing is followed, and nothing is waited for.
    flags = (
        os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    )
    with os.fdopen(os.open(place, flags), "rb") as file:
        found = os.fstat(file.fileno())
        if not stat.S_ISREG(found.st_mode):
            raise ValueError(Sentence("it is no ordinary file"))
        content = file.read(most + 1)
    if len(content) > most:
        raise ValueError(Sentence("it is larger than any that the program writes"))
    return content


def _put(folder: Path, name: str, content: bytes) -> None:
    try:
        handle, part = tempfile.mkstemp(dir=folder / FOLDER, prefix=f".{name}.", suffix=".tmp")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(part).replace(folder / FOLDER / name)
        except BaseException:
            Path(part).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise _away(folder, error) from error


def _away(folder: Path, error: OSError) -> FamilyLater:
    return FamilyLater(
        Sentence("The shared folder {folder} cannot be used: {why}.", folder=folder, why=error.strerror),
        Sentence("Nothing is lost: days are kept here and written once it is there."),
    )
