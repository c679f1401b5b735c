"""Names that other people chose, so that they change nothing around them."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from babel.lists import format_list

from wellbeing.ui import text

_LONGEST = 80
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Controls, among them those that turn the direction of what follows (UAX 9), and what no font can draw."""
_MARKS = 3
_JOINERS = frozenset("\u200c\u200d")
"""These belong to words of Persian and of India, and to pictures made of several."""


def legible(name: str) -> str:
    """On one line, without controls, 80 characters at most; a dash where nothing is left.

    More than three marks upon each other are no writing: they would reach into the lines around.
    """
    shown: list[str] = []
    marks = 0
    for one in name[: 8 * _LONGEST]:
        category = unicodedata.category(one)
        if category in _UNSEEN and one not in _JOINERS:
            shown.append(" " if one.isspace() else "")
            continue
        marks = marks + 1 if category in {"Mn", "Me"} else 0
        if marks <= _MARKS:
            shown.append(one)
    words = " ".join("".join(shown).split())
    return (words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…") or "–"


def listed(words: Sequence[str]) -> str:
    """`one, two and three`."""
    return format_list(list(words), style="standard", locale=text.language())
