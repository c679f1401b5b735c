"""In which minutes a device was in use, so that two devices of one person are not counted twice.

begin 02:00 UTC
active  0000111111110000000111…      a bit for each minute, 1 where any of it was used
ai      0000000011110000000000…
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Annotated

from msgspec import Meta, Struct

from wellbeing.model import Span

MOST = 2 * 1440
"""Minutes: a day of 25 hours, and what travel adds."""
_MINUTE = timedelta(minutes=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
Mask = Annotated[str, Meta(max_length=MOST // 6, pattern=r"^[A-Za-z0-9+/]*={0,2}$")]
"""Base64 of a bit for each minute, the first one being the lowest bit of the first byte."""


class Minutes(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The minutes of one day of one device; no figure of them is ever shown."""

    begin: datetime
    """Of the first bit, on a whole minute; aware, UTC."""
    active: Mask
    ai: Mask


def minutes(begin: datetime, active: Iterable[Span], ai: Iterable[Span]) -> Minutes:
    """Of spans of use, in any order; what lies outside the two days from `begin` is left out."""
    first = _number(begin)
    return Minutes(begin=_EPOCH + first * _MINUTE, active=_mask(first, active), ai=_mask(first, ai))


def numbers(of: Minutes, mask: str) -> frozenset[int]:
    """The minutes in use, counted from 1970; empty where the mask is none."""
    first = _number(of.begin)
    try:
        bits = int.from_bytes(base64.b64decode(mask, validate=True), "little")
    except (binascii.Error, ValueError):
        return frozenset()
    return frozenset(first + place for place in _places(bits))


def _mask(first: int, spans: Iterable[Span]) -> str:
    bits = 0
    for span in spans:
        if span.empty:
            continue
        low = max(_number(span.start) - first, 0)
        high = min(_number(span.end - timedelta(microseconds=1)) - first + 1, MOST)
        if low < high:
            bits |= ((1 << (high - low)) - 1) << low
    return base64.b64encode(bits.to_bytes((bits.bit_length() + 7) // 8, "little")).decode("ascii")


def _places(bits: int) -> Iterator[int]:
    place = 0
    while bits:
        zeros = (bits & -bits).bit_length() - 1
        place, bits = place + zeros, bits >> zeros
        yield place
        place, bits = place + 1, bits >> 1


def _number(moment: datetime) -> int:
    return (moment - _EPOCH) // _MINUTE
