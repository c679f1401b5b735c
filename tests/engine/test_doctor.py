"""What doctor says of logs of AI tools."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from wellbeing.engine.doctor import Check, ai_logs, site
from wellbeing.files import companion
from wellbeing.interop.formats import formats
from wellbeing.ports import LogsRead, StoreError

READ = datetime(2026, 5, 5, 16, 2, tzinfo=UTC)


def rows(*found: LogsRead) -> tuple[Check, ...]:
    return ai_logs(True, lambda: list(found))


def test_how_much_is_understood_and_how_fresh() -> None:
    (row,) = rows(LogsRead("claude-code", 12, 5130, 10, "2.1.0", READ))
    assert row.name == "claude_code"
    assert row.ok
    assert row.reason.startswith(
        "Understood 99.8 % of 5140 lines in 12 logs, format 2.1.0, last read 2026-05-05 "
    )


def test_a_format_that_changed_is_a_fault_with_a_remedy() -> None:
    (row,) = rows(LogsRead("codex", 1, 10, 90, None, READ))
    assert not row.ok
    assert "10 % of 100 lines in 1 log, last" in row.reason
    assert "newer version" in row.remedy


def test_logs_that_cannot_be_read_are_told_apart() -> None:
    troubles = (("It may not be read.", 2), ("It cannot be read (EIO).", 1))
    first, second = rows(LogsRead("codex", 3, 0, 0, None, None, troubles))
    assert first.reason == "2 logs cannot be read: It may not be read."
    assert second.reason == "1 log cannot be read: It cannot be read (EIO)."
    assert not first.ok
    assert first.remedy


def test_nothing_is_said_of_nothing() -> None:
    assert rows() == ()

    def broken() -> list[LogsRead]:
        raise StoreError("Broken.", "")

    assert ai_logs(True, broken) == ()
    (row,) = ai_logs(False, broken)
    assert row.ok


def test_rows_name_the_tool_once_however_many_kinds_of_logs_it_writes() -> None:
    lines = LogsRead("gemini-lines", 2, 99, 0, "1", READ)
    document = LogsRead("gemini-json", 1, 1, 0, "2", READ + timedelta(hours=1))
    tools = {one.name: one.tool for one in formats()}
    assert tools["gemini-lines"] == tools["gemini-json"]
    (row,) = ai_logs(True, lambda: [lines, document], lambda tool: tool.upper())
    assert row.name == tools["gemini-lines"].upper()
    assert row.reason.startswith("Understood 100 % of 100 lines in 3 logs, last read 2026-05-05 ")
    changed = LogsRead("gemini-json", 1, 1, 9, "2", READ)
    assert [one.ok for one in ai_logs(True, lambda: [lines, changed])] == [False, True]


def test_browsers_that_told_are_named_and_else_it_says_how_to_connect_them(tmp_path: Path) -> None:
    environ = {"HOME": str(tmp_path)}
    told = Check("site", "companion-firefox", ok=True, reason="Heard.")
    assert site((Check("window", "x", ok=True, reason="Seen."), told), environ) == (told,)
    (row,) = site((), environ)
    assert not row.ok
    assert "Connect them" in row.remedy
    (tmp_path / ".config/chromium").mkdir(parents=True)
    companion.install(companion.Host(environ), tmp_path / "data", None)
    (row,) = site((), environ)
    assert "No browser has been heard of" in row.reason
