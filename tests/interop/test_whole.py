"""Logs that are one document: read whole when changed, never half."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from wellbeing.interop import whole
from wellbeing.interop.log import PIECE
from wellbeing.interop.page import Page
from wellbeing.interop.whole import WholeLog
from wellbeing.model import Prompt

T0 = datetime(2026, 5, 5, 8, tzinfo=UTC)


class Numbers(WholeLog):
    def take(self, content: bytes, page: Page, path: Path) -> None:
        numbers = msgspec.json.decode(content, type=list[int])
        page.prompts += [Prompt("tool", str(number), T0, path.stem) for number in numbers]
        page.understood += len(numbers)


def test_a_document_is_read_again_only_when_it_changed(tmp_path: Path) -> None:
    log = tmp_path / "log.json"
    log.write_text("[1,2]")
    (first,) = Numbers().read(log, None)
    assert [prompt.key for prompt in first.prompts] == ["1", "2"]
    assert first.anew
    assert list(Numbers().read(log, first.mark)) == []
    log.write_text("[1,2,3]")
    (second,) = Numbers().read(log, first.mark)
    assert len(second.prompts) == 3


def test_a_document_that_is_being_written_is_unknown_until_it_is_whole(tmp_path: Path) -> None:
    log = tmp_path / "log.json"
    log.write_text("[1,2")
    (first,) = Numbers().read(log, None)
    assert (first.prompts, first.unknown) == ([], 1)
    log.write_text("[1,2]")
    (second,) = Numbers().read(log, first.mark)
    assert (len(second.prompts), second.unknown) == (2, 0)


def test_an_empty_document_tells_nothing(tmp_path: Path) -> None:
    log = tmp_path / "log.json"
    log.touch()
    (reading,) = Numbers().read(log, None)
    assert (reading.understood, reading.unknown) == (0, 0)


def test_a_long_document_comes_in_pieces_of_which_only_the_last_ends_it(tmp_path: Path) -> None:
    log = tmp_path / "log.json"
    log.write_bytes(msgspec.json.encode(list(range(PIECE + 1))))
    first, last = Numbers().read(log, None)
    assert (len(first.prompts), len(last.prompts)) == (PIECE, 1)
    assert list(Numbers().read(log, last.mark)) == []
    assert len(list(Numbers().read(log, first.mark))) == 2


def test_a_document_that_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whole, "LARGEST", 3)
    log = tmp_path / "log.json"
    log.write_text("[1,2]")
    (reading,) = Numbers().read(log, None)
    assert (reading.prompts, reading.unknown) == ([], 1)
