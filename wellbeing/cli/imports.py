"""Bringing in what official exports tell of the past."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Self

import click

from wellbeing import app
from wellbeing.cli import say
from wellbeing.files.paths import Home
from wellbeing.interop.export.archive import Cancelled
from wellbeing.interop.export.history import Imported, Progress, Service
from wellbeing.interop.export.history import bring_in as read_export
from wellbeing.interop.log import PIECE
from wellbeing.model import Answer, Prompt
from wellbeing.model.sentence import Sentence
from wellbeing.ports import KnownError
from wellbeing.ui.text import _, ngettext

MOST = 50_000
"""Prompts and answers that are gathered before they are written: about 20 MB."""


def bring_in(home: Home, kind: str, file: Path, *, as_json: bool) -> None:
    """Import an export, with progress on a terminal; Ctrl-C keeps what was read until then.

    Raises:
        KnownError: the file cannot be used, or it was stopped.
    """
    home.prepare()
    shows = sys.stderr.isatty()

    def show(progress: Progress) -> None:
        if shows:
            share = progress.done / progress.whole if progress.whole else 1.0
            prompts = ngettext("{count} prompt", "{count} prompts", progress.prompts)
            click.echo(
                f"\r{min(share, 1):4.0%}  {prompts.format(count=progress.prompts)}", nl=False, err=True
            )

    with _interruptible() as stopped:
        try:
            with _Pile(home) as pile:
                found = read_export(Service(kind), file, pile, progress=show, cancelled=stopped.is_set)
        except Cancelled as error:
            raise KnownError(
                Sentence("Stopped."),
                Sentence("What was read until then is kept. Import it again to go on: nothing counts twice."),
            ) from error
        finally:
            if shows:
                click.echo("", err=True)
    _tell(found, as_json=as_json)


class _Pile:
    """Gathers what is read, and brings it into the record in few writes: a tracker holds still during each."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._prompts: list[Prompt] = []
        self._answers: list[Answer] = []

    def add(self, *, prompts: Sequence[Prompt] = (), answers: Sequence[Answer] = ()) -> None:
        """See `history.Keeping`."""
        self._prompts += prompts
        self._answers += answers
        if len(self._prompts) + len(self._answers) >= MOST:
            self._write()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        # What came before a damage or before Ctrl-C is sound, and is kept.
        if kind is None or issubclass(kind, KnownError | Cancelled):
            self._write()

    def _write(self) -> None:
        if self._prompts or self._answers:
            with app.writing(self._home) as store:
                for at in range(0, max(len(self._prompts), len(self._answers)), PIECE):
                    upto = at + PIECE
                    store.ledger.add(prompts=self._prompts[at:upto], answers=self._answers[at:upto])
            self._prompts, self._answers = [], []


def _tell(found: Imported, *, as_json: bool) -> None:
    if as_json:
        say.json_value(
            {
                "prompts": found.prompts,
                "conversations": found.conversations,
                "first": say.iso(found.first) if found.first else None,
                "last": say.iso(found.last) if found.last else None,
            }
        )
        return
    if found.first is None or found.last is None:
        click.echo(_("No prompts of yours are in it."))
        return
    said = ngettext(
        "{count} prompt from {first} to {last}. Only when, never what; those that were known already count once.",
        "{count} prompts from {first} to {last}. Only when, never what; those that were known already count once.",
        found.prompts,
    )
    first, last = (f"{one.astimezone():%Y-%m-%d}" for one in (found.first, found.last))
    click.echo(said.format(count=found.prompts, first=first, last=last))


@contextmanager
def _interruptible() -> Iterator[threading.Event]:
    """Ctrl-C sets the event instead of breaking off in the middle of a write; the second one breaks off."""
    stopped = threading.Event()

    def stop(_number: int, _frame: object) -> None:
        if stopped.is_set():
            raise KeyboardInterrupt
        stopped.set()

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield stopped
    finally:
        signal.signal(signal.SIGINT, before)
