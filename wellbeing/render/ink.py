"""Colours of the report, from the tokens of the look; nothing of Qt, nothing of matplotlib."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec


class _Tokens(msgspec.Struct, frozen=True):
    color: dict[str, dict[str, str]]
    category: dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Ink:
    """Colours by name, `#RRGGBB`, in light and in dark."""

    light: Mapping[str, str]
    dark: Mapping[str, str]


def ink(tokens: bytes) -> Ink:
    """The colours of `resources/style/tokens.toml`.

    Args:
        tokens: the file.
    """
    found = msgspec.toml.decode(tokens, type=_Tokens)
    light, dark = found.color["light"], found.color["dark"]
    # The part of a bar that is not AI: the grey that must be seen (look.md, 2), light enough for paper.
    return Ink(
        {**light, "bar": _between(light["edge"], light["card"], 0.55)},
        {**dark, "bar": _between(dark["edge"], dark["card"], 0.85)},
    )


def _between(one: str, other: str, part: float) -> str:
    """A colour between two; the first for 1."""
    pairs = zip(bytes.fromhex(one[1:]), bytes.fromhex(other[1:]), strict=True)
    return "#" + "".join(f"{round(a * part + b * (1 - part)):02X}" for a, b in pairs)
