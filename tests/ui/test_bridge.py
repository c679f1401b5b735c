"""The engine's threads and the GUI meet in one place."""

from __future__ import annotations

import sys
import threading

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from wellbeing.ports import KnownError, StoreBusy
from wellbeing.ui.bridge import Bridge


def _never(error: KnownError) -> None:
    raise AssertionError(error)


def test_a_change_told_on_another_thread_arrives_on_the_gui_thread(qapp: QApplication, qtbot: QtBot) -> None:
    bridge, seen = Bridge(), list[tuple[object, int]]()
    bridge.changed.connect(lambda change: seen.append((change, threading.get_ident())))
    threads = [threading.Thread(target=bridge.tell, args=(number,)) for number in range(50)]
    for thread in threads:
        thread.start()
    qtbot.waitUntil(lambda: len(seen) == 50)
    assert {change for change, _thread in seen} == set(range(50))
    assert {thread for _change, thread in seen} == {threading.get_ident()}
    bridge.close()


def test_signals_give_back_every_reference_they_take(qapp: QApplication, qtbot: QtBot) -> None:
    # PySide6 6.12.0 on Python before 3.12 loses one of True for each emit: a tracker would abort within days.
    bridge, seen = Bridge(), list[object]()
    bridge.changed.connect(seen.append)
    bridge.tell(0)
    qtbot.waitUntil(lambda: len(seen) == 1)
    before = [sys.getrefcount(one) for one in (None, True, False)]
    for number in range(200):
        bridge.tell(number)
    qtbot.waitUntil(lambda: len(seen) == 201)
    after = [sys.getrefcount(one) for one in (None, True, False)]
    assert all(later > earlier - 100 for earlier, later in zip(before, after, strict=True))
    bridge.close()


def test_reading_runs_elsewhere_and_delivers_here_in_order(qapp: QApplication, qtbot: QtBot) -> None:
    bridge, read_on, got = Bridge(), set[int](), list[tuple[int, int]]()

    def read(number: int) -> int:
        read_on.add(threading.get_ident())
        return number

    for number in range(20):
        bridge.read(
            lambda number=number: read(number),  # type: ignore[misc]  # the default binds the number of this turn
            lambda value: got.append((value, threading.get_ident())),
            _never,
        )
    qtbot.waitUntil(lambda: len(got) == 20)
    assert got == [(number, threading.get_ident()) for number in range(20)]
    assert threading.get_ident() not in read_on
    bridge.close()


def test_a_known_error_goes_to_whoever_can_say_it(qapp: QApplication, qtbot: QtBot) -> None:
    bridge, told = Bridge(), list[KnownError]()

    def busy() -> None:
        raise StoreBusy("The record is in use.", "Close the other program.")

    bridge.read(busy, lambda _value: pytest.fail("delivered"), told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert told[0].remedy == "Close the other program."
    bridge.close()


def test_an_error_of_ours_is_raised_on_the_gui_thread(qapp: QApplication, qtbot: QtBot) -> None:
    bridge = Bridge()
    with capture_exceptions() as raised:
        bridge.read(lambda: 1 // 0, lambda _value: None, _never)
        qtbot.waitUntil(lambda: bool(raised))
    assert raised[0][0] is ZeroDivisionError
    bridge.close()


def test_after_close_nothing_arrives_and_nothing_breaks(qapp: QApplication, qtbot: QtBot) -> None:
    bridge, seen, started, go_on = Bridge(), list[object](), threading.Event(), threading.Event()

    def slow() -> int:
        started.set()
        assert go_on.wait(10)
        return 1

    bridge.changed.connect(seen.append)
    bridge.read(slow, seen.append, _never)
    bridge.read(lambda: 2, seen.append, _never)
    assert started.wait(10)
    bridge.tell("late")
    threading.Timer(0.05, go_on.set).start()
    bridge.close()  # waits for the reading under way
    assert go_on.is_set()
    bridge.tell("later")
    bridge.read(lambda: 3, seen.append, _never)
    bridge.deleteLater()
    qapp.processEvents()
    qapp.sendPostedEvents()
    bridge.tell("after Qt's half is gone")
    assert seen == []


class Asker:
    """Asks for a reading, and says on which thread it was forgotten."""

    def __init__(self, gone: list[int], go_on: threading.Event) -> None:
        self._gone, self._go_on = gone, go_on

    def ask(self) -> int:
        assert self._go_on.wait(10)
        return 1

    def refuse(self) -> int:
        assert self._go_on.wait(10)
        raise StoreBusy("The record is in use.", "Close the other program.")

    def taken(self, _value: object) -> None:
        """What it asked for is there."""

    def __del__(self) -> None:
        self._gone.append(threading.get_ident())


@pytest.mark.parametrize("refused", [False, True])
@pytest.mark.parametrize("closed", [False, True])
def test_whoever_asked_is_forgotten_on_the_gui_thread(
    refused: bool, closed: bool, qapp: QApplication, qtbot: QtBot
) -> None:
    # A widget that dies on the reading thread takes the process with it.
    bridge, gone, times = Bridge(), list[int](), 50
    for _ in range(times):
        go_on = threading.Event()
        asker = Asker(gone, go_on)
        bridge.read(asker.refuse if refused else asker.ask, asker.taken, asker.taken)
        del asker
        if closed:
            threading.Timer(0.002, go_on.set).start()
            bridge.close()
            bridge = Bridge()
        else:
            go_on.set()
    qtbot.waitUntil(lambda: len(gone) == times)
    assert set(gone) == {threading.get_ident()}
    bridge.close()
