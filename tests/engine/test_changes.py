"""Who subscribed is told; who failed does not stop the others."""

from __future__ import annotations

import logging

import pytest

from wellbeing.engine.changes import Change, Changes


def test_everyone_is_told_until_they_leave() -> None:
    changes = Changes()
    heard: list[Change] = []
    leave = changes.subscribe(heard.append)
    changes.tell(Change.PAUSE)
    leave()
    changes.tell(Change.ACTIVITY)
    assert heard == [Change.PAUSE]


def test_a_broken_listener_stops_nobody(caplog: pytest.LogCaptureFixture) -> None:
    changes = Changes()
    heard: list[Change] = []

    def broken(change: Change) -> None:
        raise RuntimeError(change)

    changes.subscribe(broken)
    changes.subscribe(heard.append)
    with caplog.at_level(logging.ERROR):
        changes.tell(Change.TROUBLE)
    assert heard == [Change.TROUBLE]
    assert "a listener failed" in caplog.text
