"""Changing the person's rules and categories in `rules.toml`; every comment and every other line stays.

Each change names what it expects to find, so that a file that changed meanwhile is never changed blindly, and
is read back before it is written, so that what was wished is what stands there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal, TypeVar

from msgspec.structs import replace

from wellbeing.catalogue import Category, Rule, RulesFile, Shipped
from wellbeing.files import toml
from wellbeing.files.blocks import Blocks
from wellbeing.files.rules import TEMPLATE, checked, quoted, save, string_error
from wellbeing.model.sentence import Sentence
from wellbeing.ports import SettingsError

T = TypeVar("T")
_Name = Literal["rule", "category"]


def change_rule(path: Path, place: int, was: Rule, rule: Rule, with_: Shipped) -> RulesFile:
    """Put a rule in the place of another.

    Args:
        path: of rules.toml.
        place: of the rule in the file, 0 for the first.
        was: the rule that stands there.
        rule: the new one.
        with_: what comes with the program.

    Raises:
        SettingsError: the file is broken, has changed, or cannot be written; it is unchanged then.
    """
    fields = {name: _value(getattr(rule, name)) for name in ("category", "app", "site", "title")}
    return _edited(
        path,
        with_,
        "rule",
        (place, was),
        lambda blocks: blocks.changed(place, fields),
        lambda own: changed(own, place, rule),
    )


def remove_rule(path: Path, place: int, was: Rule, with_: Shipped) -> RulesFile:
    """Take a rule out; arguments and errors as `change_rule`."""
    return _edited(
        path,
        with_,
        "rule",
        (place, was),
        lambda blocks: blocks.without(place),
        lambda own: without(own, place),
    )


def move_rule(path: Path, place: int, was: Rule, to: int, with_: Shipped) -> RulesFile:
    """Move a rule, so that it is the `to`-th; arguments and errors as `change_rule`."""
    return _edited(
        path,
        with_,
        "rule",
        (place, was),
        lambda blocks: blocks.moved(place, to),
        lambda own: moved(own, place, to),
    )


def add_category(path: Path, category: Category, with_: Shipped) -> RulesFile:
    """Append a category of the person's own.

    Raises:
        SettingsError: its id is taken, the file is broken, or it cannot be written; it is unchanged then.
    """
    text = toml.text_of(path) or TEMPLATE
    joined = text if text.endswith("\n") else f"{text}\n"
    lines = (f"{name} = {value}" for name, value in _fields(category).items())
    after = "\n".join((f"{joined}\n[[category]]", *lines, ""))
    result = checked(after, path, with_)
    save(path, after)
    return result


def change_category(path: Path, place: int, was: Category, category: Category, with_: Shipped) -> RulesFile:
    """Give a category another name or colour; its id stays, since rules and limits name it.

    Raises:
        SettingsError: as `change_rule`.
    """
    return _edited(
        path,
        with_,
        "category",
        (place, was),
        lambda blocks: blocks.changed(place, _fields(category)),
        lambda own: replace(own, category=_replaced(own.category, place, category)),
    )


def remove_category(path: Path, place: int, was: Category, with_: Shipped) -> RulesFile:
    """Take out a category that no rule names.

    Raises:
        SettingsError: rules still name it, or as `change_rule`.
    """
    own = checked(toml.text_of(path), path, with_)
    if any(rule.category == was.id for rule in own.rule):
        raise SettingsError(
            Sentence("Rules still sort into {name}.", name=was.name),
            Sentence("Give them another category first, or remove them."),
        )
    return _edited(
        path,
        with_,
        "category",
        (place, was),
        lambda blocks: blocks.without(place),
        lambda own: replace(own, category=_without(own.category, place)),
    )


# ------------------------------------------------------------ the same on values, for previews


def added(own: RulesFile, rule: Rule) -> RulesFile:
    """The rules with one more, which decides where it fits."""
    return replace(own, rule=(*own.rule, rule))


def changed(own: RulesFile, place: int, rule: Rule) -> RulesFile:
    """The rules with another one in a place."""
    return replace(own, rule=_replaced(own.rule, place, rule))


def without(own: RulesFile, place: int) -> RulesFile:
    """The rules without one."""
    return replace(own, rule=_without(own.rule, place))


def moved(own: RulesFile, place: int, to: int) -> RulesFile:
    """The rules with one so that it is the `to`-th."""
    rest = [*own.rule[:place], *own.rule[place + 1 :]]
    rest.insert(to, own.rule[place])
    return replace(own, rule=tuple(rest))


# ------------------------------------------------------------ inside


def _edited(
    path: Path,
    with_: Shipped,
    name: _Name,
    expected: tuple[int, Rule | Category],
    work: Callable[[Blocks], str],
    wished: Callable[[RulesFile], RulesFile],
) -> RulesFile:
    text = toml.text_of(path)
    before, (place, was) = checked(text, path, with_), expected
    stored: Sequence[Rule | Category] = before.rule if name == "rule" else before.category
    if place >= len(stored) or stored[place] != was:
        raise SettingsError(
            Sentence("{file} has changed meanwhile.", file=path.name),
            Sentence("Look at it again, then repeat the change."),
        )
    blocks = Blocks(text, name)
    if len(blocks.found) != len(stored):
        raise _unusual(path)
    after = work(blocks)
    result = checked(after, path, with_)
    if result != wished(before):
        raise _unusual(path)
    save(path, after)
    return result


def _unusual(path: Path) -> SettingsError:
    return SettingsError(
        Sentence("{file} is written in a form that only you can change.", file=path.name),
        Sentence("Make the change by hand in {path}.", path=path),
    )


def _fields(category: Category) -> dict[str, str | None]:
    named = {"id": category.id, "name": category.name, "group": str(category.group)}
    return {name: _value(value) for name, value in named.items()}


def _value(text: str | None) -> str | None:
    if text is None:
        return None
    if string_error(text):
        raise SettingsError(
            Sentence("These words hold characters that are no text."), Sentence("Type them by hand.")
        )
    return quoted(text)


def _replaced(values: Sequence[T], place: int, value: T) -> tuple[T, ...]:
    return (*values[:place], value, *values[place + 1 :])


def _without(values: Sequence[T], place: int) -> tuple[T, ...]:
    return (*values[:place], *values[place + 1 :])
