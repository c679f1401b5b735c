"""The cards of the AI page: the tools, their share of the time, their hours and kinds, and people beside them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from wellbeing.engine.view.ai import AiView, Hour, Stretch, Tool
from wellbeing.ui import text
from wellbeing.ui.kind import kind_name, kind_of_tool
from wellbeing.ui.text import _, ngettext
from wellbeing.ui.theme import Theme
from wellbeing.ui.widgets.card import Card
from wellbeing.ui.widgets.chart import ChartView
from wellbeing.ui.widgets.label import label
from wellbeing.ui.widgets.ledger import Ledger, Line
from wellbeing.ui.widgets.listed import Listed
from wellbeing.ui.window.ai import words
from wellbeing.ui.window.ai.rows import Item, ToolRows

if TYPE_CHECKING:  # it imports matplotlib, which is loaded with the first figure
    from wellbeing.render.chart import Chart, Size, Style

_SHOWN = 7
"""Tools in the list; the rest is one line."""
_SHARE_HEIGHT, _HOURS_HEIGHT = 180, 148
"""px of the figures."""


class ToolsCard(Card):
    """The tools by attended time, or why there are none."""

    chosen = Signal(str)
    """Id of a tool."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Tools"), parent=parent)
        self.rows = ToolRows(theme)
        self.listed = Listed(theme, _("AI tools"), self.rows)
        self.blank, self.why = label(theme, "section"), label(theme, "body", "second", wrap=True)
        self._patterns = label(theme, "small", "third", wrap=True)
        for widget in (self._patterns, self.listed, self.blank, self.why):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.rows.chosen.connect(self.chosen)

    def show_view(self, view: AiView, marked: str | None) -> None:
        """Other days, or the same a little later; the tool that is looked at is always among those shown."""
        empty = words.empty(view)
        self.show_title("" if empty else _("Tools"))
        self._patterns.setText(words.hatched(view))
        self._patterns.setVisible(bool(words.hatched(view)))
        self.listed.setVisible(not empty)
        for widget, said in zip((self.blank, self.why), words.blank(view), strict=True):
            widget.setText(said)
            widget.setVisible(empty)
        shown = [one for place, one in enumerate(view.tools) if place < _SHOWN or one.id == marked]
        rest = [one for one in view.tools if one not in shown]
        longest = max((one.attended + one.unattended for one in shown), default=timedelta(0)) or timedelta(1)
        self.rows.show_items([_item(one, longest) for one in shown], _rest(rest), marked)
        self.listed.show_draw(lambda style, width: _listed(view, style, width))


class ShareCard(Card):
    """The share of active time, a bar a day."""

    chosen = Signal(str)
    """A day, ISO 8601."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Share of active time"), parent=parent)
        self.chart = ChartView(theme, _("Share of active time by day"), _SHARE_HEIGHT)
        self.chart.chosen.connect(self.chosen)
        self.body.addWidget(self.chart)
        self._drawn: object = None

    def show_view(self, view: AiView) -> None:
        """Drawn only where something is different; nothing where nothing is recorded."""
        self.setVisible(any(day.active for day in view.shares))
        shown = (view.shares, view.band, view.today)
        if shown != self._drawn:
            self._drawn = shown
            self.chart.show_chart(lambda style, size: _shares(view, style, size))


class HoursCard(Card):
    """The hours of the day."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Hours of the day"), parent=parent)
        self.chart = ChartView(theme, _("AI use by hour of the day"), _HOURS_HEIGHT)
        self.body.addWidget(self.chart)
        self.body.addStretch(1)
        self._drawn: object = None

    def show_view(self, view: AiView, hours: Sequence[Hour] | None = None, name: str = "") -> None:
        """Of all tools, or these hours of the tool with a name."""
        some, single = tuple(hours or view.hours), len(view.days) == Stretch.DAY
        self.setVisible(bool(view.attended))
        self.show_title(_("Hours of the day"), words.hours_hint(view, some, name))
        if (some, single) != self._drawn:
            self._drawn = (some, single)
            self.chart.show_chart(lambda style, size: _hours(some, style, size, single=single))


class KindsCard(Card):
    """Attended time by kind: companion and chat apart from coding."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Kinds"), parent=parent)
        self.ledger = Ledger(theme, dots=False)
        self.body.addWidget(self.ledger)
        self.body.addStretch(1)

    def show_view(self, view: AiView) -> None:
        """Nothing where no tool was in front."""
        self.setVisible(bool(view.kinds))
        longest = max((amount for _kind, amount in view.kinds), default=timedelta(0)) or timedelta(1)
        self.ledger.show_lines([_line(kind, amount, longest) for kind, amount in view.kinds])


class PeopleCard(Card):
    """Minutes with people beside minutes with a companion."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Beside people"), parent=parent)
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(1)
        self._cells: list[tuple[QLabel, QLabel, QLabel]] = []
        for column in range(2):
            what, number = label(theme, "small", "third"), label(theme, "title")
            beside = label(theme, "small", "second", wrap=True)
            beside.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
            for row, one in enumerate((what, number, beside)):
                grid.addWidget(one, row, column)
            grid.setColumnStretch(column, 1)
            self._cells.append((what, number, beside))
        self._note = label(theme, "small", "third", wrap=True)
        self._note.setText(_("Minutes beside minutes. They say nothing about what a talk is worth."))
        self.body.addLayout(grid)
        self.body.addWidget(self._note)
        self.body.addStretch(1)

    def show_view(self, view: AiView) -> None:
        """Only where there is either."""
        company = view.company
        self.setVisible(bool(company.people or company.companion))
        told = (
            (_("With people"), company.people, words.people_usual(view)),
            (_("With a companion AI"), company.companion, words.companion_days(view)),
        )
        for (what, number, beside), (name, amount, said) in zip(self._cells, told, strict=True):
            what.setText(name)
            number.setText(text.duration(amount))
            number.setAccessibleName(_("{name}: {amount}").format(name=name, amount=text.spoken(amount)))
            beside.setText(said)


# ------------------------------------------------------------ from values to rows and figures


def _item(one: Tool, longest: timedelta) -> Item:
    return Item(
        key=one.id,
        name=one.name,
        kind=kind_of_tool(one.kind),
        sure=(one.attended - one.guessed) / longest,
        guessed=one.guessed / longest,
        alone=one.unattended / longest,
        amount=words.amount(one),
        prompts=words.prompts(one.prompts),
        alone_words=words.unattended(one),
        alone_short=text.duration(one.unattended) if one.unattended else "",
        words=words.tool(one),
    )


def _rest(tools: Sequence[Tool]) -> str:
    if not tools:
        return ""
    amount = text.duration(sum((one.attended for one in tools), timedelta(0)))
    return ngettext("{count} more, {amount}", "{count} more, {amount}", len(tools)).format(
        count=len(tools), amount=amount
    )


def _line(kind: str | None, amount: timedelta, longest: timedelta) -> Line:
    name = kind_name(kind)
    said = _("{name}: {amount}").format(name=name, amount=text.spoken(amount))
    return Line(name, text.duration(amount), "", amount / longest, "ai", said)


def _listed(view: AiView, style: Style, width: float) -> Chart:
    from wellbeing.render import tools
    from wellbeing.render.chart import Size
    from wellbeing.ui.window.ai import figure

    value = figure.listed(view.tools, ". ".join(words.tool(one) for one in view.tools))
    return tools.tools(value, style, Size(width, tools.height(value)))


def _shares(view: AiView, style: Style, size: Size) -> Chart:
    from wellbeing.render import share
    from wellbeing.ui.window.ai import figure

    return share.shares(figure.shares(view), style, size)


def _hours(hours: Sequence[Hour], style: Style, size: Size, *, single: bool) -> Chart:
    from wellbeing.render import clock
    from wellbeing.ui.window.ai import figure

    return clock.clock(figure.hours(hours, single=single), style, size)
