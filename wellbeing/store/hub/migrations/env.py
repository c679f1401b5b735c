"""Runs the hub's revisions over the connection that the store hands in; nothing here imports the program."""

from __future__ import annotations

from alembic import context

context.configure(connection=context.config.attributes["connection"], version_table="hub_version")
with context.begin_transaction():
    context.run_migrations()
