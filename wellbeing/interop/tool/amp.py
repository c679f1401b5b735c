"""Amp: `threads/T-*.json`, one document for each thread.

Source: ccusage `adapter/amp/parser.rs` (ledger before messages), agentsview `amp.go`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from wellbeing.interop.field import at, count, entries, first, identity, moment, record
from wellbeing.interop.folder import data as data_folders
from wellbeing.interop.folder import each, named
from wellbeing.interop.human import human
from wellbeing.interop.session import Event, SessionDocument, retell
from wellbeing.interop.told import Told
from wellbeing.model import Tokens


class Amp(SessionDocument):
    """Messages, and in most versions a ledger of what was used."""

    name = "amp"
    tool = "amp"

    def places(self, home: Path, environ: Mapping[str, str]) -> Iterator[Path]:
        """See `LogFormat`."""
        roots = named(environ, "AMP_DATA_DIR") or [root / "amp" for root in data_folders(home, environ)]
        return each(roots, "threads/T-*.json")

    def document(self, told: Told, value: object, path: Path) -> None:
        """See `SessionDocument`."""
        thread = record(value)
        helper = thread.get("mainThreadID") is not None
        told.belongs(identity(thread.get("id")), human=not helper)
        told.heard(moment(thread.get("created")))
        messages = [record(message) for message in entries(thread.get("messages"))]
        ledger = [record(event) for event in entries(at(thread, "usageLedger", "events"))]
        told.page.understood += len(messages) + len(ledger)
        if not isinstance(thread.get("messages"), list):
            told.page.unknown += 1
        events = list(_turns(messages, moment(thread.get("created"))))
        events += _ledger(ledger, messages) if ledger else _usage(messages)
        events += [
            Event(end)
            for trace in entries(at(thread, "meta", "traces"))
            if (end := moment(at(trace, "endTime")))
        ]
        retell(told, events)


def _turns(messages: list[Mapping[str, object]], created: datetime | None) -> Iterator[Event]:
    last = created
    for number, message in enumerate(messages):
        when = _time(message)
        if message.get("role") == "user" and human(message.get("content")):
            # Without a time of its own: just before the answer to it, at last when the thread began.
            following = next((t for later in messages[number + 1 :] if (t := _time(later))), None)
            moment_of = (
                when or (last if number == 0 else following and following - timedelta(seconds=1)) or last
            )
            if moment_of is not None:
                yield Event(moment_of, _id(message, number), prompt=True)
        elif when is not None:
            yield Event(when)
        last = when or last


def _usage(messages: list[Mapping[str, object]]) -> Iterator[Event]:
    for number, message in enumerate(messages):
        usage = record(message.get("usage"))
        when = moment(usage.get("timestamp")) or moment(message.get("timestamp"))
        if message.get("role") != "assistant" or not usage or when is None:
            continue
        tokens = Tokens(
            count(usage.get("inputTokens")),
            count(usage.get("outputTokens")),
            count(usage.get("cacheCreationInputTokens")),
            count(usage.get("cacheReadInputTokens")),
        )
        if tokens == Tokens():
            tokens = Tokens(output=count(usage.get("totalTokens")))
        yield Event(
            when, _id(message, number), tokens=tokens, model=usage.get("model") or message.get("model")
        )


def _ledger(ledger: list[Mapping[str, object]], messages: list[Mapping[str, object]]) -> Iterator[Event]:
    usage = {
        message.get("messageId"): record(message.get("usage"))
        for message in messages
        if isinstance(message.get("messageId"), int | str)
    }
    for number, event in enumerate(ledger):
        when = moment(event.get("timestamp"))
        if when is None:
            continue
        target = event.get("toMessageId")
        cache = usage.get(target, {}) if isinstance(target, int | str) else {}
        tokens = Tokens(
            first(event.get("tokens"), "input"),
            first(event.get("tokens"), "output"),
            count(cache.get("cacheCreationInputTokens")),
            count(cache.get("cacheReadInputTokens")),
        )
        if tokens == Tokens():
            tokens = Tokens(output=first(event.get("tokens"), "total"))
        yield Event(when, identity(event.get("id")) or f"l{number}", tokens=tokens, model=event.get("model"))


def _time(message: Mapping[str, object]) -> datetime | None:
    return (
        moment(message.get("timestamp"))
        or moment(at(message, "meta", "sentAt"))
        or moment(at(message, "usage", "timestamp"))
    )


def _id(message: Mapping[str, object], number: int) -> str:
    return f"m{identity(message.get('messageId')) or number}"
