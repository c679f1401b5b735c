"""What the hub's database looks like: tables, and the revision they stand at.

Everything hangs from a family, so that families can be spread over servers by that one column.

    family ──┬── person ──┬── device ─── digest      one row a device and day: sums only
             │            ├── relation               who sees whom, at what level
             │            ├── session                a browser that is signed in
             │            └── invitation             a code that pairs a device or sets a password, once
             ├── request                             time that was asked for, and the answer
             └── agreement                           limits and holidays that the family agreed

Times are whole milliseconds since 1970 UTC; a day is its proleptic ordinal (`date.toordinal`). Of tokens, codes and
cookies only SHA-256 is kept: they are random, so that no salt is needed; passwords are argon2id.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
)

from wellbeing.store.database import Number, revision_table

HEAD = "0002"
"""The revision of these tables. Revisions are zero-padded, so that a later one compares greater."""

APPLICATION_ID = 0x57424855
"""SQLite's `application_id` of a hub's file ("WBHU"), so that a person's own record is told apart."""

metadata = MetaData()

_Id = String(36)

revision = revision_table(metadata, "hub_version")

family = Table(
    "family",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("name", Text, nullable=False),
    Column("created_ms", Number, nullable=False),
)

person = Table(
    "person",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("family", ForeignKey("family.id"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("login", Text, nullable=False, unique=True),
    Column("role", String(8), nullable=False),
    Column("created_ms", Number, nullable=False),
    Column("password", Text),
    Column("recovery", Text),
    Column("failed", Integer, nullable=False),
    Column("failed_ms", Number, nullable=False),
)
"""`login` is the name as it is compared at sign-in. `password` and `recovery` are argon2id, NULL where none is set;
`failed` counts wrong passwords since the last right one."""

device = Table(
    "device",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("family", ForeignKey("family.id"), nullable=False, index=True),
    Column("person", ForeignKey("person.id"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("zone", Text, nullable=False),
    Column("token", LargeBinary, nullable=False, unique=True),
    Column("created_ms", Number, nullable=False),
    Column("seen_ms", Number),
    Column("revoked_ms", Number),
)

digest = Table(
    "digest",
    metadata,
    Column("device", ForeignKey("device.id"), nullable=False),
    Column("day", Integer, nullable=False),
    Column("family", _Id, nullable=False),
    Column("person", _Id, nullable=False),
    Column("revision", Number, nullable=False),
    Column("received_ms", Number, nullable=False),
    Column("content", LargeBinary, nullable=False),
    PrimaryKeyConstraint("device", "day", name="digest_pk"),
    Index("digest_person_day", "person", "day"),
)
"""`content` is the digest as JSON, always encoded alike, so that equal bytes mean equal digests."""

relation = Table(
    "relation",
    metadata,
    Column("viewer", ForeignKey("person.id"), nullable=False),
    Column("subject", ForeignKey("person.id"), nullable=False),
    Column("family", ForeignKey("family.id"), nullable=False, index=True),
    Column("level", String(8), nullable=False),
    Column("moods", Boolean, nullable=False),
    Column("changed_ms", Number, nullable=False),
    Column("changed_by", _Id, nullable=False),
    PrimaryKeyConstraint("viewer", "subject", name="relation_pk"),
)
"""No row: the viewer sees nothing of the subject."""

request = Table(
    "request",
    metadata,
    Column("id", _Id, nullable=False),
    Column("person", ForeignKey("person.id"), nullable=False),
    Column("family", ForeignKey("family.id"), nullable=False),
    Column("limit_name", Text),
    Column("minutes", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("asked_ms", Number, nullable=False),
    Column("answered_ms", Number),
    Column("answered_by", _Id),
    Column("granted", Integer),
    Column("words", Text),
    Column("withdrawn_ms", Number),
    PrimaryKeyConstraint("family", "id", name="request_pk"),
    Index("request_family_asked", "family", "asked_ms"),
)
"""`id` is chosen by who asks, so that asking twice is asking once. A withdrawn one stays, without its reason, so that
it still counts among those of the day."""

invitation = Table(
    "invitation",
    metadata,
    Column("secret", LargeBinary, primary_key=True),
    Column("family", ForeignKey("family.id"), nullable=False),
    Column("person", ForeignKey("person.id"), nullable=False),
    Column("purpose", String(8), nullable=False),
    Column("until_ms", Number, nullable=False),
    Column("used_ms", Number),
)
"""`purpose`: `device` pairs one, `password` sets one."""

session = Table(
    "session",
    metadata,
    Column("token", LargeBinary, primary_key=True),
    Column("person", ForeignKey("person.id"), nullable=False, index=True),
    Column("form", String(64), nullable=False),
    Column("created_ms", Number, nullable=False),
    Column("seen_ms", Number, nullable=False),
)
"""`form` is what each form of this browser must carry, so that no other site can send one."""

agreement = Table(
    "agreement",
    metadata,
    Column("family", ForeignKey("family.id"), primary_key=True),
    Column("content", LargeBinary, nullable=False),
    Column("changed_ms", Number, nullable=False),
)
"""`content` is JSON: agreed limits and holidays."""
