"""Changing one `[[table]]` of a TOML text and nothing else: comments, order and spelling of the rest stay.

A block is a head with its fields and the comments that belong to it: those right above the head, and those
between its fields. Comments that stand apart, by an empty line, belong to nobody and stay where they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wellbeing.files.lines import FIELD, HEAD, names_of, statements

_PLAIN = re.compile(r"""(?P<name>[^=]*=\s*)(?:"(?:[^"\\\n]|\\.)*"|'[^'\n]*')(?P<rest>[^\n]*\n?)""")
"""A field whose value is a string on one line."""


@dataclass(frozen=True, slots=True)
class Block:
    """Statements `[start, end)` of a text; the head is one of them."""

    start: int
    head: int
    end: int


class Blocks:
    """A text taken apart at the arrays of tables of one name. Each change gives another text.

    Args:
        text: sound TOML.
        name: of the array, such as `rule` for `[[rule]]`.
    """

    def __init__(self, text: str, name: str) -> None:
        whole = text if not text or text.endswith("\n") else f"{text}\n"
        self._parts = [part for _line, part in statements(whole)]
        self.found = _blocks(self._parts, name)
        """In the order of the file."""

    def without(self, place: int) -> str:
        """The text without a block."""
        parts, block = self._parts, self.found[place]
        return "".join(_joined(parts[: block.start], parts[block.end :]))

    def moved(self, place: int, to: int) -> str:
        """The text with a block so that it is the `to`-th, 0 for the first."""
        block = self.found[place]
        taken = self._parts[block.start : block.end]
        rest = Blocks(self.without(place), names_of(_head(self._parts[block.head]))[0])
        if to < len(rest.found):
            at = rest.found[to].start
            return "".join([*rest._parts[:at], *taken, "\n", *rest._parts[at:]])
        at = rest.found[-1].end if rest.found else len(rest._parts)
        return "".join([*rest._parts[:at], "\n", *taken, *rest._parts[at:]])

    def changed(self, place: int, fields: Mapping[str, str | None]) -> str:
        """The text with other fields in a block.

        Args:
            place: of the block.
            fields: values as TOML, in the order of new ones; None takes a field away.
        """
        block, left = self.found[place], dict(fields)
        parts: list[str] = []
        last = block.head + 1
        for number in range(block.start, block.end):
            part = self._parts[number]
            field = FIELD.match(part) if number > block.head else None
            name = names_of(field[1])[0] if field else None
            if name is None or name not in left:
                parts.append(part)
            elif (value := left.pop(name)) is not None:
                parts.append(_with_value(part, name, value))
            last = number + 1
        added = [f"{name} = {value}\n" for name, value in left.items() if value is not None]
        return "".join([*self._parts[: block.start], *parts, *added, *self._parts[last:]])


def _blocks(parts: Sequence[str], name: str) -> tuple[Block, ...]:
    found: list[Block] = []
    inside = False
    for number, part in enumerate(parts):
        head = HEAD.match(part)
        if head is not None:
            inside = head[1] == "[[" and names_of(head[2]) == (name,)
            if inside:
                begin, least = number, found[-1].end if found else 0
                while begin > least and parts[begin - 1].lstrip().startswith("#"):
                    begin -= 1
                found.append(Block(begin, number, number + 1))
        elif inside and FIELD.match(part):
            found[-1] = Block(found[-1].start, found[-1].head, number + 1)
    return tuple(found)


def _head(part: str) -> str:
    head = HEAD.match(part)
    return head[2] if head else ""


def _with_value(part: str, name: str, value: str) -> str:
    """The field with another value; what stands behind it on its line stays."""
    plain = _PLAIN.fullmatch(part)
    return f"{plain['name']}{value}{plain['rest']}" if plain else f"{name} = {value}\n"


def _joined(before: Sequence[str], after: Sequence[str]) -> list[str]:
    """Both, with one empty line where two would meet."""
    double = before and after and not before[-1].strip() and not after[0].strip()
    return [*before, *(after[1:] if double else after)]
