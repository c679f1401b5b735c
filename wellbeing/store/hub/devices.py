"""Invitations, devices and browsers that are signed in; of their secrets only hashes are kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from sqlalchemy import Connection, delete, select, update

from wellbeing.store.hub.people import hold
from wellbeing.store.hub.tables import device, invitation, session
from wellbeing.store.moment import from_ms, to_ms

SESSION_IDLE = timedelta(days=14)
"""A browser that is not used for so long has to sign in again."""

SESSION_MOST = timedelta(days=90)
"""However much it is used."""

_SEEN_EVERY_MS = 600_000
"""How exactly it is noted when a browser was used last."""


class Purpose(StrEnum):
    """What an invitation is good for."""

    DEVICE = "device"
    PASSWORD = "password"  # noqa: S105 - the name of a purpose


@dataclass(frozen=True, slots=True)
class Kept:
    """A device as the hub knows it."""

    id: str
    family: str
    person: str
    name: str
    zone: str
    created: datetime
    seen: datetime | None
    """When it last brought a digest; None: never."""
    revoked: datetime | None


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A browser that is signed in."""

    person: str
    form: str
    """What each of its forms must carry."""


def hashed(secret: str) -> bytes:
    """What is kept of a random secret; compared by the index, which tells nothing of a preimage."""
    return sha256(secret.encode("utf-8", "surrogatepass")).digest()


# ---------------------------------------------------------------- invitations


def invite(
    connection: Connection, secret: str, family: str, member: str, purpose: Purpose, until: datetime
) -> None:
    """Keep an invitation; older ones of the same member and purpose are worth nothing from now on."""
    hold(connection, family)
    connection.execute(
        delete(invitation).where(invitation.c.person == member, invitation.c.purpose == purpose.value)
    )
    values = {"family": family, "person": member, "purpose": purpose.value, "until_ms": to_ms(until)}
    connection.execute(invitation.insert().values(secret=hashed(secret), **values))


def redeem(connection: Connection, secret: str, purpose: Purpose, now: datetime) -> tuple[str, str] | None:
    """Use an invitation up: (family, member); None where it is unknown, used, too old or for something else."""
    row = connection.execute(
        select(invitation.c.family, invitation.c.person)
        .where(invitation.c.secret == hashed(secret), invitation.c.purpose == purpose.value)
        .where(invitation.c.used_ms.is_(None), invitation.c.until_ms > to_ms(now))
    ).one_or_none()
    if row is None:
        return None
    used = connection.execute(
        update(invitation)
        .where(invitation.c.secret == hashed(secret), invitation.c.used_ms.is_(None))
        .values(used_ms=to_ms(now))
    )
    return (row.family, row.person) if used.rowcount == 1 else None


# ---------------------------------------------------------------- devices


def add(connection: Connection, one: Kept, token: str) -> None:
    """Keep a new device with the hash of its token."""
    connection.execute(
        device.insert().values(
            id=one.id,
            family=one.family,
            person=one.person,
            name=one.name,
            zone=one.zone,
            token=hashed(token),
            created_ms=to_ms(one.created),
        )
    )


def of_family(connection: Connection, number: str) -> list[Kept]:
    """A family's devices, revoked ones too, in the order in which they came."""
    rows = connection.execute(
        select(device).where(device.c.family == number).order_by(device.c.created_ms, device.c.id)
    )
    return [
        Kept(
            row.id,
            row.family,
            row.person,
            row.name,
            row.zone,
            from_ms(row.created_ms),
            None if row.seen_ms is None else from_ms(row.seen_ms),
            None if row.revoked_ms is None else from_ms(row.revoked_ms),
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class Found:
    """A device that was known by its token."""

    id: str
    family: str
    person: str
    revoked: bool


def by_hash(connection: Connection, token: bytes) -> Found | None:
    """The device with that token, of which this is the hash; None: no device has it."""
    columns = (device.c.id, device.c.family, device.c.person, device.c.revoked_ms)
    row = connection.execute(select(*columns).where(device.c.token == token)).one_or_none()
    return None if row is None else Found(row.id, row.family, row.person, row.revoked_ms is not None)


def revoke(connection: Connection, family: str, number: str, now: datetime) -> bool:
    """Let a device bring nothing any more; False where the family has none with that id."""
    found = connection.execute(
        select(device.c.id).where(device.c.id == number, device.c.family == family)
    ).one_or_none()
    if found is None:
        return False
    connection.execute(
        update(device)
        .where(device.c.id == number, device.c.revoked_ms.is_(None))
        .values(revoked_ms=to_ms(now))
    )
    return True


# ---------------------------------------------------------------- browsers


def sign_in(connection: Connection, token: str, form: str, member: str, now: datetime) -> None:
    """Keep a browser that signed in; those that are too old go."""
    at = to_ms(now)
    connection.execute(
        delete(session).where(
            (session.c.seen_ms < to_ms(now - SESSION_IDLE))
            | (session.c.created_ms < to_ms(now - SESSION_MOST))
        )
    )
    values = {"token": hashed(token), "person": member, "form": form, "created_ms": at, "seen_ms": at}
    connection.execute(session.insert().values(**values))


def signed_in(connection: Connection, token: str, now: datetime) -> tuple[SignedIn, bool] | None:
    """The browser with that cookie, and whether its use is to be noted; None: it has to sign in."""
    row = connection.execute(
        select(session).where(
            session.c.token == hashed(token),
            session.c.seen_ms >= to_ms(now - SESSION_IDLE),
            session.c.created_ms >= to_ms(now - SESSION_MOST),
        )
    ).one_or_none()
    if row is None:
        return None
    return SignedIn(row.person, row.form), to_ms(now) - row.seen_ms >= _SEEN_EVERY_MS


def note_seen(connection: Connection, token: str, now: datetime) -> None:
    """The browser was used."""
    connection.execute(update(session).where(session.c.token == hashed(token)).values(seen_ms=to_ms(now)))


def sign_out(connection: Connection, *, token: str | None = None, member: str | None = None) -> None:
    """Sign out one browser by its cookie, or all of a member."""
    which = session.c.token == hashed(token) if token is not None else session.c.person == member
    connection.execute(delete(session).where(which))


def clear(connection: Connection, now: datetime) -> None:
    """Remove what is of no use any more: invitations that ended a day ago."""
    connection.execute(delete(invitation).where(invitation.c.until_ms < to_ms(now - timedelta(days=1))))
