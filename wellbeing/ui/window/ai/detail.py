"""One tool in detail: its days, its figures, the models that answered, and why it was recognised."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from wellbeing.engine.view.ai import AiView, Model, Reason, ToolView
from wellbeing.model import Tokens
from wellbeing.ui import text
from wellbeing.ui.kind import kind_of_tool
from wellbeing.ui.reason import reason
from wellbeing.ui.text import _, ngettext
from wellbeing.ui.theme import Theme
from wellbeing.ui.widgets.card import Card
from wellbeing.ui.widgets.chart import ChartView
from wellbeing.ui.widgets.glyph import GlyphButton
from wellbeing.ui.widgets.label import label, rule
from wellbeing.ui.window.ai import words

if TYPE_CHECKING:  # it imports matplotlib
    from wellbeing.render.chart import Chart, Size, Style

_HEIGHT = 150
_MODELS, _REASONS = 5, 4
"""Lines of each; the rest is counted."""


class ToolCard(Card):
    """Replaces the other cards at the side while a tool is looked at."""

    chosen = Signal(str)
    """A day, ISO 8601."""
    left = Signal()
    """Enough of this tool."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, " ", parent=parent)
        self._theme = theme
        self.close_button = GlyphButton(theme, "close", _("Show all tools again"))
        self.close_button.clicked.connect(self.left)
        self.head.addWidget(self.close_button)
        self.chart = ChartView(theme, _("The tool by day"), _HEIGHT)
        self.chart.chosen.connect(self.chosen)
        self.body.addWidget(self.chart)
        self._numbers = Lines(theme)
        self._models, self._reasons = Lines(theme), QVBoxLayout()
        self._reasons.setSpacing(4)
        self._models_title, self._why = _heading(theme), _heading(theme)
        self._note = label(theme, "small", "third", wrap=True)
        self._note.setText(_("Tokens as the tool's own log tells them. What was written is never kept."))
        self._rule = rule()
        for widget in (self._numbers, self._rule, self._models_title, self._models, self._note, rule()):
            self.body.addWidget(widget)
        self._why.setText(_("Why it counts as this tool"))
        self.body.addWidget(self._why)
        self.body.addLayout(self._reasons)
        self.body.addStretch(1)
        self._shown: object = None
        self._drawn: object = None

    def show_view(self, view: ToolView, whole: AiView) -> None:
        """Another tool, or the same a little later."""
        tool = view.tool
        if (view, whole.days, whole.shares) == self._shown:
            return
        self._shown = (view, whole.days, whole.shares)
        self.show_title(tool.name, kind_of_tool(tool.kind))
        self.setAccessibleDescription(words.tool(tool))
        self._numbers.show_lines(_numbers(view))
        known = bool(view.models)
        self._models_title.setText(_("Models and tokens"))
        for widget in (self._rule, self._models_title, self._models, self._note):
            widget.setVisible(known)
        self._models.show_lines(_models(view.models))
        self._show_reasons(view.reasons)
        if (view.tool.id, view.days) != self._drawn:
            self._drawn = (view.tool.id, view.days)
            self.chart.show_chart(lambda style, size: _days(view, whole, style, size))

    def _show_reasons(self, reasons: Sequence[Reason]) -> None:
        while (item := self._reasons.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        said = [_reason(one) for one in reasons[:_REASONS]] or [
            _("It was not seen in front; its log or its process tells of it.")
        ]
        for words_ in said:
            one = label(self._theme, "small", "second", wrap=True)
            one.setText(words_)
            self._reasons.addWidget(one)


class Lines(QWidget):
    """Names with a number each, and perhaps what belongs to it, on one grid."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        self._rows: list[tuple[QLabel, QLabel, QLabel]] = []

    def show_lines(self, lines: Sequence[tuple[str, str, str]]) -> None:
        """Name, number, and a second line below both where it is not empty."""
        while len(self._rows) < len(lines):
            place = 2 * len(self._rows)
            name = label(self._theme, "body", "second", wrap=True)
            number, below = label(self._theme, "strong"), label(self._theme, "small", "third", wrap=True)
            number.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(name, place, 0)
            self._grid.addWidget(number, place, 1)
            self._grid.addWidget(below, place + 1, 0, 1, 2)
            self._rows.append((name, number, below))
        for place, labels in enumerate(self._rows):
            shown = place < len(lines)
            for one, said in zip(labels, lines[place] if shown else ("", "", ""), strict=True):
                one.setText(said)
                one.setVisible(bool(said))


def _heading(theme: Theme) -> QLabel:
    one = label(theme, "strong")
    one.setContentsMargins(0, 4, 0, 0)
    return one


def _numbers(view: ToolView) -> list[tuple[str, str, str]]:
    tool = view.tool
    guessed = ""
    if tool.guessed:
        guessed = _("{amount} of it is an estimate from titles").format(amount=text.duration(tool.guessed))
    found = [(_("With you"), words.amount(tool), guessed)]
    if tool.unattended:
        found.append(
            (_("Without you"), text.duration(tool.unattended), _("by the clock: at least one worked"))
        )
    if tool.prompts is None:
        found.append((_("Prompts"), "–", _("this tool keeps no log here that tells of them")))
    else:
        found.append((_("Prompts"), str(tool.prompts), ""))
    if view.sessions:
        found.append((_("Sessions"), str(view.sessions), ""))
    return found


def _models(models: Sequence[Model]) -> list[tuple[str, str, str]]:
    shown, rest = models[:_MODELS], models[_MODELS:]
    found = [
        (
            one.name or _("Model not told"),
            ngettext("{count} answer", "{count} answers", one.answers).format(count=one.answers),
            _tokens(one.tokens),
        )
        for one in shown
    ]
    if rest:
        answers = sum(one.answers for one in rest)
        tokens = sum((one.tokens for one in rest), Tokens())
        found.append(
            (
                ngettext("{count} more model", "{count} more models", len(rest)).format(count=len(rest)),
                ngettext("{count} answer", "{count} answers", answers).format(count=answers),
                _tokens(tokens),
            )
        )
    return found


def _tokens(tokens: Tokens) -> str:
    if tokens == Tokens():
        return ""
    said = _("{input} tokens in, {output} out").format(
        input=text.number(tokens.input), output=text.number(tokens.output)
    )
    if tokens.cache_creation or tokens.cache_read:
        return _("{tokens}; {read} read from cache, {written} written to it").format(
            tokens=said, read=text.number(tokens.cache_read), written=text.number(tokens.cache_creation)
        )
    return said


def _reason(one: Reason) -> str:
    pattern = _("Sure, {amount}: {why}") if one.sure else _("A guess, {amount}: {why}")
    return pattern.format(amount=text.duration(one.amount), why=reason(one.why))


def _days(view: ToolView, whole: AiView, style: Style, size: Size) -> Chart:
    from wellbeing.render.bars import bars
    from wellbeing.ui.window.ai import figure

    return bars(figure.tool_days(view, whole), style, size)
