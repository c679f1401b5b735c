"""Questionnaires of others as data packs: their text unchanged, each with its own licence."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import msgspec

from wellbeing.checkins.form import SHAPES, Form
from wellbeing.files.resources import resource
from wellbeing.files.toml import parse
from wellbeing.files.words import translations


class PackText(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words in one language."""

    items: tuple[str, ...]
    choices: tuple[str, ...]
    """In the order in which they are printed."""
    intro: str = ""
    name: str = ""
    """What it is called in this language, where that is not its own name."""


class Pack(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One questionnaire."""

    form: Form
    name: str
    licence: str
    source: str
    scores: tuple[int, ...]
    """What each choice counts."""
    text: dict[str, PackText]
    """By language; English is always there."""

    @property
    def title(self) -> str:
        """What it is called in the person's language."""
        return self.words.name or self.name

    @property
    def words(self) -> PackText:
        """In the person's language, or in English: there is no unofficial translation."""
        return self.text.get(translations().info().get("language", "en"), self.text["en"])


def packs() -> dict[Form, Pack]:
    """Those that are installed; one whose file was left out is not offered."""
    return _packs(resource("checkins", "packs"))


@lru_cache(maxsize=2)
def _packs(folder: Path) -> dict[Form, Pack]:
    found = (parse(file.read_text("utf-8"), Pack, file) for file in sorted(folder.glob("*.toml")))
    return {pack.form: pack for pack in found}


def sound(pack: Pack) -> bool:
    """Whether every language has a line for each question and each answer."""
    shape = SHAPES[pack.form]
    return sorted(pack.scores) == list(shape.choices) and all(
        len(text.items) == shape.items and len(text.choices) == len(pack.scores)
        for text in pack.text.values()
    )
