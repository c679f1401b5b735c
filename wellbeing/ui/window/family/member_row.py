"""One member of the family: what they see of this person, and what this person sees of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wellbeing.engine.view.family import FamilyView
from wellbeing.family.agreement import Member
from wellbeing.family.level import Level
from wellbeing.ui import family_words
from wellbeing.ui.text import _
from wellbeing.ui.theme import Theme
from wellbeing.ui.widgets.choice import Choice
from wellbeing.ui.widgets.label import label
from wellbeing.ui.widgets.segment import Segment
from wellbeing.ui.window.family import members_words as words

_NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Showing:
    """What somebody is to see from now on."""

    viewer: str
    """Id of a member."""
    level: Level | None
    moods: bool | None = None
    """None: as it is."""
    subject: str = ""
    """Whose days; empty for this person's own."""


class MemberRow(QWidget):
    """Levels are changed at once; the switch of moods only their owner finds. Where nobody is reached it only tells."""

    showing = Signal(object)
    """A `Showing`."""

    def __init__(self, theme: Theme, one: Member, me: Member, view: FamilyView) -> None:
        super().__init__()
        self._theme = theme
        self._reached = words.reached(view)
        mine = next((each for each in view.viewers if each.viewer == one.id), None)
        theirs = next((each for each in view.seen if each.subject == one.id), None)
        name = label(theme, "strong", wrap=True)
        name.setText(f"{one.name}, {family_words.role(one.role)}")
        level = self._levels(
            None if mine is None else mine.level,
            _("What {name} sees of you").format(name=one.name),
            lambda chosen: Showing(one.id, chosen),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._line(name, level))
        if mine is not None and (self._reached or mine.moods):
            column.addWidget(self._moods(one, mine.level, on=mine.moods))
        column.addWidget(self._seen(one, me, None if theirs is None else theirs.level))

    def _levels(self, held: Level | None, name: str, wish: Callable[[Level | None], Showing]) -> QWidget:
        if not self._reached:
            return self._told(words.shown(held))
        choices: list[tuple[object, str]] = [(_NOTHING, words.shown(None))]
        choices += [(each, words.shown(each)) for each in Level]
        made = Choice(self._theme, choices, name)
        made.show_value(held or _NOTHING, words.shown(held))
        made.chosen.connect(
            lambda value: self.showing.emit(wish(value if isinstance(value, Level) else None))
        )
        return made

    def _seen(self, one: Member, me: Member, level: Level | None) -> QWidget:
        """What this person sees of the member; an adult decides it for a minor, who finds it on their own page."""
        said = label(self._theme, "small", "third", wrap=True)
        if me.role.minor or not one.role.minor:
            said.setText(words.you_see(level))
            return said
        said.setText(_("You, of {name}").format(name=one.name))
        choice = self._levels(
            level,
            _("What you see of {name}").format(name=one.name),
            lambda chosen: Showing(me.id, chosen, subject=one.id),
        )
        return self._line(said, choice)

    def _moods(self, one: Member, level: Level, *, on: bool) -> QWidget:
        said = label(self._theme, "small", "second", wrap=True)
        said.setText(_("How you felt, as you answered it"))
        if not self._reached:
            return self._line(said, self._told(_("Shown") if on else _("Hidden")))
        switch = Segment(
            self._theme,
            [("off", _("Hidden")), ("on", _("Shown"))],
            _("Whether {name} sees how you felt").format(name=one.name),
        )
        switch.choose("on" if on else "off")
        switch.chosen.connect(lambda key: self.showing.emit(Showing(one.id, level, moods=key == "on")))
        return self._line(said, switch)

    def _told(self, words_: str) -> QWidget:
        said = label(self._theme, "body", "second")
        said.setText(words_)
        return said

    @staticmethod
    def _line(words_: QWidget, control: QWidget) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        line.addWidget(words_, 1)
        line.addWidget(control)
        return row
