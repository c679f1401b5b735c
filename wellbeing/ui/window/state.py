"""How the window was left: size, place and page, for the next time it opens."""

from __future__ import annotations

import logging
from pathlib import Path

import msgspec

from wellbeing.files.settings import replace_text
from wellbeing.ports import KnownError

log = logging.getLogger(__name__)


class State(msgspec.Struct, frozen=True):
    """As it lies in the file."""

    page: str = "today"
    geometry: str = ""
    """What Qt saves, as base64; empty before the window was closed for the first time."""
    welcomed: bool = False
    """Whether the first two screens were shown, or never needed."""


def read(path: Path) -> State:
    """How it was left; the beginning where the file is missing or not ours."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=State)
    except (OSError, msgspec.DecodeError):
        return State()


def write(path: Path, state: State) -> None:
    """Keep it; a folder that cannot be written only costs the convenience."""
    try:
        replace_text(path, msgspec.json.encode(state).decode())
    except KnownError as error:
        log.info("the window's size is not kept: %s", type(error).__name__)
