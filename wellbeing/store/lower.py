"""Keeping less of the past: titles dropped, or sites and titles, while the time itself stays."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import BindParameter, Connection, bindparam, delete, func, select, text, update

from wellbeing.store import forget
from wellbeing.store.name import Names
from wellbeing.store.tables import activity, day_total, hour_total, running, subject, title
from wellbeing.timeline.redact import Privacy

_MERGED = {
    table: text(
        f"INSERT INTO {table.name} ({', '.join(keys)}, subject, ms)"  # noqa: S608 - names of our own tables
        f" SELECT {', '.join(keys)}, :new, ms FROM {table.name} WHERE subject = :old"
        f" ON CONFLICT ({', '.join(keys)}, subject) DO UPDATE SET ms = {table.name}.ms + excluded.ms"
    )
    for table, keys in ((hour_total, ("day", "hour", "presence")), (day_total, ("day", "presence")))
}
_old: BindParameter[int] = bindparam("old")
_new: BindParameter[int] = bindparam("new")


def held(connection: Connection, privacy: Privacy) -> tuple[int, int]:
    """How many titles and how many hosts the record tells beyond a level."""
    titles = connection.scalar(select(func.count()).select_from(title)) or 0
    hosts = select(func.count(func.distinct(subject.c.site)))
    sites = connection.scalar(hosts) or 0
    return (
        0 if privacy is Privacy.TITLES else titles,
        sites if privacy is Privacy.APPS else 0,
    )


def lower(connection: Connection, names: Names, privacy: Privacy) -> tuple[int, int]:
    """Drop what a level does not keep, inside a write without links; returns as `held` what went.

    An app whose sites go becomes one subject: its activities and totals are those of all of them. A hint that a
    rule on titles left stays, since it tells the rule and not the title.
    """
    going = held(connection, privacy)
    if going == (0, 0):
        return going
    for table in (activity, running):
        connection.execute(update(table).where(table.c.title.is_not(None)).values(title=None))
    if privacy is Privacy.APPS:
        _join_sites(connection, names)
    forget.prune(connection)
    return going


def _join_sites(connection: Connection, names: Names) -> None:
    with_site = connection.scalars(select(subject.c.id).where(subject.c.site.is_not(None))).all()
    for old, app in names.subjects(connection, with_site).items():
        pair = {"old": old, "new": names.subject_id(connection, replace(app, site=None))}
        for table in (activity, running):
            connection.execute(update(table).where(table.c.subject == _old).values(subject=_new), pair)
        for table, merge in _MERGED.items():
            connection.execute(merge, pair)
            connection.execute(delete(table).where(table.c.subject == _old), {"old": old})
