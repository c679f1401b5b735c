"""One device's day as it is sent: sums only, small, checked on both sides.

{"version": 1, "device": "…", "day": "2026-11-26", "revision": 7, "active_s": 11400, "hours": [24 numbers], …}

A later look at the same day has a higher revision; the highest one stands.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from wellbeing.family.figures import Chain, Figures, Key, Zone, contradiction
from wellbeing.family.minutes import Minutes
from wellbeing.model.known import KnownError
from wellbeing.model.sentence import Sentence

LARGEST = 64 * 1024
"""Bytes of one digest as it is sent."""
VERSION = 1
_UTC = timedelta(0)
_NEAR = timedelta(days=3)
"""Days begin at other moments elsewhere, and travel makes them longer."""
_encoder = msgspec.json.Encoder(order="sorted")


class DigestError(KnownError):
    """What was sent is no digest that this program reads."""


class Digest(Figures, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One device's day."""

    version: Literal[1] = 1
    device: Key
    zone: Zone
    """IANA name of the device's zone at `until`; empty when the system does not tell one."""
    revision: Annotated[int, Meta(ge=1, le=2**53)]
    """Rises with each look at the same day."""
    until: datetime
    """The last thing that was counted, by the device's clock; aware, UTC."""
    chain: Chain = Chain()
    minutes: Minutes | None = None
    """Only while the person has a second device; never shown to anybody."""


_decoder = msgspec.json.Decoder(Digest)
_many = msgspec.json.Decoder(list[msgspec.Raw])


def encoded(digest: Digest) -> bytes:
    """The digest as it is sent: the same bytes for the same figures."""
    return _encoder.encode(digest)


def decoded(data: bytes) -> Digest:
    """A digest that was sent, checked.

    Raises:
        DigestError: too large, another version, not of this shape, or figures that contradict each other.
    """
    if len(data) > LARGEST:
        raise DigestError(
            Sentence(
                "The figures of a day have {size} bytes; {most} are the most.", size=len(data), most=LARGEST
            ),
            Sentence("Bring the program to its newest version on the device that sent them."),
        )
    try:
        digest = _decoder.decode(data)
    except (msgspec.MsgspecError, RecursionError, ValueError) as error:
        raise _unreadable(str(error)) from None
    moments = [digest.until, *(mood.at for mood in digest.moods or ())]
    moments += [digest.minutes.begin] if digest.minutes is not None else []
    if any(moment.utcoffset() != _UTC for moment in moments):
        raise _unreadable("a time is not in UTC")
    if any(abs(moment.date() - digest.day) > _NEAR for moment in moments):
        raise _unreadable("a time is far from the day")
    if wrong := contradiction(digest):
        raise _unreadable(wrong)
    return digest


def listed(data: bytes) -> list[bytes]:
    """The digests of a list, each still to be `decoded`, so that one bad one keeps no other out.

    Raises:
        DigestError: no list.
    """
    try:
        return [bytes(one) for one in _many.decode(data)]
    except (msgspec.MsgspecError, RecursionError, ValueError) as error:
        raise _unreadable(str(error)) from None


def _unreadable(why: str) -> DigestError:
    return DigestError(
        Sentence("The figures of a day cannot be read: {why}.", why=why),
        Sentence("Bring the program to its newest version on both sides."),
    )
