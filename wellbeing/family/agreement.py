"""What a family agreed, as one of its members is told of it: who is who, and who sees what of whom."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated

from msgspec import Meta, Struct

from wellbeing.family.figures import Key
from wellbeing.family.level import Level
from wellbeing.family.line import Line
from wellbeing.family.person import Device, DeviceId, Person, PersonId, Relation, Role
from wellbeing.family.request import Answer, Request, cleaned

MemberName = Annotated[str, Meta(min_length=1, max_length=60)]


class Member(Struct, frozen=True, kw_only=True):
    """One person; what later versions add is passed over."""

    id: Key
    name: MemberName
    role: Role

    @property
    def person(self) -> Person:
        """As the core knows them."""
        return Person(PersonId(self.id), self.name, self.role)


class OwnDevice(Struct, frozen=True, kw_only=True):
    """A device of the person who is told."""

    id: Key
    name: str
    revoked: bool = False


class Sees(Struct, frozen=True, kw_only=True):
    """Who sees what of whom."""

    viewer: Key
    subject: Key
    level: Level
    moods: bool = False


class LimitTold(Struct, frozen=True, kw_only=True):
    """A limit that the family agreed for one member."""

    id: Key
    person: Key
    name: str
    target: str
    """As `wellbeing limits set` writes it: `ai`, `category:games`, `app:ID`."""
    minutes: tuple[int | None, ...]
    """Monday to Sunday; None: no limit on that weekday."""
    week_minutes: int | None = None


class HolidayTold(Struct, frozen=True, kw_only=True):
    """School holidays, both ends included."""

    first: date
    last: date
    name: str = ""
    like: int = 5


class AnswerTold(Struct, frozen=True, kw_only=True):
    """A parent's answer to a request for time."""

    at: datetime
    minutes: int
    words: str = ""
    by: str = ""
    """A name."""


class RequestTold(Struct, frozen=True, kw_only=True):
    """A request for time."""

    id: str
    person: Key
    at: datetime | None = None
    minutes: int = 0
    limit: str | None = None
    """As the agreement calls it; without a hub, a mark that the devices of the person share."""
    called: str = ""
    """The name of the limit, where it has one and the reader may see it; for families without a hub."""
    on: tuple[str, ...] = ()
    """What it is on, as `LimitTold.target`; likewise."""
    reason: str = ""
    answer: AnswerTold | None = None

    @property
    def request(self) -> Request:
        """As the core knows them; one without a time is over."""
        said = self.answer
        given = None if said is None else Answer(said.at, said.minutes, cleaned(said.words), cleaned(said.by))
        at = datetime.fromtimestamp(0, UTC) if self.at is None else self.at.astimezone(UTC)
        return Request(self.id, at, self.minutes, None, cleaned(self.reason), given)


class Agreement(Struct, frozen=True, kw_only=True):
    """All that concerns one person."""

    family: str
    person: Member
    members: tuple[Member, ...] = ()
    devices: tuple[OwnDevice, ...] = ()
    """The person's own."""
    relations: tuple[Sees, ...] = ()
    """Of which the person is viewer or subject."""
    limits: tuple[LimitTold, ...] = ()
    holidays: tuple[HolidayTold, ...] = ()
    requests: tuple[RequestTold, ...] = ()

    @property
    def own(self) -> list[Device]:
        """The person's devices that take part."""
        me = PersonId(self.person.id)
        return [Device(DeviceId(one.id), one.name, me) for one in self.devices if not one.revoked]

    @property
    def known(self) -> list[Relation]:
        """As the core knows them."""
        return [
            Relation(PersonId(one.viewer), PersonId(one.subject), one.level, one.moods)
            for one in self.relations
        ]

    @property
    def of_others(self) -> list[RequestTold]:
        """Requests that somebody else made, oldest first: those that an adult may answer."""
        found = [one for one in self.requests if one.person != self.person.id and one.at is not None]
        return sorted(found, key=lambda one: str(one.at))

    def called(self, person: str) -> str:
        """What a member is called; the id where nobody has it."""
        return next((one.name for one in self.members if one.id == person), person)

    def member(self, words: str) -> Member | None:
        """The one of that id or name, upper and lower case alike; None where there is none or more than one."""
        exact = [one for one in self.members if one.id == words]
        named = exact or [one for one in self.members if one.name.casefold() == words.strip().casefold()]
        return named[0] if len(named) == 1 else None


class Week(Struct, frozen=True, kw_only=True):
    """A week of one member as somebody is shown it."""

    person: Member
    monday: date
    level: Level
    seen_by: str
    """Whose view it is: a person's id."""
    days: tuple[Line, ...] = ()
    """Only days of which something is known."""
