"""Inviting members and devices, and taking them in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from wellbeing.api import refused, secret
from wellbeing.api.hub import Asker, Hub, member, need_parent
from wellbeing.api.value import Paired, Pairing, PersonTold
from wellbeing.family import code, crockford
from wellbeing.family.level import Level
from wellbeing.family.person import Person, PersonId, Relation, Role
from wellbeing.model.sentence import Sentence
from wellbeing.ports import KnownError
from wellbeing.store.hub import devices, people
from wellbeing.store.hub.devices import Kept, Purpose
from wellbeing.store.hub.people import Account

LONGEST_NAME = 60
_SIGN_IN_LASTS = timedelta(days=2)
"""How long an invitation to choose a password is good: a child may not be at hand."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """What is handed to whom is invited."""

    text: str
    """The code as it is copied or typed."""
    until: datetime


def set_up(hub: Hub, family_name: str, name: str, password: str) -> tuple[Person, str]:
    """The first family with its first parent; the recovery code, told once.

    Raises:
        KnownError: a family is there already, or the password is too weak.
    """
    secret.check_new(password, name)
    recovery, kept, now = secret.recovery_code(), secret.hashed(password), hub.now()
    first = _person(name, Role.ADULT)
    with hub.writing() as connection:
        if people.families(connection):
            raise KnownError(
                Sentence("This hub is set up already."),
                Sentence("Invite others with: wellbeing hub invite."),
            )
        number = secret.number()
        people.add_family(connection, number, _name(family_name), now)
        people.add_person(connection, number, first, now)
        people.set_password(connection, first.id, kept)
        people.set_recovery(connection, first.id, secret.hashed(secret.plain_code(recovery)))
    return first, recovery


def add_member(hub: Hub, asker: Asker, name: str, role: Role, level: Level | None) -> Person:
    """A new member; parents see a child or teen at the level from the beginning, an adult not at all.

    Args:
        hub: where.
        asker: a parent.
        name: as the family calls them.
        role: what they are in the family.
        level: what parents see of a child or teen; None: nothing yet.

    Raises:
        Refused, KnownError: not a parent, or the name is taken or empty.
    """
    need_parent(asker)
    one = _person(name, role)
    with hub.writing() as connection:
        people.add_person(connection, asker.family, one, hub.now())
        if role.minor and level is not None:
            for parent in people.parents(people.members(connection, asker.family)):
                relation = Relation(parent.person.id, one.id, level)
                people.relate(connection, asker.family, relation, asker.person.id, hub.now())
    return one


def device_code(hub: Hub, asker: Asker, number: str) -> Invitation:
    """A code that pairs one device of a member: their own, or (for parents) that of whom they may speak for.

    Raises:
        Refused: not theirs to invite.
    """
    with hub.reading() as connection:
        if not may_pair(connection, asker, member(connection, asker, number)):
            raise refused.not_allowed()
    proof = secret.invitation()
    until = _keep(hub, asker, number, Purpose.DEVICE, crockford.symbols(proof), code.LASTS)
    return Invitation(code.written(code.code(hub.url, proof, hub.fingerprint)), until)


def sign_in_code(hub: Hub, asker: Asker, number: str) -> Invitation:
    """A code with which a member chooses a password; parents make it for whom they invite.

    Raises:
        Refused: not a parent, or the member is another adult who takes part by themselves already.
    """
    proof = secret.invitation()
    with hub.reading() as connection:
        found = member(connection, asker, number)
        own = asker.person.id == number
        settled = found.person.role is Role.ADULT and found.password is not None
        if not own and (settled or not may_pair(connection, asker, found)):
            raise refused.not_allowed()
    until = _keep(hub, asker, number, Purpose.PASSWORD, crockford.symbols(proof), _SIGN_IN_LASTS)
    return Invitation(crockford.checked(proof), until)


def may_pair(connection: Connection, asker: Asker, one: Account) -> bool:
    """Whether a code for a member is the asker's to make: whoever has it acts as that member.

    Parents make it for children and teens, and for an adult who is new; an adult who signs in or has a device
    makes their own. Whoever keeps the hub is helped with a lost device at its command line.
    """
    if asker.person.id == one.person.id or one.person.role.minor or asker.keeper:
        return True
    kept = devices.of_family(connection, one.family)
    known = any(each.person == one.person.id and each.revoked is None for each in kept)
    return one.password is None and not known


def pair(hub: Hub, wish: Pairing) -> Paired:
    """Take a device in.

    Raises:
        Refused: the code is wrong, used or too old.
    """
    token, now = secret.token(), hub.now()
    called = _name(wish.device.name)
    with hub.writing() as connection:
        found = devices.redeem(connection, _symbols(wish.code), Purpose.DEVICE, now)
        if found is None:
            raise _no_code()
        number, who = found
        one = Kept(secret.number(), number, who, called, wish.device.zone, now, None, None)
        devices.add(connection, one, token)
        account = people.by_id(connection, who)
        name = people.family_name(connection, number)
    if account is None:
        raise _no_code()
    return Paired(device=one.id, token=token, person=told(account.person), family=name)


def choose_password(hub: Hub, text: str, password: str) -> Person:
    """Use an invitation up to choose a password; browsers that were signed in are not any more.

    Raises:
        KnownError: the code is wrong, used or too old, or the password too weak.
    """
    secret.check_new(password, "")
    kept = secret.hashed(password)
    with hub.writing() as connection:
        found = devices.redeem(connection, _symbols(text, checked=True), Purpose.PASSWORD, hub.now())
        account = None if found is None else people.by_id(connection, found[1])
        if account is None:
            raise _no_code()
        secret.check_new(password, account.person.name)
        people.set_password(connection, account.person.id, kept)
        devices.sign_out(connection, member=account.person.id)
    return account.person


def told(one: Person) -> PersonTold:
    """A member as the interface tells them."""
    return PersonTold(id=one.id, name=one.name, role=one.role)


def _keep(hub: Hub, asker: Asker, number: str, purpose: Purpose, symbols: str, lasts: timedelta) -> datetime:
    until = hub.now() + lasts
    with hub.writing() as connection:
        account = member(connection, asker, number)
        if asker.person.id != number:
            need_parent(asker)
        devices.invite(connection, symbols, account.family, number, purpose, until)
    return until


def _symbols(text: str, *, checked: bool = False) -> str:
    """A typed code as it was kept; nonsense becomes what no code is."""
    try:
        if checked:
            return crockford.symbols(crockford.read_checked(text))
        return crockford.symbols(crockford.read("".join(text.split()).replace("-", "")))
    except crockford.Mistyped:
        return ""


def _no_code() -> refused.Refused:
    return refused.Refused(
        403,
        Sentence("This code is wrong, was used already, or is too old."),
        Sentence("Ask a parent for a new one."),
    )


def _person(name: str, role: Role) -> Person:
    return Person(PersonId(secret.number()), _name(name), role)


def _name(text: str) -> str:
    """A name without anything that turns or hides the text around it."""
    from wellbeing.family.figures import UNSEEN

    name = " ".join(UNSEEN.sub(" ", text).split())[:LONGEST_NAME]
    if not name:
        raise refused.Refused(422, Sentence("A name is needed."), Sentence("Give one."))
    return name


def owner(connection: Connection, family: str, name: str) -> Asker:
    """Whoever sits at the hub's own command line acts as the family's first parent, or as a named one."""
    accounts = people.parents(people.members(connection, family))
    found = [
        one for one in accounts if not name or people.login_name(name) == people.login_name(one.person.name)
    ]
    if not found:
        raise KnownError(
            Sentence("There is no parent of that name."), Sentence("Look: wellbeing hub members.")
        )
    return Asker(found[0].person, family, keeper=True)
