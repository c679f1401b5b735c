"""Values of the core as JSON text, and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")


def written(value: object) -> str:
    """As JSON; the same value gives the same text."""
    return _ENCODER.encode(value).decode()


def read(text: str, kind: type[T]) -> T:
    """The value of a kind that a text tells; unknown fields of a later version are left out."""
    return msgspec.json.decode(text, type=kind)


def _plain(value: Any) -> Any:  # Any: msgspec hands over whatever it does not know itself
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, frozenset):
        return sorted(value)
    raise NotImplementedError(f"{type(value).__name__} has no JSON form")


_ENCODER = msgspec.json.Encoder(enc_hook=_plain, order="deterministic")
