"""Choosing what a limit is on, or what does not count for it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from wellbeing.engine.labels import Labels
from wellbeing.engine.view.limits import Offered
from wellbeing.limits import typed
from wellbeing.limits.limit import Of, Target
from wellbeing.ui import limit_words
from wellbeing.ui.text import _
from wellbeing.ui.theme import Theme
from wellbeing.ui.widgets.choice import Choice
from wellbeing.ui.widgets.glyph import GlyphButton
from wellbeing.ui.widgets.label import ElidedLabel, button


def of_name(one: Of) -> str:
    """What kind of thing."""
    return {
        Of.AI: _("All AI tools"),
        Of.TOTAL: _("All screen time"),
        Of.TOOL: _("One AI tool"),
        Of.CATEGORY: _("A category"),
        Of.APP: _("An app"),
        Of.SITE: _("A site"),
    }[one]


class TargetPicker(QWidget):
    """The kind of thing, and which one. A site is written, with those known as completion."""

    changed = Signal()

    def __init__(self, theme: Theme, kinds: tuple[Of, ...], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offered: Offered | None = None
        self.kind = Choice(theme, [(one, of_name(one)) for one in kinds], name)
        self.which = Choice(theme, name=_("Which"))
        self.site = QLineEdit()
        self.site.setFont(theme.font("body"))
        self.site.setAccessibleName(_("Site"))
        self.site.setPlaceholderText("news.example.org")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.kind)
        row.addWidget(self.which, 1)
        row.addWidget(self.site, 1)
        row.addStretch(0)
        self.kind.chosen.connect(lambda _value: self._follow())
        self.which.chosen.connect(lambda _value: self.changed.emit())
        self.site.textEdited.connect(lambda _text: self.changed.emit())
        self._show()

    @property
    def of(self) -> Of:
        """The kind of thing that is chosen."""
        value = self.kind.value
        return value if isinstance(value, Of) else Of.AI

    @property
    def target(self) -> Target:
        """What is chosen; the key is empty where nothing fits yet."""
        if self.of in (Of.AI, Of.TOTAL):
            return Target(self.of)
        if self.of is Of.SITE:
            return Target(Of.SITE, typed.host(self.site.text()))
        return Target(self.of, str(self.which.value or ""))

    def show_offered(self, offered: Offered) -> None:
        """What can be chosen."""
        self._offered = offered
        completer = QCompleter(list(offered.sites), self.site)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.site.setCompleter(completer)
        self._show()

    def show_target(self, target: Target, labels: Labels) -> None:
        """Let one be chosen."""
        self.kind.show_value(target.of, of_name(target.of))
        self._show()
        if target.of is Of.SITE:
            self.site.setText(target.key)
        elif target.key:
            self.which.show_value(target.key, limit_words.target(target, labels))

    def _follow(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        offered, of = self._offered, self.of
        lists = (
            {}
            if offered is None
            else {
                Of.TOOL: offered.tools,
                Of.CATEGORY: offered.categories,
                Of.APP: offered.apps,
            }
        )
        self.which.setVisible(of in (Of.TOOL, Of.CATEGORY, Of.APP))
        self.site.setVisible(of is Of.SITE)
        if of in lists:
            self.which.show_choices(lists[of])


class TargetList(QWidget):
    """Several things, each with a button that takes it out, and a line that adds one."""

    changed = Signal()

    def __init__(self, theme: Theme, name: str, add: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._labels: Labels | None = None
        self.targets: tuple[Target, ...] = ()
        self.picker = TargetPicker(theme, (Of.CATEGORY, Of.APP, Of.SITE, Of.TOOL, Of.AI), name)
        self.add = button(theme)
        self._ask = add
        self.add.clicked.connect(self._add)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.picker, 1)
        line.addWidget(self.add)
        line.addStretch(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._rows)
        column.addLayout(line)
        self._open(choosing=False)

    @property
    def shown(self) -> bool:
        """Whether anything was ever let stand in it."""
        return self._labels is not None

    def show_offered(self, offered: Offered) -> None:
        """What can be added; not while somebody is choosing."""
        if self.picker.isHidden():
            self.picker.show_offered(offered)

    def show_targets(self, targets: tuple[Target, ...], labels: Labels) -> None:
        """Let these stand in it."""
        self.targets, self._labels = targets, labels
        self._open(choosing=False)
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for one in targets:
            self._rows.addWidget(self._row(one, labels))

    def _row(self, one: Target, labels: Labels) -> QWidget:
        result, words = QWidget(), ElidedLabel(self._theme)
        said = limit_words.target(one, labels)
        words.setText(said)
        away = GlyphButton(self._theme, "close", _("Take out {name}").format(name=said))
        away.clicked.connect(lambda: self._change(tuple(each for each in self.targets if each != one)))
        row = QHBoxLayout(result)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(words, 1)
        row.addWidget(away)
        return result

    def _open(self, *, choosing: bool) -> None:
        """The choice is hidden until it is wanted: what it offers is not yet in force."""
        self.picker.setVisible(choosing)
        self.add.setText(_("Add") if choosing else self._ask)

    def _add(self) -> None:
        if self.picker.isHidden():
            self._open(choosing=True)
            self.picker.kind.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        target = self.picker.target
        if target.of in (Of.AI, Of.TOTAL) or target.key:
            self._change(tuple(dict.fromkeys((*self.targets, target))))
            self.picker.site.clear()

    def _change(self, targets: tuple[Target, ...]) -> None:
        if self._labels is not None:
            self.show_targets(targets, self._labels)
            self.changed.emit()
