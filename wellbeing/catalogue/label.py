"""What the catalogue says of evidence: a category, perhaps an AI tool, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

from wellbeing.catalogue.pattern import check_pattern
from wellbeing.catalogue.why import Why

Text = Annotated[str, Meta(min_length=1, max_length=512)]
"""A filled-in line."""
CategoryId = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_-]{0,31}$")]
"""Lower-case letters, digits, `-` and `_`, beginning with a letter; at most 32."""

AI = "ai"
DEVELOPMENT = "development"
BROWSING = "browsing"
SYSTEM = "system"
OTHER = "other"
PRIVATE_CATEGORY = "private"
BUILT_IN = frozenset({AI, DEVELOPMENT, BROWSING, SYSTEM, OTHER, PRIVATE_CATEGORY})
"""Categories that the program itself speaks of; the shipped file must have them."""


class Group(StrEnum):
    """The seven colours of a chart; names as in `resources/style/tokens.toml`, [category.light]."""

    AI = "ai"
    MAKING = "making"
    WRITING = "writing"
    PEOPLE = "people"
    READING = "reading"
    MEDIA = "media"
    OTHER = "other"


class Category(Struct, frozen=True, forbid_unknown_fields=True):
    """One class of use; `id` is what rules and limits store."""

    id: CategoryId
    name: Text
    """As the person reads it; the names of shipped categories are translated where they are read in."""
    group: Group = Group.OTHER
    source: str = ""
    """Where the idea comes from; empty for the person's own."""


class Rule(Struct, frozen=True, forbid_unknown_fields=True):
    """The person's own word: what fits all given conditions is of this category.

    Raises:
        ValueError: no condition, or a title pattern that is wrong or costs too much; names the field.
    """

    category: CategoryId
    app: Text | None = None
    """App id or executable, without regard to case; `*`, `?` and `[abc]` as in file names."""
    site: Text | None = None
    """Host name: it and its subdomains; with `*` or `?` the whole host must fit."""
    title: Text | None = None
    """Regular expression, searched anywhere in the title's first 512 characters, without regard to case."""

    def __post_init__(self) -> None:
        if self.app is None and self.site is None and self.title is None:
            raise ValueError("a rule needs at least one of `app`, `site` and `title`")
        if self.title is not None:
            check_pattern(self.title)

    @property
    def words(self) -> str:
        """The rule in one line, for `why`."""
        given = (("app", self.app), ("site", self.site), ("title", self.title))
        return ", ".join(f"{name} = {value!r}" for name, value in given if value is not None)


@dataclass(frozen=True, slots=True)
class Label:
    """What one subject is, and why."""

    category: str
    """Id of a category."""
    tool: str | None
    """Id of the AI tool in use; None when none is."""
    kind: str | None
    """Kind of the AI tool, a value of `tool.Kind`; None when unknown or none is in use."""
    sure: bool
    """False for a guess: of the tool where one is named, else of the category."""
    why: Why
    """Names the rule and the evidence; a sentence as a string."""
