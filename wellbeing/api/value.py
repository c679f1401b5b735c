"""What goes over the wire, as types: they check what comes, and the interface's document is made of them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from wellbeing.family.figures import Zone
from wellbeing.family.holiday import NAME
from wellbeing.family.level import Level
from wellbeing.family.line import Line
from wellbeing.family.person import Role
from wellbeing.family.request import MOST, WORDS

Id = Annotated[str, Meta(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9._:-]+$")]
DeviceName = Annotated[str, Meta(min_length=1, max_length=60)]
Words = Annotated[str, Meta(max_length=WORDS)]
Code = Annotated[str, Meta(min_length=8, max_length=512)]
LimitId = Annotated[str, Meta(max_length=64)]
Uuid = Annotated[
    str,
    Meta(pattern=r"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"),
]


class _Sent(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a device sends: nothing but what is named here."""


class NewDevice(_Sent, frozen=True, kw_only=True):
    """The device that is to be paired."""

    name: DeviceName
    zone: Zone = ""


class Pairing(_Sent, frozen=True, kw_only=True):
    """A pairing code, used up by this."""

    code: Code
    device: NewDevice


class NewRelation(_Sent, frozen=True, kw_only=True):
    """What a viewer is to see."""

    level: Level | None = None
    """None: nothing any more, or (with `moods`) the level stays."""
    moods: bool | None = None
    """None: as it is. Only its owner may set it."""
    subject: Id | None = None
    """Whose days; None: those of whose device it is. A parent may name a child."""


class NewRequest(_Sent, frozen=True, kw_only=True):
    """A wish for time."""

    id: Uuid
    limit: LimitId | None = None
    minutes: Literal[15, 30, 60]
    reason: Words = ""


class NewAnswer(_Sent, frozen=True, kw_only=True):
    """A parent's answer."""

    minutes: Annotated[int, Meta(ge=0, le=MOST)]
    words: Words = ""


class AgreedLimit(_Sent, frozen=True, kw_only=True):
    """A limit that the family agreed for one member."""

    id: Id
    person: Id
    name: Annotated[str, Meta(min_length=1, max_length=100)]
    target: Annotated[str, Meta(min_length=1, max_length=100)]
    """What it is about, as `wellbeing limits set` writes it."""
    minutes: Annotated[
        tuple[Annotated[int, Meta(ge=0, le=1500)] | None, ...], Meta(min_length=7, max_length=7)
    ]
    """Monday to Sunday; None: no limit on that weekday."""
    week_minutes: Annotated[int, Meta(ge=0, le=10080)] | None = None
    """In a whole week; None: no such limit."""


class Holiday(_Sent, frozen=True, kw_only=True):
    """A stretch of days that count as another weekday, both ends included."""

    first: date
    last: date
    name: Annotated[str, Meta(max_length=NAME)] = ""
    like: Annotated[int, Meta(ge=0, le=6)] = 5


class Agreed(_Sent, frozen=True, kw_only=True):
    """What a family agreed; a parent's device writes all of it at once."""

    limits: Annotated[tuple[AgreedLimit, ...], Meta(max_length=200)] = ()
    holidays: Annotated[tuple[Holiday, ...], Meta(max_length=200)] = ()


class _Told(Struct, frozen=True, kw_only=True):
    """What the hub answers; later versions may add fields."""


class Problem(_Told, frozen=True, kw_only=True):
    """Something that was not done."""

    error: str
    remedy: str


class PersonTold(_Told, frozen=True, kw_only=True):
    """A member."""

    id: str
    name: str
    role: Role


class Paired(_Told, frozen=True, kw_only=True):
    """The device may push from now on."""

    device: str
    token: str
    """Told once; the hub keeps only its hash."""
    person: PersonTold
    family: str


class Revision(_Told, frozen=True, kw_only=True):
    """What stands of a day."""

    revision: int


class PushTold(_Told, frozen=True, kw_only=True):
    """What became of one digest of a list."""

    status: int
    """As if it had come alone."""
    revision: int | None = None
    error: str | None = None
    remedy: str | None = None


class DeviceTold(_Told, frozen=True, kw_only=True):
    """A device of the member who asks."""

    id: str
    name: str
    revoked: bool


class RelationTold(_Told, frozen=True, kw_only=True):
    """Who sees whom."""

    viewer: str
    subject: str
    level: Level
    moods: bool


class AnswerTold(_Told, frozen=True, kw_only=True):
    """A parent's answer."""

    at: datetime
    minutes: int
    words: str
    by: str
    """A name."""


class RequestTold(_Told, frozen=True, kw_only=True):
    """A wish for time and where it stands."""

    id: str
    person: str
    at: datetime
    limit: str | None
    minutes: int
    reason: str
    state: Literal["open", "granted", "declined", "expired"]
    answer: AnswerTold | None


class AgreementTold(_Told, frozen=True, kw_only=True):
    """All that concerns a member: who is who, who sees what, what was agreed, what was asked."""

    family: str
    person: PersonTold
    members: tuple[PersonTold, ...]
    devices: tuple[DeviceTold, ...]
    relations: tuple[RelationTold, ...]
    limits: tuple[AgreedLimit, ...]
    holidays: tuple[Holiday, ...]
    requests: tuple[RequestTold, ...]


class RequestsTold(_Told, frozen=True, kw_only=True):
    """Wishes of the last weeks, newest first."""

    requests: tuple[RequestTold, ...]


class WeekTold(_Told, frozen=True, kw_only=True):
    """A week of a member."""

    person: PersonTold
    monday: date
    level: Level
    seen_by: str
    """Whose view it is."""
    moods: bool = False
    """Whether that view holds how it felt; only by its owner's own choice."""
    days: tuple[Line, ...]
    """Only days of which something is kept, each put together from all devices and pared for whose view it is."""
