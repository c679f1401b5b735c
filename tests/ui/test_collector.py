"""Cycles are collected on the GUI thread, and only there."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from wellbeing.ui.collector import Collector, collect


class Ring:
    """Holds itself, as a widget does whose button calls it."""

    def __init__(self, gone: list[int]) -> None:
        self._gone, self._self = gone, self

    def __del__(self) -> None:
        self._gone.append(threading.get_ident())


@pytest.fixture
def collector(qapp: QApplication) -> Iterator[Collector]:
    parent = QObject()
    result = Collector(parent, 5)
    yield result
    result.close()


def test_no_cycle_goes_on_the_thread_that_makes_objects(collector: Collector, qtbot: QtBot) -> None:
    gone, kept = list[int](), list[list[int]]()

    def work() -> None:
        for _ in range(500):
            Ring(gone)
            kept.extend([] for _ in range(100))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert gone == [], "50,000 lists would have had Python collect many times"
    qtbot.waitUntil(lambda: len(gone) == 500)
    assert set(gone) == {threading.get_ident()}


def test_python_collects_by_itself_again_afterwards(qapp: QApplication) -> None:
    collector = Collector(qapp, 1000)
    assert not gc.isenabled()
    collector.close()
    assert gc.isenabled()


def test_the_oldest_generation_that_is_due_is_collected(qapp: QApplication) -> None:
    before = gc.get_stats()[2]["collections"]
    thresholds = gc.get_threshold()
    gc.set_threshold(10, 1, 1)
    kept: list[list[int]] = []
    try:
        for _ in range(12):
            kept.extend([] for _ in range(500))
            collect()
    finally:
        gc.set_threshold(*thresholds)
    assert gc.get_stats()[2]["collections"] > before
