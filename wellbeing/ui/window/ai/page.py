"""The AI page: one sentence, the tools, their share of the time, hours, kinds, and people beside companions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellbeing.engine.changes import Change
from wellbeing.engine.source import Source
from wellbeing.engine.view.ai import AiView, Begin, Stretch, ToolView
from wellbeing.engine.view.ai_use import AiReader
from wellbeing.ui.text import _
from wellbeing.ui.widgets.card import Notice
from wellbeing.ui.widgets.segment import Segment
from wellbeing.ui.widgets.steps import Steps
from wellbeing.ui.window.ai import words
from wellbeing.ui.window.ai.card import HoursCard, KindsCard, PeopleCard, ShareCard, ToolsCard
from wellbeing.ui.window.ai.detail import ToolCard
from wellbeing.ui.window.ai.fact import figures
from wellbeing.ui.window.desk import Desk, Link
from wellbeing.ui.window.page import Page
from wellbeing.ui.window.today.part import Facts
from wellbeing.ui.window.today.standing import Standing, standing

_STRETCHES = {"day": Stretch.DAY, "week": Stretch.WEEK, "month": Stretch.MONTH}


class AiPage(Page):
    """One, 7 or 28 days; a click on a tool shows it in detail, Escape shows all again."""

    key = "ai"
    icon = "ai"

    @staticmethod
    def title() -> str:
        """The page's name in the navigation."""
        return _("AI")

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        theme = self.theme
        self._reader = AiReader()
        self._last: date | None = None
        self._tool: str | None = None
        self.view: AiView | None = None
        """What is shown; None before the first reading."""
        self.tool_view: ToolView | None = None
        """The tool that is looked at; None for all."""
        self._begin: tuple[date, date, Begin] | None = None
        self._said: Standing | None = None
        choices = (("day", _("Day")), ("week", _("7 days")), ("month", _("28 days")))
        self.stretch = Segment(theme, choices, _("How many days"))
        self.stretch.choose("week")
        self.steps = Steps(theme, _("Earlier"), _("Later"), _("Now"))
        self.standing = Notice(theme)
        self.tools, self.hours = ToolsCard(theme), HoursCard(theme)
        self.shares, self.kinds, self.people = ShareCard(theme), KindsCard(theme), PeopleCard(theme)
        self.tool, self.facts = ToolCard(theme), Facts(theme)
        self._place()
        self._connect()
        self.heading.show_words("", _("AI"))

    # ------------------------------------------------------------ wishes

    def open_at(self, day: date | None, app: str | None) -> None:
        """Show this day, and on it this tool (an id of the catalogue)."""
        if day is not None:
            self.stretch.choose("day")
            self._last = day
        self._tool = app

    def choose_stretch(self, key: str) -> None:
        """One, 7 or 28 days, up to the same last one."""
        self.stretch.choose(key)
        self.load()

    def step(self, by: int) -> None:
        """As many days earlier or later; 0 for now."""
        if self.view is None:
            return
        wanted = self.view.last + by * timedelta(days=len(self.view.days))
        self._last = None if by == 0 or wanted >= self.view.today else wanted
        self.load()

    def choose_tool(self, tool: str) -> None:
        """One tool in detail; the same again shows all."""
        self._tool = None if self._tool == tool else tool
        self.load()

    def widen(self) -> None:
        """All tools again."""
        if self._tool is not None:
            self._tool = None
            self.load()

    def keys(self) -> Sequence[tuple[str, str]]:
        """Keys of this page."""
        return [
            ("Alt+1", _("One day")),
            ("Alt+2", _("7 days")),
            ("Alt+3", _("28 days")),
            ("Alt+Left", _("As many days earlier")),
            ("Alt+Right", _("As many days later")),
            ("Alt+Home", _("Up to now")),
            ("Esc", _("Show all tools again")),
        ]

    # ------------------------------------------------------------ reading

    def load(self) -> None:
        """Read the days, and then what takes a little longer."""
        last, stretch, tool = self._last, _STRETCHES[self.stretch.key], self._tool

        def read(source: Source) -> tuple[AiView, ToolView | None]:
            view = self._reader.read(source, last or source.today, stretch)
            return view, None if tool is None else self._reader.tool(source, view, tool)

        self.ask(read, lambda both: self._show(*both))

    def refresh(self, change: Change) -> None:
        """Activity only moves days that reach up to now; all else may have changed the past."""
        if change is not Change.ACTIVITY or self._last is None:
            self.load()

    def waiting(self) -> None:
        """Nothing to show yet, and reading takes long."""
        if self.view is None:
            self.heading.show_words("", _("AI"), _("Reading the record …"))

    def _show(self, view: AiView, tool: ToolView | None) -> None:
        self.view, self.tool_view = view, tool
        self.heading.show_words(words.over(view), words.title(view), words.under(view))
        known = view.recorded
        begun = known is not None and known.start.astimezone(view.now.tzinfo).date() < view.first
        self.steps.show_ends(earlier=begun, later=not view.current)
        marked = None if tool is None else tool.tool.id
        self.tools.show_view(view, marked)
        for card in (self.shares, self.kinds, self.people):
            card.show_view(view)
            if tool is not None:
                card.hide()
        self.tool.setVisible(tool is not None)
        beside = (self.shares, self.kinds, self.people, self.tool)
        self._right.setVisible(any(not card.isHidden() for card in beside))
        if tool is None:
            self.hours.show_view(view)
        else:
            self.tool.show_view(tool, view)
            self.hours.show_view(view, tool.hours, tool.tool.name)
        self.facts.setVisible(not words.empty(view))
        self._show_facts()
        self._show_standing()
        self._ask_begin(view)

    def _ask_begin(self, view: AiView) -> None:
        days = [day.day for day in view.days]

        def take(begin: Begin) -> None:
            self._begin = (days[0], days[-1], begin)
            self._show_facts()

        self.ask(lambda source: self._reader.begin(source, days), take, slot="begin")

    def _show_facts(self) -> None:
        view = self.view
        if view is None:
            return
        begin = self._begin[2] if self._begin and self._begin[:2] == (view.first, view.last) else None
        self.facts.show_figures(figures(view, begin))

    def _show_standing(self) -> None:
        if self.view is None:
            return
        self._said = standing(self.view, self.desk.link)
        if self._said is None:
            self.standing.hide()
        else:
            self.standing.show_words(self._said.sentence, self._said.remedy, self._said.action)

    # ------------------------------------------------------------ inside

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Four figures beside each other, or two."""
        super().resizeEvent(event)
        self.facts.set_columns(2 if self.narrow else 4)

    def _changed(self, change: Change) -> None:
        """Also while another page is visible."""
        if change in (Change.RECORD, Change.SETTINGS):
            self._reader.begin_anew()

    def _linked(self, _link: Link) -> None:
        self._show_standing()

    def _act(self) -> None:
        if self._said is not None:
            self._said.act(self.desk)

    def _open_day(self, day: str) -> None:
        if self.view is not None:
            chosen = date.fromisoformat(day)
            self._last = None if chosen == self.view.today else chosen
            self.choose_stretch("day")

    def _place(self) -> None:
        self.heading.add(self.stretch)
        self.heading.add(self.steps)
        self.body.addWidget(self.standing)
        left = _column(self.tools, self.hours)
        self._right = _column(self.shares, self.kinds, self.people, self.tool)
        self.pair(left, self._right, (3, 2))
        self.body.addWidget(self.facts)
        self.body.addStretch(1)
        for widget in (
            self.standing,
            self.hours,
            self.shares,
            self.kinds,
            self.people,
            self.tool,
            self.facts,
        ):
            widget.hide()

    def _connect(self) -> None:
        self.stretch.chosen.connect(lambda _key: self.load())
        self.steps.stepped.connect(self.step)
        self.steps.take_keys(self)
        self.tools.chosen.connect(self.choose_tool)
        self.tool.left.connect(self.widen)
        self.tool.chosen.connect(self._open_day)
        self.shares.chosen.connect(self._open_day)
        self.standing.acted.connect(self._act)
        self.desk.linked.connect(self._linked)
        self.desk.changed.connect(self._changed)
        for keys, key in zip(("Alt+1", "Alt+2", "Alt+3"), _STRETCHES, strict=True):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(lambda key=key: self.choose_stretch(key))
        QShortcut(QKeySequence("Esc"), self).activated.connect(self.widen)


def _column(*cards: QWidget) -> QWidget:
    """Cards below each other, the last one as high as there is room."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(16)
    for card in cards:
        column.addWidget(card)
    column.setStretch(0, 1)
    return holder
