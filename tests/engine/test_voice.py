"""What the screen says back: nobody waits for it, so what goes wrong is told in the log."""

from __future__ import annotations

import logging

import pytest

from wellbeing.engine.voice import answer
from wellbeing.ports import KnownError


def test_an_answer_that_comes_too_late_is_no_error(caplog: pytest.LogCaptureFixture) -> None:
    def late() -> None:
        raise KnownError("There is no limit 1.", "")

    with caplog.at_level(logging.INFO, "wellbeing.engine.voice"):
        answer(late)
    assert [one.levelname for one in caplog.records] == ["INFO"]


def test_an_error_of_ours_in_an_answer_is_told(caplog: pytest.LogCaptureFixture) -> None:
    def wrong() -> None:
        raise ZeroDivisionError

    answer(wrong)
    [told] = caplog.records
    assert (told.levelname, told.message) == ("ERROR", "an answer failed")
    assert told.exc_info is not None
    caplog.clear()
