"""Languages that do not exist, to find text that is cut off, and the looking for it."""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QWidget

from wellbeing.ui.widgets.label import ElidedLabel

_LONG = {"a": "áa", "e": "éë", "i": "íï", "o": "óö", "u": "üú", "y": "ÿ"}
_RIGHT = dict(
    zip(
        "abcdefghijklmnopqrstuvwxyz",
        ["א", "ב", "גא", "ד", "הו", *"וזחטיכלמ", "סע", *"עפצקרשתםןץךף"],
        strict=True,
    )
)


def stretched(sentence: str) -> str:
    """Some 40 % longer, with accents above and brackets around; gaps stay."""
    return f"[{_but_gaps(sentence, _LONG)}]"


def mirrored(sentence: str) -> str:
    """In Hebrew letters without a meaning; gaps stay."""
    return _but_gaps(sentence.lower(), _RIGHT)


def _but_gaps(sentence: str, letters: dict[str, str]) -> str:
    parts = re.split(r"(\{[^}]*\}|\(\*.*\))", sentence)
    return "".join(
        part if place % 2 else "".join(letters.get(one, one) for one in part)
        for place, part in enumerate(parts)
    )


class Pseudo(gettext.NullTranslations):
    """A language made from the English texts."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._turn, self._language = {"en": stretched, "he": mirrored}[language], language

    def gettext(self, message: str) -> str:
        """Turned."""
        return self._turn(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Turned, with English plurals."""
        return self._turn(msgid1 if n == 1 else msgid2)

    def info(self) -> dict[str, str]:
        """For dates and the direction."""
        return {"language": self._language}


def cut(root: QWidget) -> list[str]:
    """Visible texts that have less room than they need."""
    found = []
    for one in root.findChildren(QLabel):
        if one.isVisible() and one.text() and not isinstance(one, ElidedLabel) and one.pixmap().isNull():
            needed = one.minimumSizeHint() if one.wordWrap() else one.sizeHint()
            high = one.heightForWidth(one.width()) if one.wordWrap() else needed.height()
            if one.height() < high or one.width() < needed.width():
                found.append(f"{one.text()!r}: {one.width()} x {one.height()} of {needed.width()} x {high}")
    buttons = [(one, one.text(), 0) for one in root.findChildren(QAbstractButton)]
    choices = [(one, one.currentText(), 24) for one in root.findChildren(QComboBox)]
    for control, words, margin in (*buttons, *choices):
        needed_width = control.fontMetrics().horizontalAdvance(words) + margin
        if control.isVisible() and words and control.width() < needed_width:
            found.append(f"{words!r}: {control.width()} of {needed_width}")
    return found


def overlapping(root: QWidget) -> list[str]:
    """Pairs of visible texts and controls that lie on each other."""
    shown = [(one, _place(one, root)) for one in _leaves(root)]
    return [
        f"{_words(one)!r} lies on {_words(other)!r}"
        for (one, first), (other, second) in combinations(shown, 2)
        if min(first.intersected(second).width(), first.intersected(second).height()) > 1
        and not one.isAncestorOf(other)
        and not other.isAncestorOf(one)
    ]


def outside(root: QWidget) -> list[str]:
    """Visible texts and controls that reach out of their widget at the side."""
    return [
        _words(one)
        for one in _leaves(root)
        if (place := _place(one, root)).left() < -1 or place.right() > root.width()
    ]


def _leaves(root: QWidget) -> Iterator[QWidget]:
    for kind in (QLabel, QAbstractButton, QComboBox, QLineEdit):
        for one in root.findChildren(kind):
            inside_box = isinstance(one.parentWidget(), QComboBox | QLineEdit)
            if one.isVisible() and one.window() is root.window() and not inside_box and one.width():
                yield one


def _place(one: QWidget, root: QWidget) -> QRect:
    return QRect(one.mapTo(root, QPoint(0, 0)), one.size())


def _words(one: QWidget) -> str:
    said = one.currentText() if isinstance(one, QComboBox) else getattr(one, "text", str)()
    return str(said) or one.accessibleName() or type(one).__name__
