"""The parts of the panel: the total, what is wrong, the apps, the two buttons."""

from __future__ import annotations

from datetime import timedelta
from html import escape

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from wellbeing.ui import text
from wellbeing.ui.text import _
from wellbeing.ui.theme import Theme
from wellbeing.ui.tray import sentence
from wellbeing.ui.tray.view import AppUse, PanelView, PauseFor, Trouble
from wellbeing.ui.widgets.bar import Bar
from wellbeing.ui.widgets.dot import Dot
from wellbeing.ui.widgets.label import ElidedLabel, button, label, rule
from wellbeing.ui.widgets.meter import Meter
from wellbeing.ui.widgets.tile import Tile

SHOWN = 3
"""Apps in the list."""
_NAME_WIDTH = 134


class Total(QWidget):
    """The total, large, and beside it the usual."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._hero = QLabel()
        self._hero.setFont(theme.font("hero"))
        self._hero.setTextFormat(
            Qt.TextFormat.RichText
        )  # figures and units differ in size; all of it is ours
        self._first = label(theme, "strong", wrap=True)
        self._second = label(theme, "small", "third", wrap=True)
        end = Qt.AlignmentFlag.AlignTrailing
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._hero)
        beside = QVBoxLayout()
        beside.setSpacing(0)
        beside.addStretch(1)
        for line in (self._first, self._second):
            line.setAlignment(end)
            beside.addWidget(line)
        beside.addSpacing(7)
        row.addLayout(beside, 1)

    def show_view(self, view: PanelView | None) -> None:
        """None while nothing has been read."""
        if view is None:
            self._hero.setText("–")
            self._first.setText("")
            self._second.setText(_("Reading today"))
            self.setAccessibleName(_("Reading today"))
            return
        runs = text.duration_parts(view.total)
        unit = "<span style='font-size:22px;font-weight:500;letter-spacing:0'>{}</span>"
        self._hero.setText(
            "".join(escape(run) if figure else unit.format(escape(run)) for run, figure in runs)
        )
        for line, words in zip((self._first, self._second), sentence.comparison(view), strict=True):
            line.setText(words)
            line.setVisible(bool(words))
        self._hero.setAccessibleName(text.spoken(view.total))
        self.setAccessibleName(sentence.today(view))


class WithAi(QWidget):
    """The part of the total with AI tools, and beside it the usual and the prompts."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._amount, self._share = label(theme, "strong"), label(theme, "body", "second")
        self._beside = label(theme, "small", "third", wrap=True)
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in (Dot(theme, "ai"), self._amount, self._share):
            row.addWidget(widget)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(1)
        column.addLayout(row)
        column.addWidget(self._beside)

    def show_view(self, view: PanelView) -> None:
        """Nothing on a day without AI."""
        amount, share = sentence.ai(view)
        beside = sentence.ai_beside(view)
        self.setVisible(bool(amount))
        self._amount.setText(amount)
        self._share.setText(share)
        self._share.setVisible(bool(share))
        self._beside.setText(beside)
        self._beside.setVisible(bool(beside))
        self.setAccessibleName(", ".join(part for part in (amount, share, beside) if part))


class Notice(QFrame):
    """Paused, or something is missing: a shape, a sentence, and what can be done."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("well")
        self._sign = _Sign(theme)
        self._sentence = label(theme, "strong", wrap=True)
        self._remedy = label(theme, "small", "second", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(10)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        lines = QVBoxLayout()
        lines.setSpacing(2)
        lines.addWidget(self._sentence)
        lines.addWidget(self._remedy)
        row.addLayout(lines, 1)

    def show_trouble(self, trouble: Trouble | None) -> None:
        """Hollow square: not whole."""
        self.setVisible(trouble is not None)
        if trouble is not None:
            self._say(trouble.sentence, trouble.remedy, paused=False)

    def show_pause(self, sentence_: str) -> None:
        """Two bars: paused; hidden for an empty sentence."""
        self.setVisible(bool(sentence_))
        if sentence_:
            self._say(sentence_, "", paused=True)

    def _say(self, first: str, second: str, *, paused: bool) -> None:
        self._sign.paused = paused
        self._sign.update()
        self._sentence.setText(first)
        self._remedy.setText(second)
        self._remedy.setVisible(bool(second))
        self.setAccessibleName(first)
        self.setAccessibleDescription(second)


class _Sign(QWidget):
    """The shape before the words."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.paused = False
        self.setFixedSize(10, 16)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Two bars, or a hollow square."""
        painter = QPainter(self)
        color = QColor(self._theme.colors.ink2)
        if self.paused:
            painter.fillRect(1, 4, 3, 9, color)
            painter.fillRect(6, 4, 3, 9, color)
        else:
            for x, y, width, height in ((0, 4, 10, 2), (0, 12, 10, 2), (0, 6, 2, 6), (8, 6, 2, 6)):
                painter.fillRect(x, y, width, height, color)


class Apps(QWidget):
    """The most used, one row each: face, name, bar, time."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(1, _NAME_WIDTH)
        grid.setColumnStretch(2, 1)
        self._rows = [(Tile(theme), ElidedLabel(theme), Bar(theme), label(theme)) for _row in range(SHOWN)]
        for place, (tile, name, bar, amount) in enumerate(self._rows):
            amount.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
            for column, widget in enumerate((tile, name, bar, amount)):
                grid.addWidget(widget, place, column)

    def show_apps(self, top: tuple[AppUse, ...]) -> None:
        """At most three, the longest bar for the first."""
        longest = max((use.amount for use in top), default=timedelta(0)) or timedelta(1)
        for place, (tile, name, bar, amount) in enumerate(self._rows):
            use = top[place] if place < len(top) else None
            for widget in (tile, name, bar, amount):
                widget.setVisible(use is not None)
            if use is not None:
                tile.show_app(use.name, use.icon, use.group)
                name.setText(use.name)
                bar.show_share(use.amount / longest)
                amount.setText(text.duration(use.amount))
                amount.setAccessibleName(text.spoken(use.amount))
                name.setAccessibleName(sentence.app(use))


class Limits(QWidget):
    """What is left of the person's own limits, a line and a bar each."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 14)
        column.setSpacing(6)
        self._rows: list[tuple[QWidget, ElidedLabel, QLabel, QLabel, Meter]] = []
        for _row in range(SHOWN):
            cell, name = QWidget(), ElidedLabel(theme)
            left, of = label(theme, "strong"), label(theme, "body", "third")
            meter = Meter(theme, 5)
            line = QHBoxLayout()
            line.setSpacing(6)
            line.addWidget(name, 1)
            line.addWidget(left)
            line.addWidget(of)
            inside = QVBoxLayout(cell)
            inside.setContentsMargins(0, 0, 0, 0)
            inside.setSpacing(4)
            inside.addLayout(line)
            inside.addWidget(meter)
            column.addWidget(cell)
            self._rows.append((cell, name, left, of, meter))
        column.addSpacing(6)
        column.addWidget(rule())

    def show_view(self, view: PanelView) -> None:
        """At most three; hidden where there are none."""
        self.setVisible(bool(view.limits))
        for place, (cell, name, left, of, meter) in enumerate(self._rows):
            one = view.limits[place] if place < len(view.limits) else None
            cell.setVisible(one is not None)
            if one is None:
                continue
            words, whole = sentence.limit(one)
            name.setText(one.name)
            left.setText(words)
            of.setText(whole)
            of.setVisible(bool(whole))
            allowed = one.standing.allowed
            meter.setVisible(bool(allowed))
            meter.show_share(one.standing.used / allowed if allowed else 0.0, one.group)
            cell.setAccessibleName(f"{one.name}: {words} {whole}".strip())


def pause_menu(menu: QMenu) -> QMenu:
    """Fill a menu with the three lengths of a pause; each action carries its `PauseFor` as data."""
    for choice in PauseFor:
        action = menu.addAction(sentence.pause_for(choice))
        action.setData(choice)
    return menu


class Foot(QWidget):
    """Pause or resume, and open; in a window of its own also quit."""

    pause = Signal(object)
    resume = Signal()
    open_window = Signal()
    quit = Signal()

    def __init__(self, theme: Theme, *, framed: bool) -> None:
        super().__init__()
        self._theme = theme
        self._next = label(theme, "small", "second", wrap=True)
        self._quit = button(theme)
        self._pause = button(theme)
        self._resume = button(theme)
        self._open = button(theme, primary=True)
        self._menu = pause_menu(QMenu(self))
        self._menu.triggered.connect(lambda action: self.pause.emit(action.data()))
        self._pause.setMenu(self._menu)
        self._pause.setIconSize(QSize(10, 10))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self._next, self._quit, None, self._pause, self._resume, self._open):
            row.addStretch(1) if widget is None else row.addWidget(widget)
        self._quit.setVisible(framed)
        self._quit.clicked.connect(self.quit)
        self._resume.clicked.connect(self.resume)
        self._open.clicked.connect(self.open_window)
        theme.changed.connect(self._draw_bars)
        self._draw_bars()
        self.show_paused(paused=False)
        self.show_next("")

    def _draw_bars(self) -> None:
        icon = QIcon()
        for ratio in (1, 2):
            bars = QPixmap(10 * ratio, 10 * ratio)
            bars.fill(Qt.GlobalColor.transparent)
            painter = QPainter(bars)
            for left in (1, 6):
                painter.fillRect(left * ratio, 0, 3 * ratio, 10 * ratio, QColor(self._theme.colors.ink2))
            painter.end()
            icon.addPixmap(bars)
        self._pause.setIcon(icon)

    def show_next(self, words: str) -> None:
        """When the next break comes; hidden for an empty sentence."""
        self._next.setText(words)
        self._next.setVisible(bool(words))

    def show_paused(self, *, paused: bool) -> None:
        """Where one pauses, one resumes."""
        had_focus = self._pause.hasFocus() or self._resume.hasFocus()
        self._pause.setText("\N{THIN SPACE}" + _("Pause"))  # room after the bars
        self._pause.setAccessibleName(_("Pause"))
        self._resume.setText(_("Resume"))
        self._open.setText(_("Open"))
        self._quit.setText(_("Quit"))
        self._pause.setAccessibleDescription(_("Stops recording for a while. It starts again by itself."))
        self._resume.setAccessibleDescription(_("Goes on recording now."))
        self._open.setAccessibleDescription(_("Opens the window with the whole day."))
        self._pause.setVisible(not paused)
        self._resume.setVisible(paused)
        if had_focus:
            (self._resume if paused else self._pause).setFocus()
