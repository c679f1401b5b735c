"""Changing the record from another process than the tracker's, which holds still meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from wellbeing.line import client
from wellbeing.ports import Store


@contextmanager
def writing(socket: Path, open_record: Callable[[], Store]) -> Iterator[Store]:
    """The record, opened for writing; a running tracker closes what runs first and goes on after.

    Args:
        socket: where the tracker listens, if one runs.
        open_record: opens the record for writing; called once the tracker holds still.

    Raises:
        KnownError: the tracker does not answer, or the record cannot be opened.
    """
    held = client.ask(socket, "hold") is not None
    try:
        store = open_record()
        try:
            yield store
        finally:
            store.close()
    finally:
        if held:
            client.ask(socket, "go-on")
