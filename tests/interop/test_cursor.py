"""Cursor's database goes on: only what is new is looked at."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from tests.interop.ledger import Book
from tests.interop.rare_worlds import WORLDS
from tests.interop.worlds import WORDS, iso, uuid


def say(path: Path, number: int) -> None:
    """A person writes one message more."""
    with closing(sqlite3.connect(path)) as own:
        bubble = {"type": 1, "bubbleId": uuid(number), "text": WORDS, "createdAt": iso(number)}
        own.execute(
            "INSERT INTO cursorDiskKV VALUES (?, ?)",
            (f"bubbleId:{uuid(10)}:{bubble['bubbleId']}", json.dumps(bubble)),
        )
        own.commit()


def test_new_bubbles_are_found_also_after_a_vacuum(tmp_path: Path) -> None:
    truth = WORLDS["cursor"](tmp_path)
    (path,) = tmp_path.rglob("state.vscdb")
    book = Book(tmp_path).read()
    assert len(book.prompts) == truth.prompts
    say(path, 1000)
    assert len(book.read().prompts) == truth.prompts + 1
    with closing(sqlite3.connect(path)) as own:
        own.execute("DELETE FROM cursorDiskKV WHERE key LIKE 'composerData:broken'")
        own.execute("DELETE FROM cursorDiskKV WHERE key = ?", (f"bubbleId:{uuid(10)}:{uuid(1)}",))
        own.commit()
        own.execute("VACUUM")
    say(path, 2000)
    # What was deleted there stays told here.
    assert len(book.read().prompts) == truth.prompts + 2
