"""What the forms of the pages do: ask, answer, invite, remove, show more or less."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from wellbeing.api import agreement, pairing, refused, routes
from wellbeing.api.hub import Asker, Hub
from wellbeing.api.value import NewAnswer, NewRelation, NewRequest
from wellbeing.family.level import Level
from wellbeing.family.person import Role
from wellbeing.family.request import LENGTHS, MOST, WORDS
from wellbeing.store.hub import people

Fields = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Code:
    """A code that was just made; it is shown once."""

    name: str
    text: str
    until: datetime
    sign_in: bool


class Deeds:
    """Does what a form asks for, after its origin was checked. Safe from any thread.

    Args:
        hub: where.
    """

    def __init__(self, hub: Hub) -> None:
        self._hub = hub

    def ask(self, asker: Asker, fields: Fields) -> None:
        """Keep a request that was typed.

        Raises:
            Refused: not as the form asks for it.
        """
        minutes = fields.get("minutes", "")
        if minutes not in map(str, LENGTHS):
            raise refused.malformed("minutes")
        try:
            number = str(uuid.UUID(fields.get("number", "")))
        except ValueError:
            raise refused.malformed("the number of the request") from None
        wish = NewRequest(id=number, minutes=int(minutes), reason=fields.get("reason", "")[:WORDS])  # type: ignore[arg-type]  # checked above
        agreement.ask(self._hub, asker, wish)

    def answer(self, asker: Asker, number: str, fields: Fields) -> None:
        """Keep a parent's answer: a button, or minutes of their own.

        Raises:
            Refused: not as the form asks for it, or not theirs to answer.
        """
        minutes = fields.get("answer", "")
        if minutes == "other":
            minutes = fields.get("minutes", "")
        if not minutes.isascii() or not minutes.isdigit() or int(minutes) > MOST:
            raise refused.malformed("minutes")
        wish = NewAnswer(minutes=int(minutes), words=fields.get("words", "")[:WORDS])
        agreement.answer(self._hub, asker, number, wish)

    def change(self, asker: Asker, fields: Fields) -> Code | None:
        """Do what a form of that page asks for; a code where one was made.

        Raises:
            KnownError: it is not the asker's to do, or not as the form asks for it.
        """
        match fields.get("do"):
            case "member":
                role, level = _role(fields), _level(fields)
                one = pairing.add_member(self._hub, asker, fields.get("name", ""), role, level)
                return self._code(asker, one.id, sign_in=fields.get("code") == "sign-in")
            case "device" | "sign-in" as what:
                return self._code(asker, fields.get("person", ""), sign_in=what == "sign-in")
            case "revoke":
                routes.revoke(self._hub, asker, fields.get("device", ""))
            case "relation":
                wish = NewRelation(level=_level(fields), subject=fields.get("subject", "") or None)
                agreement.set_relation(self._hub, asker, fields.get("viewer", ""), wish)
            case _:
                raise refused.malformed("what to do")
        return None

    def _code(self, asker: Asker, person: str, *, sign_in: bool) -> Code:
        make = pairing.sign_in_code if sign_in else pairing.device_code
        made = make(self._hub, asker, person)
        with self._hub.reading() as connection:
            one = people.by_id(connection, person)
        return Code(one.person.name if one is not None else "", made.text, made.until, sign_in)


def _role(fields: Fields) -> Role:
    try:
        return Role(fields.get("role", ""))
    except ValueError:
        raise refused.malformed("the role") from None


def _level(fields: Fields) -> Level | None:
    word = fields.get("level", "nothing")
    try:
        return None if word == "nothing" else Level(word)
    except ValueError:
        raise refused.malformed("the level") from None
