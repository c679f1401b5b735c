"""Digests that come in: checked, gathered by the writer, answered once they are on the disk.

The way of every device, every quarter of an hour: no framework in between, one parse, one queue.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import msgspec
from starlette.concurrency import run_in_threadpool

from wellbeing.api import refused
from wellbeing.api.hub import DAYS_KEPT, Hub
from wellbeing.api.refused import Refused
from wellbeing.api.value import PushTold
from wellbeing.api.writer import Writer
from wellbeing.family.digest import DigestError, decoded, encoded, listed
from wellbeing.model.sentence import Sentence
from wellbeing.store.hub import devices
from wellbeing.store.hub.digests import Answer, Outcome, Push

MOST_LISTED = 60
"""Digests in one list: two months without the hub."""
_KEPT = timedelta(days=DAYS_KEPT)
AHEAD = timedelta(days=2)
"""A device's clock may be ahead by so much; a day that has not come anywhere cannot have been counted."""
_encode = msgspec.json.Encoder().encode


@dataclass(frozen=True, slots=True)
class Pushed:
    """An answer to a push."""

    status: int
    body: bytes


async def put(hub: Hub, writer: Writer, token: bytes, day: str, body: bytes) -> Pushed:
    """One digest of one day.

    Args:
        hub: tells the time.
        writer: keeps it.
        token: SHA-256 of the device's token.
        day: as the address names it.
        body: at most 64 kB.

    Raises:
        Refused: it is none, or of another day or device.
        KnownError: it could not be kept; try again.
    """
    try:
        named = date.fromisoformat(day) if len(day) == 10 else None
    except ValueError:
        named = None
    if named is None:
        raise refused.malformed("the day in the address")
    push = _push(hub, token, body)
    if push.day != named.toordinal():
        raise refused.malformed("the day in the address is another than that of the digest")
    [answer] = await writer.push([push])
    if answer.outcome in (Outcome.CREATED, Outcome.KEPT, Outcome.OLDER):
        status = 201 if answer.outcome is Outcome.CREATED else 200
        return Pushed(status, b'{"revision":%d}' % answer.revision)
    raise _refusal(answer)


async def post(hub: Hub, writer: Writer, token: bytes, body: bytes) -> Pushed:
    """A list of digests, such as after a week without the hub; one bad one keeps no other out.

    Raises:
        Refused: no list, too many, or a device that may not push.
        KnownError: nothing of it could be kept; try again.
    """
    try:
        parts = listed(body)
    except DigestError as error:
        raise refused.malformed("no list of digests") from error
    if len(parts) > MOST_LISTED:
        raise refused.too_large(MOST_LISTED)
    told: list[PushTold | None] = [None] * len(parts)
    pushes: list[tuple[int, Push]] = []
    for place, part in enumerate(parts):
        try:
            pushes.append((place, _push(hub, token, part)))
        except Refused as error:
            told[place] = _told(error)
    if not pushes:
        await run_in_threadpool(_need_device, hub, token)
    answers = await writer.push([one for _, one in pushes]) if pushes else []
    for answer in answers:
        if answer.outcome in (Outcome.UNKNOWN, Outcome.REVOKED):
            raise _refusal(answer)
    for (place, _), answer in zip(pushes, answers, strict=True):
        told[place] = _outcome(answer)
    return Pushed(200, _encode(told))


def _need_device(hub: Hub, token: bytes) -> None:
    """Have whoever brings nothing prove themselves like whoever brings something.

    Raises:
        Refused: no device has this token, or it was removed.
    """
    with hub.reading() as connection:
        found = devices.by_hash(connection, token)
    if found is None:
        raise refused.unknown_token()
    if found.revoked:
        raise refused.revoked()


def _push(hub: Hub, token: bytes, body: bytes) -> Push:
    try:
        digest = decoded(body)
    except DigestError as error:
        raise Refused(422, error.sentence, error.remedy) from error
    if digest.day > hub.today() + AHEAD:
        raise Refused(
            422,
            Sentence("This day has not begun anywhere yet."),
            Sentence("Set the clock of the device that sent it; its figures are kept there until then."),
        )
    if digest.day < hub.today() - _KEPT:
        raise Refused(
            422,
            Sentence("This day is older than what a hub keeps."),
            Sentence("It stays on the device that sent it."),
        )
    return Push(token, digest.device, digest.day.toordinal(), digest.revision, encoded(digest))


def _outcome(answer: Answer) -> PushTold:
    if answer.outcome is Outcome.CREATED:
        return PushTold(status=201, revision=answer.revision)
    if answer.outcome in (Outcome.KEPT, Outcome.OLDER):
        return PushTold(status=200, revision=answer.revision)
    return _told(_refusal(answer))


def _told(error: Refused) -> PushTold:
    return PushTold(status=error.status, error=str(error.sentence), remedy=str(error.remedy))


def _refusal(answer: Answer) -> Refused:
    if answer.outcome is Outcome.UNKNOWN:
        return refused.unknown_token()
    if answer.outcome is Outcome.REVOKED:
        return refused.revoked()
    if answer.outcome is Outcome.FOREIGN:
        return Refused(
            422,
            Sentence("These figures are of another device than the one that sent them."),
            Sentence("Pair this device with a code of its own."),
        )
    return Refused(
        409,
        Sentence("Other figures of this day stand with the same revision."),
        Sentence("Send them with a higher one."),
    )
