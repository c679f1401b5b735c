"""The card with one thing to try, and the card of mood beside use."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wellbeing.analysis.mood import Says
from wellbeing.checkins.technique import Trial
from wellbeing.engine.trying import Trying
from wellbeing.engine.view.feeling import FeelingView
from wellbeing.files.ideas import Technique, techniques
from wellbeing.ui.text import _
from wellbeing.ui.theme import Theme
from wellbeing.ui.widgets.card import Card
from wellbeing.ui.widgets.flow import Flow
from wellbeing.ui.widgets.label import button, label
from wellbeing.ui.window.checkin import words


class PatternCard(Card):
    """One sentence for each series, and a caution."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Mood beside use"), parent=parent)
        self.lines = [label(theme, "body", wrap=True) for _line in range(2)]
        self._caution = label(theme, "small", "third", wrap=True)
        for one in (*self.lines, self._caution):
            self.body.addWidget(one)

    def show_view(self, view: FeelingView) -> None:
        """Say what may be said."""
        found = list(view.patterns.items())
        for line, (name, one) in zip(self.lines, found, strict=True):
            line.setText(words.pattern(name, one))
        if all(one.says is Says.TOO_FEW for _name, one in found):
            self._caution.setText(_("Weekdays and slow changes are taken out before anything is compared."))
        else:
            self._caution.setText(words.caution())


class TryCard(Card):
    """One idea: what, what for, how to stop; or how the own experiment stands."""

    began = Signal(str)
    """Key of a technique that the person tries."""
    declined = Signal(str)
    ended = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Something to try"), parent=parent)
        self._name = label(theme, "strong", wrap=True)
        self._texts = [label(theme, "body", wrap=True) for _line in range(2)]
        self._small = [label(theme, "small", "third", wrap=True) for _line in range(2)]
        self.begin, self.no, self.end = button(theme), button(theme), button(theme)
        self.begin.setText(_("Try it for four weeks"))
        self.no.setText(_("Not this one"))
        self.end.setText(_("End it"))
        for one in (self._name, *self._texts, *self._small):
            self.body.addWidget(one)
        row = Flow(gap=8, line_gap=8)
        row.setContentsMargins(0, 8, 0, 0)
        for press in (self.begin, self.no, self.end):
            row.addWidget(press)
        self.body.addLayout(row)
        self.key = ""
        """What is shown; empty while nothing is."""
        self.begin.clicked.connect(lambda: self.began.emit(self.key))
        self.no.clicked.connect(lambda: self.declined.emit(self.key))
        self.end.clicked.connect(self.ended)

    def show_trying(self, now: Trying) -> None:
        """The running experiment, or the idea of this week with the last result."""
        known = techniques()
        one = known.get(now.trial.technique if now.trial else now.offered or "")
        last = known.get(now.last.technique) if now.last else None
        self.setVisible(one is not None or last is not None)
        self.key = one.key if one else ""
        self.begin.setVisible(now.trial is None and one is not None)
        self.no.setVisible(now.trial is None and one is not None)
        self.end.setVisible(now.trial is not None)
        self._say(one, now, last)

    def _say(self, one: Technique | None, now: Trying, last: Technique | None) -> None:
        said = ["", "", "", "", ""]
        if now.trial is not None and one is not None:
            said = [one.words.title, words.week(now.day), one.words.what, one.words.stop, _result(now)]
        elif one is not None:
            said = [one.words.title, one.words.what, one.words.purpose, one.words.stop, one.source]
        if now.trial is None and last is not None and now.result is not None and now.last is not None:
            said[4] = _last(last, now.last, now)
        for widget, text in zip((self._name, *self._texts, *self._small), said, strict=True):
            widget.setText(text)
            widget.setVisible(bool(text))


def _result(now: Trying) -> str:
    return "" if now.result is None else words.result(now.result)


def _last(one: Technique, _trial: Trial, now: Trying) -> str:
    return _("Your last experiment, {name}: {result}").format(name=one.words.title, result=_result(now))
