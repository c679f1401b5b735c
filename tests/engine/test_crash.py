"""A crash report says where, and nothing private."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from wellbeing.engine import crash

AT = datetime(2026, 5, 5, 8, tzinfo=UTC)


def fail() -> None:
    try:
        int("Diary of Mia - Firefox")
    except ValueError as error:
        raise RuntimeError("/home/mia/secret") from error


def failed() -> BaseException:
    with pytest.raises(RuntimeError) as error:
        fail()
    return error.value


def test_a_report_names_types_and_lines_but_no_messages(tmp_path: Path) -> None:
    path = crash.report(failed(), tmp_path / "logs", AT)
    assert path is not None
    text = path.read_text()
    assert "RuntimeError" in text
    assert "ValueError" in text
    assert "test_crash.py" in text
    assert "Mia" not in text
    assert "secret" not in text


def test_only_the_newest_reports_are_kept(tmp_path: Path) -> None:
    for day in range(crash.KEPT + 5):
        crash.report(failed(), tmp_path, AT + timedelta(days=day))
    kept = sorted(tmp_path.glob("crash-*.txt"))
    assert len(kept) == crash.KEPT
    assert "20260510" in kept[0].name


def test_no_room_for_a_report_is_no_further_crash(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").write_text("")
    assert crash.report(failed(), tmp_path / "file" / "logs", AT) is None
    assert "could not be written" in caplog.text
