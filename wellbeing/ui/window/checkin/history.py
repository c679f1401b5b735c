"""How it was: the lines of twelve weeks, the last notes, and what longer forms added up to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QWidget

from wellbeing.checkins.checkin import CheckIn
from wellbeing.checkins.form import Form
from wellbeing.engine.view.checkin import CheckInView, Day
from wellbeing.ui import checkin_words as words
from wellbeing.ui import text
from wellbeing.ui.text import _
from wellbeing.ui.theme import Theme
from wellbeing.ui.widgets.card import Card
from wellbeing.ui.widgets.chart import ChartView
from wellbeing.ui.widgets.label import label

if TYPE_CHECKING:  # these import matplotlib
    from wellbeing.render.chart import Chart, Size, Style

_HEIGHT = 190
_NAMED_EVERY = 14
_ROWS = 7


class HistoryCard(Card):
    """Mood and energy, a dot a day."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("How it was"), parent=parent)
        self._blank = label(theme, "body", "second", wrap=True)
        self._blank.setText(_("Your answers will stand here, a dot a day. Nobody else sees them."))
        self.chart = ChartView(theme, _("Mood and energy by day"), _HEIGHT)
        self.body.addWidget(self._blank)
        self.body.addWidget(self.chart)
        self._drawn: object = None

    def show_view(self, view: CheckInView) -> None:
        """Only days with an answer have a dot."""
        known = any(one.mood or one.energy for one in view.days)
        self.show_title(_("How it was"), _("12 weeks") if known else "")
        self._blank.setVisible(not known)
        self.chart.setVisible(known)
        if known and view.days != self._drawn:
            self._drawn = view.days
            self.chart.show_chart(lambda style, size: _lines(view, style, size))


class AnswersCard(Card):
    """The last daily answers and the longer ones, as one's own numbers over time and nothing more."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Last answers"), parent=parent)
        self._theme = theme
        self._holder = QWidget()
        self.body.addWidget(self._holder)
        self.body.addStretch(1)

    def show_view(self, view: CheckInView) -> None:
        """At most seven of each."""
        rows = [*view.notes[:_ROWS], *view.others[:_ROWS]]
        self.setVisible(bool(rows))
        fresh = QWidget()
        grid = QGridLayout(fresh)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for place, (one, day) in enumerate(rows):
            when = label(self._theme, "small", "third")
            when.setText(text.short_date(day))
            said = label(self._theme, "body", wrap=True)
            said.setText(told(one))
            grid.addWidget(when, place, 0)
            grid.addWidget(said, place, 1)
        self.body.replaceWidget(self._holder, fresh)
        self._holder.deleteLater()
        self._holder = fresh


def told(one: CheckIn) -> str:
    """An answer on one line; no word that judges it."""
    if one.form is Form.DAILY:
        parts = [
            _("mood {value}").format(value=one.mood) if one.mood else "",
            _("energy {value}").format(value=one.energy) if one.energy else "",
            *(words.activity(word) for word in one.activities),
            one.note,
        ]
        return " · ".join(part for part in parts if part)
    name = words.name(one.form)
    if one.score is not None:
        return _("{form}: {score}").format(form=name, score=one.score)
    if one.form in (Form.LONELY, Form.AI):
        asked = words.questions(one.form)
        choices = dict(asked.choices)
        answers = [choices[value] if value is not None else "–" for value in one.values]
        return _("{form}: {score}").format(form=name, score=", ".join(answers))
    return _("{form}: not all answered").format(form=name)


def _lines(view: CheckInView, style: Style, size: Size) -> Chart:
    from wellbeing.render import mood
    from wellbeing.render.chart import Table

    days = view.days
    first = next((place for place, one in enumerate(days) if one.mood or one.energy), 0)
    shown = days[min(first, len(days) - _NAMED_EVERY) :]
    last = len(shown) - 1
    answered = [one for one in shown if one.mood or one.energy]
    return mood.lines(
        mood.Lines(
            points=tuple(
                mood.Point(
                    one.day.isoformat(),
                    _words(one),
                    one.mood,
                    one.energy,
                    _name(one, place, last, view),
                )
                for place, one in enumerate(shown)
            ),
            low=1,
            high=7,
            names=(_("Mood"), _("Energy")),
            sentence=". ".join(_words(one) for one in answered[-_NAMED_EVERY:]),
            table=Table(
                (_("Day"), _("Mood"), _("Energy")),
                tuple(
                    (text.short_date(one.day), str(one.mood or "–"), str(one.energy or "–"))
                    for one in answered
                ),
            ),
            mirrored=text.right_to_left(),
        ),
        style,
        size,
    )


def _name(one: Day, place: int, last: int, view: CheckInView) -> str:
    if one.day == view.today:
        return _("today")
    return text.dates(one.day, one.day, year=False) if (last - place) % _NAMED_EVERY == 0 else ""


def _words(one: Day) -> str:
    return _("{day}: mood {mood}, energy {energy}").format(
        day=text.short_date(one.day), mood=one.mood or "–", energy=one.energy or "–"
    )
