"""Bytes as symbols that people can read aloud and type, with one that finds slips.

Source: Douglas Crockford, Base 32 (https://www.crockford.com/base32.html): no I, L, O, U among the symbols; the
check symbol is the number modulo 37, which finds any one wrong symbol and any two neighbours that were swapped.
"""

from __future__ import annotations

SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CHECKS = SYMBOLS + "*~$=U"
_ALIKE = str.maketrans("OIL", "011")
_BITS = 5
_QUOTES = "'\"`‘’“”„"


class Mistyped(ValueError):
    """A symbol is wrong, missing or too many."""


def symbols(data: bytes) -> str:
    """The bytes as symbols, the last one filled up with zeros."""
    length = -(-len(data) * 8 // _BITS)
    number = int.from_bytes(data, "big") << (length * _BITS - len(data) * 8)
    return "".join(SYMBOLS[(number >> _BITS * place) & 31] for place in range(length - 1, -1, -1))


def read(text: str) -> bytes:
    """The bytes of symbols; upper and lower case alike, O as 0, I and L as 1.

    Raises:
        Mistyped: a symbol that is none, or more of them than whole bytes have.
    """
    number = _number(text)
    spare = len(text) * _BITS % 8
    if spare >= _BITS or number & ((1 << spare) - 1):
        raise Mistyped("symbols are missing")
    return (number >> spare).to_bytes(len(text) * _BITS // 8, "big")


def checked(data: bytes, group: int = 4) -> str:
    """The bytes as symbols in groups, the last symbol being the check."""
    text = symbols(data)
    text += _CHECKS[_number(text) % 37]
    return "-".join(text[place : place + group] for place in range(0, len(text), group))


def read_checked(text: str) -> bytes:
    """The bytes of `checked` symbols; spaces, hyphens and quotes around them count for nothing.

    Raises:
        Mistyped: the check does not fit, or as `read`.
    """
    bare = _upper("".join(text.split()).strip(_QUOTES).replace("-", ""))
    if not bare or _number(bare[:-1]) % 37 != _CHECKS.find(bare[-1]):
        raise Mistyped("the check symbol does not fit")
    return read(bare[:-1])


def _upper(text: str) -> str:
    return text.upper().translate(_ALIKE)


def _number(text: str) -> int:
    number = 0
    for symbol in _upper(text):
        place = SYMBOLS.find(symbol)
        if place < 0:
            raise Mistyped("a symbol is none")
        number = number << _BITS | place
    return number
