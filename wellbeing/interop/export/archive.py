"""Files of an export, packed or not: opened so that no bomb, no lock and no wrong file does harm.

Source: PKZIP application note 4.4.4 (bit 0: encrypted); `zipfile` never gives more than a member claims to hold.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from wellbeing.interop.export.elements import Elements, TooDeep
from wellbeing.interop.field import UNREADABLE, decoded
from wellbeing.model.sentence import Sentence
from wellbeing.ports import KnownError

MOST_TIMES = 250
"""A member that claims to unpack to more than this many times its size is a bomb; texts give 5 to 15 times."""
SMALL = 100 << 20
"""Bytes that are unpacked without asking how."""
LARGEST_PIECE = 256 << 20
"""Bytes that may be read before something whole is found: one conversation with all its branches."""


class Cancelled(Exception):
    """The person wants no more; what was kept until now stays."""


@dataclass(slots=True)
class Meter:
    """Counts what is read, and stops where it must not go on."""

    whole: int
    """Bytes there are to read."""
    cancelled: Callable[[], bool]
    done: int = 0
    piece: int = 0
    """Bytes since the last whole thing."""

    def count(self, length: int) -> None:
        """Some more was read.

        Raises:
            Cancelled: the person wants no more.
            KnownError: nothing whole came for too long.
        """
        self.done += length
        self.piece += length
        if self.cancelled():
            raise Cancelled
        if self.piece > LARGEST_PIECE:
            raise KnownError(
                Sentence("One conversation in it is larger than can be read."),
                Sentence("What came before it was imported."),
            )


@dataclass(slots=True)
class Member:
    """One file of an export."""

    name: str
    file: IO[bytes]
    meter: Meter
    _first: bytes = b""

    def begins(self) -> bytes:
        """Its first letter, to be called before anything is read; empty where it has none."""
        self._first = self.read().removeprefix(b"\xef\xbb\xbf").lstrip()
        return self._first[:1]

    def read(self) -> bytes:
        """At most a megabyte; empty at the end.

        Raises:
            KnownError: it is damaged, or nothing whole came for too long.
            Cancelled: the person wants no more.
        """
        if self._first:
            first, self._first = self._first, b""
            return first
        try:
            content = self.file.read(1 << 20)
        except (zipfile.BadZipFile, zlib.error, EOFError) as error:
            raise self.damaged() from error
        self.meter.count(len(content))
        return content

    def elements(self) -> Iterator[object]:
        """The objects of a list in a JSON file, one by one, in memory for one; a single object is its only one."""
        found = Elements()
        while content := self.read():
            try:
                for raw in found.feed(content):
                    value = decoded(raw)
                    if value is UNREADABLE:
                        raise self.damaged()
                    self.meter.piece = 0
                    yield value
            except TooDeep as error:
                raise self.damaged() from error
        if not found.whole:
            raise self.damaged()

    def damaged(self) -> KnownError:
        """What to say when it breaks off."""
        return KnownError(
            Sentence("{file} breaks off or is damaged.", file=self.name),
            Sentence("What came before was imported; import it once more when you have it whole."),
        )


@contextmanager
def members(file: Path, wanted: re.Pattern[str], cancelled: Callable[[], bool]) -> Iterator[Iterator[Member]]:
    """The files of an export whose names fit, one after another; a file that is not packed is its only one.

    Raises:
        KnownError: it cannot be read, or is a bomb, locked, damaged, or holds nothing that fits.
    """
    try:
        if not zipfile.is_zipfile(file):
            with file.open("rb") as single:
                meter = Meter(file.stat().st_size, cancelled)
                yield iter([Member(file.name, single, meter)])
            return
        with zipfile.ZipFile(file) as packed:
            chosen = sorted((one for one in packed.infolist() if wanted.search(one.filename)), key=_name)
            _check(chosen)
            meter = Meter(sum(one.file_size for one in chosen), cancelled)
            with closing(_opened(packed, chosen, meter)) as opened:
                yield opened
    except zipfile.BadZipFile as error:
        raise KnownError(
            Sentence("{file} is damaged.", file=file.name), Sentence("Download the export once more.")
        ) from error
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise KnownError(
            Sentence("{file} cannot be read: {why}.", file=file.name, why=why),
            Sentence("Choose another file."),
        ) from error


def _opened(
    packed: zipfile.ZipFile, chosen: list[zipfile.ZipInfo], meter: Meter
) -> Generator[Member, None, None]:
    for one in chosen:
        try:
            with packed.open(one) as file:
                yield Member(one.filename.rsplit("/", 1)[-1], file, meter)
        except NotImplementedError as error:
            raise KnownError(
                Sentence("The archive is packed in a way that is not known here."),
                Sentence("Unpack it, and import the file inside."),
            ) from error


def _check(chosen: list[zipfile.ZipInfo]) -> None:
    if not chosen:
        raise KnownError(
            Sentence("The archive holds no conversations."),
            Sentence("Choose the file that the export's mail led to, as it came."),
        )
    for one in chosen:
        if one.flag_bits & 1:
            raise KnownError(
                Sentence("The archive is locked."),
                Sentence("Unpack it with its password, and import the file inside."),
            )
        if one.file_size > SMALL and one.file_size > MOST_TIMES * max(1, one.compress_size):
            raise KnownError(
                Sentence("The archive would unpack to far more than it can hold: it was made to do harm."),
                Sentence("Do not use it."),
            )


def _name(one: zipfile.ZipInfo) -> str:
    return one.filename
