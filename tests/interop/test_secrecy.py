"""No text of a log reaches the database, any log of ours, or a report."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.clocks import HandClock
from tests.interop.agent_logs import Claude, Codex
from tests.interop.told import EVER
from wellbeing.engine.logs import LogReader
from wellbeing.interop.claude_code import ClaudeCode
from wellbeing.interop.codex import Codex as CodexFormat
from wellbeing.store.opening import open_store

NOW = datetime(2026, 6, 1, tzinfo=UTC)
SHAPE = frozenset(
    {"type", "subtype", "role", "timestamp", "promptSource", "sessionKind", "source", "originator"}
)
"""What the formats decide by; these are words of the tool, not of a person."""
NAMED = frozenset({"model"})
"""What is kept as it is: names of models."""


class Planted:
    """Puts a marker into every string of a log, and remembers them."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, value: Any, key: str = "") -> Any:  # any JSON
        if isinstance(value, dict):
            return {self(name) if key == "snapshot" else name: self(one, name) for name, one in value.items()}
        if isinstance(value, list):
            return [self(one, key) for one in value]
        if isinstance(value, str) and key not in SHAPE | NAMED:
            self.count += 1
            return f"{value}SECRET{self.count:06d}MARK"
        return value


def planted(home: Path, seed: int) -> Planted:
    """Logs full of markers: texts, ids, paths, versions, titles."""
    Claude(home, seed).fill(2)
    Codex(home, seed).fill(2)
    plant = Planted()
    for path in sorted(home.rglob("*.jsonl")):
        lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        text = "".join(json.dumps(plant(line), separators=(",", ":")) + "\n" for line in lines)
        path.write_text(text + '{"broken": "SECRET999999MARK\n[1,"SECRET999998MARK"]\n', "utf-8")
        path.rename(path.with_name(f"SECRET{plant.count:06d}MARK{path.name}"))
    return plant


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10_000))
def test_no_text_of_a_log_is_kept(
    tmp_path_factory: pytest.TempPathFactory, caplog: pytest.LogCaptureFixture, seed: int
) -> None:
    home, kept = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("kept")
    plant = planted(home, seed)
    clock = HandClock(NOW)
    store = open_store(kept / "record.sqlite", clock=clock, backups=kept / "backups").store
    handler = logging.FileHandler(kept / "all.log")
    logging.getLogger().addHandler(handler)
    try:
        with caplog.at_level(logging.DEBUG):
            reader = LogReader((ClaudeCode(), CodexFormat()), store.ledger, clock, home, {}, lambda _: None)
            reader.read()
            reader.read()
        (one, two) = store.ledger.logs()
        assert one.understood + two.understood > 10
        assert store.ledger.tokens(EVER).keys() == {"claude_code", "codex"}
        store.backup()
        _search(kept, plant)  # the write-ahead log is still there
        store.checkpoint()
    finally:
        logging.getLogger().removeHandler(handler)
        handler.close()
        store.close()
    _search(kept, plant)


def _search(folder: Path, plant: Planted) -> None:
    assert plant.count > 50
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert any(path.suffix == ".sqlite" for path in files)
    for path in files:
        content = path.read_bytes()
        for form in (b"SECRET", "SECRET".encode("utf-16-le"), b"gitBranch", b"-home-person"):
            assert form not in content, path.name
