"""aider: `.aider.chat.history.md` in repositories that are known, and below folders that the person named.

Source: aider `io.py` (`append_chat_history`, `user_input`). Only the start of a run has a time, in local time and
without a zone; its prompts count at that moment. Sent and received tokens are rounded figures in the text.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from wellbeing.interop.field import digest, local
from wellbeing.interop.folder import is_there
from wellbeing.interop.lines import LineLog
from wellbeing.interop.page import Page
from wellbeing.interop.place import below
from wellbeing.interop.repository import repositories
from wellbeing.interop.told import Memory, Told
from wellbeing.model import Tokens

FOLDERS = "WELLBEING_AIDER_FOLDERS"
"""Variable that names folders of the person's choice, parted as in PATH."""
HISTORY = ".aider.chat.history.md"
DEPTH = 4
"""Folders below a root that are looked into; a home folder is never walked, and no known repository is."""

_START = re.compile(rb"# aider chat started at (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)\s*$")
_TOKENS = re.compile(rb"> Tokens: ([\d.,]+)(k|M)? sent,(?:.*?,)? ([\d.,]+)(k|M)? received")
_MODEL = re.compile(rb"> (?:Main model|Model): ([\w./:@-]{1,80})")
_TALKING = (b"/ask ", b"/code ", b"/architect ", b"/context ")
"""Commands that carry words to the model; all others are for aider itself."""
_FACTOR = {b"k": 1_000, b"M": 1_000_000}


class Aider(LineLog[Memory]):
    """Chat histories of aider.

    Args:
        roots: folders of the person's choice; a file in them up to four folders deep is read.
    """

    name = "aider"
    tool = "aider"

    def __init__(self, roots: Sequence[Path] = ()) -> None:
        super().__init__(Memory)
        self._roots = tuple(roots)

    def places(self, home: Path, environ: Mapping[str, str]) -> Iterator[Path]:
        """See `LogFormat`."""
        seen: set[Path] = set()
        for path in self._found(home, environ):
            if path not in seen and is_there(path):
                seen.add(path)
                yield path

    def _found(self, home: Path, environ: Mapping[str, str]) -> Iterator[Path]:
        yield home / HISTORY
        if (given := Path(environ.get("AIDER_CHAT_HISTORY_FILE", ""))).is_absolute():
            yield given
        yield from (folder / HISTORY for folder in repositories(home, environ))
        named = [Path(part) for part in environ.get(FOLDERS, "").split(os.pathsep) if part.strip()]
        for root in (*self._roots, *named):
            folder = root.expanduser().absolute()
            if folder not in (home.absolute(), *home.absolute().parents):
                yield from (path for path in below(folder, (HISTORY,), DEPTH) if path.name == HISTORY)

    def begin(self, path: Path) -> Memory:
        """See `LineLog`."""
        return Memory(session=digest(str(path)))

    def take(self, line: bytes, memory: Memory, page: Page) -> bool:
        """See `LineLog`. The flag says that the line before belongs to a prompt, too."""
        told = Told(self.tool, page, memory)
        went_on, memory.flag = memory.flag, line.startswith(b"#### ")
        if (start := _START.match(line)) is not None:
            word = start[1].decode()
            told.belongs(digest(word))
            memory.prompts = memory.answers = 0
            memory.last, memory.began = local(word), None
        elif memory.flag:
            words = line[5:].lstrip()
            command = words.startswith((b"/", b"!")) and not words.startswith(_TALKING)
            if not went_on and words and not command:
                told.prompt(memory.last)
        elif (model := _MODEL.match(line)) is not None:
            told.belongs(None, model=model[1].decode("ascii", "replace"))
        elif (tokens := _TOKENS.match(line)) is not None:
            told.answer(None, Tokens(_number(tokens[1], tokens[2]), _number(tokens[3], tokens[4])))
        return True


def _number(digits: bytes, unit: bytes | None) -> int:
    try:
        return min(round(float(digits.replace(b",", b"")) * _FACTOR.get(unit or b"", 1)), 10**12)
    except (ValueError, OverflowError):
        return 0
