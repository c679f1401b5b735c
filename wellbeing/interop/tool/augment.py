"""Augment's command line (`auggie`): `~/.augment/sessions/*.json`.

Source: tokscale `augment.rs`, public readers. An exchange whose request is a tool's result has no message.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from wellbeing.interop.field import at, entries, identity, moment, record
from wellbeing.interop.folder import each
from wellbeing.interop.human import written
from wellbeing.interop.session import SessionDocument
from wellbeing.interop.told import Told
from wellbeing.model import Tokens


class Augment(SessionDocument):
    """A session's history of exchanges."""

    name = "auggie"
    tool = "auggie"

    def places(self, home: Path, environ: Mapping[str, str]) -> Iterator[Path]:
        """See `LogFormat`."""
        return each([home / ".augment"], "sessions/*.json")

    def document(self, told: Told, value: object, path: Path) -> None:
        """See `SessionDocument`."""
        told.belongs(identity(at(value, "sessionId")))
        told.heard(moment(at(value, "created")))
        for item in entries(at(value, "chatHistory")):
            exchange = record(at(item, "exchange"))
            told.page.understood += bool(exchange)
            told.page.unknown += not exchange
            when, end = moment(at(item, "startedAt")), moment(at(item, "finishedAt"))
            key = identity(exchange.get("request_id"))
            if written(exchange.get("request_message")):
                told.prompt(when or end, key)
            told.answer(end, Tokens(), key=key, model=exchange.get("model_id"))
