"""Loads xcffib without a parser of C: its declarations were taken apart beforehand (2 MB and 30 ms less)."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from types import ModuleType

_WHERE = "xcffib.ffi"


def load() -> None:
    """Have `import xcffib` take the declarations that come with this program, where they are its own."""
    if _WHERE in sys.modules:
        return
    with suppress(ImportError):
        from wellbeing.lean import xcb_declarations as ours

        if fingerprint() == ours.OF:
            module = ModuleType(_WHERE)
            module.__dict__["ffi"] = ours.ffi
            sys.modules[_WHERE] = module


def fingerprint() -> str:
    """Of the declarations of the xcffib that is installed; empty where there is none.

    A later version may declare something else; then it takes its own apart, as it does everywhere else.
    """
    package = importlib.util.find_spec("xcffib")
    if package is None or package.origin is None:
        return ""
    file = Path(package.origin).with_name("ffi.py")
    return sha256(file.read_bytes()).hexdigest()[:16] if file.is_file() else ""
