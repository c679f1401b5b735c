"""Saving a figure to a file."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from tests.render.seen import look
from tests.render.test_bars import SIZE, week
from wellbeing.render.bars import bars
from wellbeing.render.chart import Chart, Size, Style
from wellbeing.ui.theme import Theme
from wellbeing.ui.widgets.chart import ChartView
from wellbeing.ui.widgets.save import ask_where, save


def figure(_kind: str) -> Chart:
    return bars(week(), look(), SIZE)


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


@pytest.mark.parametrize(
    ("name", "begin"),
    [("a.png", b"\x89PNG"), ("a.svg", b"<?xml"), ("a.PDF", b"%PDF"), ("a.csv", b"\xef\xbb\xbfDay")],
)
def test_the_ending_of_the_name_decides_what_is_written(
    parent: QWidget, tmp_path: Path, name: str, begin: bytes
) -> None:
    save(parent, tmp_path / name, figure)
    assert (tmp_path / name).read_bytes().startswith(begin)


def test_the_chosen_kind_is_the_ending_of_a_bare_name(parent: QWidget, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = ask_where(parent, "The week by day", figure)
    assert dialog.defaultSuffix() == "png"
    dialog.filterSelected.emit(dialog.nameFilters()[1])
    assert dialog.defaultSuffix() == "svg"
    dialog.fileSelected.emit(str(tmp_path / "week.svg"))
    assert (tmp_path / "week.svg").exists()
    dialog.close()


def test_a_file_that_cannot_be_written_is_said_with_a_remedy(
    parent: QWidget, tmp_path: Path, qtbot: QtBot
) -> None:
    said: list[str] = []

    def answer() -> None:
        for box in QApplication.topLevelWidgets():
            if isinstance(box, QMessageBox):
                said.append(box.text())
                box.close()

    QTimer.singleShot(0, answer)
    save(parent, tmp_path / "missing" / "week.png", figure)
    assert said == [f"week.png cannot be written: {os.strerror(errno.ENOENT)}. Choose another folder."]


def test_paper_has_patterns_and_the_screen_has_those_that_are_chosen(
    theme: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []

    def draw(style: Style, size: Size) -> Chart:
        asked.append(style.patterns)
        return bars(week(), style, size)

    def where(_view: ChartView, name: str, chart: object) -> None:
        assert name == "The week by day"
        assert callable(chart)
        for kind in ("png", "pdf"):
            chart(kind)

    view = ChartView(theme, "The week by day", 200)
    qtbot.addWidget(view)
    view.resize(600, 200)
    view.show_chart(draw)
    view.show()
    qtbot.waitUntil(lambda: view.chart is not None)
    asked.clear()
    monkeypatch.setattr("wellbeing.ui.widgets.chart.ask_where", where)
    view.save_as()
    assert asked == [False, True]
    assert "Save as …" in [action.text() for action in view.menu().actions()]
