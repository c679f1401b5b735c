"""Fixed lists that come with the program: things to try, second opinions, numbers to call."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TypeVar

import msgspec

from wellbeing.checkins.technique import Sign
from wellbeing.files.resources import resource
from wellbeing.files.toml import read
from wellbeing.files.words import translations

T = TypeVar("T")


class TechniqueText(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """In one language."""

    title: str
    what: str
    purpose: str
    """What it is for."""
    stop: str


class Technique(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing to try."""

    key: str
    when: tuple[Sign, ...]
    source: str
    en: TechniqueText
    de: TechniqueText

    @property
    def words(self) -> TechniqueText:
        """In the person's language."""
        return _german_or(self.de, self.en)


class OpinionText(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """In one language."""

    title: str
    text: str


class Opinion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a second opinion says."""

    key: str
    source: str
    en: OpinionText
    de: OpinionText

    @property
    def words(self) -> OpinionText:
        """In the person's language."""
        return _german_or(self.de, self.en)


class Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody who answers the telephone."""

    name: str
    number: str
    url: str


class Country(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whom to call there."""

    code: str
    """ISO 3166-1, two letters."""
    emergency: str
    lines: tuple[Line, ...]


class Numbers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of them."""

    reviewed: date
    directory: str
    """A site that lists every country."""
    country: tuple[Country, ...]

    def of(self, code: str) -> Country | None:
        """Those of a country; None where none are known."""
        return next((one for one in self.country if one.code == code), None)


class _Techniques(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    technique: tuple[Technique, ...]


class _Opinions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    note: tuple[Opinion, ...]


@lru_cache(maxsize=1)
def techniques() -> dict[str, Technique]:
    """By key, in the order of the list."""
    return {one.key: one for one in read(resource("checkins", "techniques.toml"), _Techniques).technique}


@lru_cache(maxsize=1)
def opinions() -> tuple[Opinion, ...]:
    """In the order of the list."""
    return read(resource("checkins", "second_opinion.toml"), _Opinions).note


@lru_cache(maxsize=1)
def numbers() -> Numbers:
    """Numbers to call."""
    return read(resource("checkins", "help.toml"), Numbers)


def _german_or(german: T, english: T) -> T:
    return german if translations().info().get("language") == "de" else english
