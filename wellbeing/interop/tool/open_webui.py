"""Open WebUI: table `chat` of `webui.db`, where it runs on this computer.

Source: open-webui/open-webui `models/chats.py`. Times are in seconds; tokens are known where a model tells them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path

from wellbeing.interop.field import at, decoded, first, identity, moment, record
from wellbeing.interop.folder import config, data, each, named
from wellbeing.interop.human import human
from wellbeing.interop.session import Event, SessionRows, Since, only, retell
from wellbeing.interop.told import Told
from wellbeing.model import Tokens


class OpenWebUI(SessionRows):
    """A chat is a tree of messages; regenerated answers and edited prompts are branches, and all of them happened."""

    name = "open-webui"
    tool = "open_webui"

    def places(self, home: Path, environ: Mapping[str, str]) -> Iterator[Path]:
        """See `LogFormat`."""
        roots = named(environ, "OPEN_WEBUI_DATA_DIR", "DATA_DIR") or [
            home / ".open-webui",
            *(root / "open-webui" for root in (*data(home, environ), *config(home, environ))),
        ]
        return each(roots, "webui.db", "data/webui.db")

    def changed(
        self, database: sqlite3.Connection, since: float | str
    ) -> Iterator[tuple[str, int | float | str]]:
        """See `SessionRows`."""
        query = (
            "SELECT id, coalesce(updated_at, created_at, 0) AS change FROM chat WHERE change >= ? ORDER BY 2"
        )
        yield from database.execute(query, (since if isinstance(since, int | float) else 0,))

    def rows(self, database: sqlite3.Connection, session: str, told: Told, memory: Since) -> None:
        """See `SessionRows`."""
        (content,) = only(database, "SELECT chat FROM chat WHERE id = ?", session)
        chat = decoded(content)
        events: list[Event] = []
        for key, message in record(at(chat, "history", "messages")).items():
            when = moment(at(message, "timestamp"))
            told.page.understood += when is not None
            told.page.unknown += when is None
            if when is None:
                continue
            if at(message, "role") == "user" and human(at(message, "content")):
                events.append(Event(when, identity(key), prompt=True))
            elif at(message, "role") == "assistant":
                usage = at(message, "usage")
                tokens = Tokens(
                    first(usage, "prompt_tokens", "prompt_eval_count", "input_tokens"),
                    first(usage, "completion_tokens", "eval_count", "output_tokens"),
                )
                done = moment(at(message, "completedAt"))
                events.append(
                    Event(when, identity(key), tokens=tokens, model=at(message, "model"), until=done)
                )
        retell(told, events)
