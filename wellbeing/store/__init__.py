"""The record on disk: SQLite by default, PostgreSQL through the same code.

`opening.open_store` for the tracker, `opening.read_store` beside it, `restore.restore` for a backup.
Nothing is imported here, so that a program pays for SQLAlchemy only when it opens a record.
"""
