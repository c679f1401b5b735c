"""What the record looks like on disk: tables, and the revision they stand at.

Times are whole milliseconds since 1970 UTC; a day is its proleptic ordinal (`date.toordinal`).

    subject ──┐                       ┌── running     one row: where the open activity stands
    title  ───┼── activity ── sums ───┤
              │   (5 integers)        ├── hour_total, day_total     derived, of the days in `tallied`
    zone      journal      note       ├── tallied     which finished days are summed, and which are frozen
                                      └── day_part    what such a day amounts to under the rules in force

    word ──── prompt, answer, work    what AI tools did; keys and sessions are salted hashes of 64 bits
              log                     how far each of their logs is read      forgotten   never to be taken in again

    limit_version   every limit as it ever was    extension   how the person went on    nudge   what was said, and why
    pin   hashes and wrong tries    request   for time, with its answer    holiday   days that count as others
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
)

from wellbeing.store.database import Number, revision_table

HEAD = "0007"
"""The revision of these tables. Revisions are zero-padded, so that a later one compares greater."""

APPLICATION_ID = 0x57424E47
"""SQLite's `application_id` of our files ("WBNG"), so that a foreign database is told apart."""

metadata = MetaData()

revision = revision_table(metadata, "alembic_version")

subject = Table(
    "subject",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("digest", LargeBinary, nullable=False, unique=True),
    Column("app_id", Text, nullable=False),
    Column("exe", Text),
    Column("site", Text),
    Column("commands", Text),
    Column("hint", Text),
    sqlite_autoincrement=True,  # a number that was forgotten never comes back for something else
)
"""`commands` and `hint` are JSON arrays, NULL when there are none; `digest` stands for all of it together."""

title = Table(
    "title",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("digest", LargeBinary, nullable=False, unique=True),
    Column("text", Text, nullable=False),
    sqlite_autoincrement=True,
)
"""Found by digest: 16 bytes in the index whatever the title's length (PostgreSQL indexes at most 2.7 kB)."""

activity = Table(
    "activity",
    metadata,
    Column("start_ms", Number, primary_key=True, autoincrement=False),
    Column("length_ms", Number, nullable=False),
    Column("subject", ForeignKey("subject.id"), nullable=False),
    Column("title", ForeignKey("title.id")),
    Column("presence", SmallInteger, nullable=False),
)

running = Table(
    "running",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("start_ms", Number, nullable=False),
    Column("end_ms", Number, nullable=False),
    Column("subject", ForeignKey("subject.id"), nullable=False),
    Column("title", ForeignKey("title.id")),
    Column("presence", SmallInteger, nullable=False),
)

zone = Table(
    "zone",
    metadata,
    Column("since_ms", Number, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("offset_s", Integer, nullable=False),
)

hour_total = Table(
    "hour_total",
    metadata,
    Column("day", Integer, primary_key=True, autoincrement=False),
    Column("hour", SmallInteger, primary_key=True, autoincrement=False),
    Column("subject", ForeignKey("subject.id"), primary_key=True),
    Column("presence", SmallInteger, primary_key=True, autoincrement=False),
    Column("ms", Number, nullable=False),
    sqlite_with_rowid=False,
)

day_total = Table(
    "day_total",
    metadata,
    Column("subject", ForeignKey("subject.id"), primary_key=True),
    Column("presence", SmallInteger, primary_key=True, autoincrement=False),
    Column("day", Integer, primary_key=True, autoincrement=False),
    Column("ms", Number, nullable=False),
    sqlite_with_rowid=False,
)
"""Kept in the order in which long spans are summed: ten years in one pass without sorting."""

tallied = Table(
    "tallied",
    metadata,
    Column("day", Integer, primary_key=True, autoincrement=False),
    Column("start_ms", Number, nullable=False),
    Column("end_ms", Number, nullable=False),
    Column("frozen", Boolean, nullable=False),
)
"""The stretch each sum covers. Frozen: its activities are gone by retention, so it is never rebuilt."""

journal = Table(
    "journal",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("at_ms", Number, nullable=False),
    Column("kind", Text, nullable=False),
    Column("facts", Text, nullable=False),
    Column("hash", LargeBinary, nullable=False),
)

day_part = Table(
    "day_part",
    metadata,
    Column("day", Integer, primary_key=True, autoincrement=False),
    Column("rules", String(32), nullable=False),
    Column("content", Text, nullable=False),
)
"""What a tallied day amounts to under certain rules, as JSON. Derived, and gone whenever its totals go."""

note = Table(
    "note",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)

word = Table(
    "word",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("text", String(120), nullable=False, unique=True),
)
"""Ids of AI tools, and names of models, stored once."""


def _hash(name: str, *, primary_key: bool = False, nullable: bool = False) -> Column[int]:
    return Column(name, Number, primary_key=primary_key, nullable=nullable, autoincrement=False)


prompt = Table(
    "prompt",
    metadata,
    _hash("key", primary_key=True),
    Column("at_ms", Number, nullable=False, index=True),
    Column("tool", ForeignKey("word.id"), nullable=False),
    _hash("session"),
)

answer = Table(
    "answer",
    metadata,
    _hash("key", primary_key=True),
    Column("at_ms", Number, nullable=False, index=True),
    Column("tool", ForeignKey("word.id"), nullable=False),
    _hash("session"),
    Column("model", ForeignKey("word.id")),
    Column("input", Number, nullable=False),
    Column("output", Number, nullable=False),
    Column("cache_creation", Number, nullable=False),
    Column("cache_read", Number, nullable=False),
)

work = Table(
    "work",
    metadata,
    _hash("key", primary_key=True),
    Column("start_ms", Number, nullable=False, index=True),
    Column("length_ms", Number, nullable=False, index=True),
    Column("tool", ForeignKey("word.id"), nullable=False),
    _hash("session", nullable=True),
)

log = Table(
    "log",
    metadata,
    _hash("path", primary_key=True),
    Column("format", String(40), nullable=False),
    Column("device", Number, nullable=False),
    Column("inode", Number, nullable=False),
    Column("size", Number, nullable=False),
    Column("mtime_ns", Number, nullable=False),
    Column("offset", Number, nullable=False),
    Column("state", LargeBinary, nullable=False),
    Column("understood", Number, nullable=False),
    Column("unknown", Number, nullable=False),
    Column("version", String(40)),
    Column("read_ms", Number),
    Column("trouble", Text),
)

forgotten = Table(
    "forgotten",
    metadata,
    Column("start_ms", Number, primary_key=True, autoincrement=False),
    Column("end_ms", Number, primary_key=True, autoincrement=False),
    Column("tool", String(120), primary_key=True),
)
"""Stretches of which logs must not bring anything back; an empty tool stands for all."""

limit_version = Table(
    "limit_version",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("limit_id", Integer, nullable=False),
    Column("since_ms", Number, nullable=False),
    Column("content", Text),
    Column("salt", LargeBinary, nullable=False),
)
"""Every limit from when it was set on; `content` is JSON, NULL once it was removed. The journal holds a salted
digest of each row, so that one changed elsewhere shows."""

extension = Table(
    "extension",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("limit_id", Integer, nullable=False),
    Column("day", Integer, nullable=False, index=True),
    Column("at_ms", Number, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("upto", Float, nullable=False),
    Column("reason", Text, nullable=False),
    Column("units", Float),
)

nudge = Table(
    "nudge",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("at_ms", Number, nullable=False, index=True),
    Column("about", Text, nullable=False),
    Column("decision", Text, nullable=False),
    Column("response", String(16)),
    Column("answered_ms", Number),
    Column("outcome", Text, nullable=False),
)
"""`decision` and `outcome` are JSON."""

checkin = Table(
    "checkin",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("at_ms", Number, nullable=False, index=True),
    Column("form", String(16), nullable=False),
    Column("content", Text, nullable=False),
)
"""`content` is JSON: how the person said they feel. Never in logs, nor in reports unless its owner shares it."""

contact_message = Table(
    "contact_message",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("at_ms", Number, nullable=False),
    Column("content", Text, nullable=False),
)
"""`content` is JSON: every message to a trusted contact that was offered, and what became of it."""

family_day = Table(
    "family_day",
    metadata,
    Column("day", Integer, primary_key=True, autoincrement=False),
    Column("revision", Number, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("sent", Number, nullable=False),
    Column("trouble", Text, nullable=False),
)
"""`content` is JSON: sums of a day as the family is told of it, unpared; `sent` is the revision that arrived."""

pin = Table(
    "pin",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("hash", Text, nullable=False),
    Column("recovery", Text, nullable=False),
    Column("failed", Integer, nullable=False),
    Column("tried_ms", Number, nullable=False),
)
"""One row at most. Hashes by argon2id; `tried_ms` on the clock that nobody can set."""

request = Table(
    "request",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("at_ms", Number, nullable=False, index=True),
    Column("minutes", Integer, nullable=False),
    Column("limit_id", Integer),
    Column("reason", Text, nullable=False),
    Column("answered_ms", Number),
    Column("given", Integer),
    Column("words", Text),
    Column("answerer", Text),
)

holiday = Table(
    "holiday",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("like", Integer, nullable=False),
)

LEDGER = (word, prompt, answer, work, log, forgotten)
SPEAKING = (limit_version, extension, nudge)
ASKING = (checkin, contact_message)
AGREEING = (pin, request, holiday)
CONTENT = (
    subject,
    title,
    activity,
    running,
    zone,
    hour_total,
    day_total,
    tallied,
    day_part,
    journal,
    note,
    *LEDGER,
    *SPEAKING,
    *ASKING,
    family_day,
    *AGREEING,
)
"""Every table but the revision, each after those it refers to."""
