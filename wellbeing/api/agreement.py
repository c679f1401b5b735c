"""What concerns a member: who sees what, what was agreed, what was asked and answered."""

from __future__ import annotations

from datetime import timedelta

import msgspec
from sqlalchemy import Connection

from wellbeing.api import refused
from wellbeing.api.hub import Asker, Hub, member, need_parent
from wellbeing.api.pairing import told
from wellbeing.api.value import (
    Agreed,
    AgreementTold,
    AnswerTold,
    DeviceTold,
    NewAnswer,
    NewRelation,
    NewRequest,
    RelationTold,
    RequestTold,
)
from wellbeing.family.level import Level
from wellbeing.family.person import Relation, may_set
from wellbeing.family.request import Answer, Request, State, cleaned
from wellbeing.model.sentence import Sentence
from wellbeing.store.hub import devices, people, requests
from wellbeing.store.hub.requests import Asked

SHOWN = timedelta(days=28)
"""How far back requests are told."""
_MOST_A_DAY = 20
"""Requests of one member; more is a program gone wrong."""
_decoder = msgspec.json.Decoder(Agreed)


def agreement(hub: Hub, asker: Asker) -> AgreementTold:
    """All that concerns the member: a person always sees who sees them, and at what level."""
    with hub.reading() as connection:
        family = asker.family
        names = _names(connection, family)
        agreed = of_family(connection, family)
        who = None if asker.parent else asker.person.id
        asked = requests.since(connection, family, hub.now() - SHOWN, of=who)
        return AgreementTold(
            family=people.family_name(connection, family),
            person=told(asker.person),
            members=tuple(told(one.person) for one in people.members(connection, family)),
            devices=tuple(
                DeviceTold(id=one.id, name=one.name, revoked=one.revoked is not None)
                for one in devices.of_family(connection, family)
                if one.person == asker.person.id
            ),
            relations=tuple(
                RelationTold(viewer=one.viewer, subject=one.subject, level=one.level, moods=one.moods)
                for one in people.relations(connection, family, of=asker.person.id)
            ),
            limits=tuple(one for one in agreed.limits if asker.parent or one.person == asker.person.id),
            holidays=agreed.holidays,
            requests=tuple(request_told(one, names, hub) for one in asked),
        )


def of_family(connection: Connection, family: str) -> Agreed:
    """Limits and holidays of a family; nothing where nothing was agreed."""
    content = requests.agreed(connection, family)
    return Agreed() if content is None else _decoder.decode(content)


def agree(hub: Hub, asker: Asker, wish: Agreed) -> None:
    """Have a parent write what the family agreed.

    Raises:
        Refused: not a parent, or a limit names nobody of this family.
    """
    need_parent(asker)
    with hub.writing() as connection:
        for number in {one.person for one in wish.limits}:
            member(connection, asker, number)
        if any(one.last < one.first for one in wish.holidays):
            raise refused.malformed("a holiday ends before it begins")
        requests.agree(connection, asker.family, msgspec.json.encode(wish), hub.now())


# ---------------------------------------------------------------- relations


def set_relation(hub: Hub, asker: Asker, viewer: str, wish: NewRelation) -> RelationTold | None:
    """Have a viewer see more or less from now on; None: nothing any more.

    Raises:
        Refused: it is not the asker's to decide.
    """
    with hub.writing() as connection:
        subject = member(connection, asker, wish.subject or asker.person.id).person
        seer = member(connection, asker, viewer).person
        before = people.between(connection, seer.id, subject.id)
        moods_wish = wish.moods is not None and wish.moods != (before.moods if before else False)
        if not may_set(asker.person, subject, seer, moods=moods_wish):
            raise refused.not_allowed()
        level = (
            wish.level if wish.level is not None or wish.moods is None else before.level if before else None
        )
        if level is None:
            people.end_relation(connection, seer.id, subject.id)
            return None
        moods = wish.moods if wish.moods is not None else before.moods if before else False
        after = Relation(seer.id, subject.id, level, moods)
        people.relate(connection, asker.family, after, asker.person.id, hub.now())
    return RelationTold(viewer=seer.id, subject=subject.id, level=Level(level), moods=moods)


# ---------------------------------------------------------------- requests


def ask(hub: Hub, asker: Asker, wish: NewRequest) -> RequestTold:
    """Keep a wish for time; the same id again is the same wish.

    Raises:
        Refused: somebody else's id, or too many in a day.
    """
    now = hub.now()
    one = Asked(
        wish.id.lower(), asker.person.id, asker.family, wish.limit, wish.minutes, cleaned(wish.reason), now
    )
    with hub.writing() as connection:
        people.hold(connection, asker.family)
        known = requests.by_id(connection, asker.family, one.id) is not None
        lately = requests.asked_since(connection, asker.person.id, now - timedelta(days=1))
        if not known and lately >= _MOST_A_DAY:
            raise refused.too_many(3600)
        stands = requests.ask(connection, one)
        if stands is None:
            raise _taken()
        names = _names(connection, asker.family)
    return request_told(stands, names, hub)


def asked(hub: Hub, asker: Asker) -> list[RequestTold]:
    """The member's own wishes; for parents, everybody's."""
    with hub.reading() as connection:
        names = _names(connection, asker.family)
        who = None if asker.parent else asker.person.id
        found = requests.since(connection, asker.family, hub.now() - SHOWN, of=who)
    return [request_told(one, names, hub) for one in found]


def answer(hub: Hub, asker: Asker, number: str, wish: NewAnswer) -> RequestTold:
    """A parent's answer, once; the same answer of the same parent again changes nothing.

    Raises:
        Refused: not a parent, their own wish, no such wish, or it has another answer.
    """
    need_parent(asker)
    now, words = hub.now(), cleaned(wish.words)
    with hub.writing() as connection:
        before = requests.by_id(connection, asker.family, number.lower())
        if before is None:
            raise refused.not_yours()
        if before.person == asker.person.id:
            raise refused.not_allowed()
        if before.answered is None and as_request(before).state(now) is State.EXPIRED:
            raise _too_late()
        requests.answer(connection, asker.family, before.id, asker.person.id, wish.minutes, words, now)
        after = requests.by_id(connection, asker.family, before.id)
        names = _names(connection, asker.family)
    if after is None or (after.by, after.granted, after.words) != (asker.person.id, wish.minutes, words):
        raise _answered()
    return request_told(after, names, hub)


def withdraw(hub: Hub, asker: Asker, number: str) -> None:
    """Take back the member's own wish, such as one that was answered beside them; an answer is never taken back.

    Raises:
        Refused: no such wish of theirs is open.
    """
    with hub.writing() as connection:
        if not requests.withdraw(connection, asker.family, number.lower(), asker.person.id, hub.now()):
            raise refused.not_yours()


def _names(connection: Connection, family: str) -> dict[str, str]:
    return {one.person.id: one.person.name for one in people.members(connection, family)}


def as_request(one: Asked, names: dict[str, str] | None = None) -> Request:
    """A wish as the core sees it."""
    reply = None
    if one.answered is not None:
        by = (names or {}).get(one.by or "", "")
        reply = Answer(one.answered, one.granted or 0, one.words, by)
    return Request(one.id, one.at, one.minutes, None, one.reason, reply)


def request_told(one: Asked, names: dict[str, str], hub: Hub) -> RequestTold:
    """A wish as the interface tells it."""
    core = as_request(one, names)
    reply = core.answer
    return RequestTold(
        id=one.id,
        person=one.person,
        at=one.at,
        limit=one.limit,
        minutes=one.minutes,
        reason=one.reason,
        state=core.state(hub.now()).value,
        answer=None
        if reply is None
        else AnswerTold(at=reply.at, minutes=reply.minutes, words=reply.words, by=reply.by),
    )


def _taken() -> refused.Refused:
    return refused.Refused(
        409,
        Sentence("Somebody else asked with this id, or it was taken back."),
        Sentence("Ask again with a new one."),
    )


def _answered() -> refused.Refused:
    return refused.Refused(
        409, Sentence("This request has its answer already."), Sentence("A new request can be answered anew.")
    )


def _too_late() -> refused.Refused:
    return refused.Refused(
        409, Sentence("This request is too old to be answered."), Sentence("A new request can be answered.")
    )
