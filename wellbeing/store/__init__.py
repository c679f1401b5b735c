"""The record on disk: SQLite by default, PostgreSQL through the same code."""
