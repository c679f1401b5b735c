"""Requests for time in a family without a server: who reads them, and which answer counts.

child's device ─ wish ──► devices of the adults, and the child's others
adult's device ─ reply ─► devices of the child, and of the other adults

A reply counts when it stands in a letter of an adult's own device, which the family took in and did not remove; of
several to one request the first. The device that asked takes one in and tells on which it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from msgspec.structs import replace

from wellbeing.family.agreement import AnswerTold, Member, RequestTold
from wellbeing.family.letter import Entry
from wellbeing.family.level import Level
from wellbeing.family.request import cleaned
from wellbeing.family.wish import SOME_LIMIT, Heard, Reply, Wish


def first_replies(
    replies: Mapping[str, Iterable[Reply]], members: Mapping[str, Entry]
) -> dict[tuple[str, str], Heard]:
    """The reply that counts for each person and request.

    Args:
        replies: by the device that sent them.
        members: the family's devices, by id.
    """
    found: dict[tuple[str, str], Heard] = {}
    for device, some in sorted(replies.items()):
        sender = members.get(device)
        if sender is None or sender.revoked or sender.person.role.minor:
            continue
        for one in some:
            before = found.get((one.person, one.request))
            if one.person != sender.person.id and (before is None or one.at < before.reply.at):
                found[one.person, one.request] = Heard(reply=one, by=sender.person.name)
    return found


def requests(
    me: Member,
    wishes: Mapping[str, Iterable[Wish]],
    replies: Mapping[str, Iterable[Reply]],
    members: Mapping[str, Entry],
) -> tuple[RequestTold, ...]:
    """Requests as one person is told of them: their own; an adult, everybody's. Oldest first.

    Args:
        me: who is told.
        wishes: by the device that sent them; this one's own too.
        replies: likewise.
        members: the family's devices, by id.
    """
    answers = first_replies(replies, members)
    found: dict[tuple[str, str], RequestTold] = {}
    for device, some in sorted(wishes.items()):
        sender = members.get(device)
        if sender is None or sender.revoked:
            continue
        person = sender.person.id
        if person != me.id and me.role.minor:
            continue
        for one in some:
            before = found.get((person, one.id))
            if before is None or before.answer is None:
                found[person, one.id] = _told(person, one, answers.get((person, one.id)))
    return tuple(sorted(found.values(), key=lambda one: (str(one.at), one.id)))


def _told(person: str, one: Wish, heard: Heard | None) -> RequestTold:
    answer = None
    if one.answer is not None:
        said = one.answer
        answer = AnswerTold(at=said.at, minutes=said.minutes, words=cleaned(said.words), by=cleaned(said.by))
    elif heard is not None:
        reply = heard.reply
        answer = AnswerTold(at=reply.at, minutes=reply.minutes, words=cleaned(reply.words), by=heard.by)
    return RequestTold(
        id=one.id,
        person=person,
        at=one.at.astimezone(UTC),
        minutes=one.minutes,
        limit=one.limit,
        called=cleaned(one.name),
        on=one.on,
        reason=cleaned(one.reason),
        answer=answer,
    )


def pared(wishes: Iterable[Wish], level: Level | None) -> tuple[Wish, ...]:
    """Wishes as another person of this level may see them; None: somebody to whom no days are shown."""
    return tuple(_pared(one, named=level is not None and level >= one.shown) for one in wishes)


def _pared(one: Wish, *, named: bool) -> Wish:
    limit = None if one.limit is None else SOME_LIMIT
    return replace(one, limit=limit) if named else replace(one, limit=limit, name="", on=())


def not_ahead(far: datetime, wishes: Iterable[Wish]) -> tuple[Wish, ...]:
    """Those of clocks that are not further ahead than `far`."""
    return tuple(one for one in wishes if one.at <= far)
