"""Families, their members, and who sees whom at what level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Row, delete, or_, select, update
from sqlalchemy.exc import IntegrityError

from wellbeing.family.figures import UNSEEN
from wellbeing.family.person import Person, Relation, Role
from wellbeing.family.privacy import Level
from wellbeing.model.sentence import Sentence
from wellbeing.ports import KnownError
from wellbeing.store.hub.tables import family, person, relation
from wellbeing.store.moment import from_ms, to_ms


@dataclass(frozen=True, slots=True)
class Account:
    """A member as the hub knows them."""

    person: Person
    family: str
    password: str | None
    """argon2id; None: this member cannot sign in yet."""
    recovery: str | None
    """argon2id of the recovery code; None where there is none."""
    failed: int
    """Wrong passwords since the last right one."""
    failed_at: datetime
    """The last of them; long ago where there was none."""


def login_name(name: str) -> str:
    """A name as it is compared at sign-in: spaces, capitals and what cannot be seen do not matter."""
    return " ".join(UNSEEN.sub(" ", name).split()).casefold()


def add_family(connection: Connection, number: str, name: str, now: datetime) -> None:
    """A new family without members."""
    connection.execute(family.insert().values(id=number, name=name, created_ms=to_ms(now)))


def families(connection: Connection) -> list[tuple[str, str]]:
    """Ids and names, oldest first."""
    rows = connection.execute(select(family.c.id, family.c.name).order_by(family.c.created_ms, family.c.id))
    return [(row.id, row.name) for row in rows]


def family_name(connection: Connection, number: str) -> str:
    """A family's name."""
    return str(connection.execute(select(family.c.name).where(family.c.id == number)).scalar_one())


def add_person(connection: Connection, number: str, one: Person, now: datetime) -> None:
    """A new member of the family with that id.

    Raises:
        KnownError: the name is taken, in this family or another one of this hub.
    """
    values = {"id": one.id, "family": number, "name": one.name, "login": login_name(one.name)}
    try:
        connection.execute(
            person.insert().values(
                **values, role=one.role.value, created_ms=to_ms(now), failed=0, failed_ms=0
            )
        )
    except IntegrityError as error:
        raise KnownError(
            Sentence("Somebody with the name {name} is there already.", name=one.name),
            Sentence("Choose another name, such as one with the first letter of the last name."),
        ) from error


def members(connection: Connection, number: str) -> list[Account]:
    """A family's members, in the order in which they came."""
    rows = connection.execute(
        select(person).where(person.c.family == number).order_by(person.c.created_ms, person.c.id)
    )
    return [_account(row) for row in rows]


def by_id(connection: Connection, number: str) -> Account | None:
    """A member; None where there is none with that id."""
    row = connection.execute(select(person).where(person.c.id == number)).one_or_none()
    return None if row is None else _account(row)


def by_login(connection: Connection, name: str, *, alone: bool = False) -> Account | None:
    """A member by the name typed at sign-in.

    Args:
        connection: inside a write, where `alone`.
        name: as it was typed.
        alone: let nobody else try their password until the transaction ends.
    """
    query = select(person).where(person.c.login == login_name(name))
    row = connection.execute(query.with_for_update(key_share=True) if alone else query).one_or_none()
    return None if row is None else _account(row)


def set_password(connection: Connection, number: str, password: str) -> None:
    """Keep a new password (argon2id); wrong ones before are forgotten."""
    connection.execute(update(person).where(person.c.id == number).values(password=password, failed=0))


def set_recovery(connection: Connection, number: str, recovery: str | None) -> None:
    """Keep a recovery code (argon2id)."""
    connection.execute(update(person).where(person.c.id == number).values(recovery=recovery))


def note_wrong(connection: Connection, number: str, now: datetime) -> None:
    """A wrong password was given."""
    values = {"failed": person.c.failed + 1, "failed_ms": to_ms(now)}
    connection.execute(update(person).where(person.c.id == number).values(**values))


def note_right(connection: Connection, number: str, password: str) -> bool:
    """The right password was given; False where it is another one by now.

    Args:
        connection: inside a write.
        number: whose.
        password: argon2id of the one that was found right.
    """
    done = connection.execute(
        update(person).where(person.c.id == number, person.c.password == password).values(failed=0)
    )
    return done.rowcount == 1


def renew(connection: Connection, number: str, spent: str, password: str, recovery: str) -> bool:
    """Use a recovery code up for a new password and the next code (argon2id each); False: it was used meanwhile."""
    done = connection.execute(
        update(person)
        .where(person.c.id == number, person.c.recovery == spent)
        .values(password=password, recovery=recovery, failed=0)
    )
    return done.rowcount == 1


def hold(connection: Connection, number: str) -> None:
    """Let nobody else write of this family until the transaction ends; on SQLite nobody does anyway."""
    connection.execute(select(family.c.id).where(family.c.id == number).with_for_update(key_share=True))


def relate(connection: Connection, number: str, one: Relation, by: str, now: datetime) -> None:
    """Have a viewer see a subject at a level from now on.

    Args:
        connection: inside a write.
        number: the family.
        one: the relation as it shall be.
        by: id of the member who wishes it; it stands beside the relation.
        now: when.
    """
    hold(connection, number)
    connection.execute(
        delete(relation).where(relation.c.viewer == one.viewer, relation.c.subject == one.subject)
    )
    connection.execute(
        relation.insert().values(
            viewer=one.viewer,
            subject=one.subject,
            family=number,
            level=one.level.value,
            moods=one.moods,
            changed_ms=to_ms(now),
            changed_by=by,
        )
    )


def end_relation(connection: Connection, viewer: str, subject: str) -> None:
    """The viewer sees nothing of the subject any more."""
    connection.execute(delete(relation).where(relation.c.viewer == viewer, relation.c.subject == subject))


def relations(connection: Connection, number: str, *, of: str | None = None) -> list[Relation]:
    """A family's relations; with `of` those of one member, in both directions."""
    query = select(relation).where(relation.c.family == number)
    if of is not None:
        query = query.where(or_(relation.c.viewer == of, relation.c.subject == of))
    rows = connection.execute(query.order_by(relation.c.subject, relation.c.viewer))
    return [Relation(row.viewer, row.subject, Level(row.level), row.moods) for row in rows]


def between(connection: Connection, viewer: str, subject: str) -> Relation | None:
    """At what level a viewer sees a subject; None: not at all."""
    row = connection.execute(
        select(relation).where(relation.c.viewer == viewer, relation.c.subject == subject)
    ).one_or_none()
    return None if row is None else Relation(row.viewer, row.subject, Level(row.level), row.moods)


def parents(people: Sequence[Account]) -> list[Account]:
    """Who may answer requests and invite: the adults of a family."""
    return [one for one in people if one.person.role is Role.ADULT]


def _account(row: Row[tuple[object, ...]]) -> Account:
    return Account(
        Person(row.id, row.name, Role(row.role)),
        row.family,
        row.password,
        row.recovery,
        row.failed,
        from_ms(row.failed_ms),
    )
