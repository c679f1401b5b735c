"""On which line of a TOML text a field stands, so that an error can point at it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

_KEY = r"""(?:[\w-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')"""
HEAD = re.compile(rf"\s*(\[\[?)\s*({_KEY}(?:\s*\.\s*{_KEY})*)\s*\]")
"""The head of a table: its brackets, and its dotted name."""
FIELD = re.compile(rf"\s*({_KEY}(?:\s*\.\s*{_KEY})*)\s*=")
"""The beginning of a field: its dotted name."""
_PART = re.compile(_KEY)
_PIECE = re.compile(
    r'"""(?:[^"\\]|\\.|"{1,2}(?!"))*(?:"""|\Z)'
    r"|'''(?:[^']|'{1,2}(?!'))*(?:'''|\Z)"
    r'|"(?:[^"\\\n]|\\.)*"?'
    r"|'[^'\n]*'?|\#[^\n]*|[\[{]|[\]}]|\n",
    re.DOTALL,
)


def line_of(text: str, steps: Sequence[str]) -> int:
    """The 1-based line of a field, or of the nearest table or field around it; 1 when nothing of it is found.

    Args:
        text: a TOML text, as far as it can be read.
        steps: names and indexes from the top, such as `["rule", "2", "title"]` for the third `[[rule]]`.
    """
    wanted, line, depth = tuple(steps), 1, 0
    for place, at in _places(text):
        if len(place) > depth and place == wanted[: len(place)]:
            line, depth = at, len(place)
    return line


def unclosed_line(text: str) -> int | None:
    """The 1-based line of the first quote on one line that is never closed; None where all are."""
    for piece in _PIECE.finditer(text):
        mark = piece.group()
        if mark[0] in "\"'" and mark[:3] not in ('"""', "'''") and (len(mark) == 1 or mark[-1] != mark[0]):
            return text.count("\n", 0, piece.start()) + 1
    return None


def _places(text: str) -> Iterator[tuple[tuple[str, ...], int]]:
    """Every table head and field with its path and line, in order."""
    table: tuple[str, ...] = ()
    seen: Counter[tuple[str, ...]] = Counter()
    for line, statement in statements(text):
        head = HEAD.match(statement)
        if head is not None:
            table = _indexed(names_of(head[2]), seen)
            if head[1] == "[[":
                table = (*table, str(seen[table]))
                seen[table[:-1]] += 1
            yield table, line
        elif (field := FIELD.match(statement)) is not None:
            yield (*table, *names_of(field[1])), line


def _indexed(names: Sequence[str], seen: Counter[tuple[str, ...]]) -> tuple[str, ...]:
    """The path of a head, with the index of the running table where a name before the last is an array."""
    path: tuple[str, ...] = ()
    for name in names[:-1]:
        path = (*path, name)
        if seen[path]:
            path = (*path, str(seen[path] - 1))
    return (*path, names[-1])


def names_of(dotted: str) -> tuple[str, ...]:
    """The parts of a dotted name, without quotes."""
    return tuple(part.strip("\"'") for part in _PART.findall(dotted))


def statements(text: str) -> Iterator[tuple[int, str]]:
    """Each statement with its first line; strings and brackets may run over several lines.

    Comments and empty lines are statements too, so that all of them together are the text.
    """
    line = begun = 1
    start = depth = 0
    for piece in _PIECE.finditer(text):
        mark = piece.group()
        depth += (mark in ("[", "{")) - (mark in ("]", "}"))
        line += mark.count("\n")
        if mark == "\n" and depth <= 0:
            yield begun, text[start : piece.end()]
            start, begun, depth = piece.end(), line, 0
    yield begun, text[start:]
