"""The person's own categories: name and colour."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from wellbeing.catalogue import Category, Group, RulesFile
from wellbeing.engine.view.settings import CategoryRow, SettingsView
from wellbeing.files import rule_edit
from wellbeing.ports import KnownError
from wellbeing.ui.group import group, group_name
from wellbeing.ui.text import _, ngettext, said
from wellbeing.ui.widgets.card import Card
from wellbeing.ui.widgets.choice import Choice
from wellbeing.ui.widgets.dot import Dot
from wellbeing.ui.widgets.glyph import GlyphButton
from wellbeing.ui.widgets.label import ElidedLabel, button, label
from wellbeing.ui.window.desk import Desk

_LONGEST_ID = 32


class Categories(Card):
    """A list, and a line that makes or changes one."""

    stale = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk.theme, _("Your categories"), parent=parent)
        self._desk = desk
        self._known: tuple[CategoryRow, ...] = ()
        self._editing: CategoryRow | None = None
        words = label(desk.theme, "small", "second", wrap=True)
        words.setText(
            _("Beside those that come with the program. A category takes one of the seven colours.")
        )
        self.body.addWidget(words)
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        self.body.addLayout(self._list)
        self.name, self.add = QLineEdit(), button(desk.theme)
        self.name.setFont(desk.theme.font("body"))
        self.name.setAccessibleName(_("Name of the category"))
        self.name.setMinimumWidth(120)
        self.name.setPlaceholderText(_("My thesis"))
        self.colour = Choice(
            desk.theme,
            [(one, _("like {group}").format(group=group_name(one))) for one in Group],
            _("Colour"),
        )
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.name, 1)
        row.addWidget(self.colour)
        row.addWidget(self.add)
        self.body.addLayout(row)
        self.error = label(desk.theme, "strong", wrap=True)
        self.error.hide()
        self.body.addWidget(self.error)
        self.add.clicked.connect(self._save)
        self.name.returnPressed.connect(self._save)
        self._begin(None)

    def show_view(self, view: SettingsView) -> None:
        """Those of the file."""
        if view.categories == self._known:
            return
        self._known = view.categories
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for row in view.categories:
            if row.place is not None:
                self._list.addWidget(self._row(row))

    # ------------------------------------------------------------ inside

    def _row(self, row: CategoryRow) -> QWidget:
        result, name, used = (
            QWidget(),
            ElidedLabel(self._desk.theme),
            label(self._desk.theme, "body", "third"),
        )
        name.setText(row.category.name)
        used.setText(ngettext("{count} rule", "{count} rules", row.rules).format(count=row.rules))
        edit = GlyphButton(self._desk.theme, "pen", _("Change: {name}").format(name=row.category.name))
        away = GlyphButton(self._desk.theme, "close", _("Remove: {name}").format(name=row.category.name))
        edit.clicked.connect(lambda: self._begin(row))
        away.clicked.connect(lambda: self._remove(row))
        line = QHBoxLayout(result)
        line.setContentsMargins(0, 2, 0, 2)
        line.setSpacing(8)
        line.addWidget(Dot(self._desk.theme, group(str(row.category.group))))
        line.addWidget(name, 1)
        for widget in (used, edit, away):
            line.addWidget(widget)
        return result

    def _begin(self, row: CategoryRow | None) -> None:
        """Make another one, or change one."""
        self._editing = row
        self.add.setText(_("Add") if row is None else _("Save"))
        self.name.setText(row.category.name if row else "")
        self.error.hide()
        colour = row.category.group if row else Group.OTHER
        self.colour.show_value(colour, group_name(str(colour)))
        if row is not None:
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _save(self) -> None:
        name, row = self.name.text().strip(), self._editing
        chosen = self.colour.value
        if not name or not isinstance(chosen, Group):
            return
        if row is None or row.place is None:
            made = Category(free_id(name, (one.category.id for one in self._known)), name, chosen)
            self._desk.change_rules(
                lambda file, shipped: rule_edit.add_category(file, made, shipped), self._done, self._fail
            )
            return
        place, was = row.place, row.category
        changed = msgspec.structs.replace(was, name=name, group=chosen)
        self._desk.change_rules(
            lambda file, shipped: rule_edit.change_category(file, place, was, changed, shipped),
            self._done,
            self._fail,
        )

    def _remove(self, row: CategoryRow) -> None:
        place, was = row.place, row.category
        if place is not None:
            self._desk.change_rules(
                lambda file, shipped: rule_edit.remove_category(file, place, was, shipped),
                self._done,
                self._fail,
            )

    def _done(self, _own: RulesFile) -> None:
        self._begin(None)
        self.stale.emit()

    def _fail(self, error: KnownError) -> None:
        self.error.setText(said(error.whole))
        self.error.show()


def free_id(name: str, taken: Iterable[str]) -> str:
    """An id for a category: from its name, in the letters that ids may have, and not taken yet."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    base = (base if base[:1].isalpha() else f"own-{base}".strip("-"))[: _LONGEST_ID - 3].strip("-")
    used, number, result = set(taken), 2, base
    while result in used:
        result, number = f"{base}-{number}", number + 1
    return result
