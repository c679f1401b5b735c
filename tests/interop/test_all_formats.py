"""All formats together, through the reader of logs, into a real record."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from tests.clocks import HandClock
from tests.interop.ledger import snapshot, traces
from tests.interop.rare_worlds import WORLDS
from tests.interop.told import EVER
from tests.interop.worlds import WORDS
from wellbeing.engine.logs import LogReader
from wellbeing.interop.formats import formats
from wellbeing.model import Tokens
from wellbeing.store.opening import open_store

NOW = datetime(2026, 6, 1, tzinfo=UTC)
CHOSEN = (
    "gemini in both forms",
    "opencode database",
    "copilot cli with its table",
    "vs code chat",
    "cursor",
    "amp",
    "goose",
    "cline",
    "continue",
    "zed",
    "qwen code",
    "droid",
    "kimi code",
    "kiro",
    "crush",
    "grok build",
    "junie",
    "hermes",
    "lm studio",
    "open webui",
    "llm",
)


def test_the_record_holds_what_all_logs_together_tell_and_no_text_of_them(tmp_path: Path) -> None:
    home, place = tmp_path / "home", tmp_path / "record"
    truths = [WORLDS[name](home) for name in CHOSEN]
    place.mkdir()
    before = snapshot(home)
    clock, failures = HandClock(NOW), list[BaseException]()
    opened = open_store(place / "wellbeing.sqlite", clock=clock, backups=place / "backups")
    store = opened.store
    try:
        reader = LogReader(formats(), store.ledger, clock, home, {}, failures.append)
        for _ in range(2):
            reader.read()
            prompts = store.ledger.prompts(EVER)
            tokens = store.ledger.tokens(EVER)
            for truth in truths:
                mine = [one for one in prompts if one.tool == truth.tool]
                assert len(mine) == truth.prompts, truth.tool
                assert len({one.session for one in mine}) == truth.sessions, truth.tool
                assert tokens.get(truth.tool, Tokens()) == truth.tokens, truth.tool
    finally:
        store.close()
    assert not failures
    assert snapshot(home) == before
    kept = b"".join(path.read_bytes() for path in place.rglob("*") if path.is_file())
    assert not [word for word in traces(WORDS) if word.encode() in kept]
