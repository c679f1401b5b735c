"""The record on disk: SQLite by default, PostgreSQL through the same code.

`opening.open_store` for the tracker, `opening.read_store` beside it, `restore.restore` for a backup.
"""

from wellbeing import lean

lean.load("sqlalchemy", "sqlalchemy.dialects.sqlite")
