"""The cards of the Trends page: weeks, the index with its sum, growth with its evidence, days, hours, a year ago."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from wellbeing.engine.view.trends import Growth, Of, TrendsView
from wellbeing.ui import reliance_words
from wellbeing.ui.text import _
from wellbeing.ui.theme import Theme
from wellbeing.ui.widgets.card import Card
from wellbeing.ui.widgets.chart import ChartView
from wellbeing.ui.widgets.flow import Flow
from wellbeing.ui.widgets.label import button, label
from wellbeing.ui.window.trends import growth_words, index_words, words

if TYPE_CHECKING:  # these import matplotlib, which is loaded with the first figure
    from wellbeing.render.chart import Chart, Size, Style

_WEEKS, _DOTS, _FIELD, _HOURS = 210, 150, 172, 214
"""px of the figures; that of the index has as many rows as it has parts."""
_INDEX = 330


class WeeksCard(Card):
    """The year week by week; before there are weeks, the first days."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, words.weekly(Of.AI), parent=parent)
        self.chart = ChartView(theme, words.weekly(Of.AI), _WEEKS)
        self.body.addWidget(self.chart)

    def show_view(self, view: TrendsView, of: Of) -> None:
        """The weeks where something is usual, else the days so far."""
        early = view.lines[of].band is None
        self.show_title(words.daily(of) if early else words.weekly(of))
        self.chart.show_chart(lambda style, size: _weeks(view, of, style, size))


class IndexCard(Card):
    """The index as a sum, or why there is none."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Reliance index"), parent=parent)
        self.chart = ChartView(theme, _("Reliance index"), _INDEX)
        self.why = label(theme, "body", "second", wrap=True)
        self.left_out = label(theme, "small", "third", wrap=True)
        for widget in (self.chart, self.why, self.left_out):
            self.body.addWidget(widget)
        self.body.addStretch(1)

    def show_view(self, view: TrendsView) -> None:
        """The sum, with what is left out of it."""
        one = view.index
        self.chart.setVisible(one is not None)
        self.why.setVisible(one is None)
        self.left_out.setVisible(one is not None and bool(one.missing))
        self.show_title(_("Reliance index"), _("last 14 days beside usual") if one is not None else "")
        if one is None:
            self.why.setText(index_words.no_index(view))
            return
        names = ", ".join(reliance_words.component(component) for component in one.missing)
        self.left_out.setText(_("Left out, the others weigh more: {missing}.").format(missing=names))
        self.chart.show_chart(lambda style, size: self._draw(view, style, size))

    def _draw(self, view: TrendsView, style: Style, size: Size) -> Chart:
        from wellbeing.render.ladder import height, ladder
        from wellbeing.ui.window.trends import figure

        value = figure.index(view)
        # As high as its rows need; a change of height asks for another drawing.
        self.chart.setFixedHeight(round(height(value)))
        return ladder(value, style, size)


class GrowthCard(Card):
    """Why growth is marked: the days behind it, what follows from them, and what the person may say."""

    accepted = Signal(object)
    """The `Growth` that is the person's new normal."""
    limited = Signal()
    """The person wants a limit."""

    def __init__(self, theme: Theme, *, limits: bool, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Growth"), parent=parent)
        self._growth: Growth | None = None
        self.chart = ChartView(theme, _("Days behind the growth"), _DOTS)
        self.why = label(theme, "body", "second", wrap=True)
        self.numbers = label(theme, "small", "third", wrap=True)
        self.numbers.hide()
        self.earlier = label(theme, "small", "third", wrap=True)
        self.normal, self.limit, self.more = button(theme), button(theme), button(theme)
        self.normal.setText(_("This is my new normal"))
        self.limit.setText(_("Set a limit"))
        self.more.setText(_("Numbers"))
        self.more.setCheckable(True)
        self.limit.setVisible(limits)
        self._limits = limits
        buttons = QWidget()
        row = Flow(buttons, gap=8, line_gap=8)
        for one in (self.normal, self.limit, self.more):
            row.addWidget(one)
        for widget in (self.chart, self.why, self.numbers, self.earlier):
            self.body.addWidget(widget)
        self.body.addSpacing(8)
        self.body.addWidget(buttons)
        self.body.addStretch(1)
        self.normal.clicked.connect(lambda: self._growth and self.accepted.emit(self._growth))
        self.limit.clicked.connect(self.limited)
        self.more.toggled.connect(self._show_numbers)

    def show_view(self, view: TrendsView, of: Of) -> None:
        """The latest growth of the year with its days, and earlier ones as a line each."""
        some = view.lines[of].growths
        growth = self._growth = some[-1] if some else None
        for widget in (self.chart, self.more):
            widget.setVisible(growth is not None)
        news = growth is not None and growth is view.growing(of)
        self.normal.setVisible(news)
        self.limit.setVisible(news and self._limits)
        self.earlier.setVisible(len(some) > 1)
        self.earlier.setText("\n".join(f"{growth_words.episode(one)}." for one in reversed(some[:-1])))
        if growth is None:
            self.show_title(_("Growth"))
            self.why.setText(growth_words.no_growth(view, of))
            self.numbers.hide()
            return
        self.show_title(growth_words.why_title(growth))
        self.why.setText(growth_words.why(growth, view))
        self.numbers.setText(growth_words.numbers(growth))
        self._show_numbers(shown=self.more.isChecked())
        self.chart.show_chart(lambda style, size: _dots(growth, of, style, size))

    def _show_numbers(self, shown: bool) -> None:
        self.numbers.setVisible(shown and self._growth is not None)


class OlderCard(Card):
    """While it is too early: how earlier days may come in."""

    wanted = Signal()
    """To the part of the settings that brings them in."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Older history"), parent=parent)
        said = label(theme, "body", "second", wrap=True)
        said.setText(
            _(
                "Official exports of ChatGPT, Claude or Gemini tell how often you wrote to them before. Only times"
                " and counts are read."
            )
        )
        self.open = button(theme)
        self.open.setText(_("Bring in an export …"))
        self.open.clicked.connect(self.wanted)
        self.body.addWidget(said)
        self.body.addWidget(self.open, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addStretch(1)


class DaysCard(Card):
    """Every day of the year."""

    chosen = Signal(str)
    """A day, ISO 8601."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, words.days_title(Of.AI), parent=parent)
        self.chart = ChartView(theme, words.days_title(Of.AI), _FIELD)
        self.chart.chosen.connect(self.chosen)
        self.body.addWidget(self.chart)

    def show_view(self, view: TrendsView, of: Of) -> None:
        """The days of one line."""
        self.show_title(words.days_title(of))
        self.chart.show_chart(lambda style, size: self._draw(view, of, style, size))

    def _draw(self, view: TrendsView, of: Of, style: Style, size: Size) -> Chart:
        from wellbeing.render.year import height, year
        from wellbeing.ui.window.trends import figure

        value = figure.days(view, of)
        self.chart.setFixedHeight(round(height(value, style, size.width)))
        return year(value, style, size)


class HoursCard(Card):
    """The hours of the week."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Hours of the week"), parent=parent)
        self.chart = ChartView(theme, _("Hours of the week"), _HOURS)
        self.body.addWidget(self.chart)
        self.body.addStretch(1)

    def show_view(self, view: TrendsView, of: Of, day_start: int) -> None:
        """An average over the last twelve weeks."""
        self.show_title(_("Hours of the week"), words.hours_hint(view.lines[of]))
        self.chart.show_chart(lambda style, size: _hours(view, of, day_start, style, size))


class YearAgoCard(Card):
    """Compared with a year ago, which the index forgets."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Compared with a year ago"), parent=parent)
        self.said, self.why = label(theme, "strong", wrap=True), label(theme, "body", "second", wrap=True)
        for widget in (self.said, self.why):
            self.body.addWidget(widget)
        self.body.addStretch(1)

    def show_view(self, view: TrendsView, of: Of) -> None:
        """A day then and now."""
        said, why = words.year_ago(view, of)
        self.said.setText(said)
        self.said.setVisible(bool(said))
        self.why.setText(why)


# ------------------------------------------------------------ from values to figures


def _weeks(view: TrendsView, of: Of, style: Style, size: Size) -> Chart:
    from wellbeing.render import dots, weeks
    from wellbeing.ui.window.trends import figure

    if view.lines[of].band is None:
        return dots.dots(figure.early(view, of), style, size)
    return weeks.weeks(figure.weekly(view, of), style, size)


def _dots(growth: Growth, of: Of, style: Style, size: Size) -> Chart:
    from wellbeing.render.dots import dots
    from wellbeing.ui.window.trends import figure

    return dots(figure.evidence(growth, of), style, size)


def _hours(view: TrendsView, of: Of, day_start: int, style: Style, size: Size) -> Chart:
    from wellbeing.render.hourmap import hourmap
    from wellbeing.ui.window.trends import figure

    return hourmap(figure.hours(view, of, day_start), style, size)
