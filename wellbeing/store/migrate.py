"""Brings an older record to the present revision; the only module that imports Alembic, and only when it must."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, select

from wellbeing.store.tables import APPLICATION_ID, HEAD, metadata, revision

SCRIPTS = Path(__file__).parent / "migrations"


def create(connection: Connection) -> None:
    """Lay out an empty database at the present revision (a test holds this equal to the migrations)."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    metadata.create_all(connection)
    connection.execute(revision.insert().values(version_num=HEAD))


def found(connection: Connection) -> str | None:
    """The revision a database stands at; None when it carries none."""
    if not connection.dialect.has_table(connection, revision.name):
        return None
    return connection.execute(select(revision.c.version_num)).scalar()


def empty(connection: Connection) -> bool:
    """Whether a database has no tables at all."""
    return not inspect(connection).get_table_names()


def upgrade(connection: Connection, scripts: Path = SCRIPTS, to: str = HEAD) -> None:
    """Run the migrations that are missing, inside the connection's transaction; nothing at the present revision."""
    if found(connection) == to:
        return
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)
