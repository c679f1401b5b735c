"""Reading foreign values: whatever a log holds, each function gives a sound value or says that it is unknown."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from typing import Final

import msgspec

MODEL_LENGTH: Final = 80
"""Characters of a model's name that are kept."""
_ID_LENGTH: Final = 120
_MOST: Final = 10**12
"""A larger count is nonsense: the largest context known holds 10⁷ tokens."""
_FIRST: Final = datetime(2000, 1, 1, tzinfo=UTC)
_LAST: Final = datetime(2200, 1, 1, tzinfo=UTC)
_ID: Final = re.compile(r"[\w.:@/+=$#~-]+", re.ASCII)
_VERSION: Final = re.compile(r"\d{1,5}(\.\d{1,5}){0,3}([-+][\w.]{1,20})?", re.ASCII)
_NOTHING: Final[Mapping[str, object]] = {}
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


class _Unreadable:
    """What `decoded` gives for bytes that are no JSON."""


UNREADABLE: Final = _Unreadable()


def decoded(data: object) -> object:
    """The value that a JSON text stands for, or `UNREADABLE`; never raises, however broken or deep the text is."""
    if not isinstance(data, bytes | str | msgspec.Raw):
        return UNREADABLE
    try:
        return msgspec.json.decode(data)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return UNREADABLE


def record(value: object) -> Mapping[str, object]:
    """The value where it is an object, else an empty one."""
    return value if isinstance(value, dict) else _NOTHING


def entries(value: object) -> Sequence[object]:
    """The value where it is a list, else an empty one."""
    return value if isinstance(value, list) else ()


def at(value: object, *path: str) -> object:
    """What lies below a path of keys, or None."""
    for key in path:
        value = record(value).get(key)
    return value


def text(value: object) -> str | None:
    """A string that says something, stripped; None for anything else."""
    return (value.strip() or None) if isinstance(value, str) else None


def identity(value: object) -> str | None:
    """An id as the log has it; hashed where it may be more than an id (blanks, length); None where there is none."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    word = str(value) if isinstance(value, int) and abs(value) <= _MOST**2 else value
    if not isinstance(word, str) or not (word := word.strip()):
        return None
    if len(word) <= _ID_LENGTH and _ID.fullmatch(word):
        return word
    return digest(word)


def digest(*words: str) -> str:
    """Thirty-two hexadecimal digits that stand for some words and tell nothing of them."""
    joined = "\0".join(words).encode("utf-8", "surrogatepass")
    return blake2b(joined, digest_size=16).hexdigest()


def model(value: object) -> str | None:
    """A model's name: printable, at most 80 characters; None where the log names none."""
    name = text(value)
    if name is None:
        return None
    return "".join(letter for letter in name if letter.isprintable()).strip()[:MODEL_LENGTH] or None


def version(value: object) -> str | None:
    """A version such as `1.0.9-beta`; None for anything else."""
    word = text(value)
    return word if word is not None and _VERSION.fullmatch(word) else None


def count(value: object) -> int:
    """A number of tokens: whole, at or above zero; zero for nonsense."""
    if isinstance(value, str):
        value = int(value) if value.isdecimal() and len(value) <= len(str(_MOST)) else 0
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= _MOST:
        return 0
    return int(value)


def first(source: object, *keys: str) -> int:
    """The number of tokens under the first of some keys that has one; zero where none has."""
    fields = record(source)
    return next((number for key in keys if (number := count(fields.get(key)))), 0)


def moment(value: object) -> datetime | None:
    """A moment, aware UTC, from ISO 8601 (naive means UTC), or seconds, milliseconds or more since 1970.

    None for anything else, and for moments outside 2000-2200: those are no times but defects.
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        return _written(value.strip())
    if isinstance(value, int | float) and 0 < value < 1e20:
        # 10¹¹ s lies in the year 5138, 10¹¹ ms in 1973: the size tells the unit; likewise for µs and ns.
        unit = next(unit for unit in (1, 10**3, 10**6, 10**9) if value < 10**11 * unit or unit == 10**9)
        return _sound(_EPOCH + timedelta(seconds=value / unit)) if value / unit < 10**11 else None
    return None


def local(value: str) -> datetime | None:
    """A moment, aware UTC, from a clock of this machine's zone without a zone of its own; None where it is none."""
    try:
        return _sound(datetime.fromisoformat(value).astimezone(UTC))
    except (ValueError, OverflowError, OSError):
        return None


def length(value: object) -> timedelta | None:
    """A duration in milliseconds, above zero and below a day; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 86_400_000:
        return None
    return timedelta(milliseconds=value)


def _written(word: str) -> datetime | None:
    if len(word) > 40 or len(word) < 8:
        return None
    if word.isdecimal():
        return moment(int(word))
    try:
        read = datetime.fromisoformat(_digits(word.removesuffix(" UTC")))
        return _sound(read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC))
    except (ValueError, OverflowError):
        return None


def _digits(word: str) -> str:
    # Go and Rust write nanoseconds; Python reads microseconds at most.
    return re.sub(r"(\.\d{6})\d+", r"\1", word)


def _sound(read: datetime) -> datetime | None:
    # To the millisecond, as the record keeps it.
    return read.replace(microsecond=read.microsecond // 1000 * 1000) if _FIRST <= read < _LAST else None
