"""Loads libraries without the parts of theirs that a resident program never uses.

SQLAlchemy and APScheduler import asyncio, multiprocessing and the machinery of installed packages, PySide6 watches
every import for a feature that nobody here asks for, and a third of SQLAlchemy is its manual. Measured (private
memory, Python 3.11, SQLAlchemy 2.1, APScheduler 3.11, PySide6 6.11): 14 MB less in all.
"""

from __future__ import annotations

import builtins
import gc
import importlib
import importlib.machinery
import inspect
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import CodeType, ModuleType
from typing import Any, NoReturn

_TOLD = frozenset({"apscheduler", "babel", "sqlalchemy"})
"""Their documentation stays on the disk."""
_HAS_DOCSTRING = 0x4000000


class StandIn(ModuleType):
    """Stands for a module: knows what is asked for on import, and loads the real one when anything else is."""

    def __init__(self, name: str, knows: Mapping[str, object]) -> None:
        super().__init__(name)
        self.__dict__.update(knows)

    def __getattr__(self, name: str) -> Any:  # whatever the module has under that name
        if name.startswith("__"):
            raise AttributeError(name)
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(importlib.import_module(self.__name__), name)


class Never(Exception):
    """Stands for an error that only the real module raises, or a class of which nobody has anything."""


def load(*names: str) -> None:
    """Import modules; others who import later what was left out get the real thing."""
    with standing_in(_stand_ins()), _untold():
        for name in names:
            importlib.import_module(name)


def load_qt(name: str) -> None:
    """Import the first module of PySide6 without its watch over every later import.

    The watch is for `from __feature__ import …`; it reads the source of each module that is imported from then on
    and keeps it (shibokensupport/feature.py; 3 MB and a tenth of the start).
    """
    plain = builtins.__import__
    importlib.import_module(name)
    builtins.__import__ = plain


def load_hashes() -> None:
    """Import hashlib with Python's own hashes in place of OpenSSL's: 1 MB less, and as quick for what is short.

    It has no `scrypt` and no `pbkdf2_hmac` then; `hmac`, `ssl` and passwords of other libraries are as ever.
    """
    if "hashlib" in sys.modules or "_hashlib" in sys.modules:
        return
    try:
        sys.modules["_hashlib"] = None  # type: ignore[assignment]  # what import takes for "there is none"
        importlib.import_module("hashlib")
    finally:
        del sys.modules["_hashlib"]


@contextmanager
def uncollected() -> Iterator[None]:
    """While much is loaded or read that stays: looking for cycles in it takes a twentieth of the time."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


@contextmanager
def standing_in(them: Iterable[StandIn]) -> Iterator[None]:
    """Have imports find stand-ins for what is not loaded yet; after that imports find the real thing."""
    placed = [one for one in them if one.__name__ not in sys.modules]
    sys.modules.update({one.__name__: one for one in placed})
    try:
        yield
    finally:
        for one in placed:
            if sys.modules.get(one.__name__) is one:
                del sys.modules[one.__name__]


def _stand_ins() -> Iterable[StandIn]:
    def version(_name: str) -> NoReturn:
        raise Never

    def entry_points(**_where: str) -> tuple[()]:
        return ()

    functions: dict[str, Callable[..., object]] = {
        "iscoroutine": inspect.iscoroutine,
        "iscoroutinefunction": inspect.iscoroutinefunction,
    }
    return (
        StandIn("asyncio", functions),
        StandIn("multiprocessing", {}),
        StandIn("concurrent.futures.process", {"BrokenProcessPool": Never}),
        StandIn(
            "importlib.metadata",
            {"PackageNotFoundError": Never, "version": version, "entry_points": entry_points},
        ),
    )


@contextmanager
def _untold() -> Iterator[None]:
    finder = _Finder()
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)


class _Finder:
    """Finds what Python's own finder finds, for the libraries whose documentation is left out."""

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """As importlib asks."""
        if name.partition(".")[0] not in _TOLD:
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path, target)
        if spec is not None and type(spec.loader) is importlib.machinery.SourceFileLoader:
            spec.loader = _Loader(spec.loader.name, spec.loader.path)
        return spec


class _Loader(importlib.machinery.SourceFileLoader):
    """Loads a module as `python -OO` would, but with its assertions."""

    def get_code(self, fullname: str) -> CodeType | None:
        """The module's code."""
        code = super().get_code(fullname)
        return None if code is None else bare(code)


def bare(code: CodeType) -> CodeType:
    """The same without documentation strings."""
    parts = [bare(one) if isinstance(one, CodeType) else one for one in code.co_consts]
    at = _documentation(code)
    if at is not None and isinstance(parts[at], str):
        parts[at] = None
    elif all(new is old for new, old in zip(parts, code.co_consts, strict=True)):
        return code
    return code.replace(co_consts=tuple(parts))


def _documentation(code: CodeType) -> int | None:
    """Which of the constants is the documentation, if there is any (cpython/Python/compile.c)."""
    if code.co_flags & inspect.CO_NEWLOCALS:
        # A function's is its first; comprehensions and their like have none, nor since 3.14 has who is not marked.
        marked = sys.version_info < (3, 14) or code.co_flags & _HAS_DOCSTRING
        return 0 if marked and code.co_consts and not code.co_name.startswith("<") else None
    # A class stores its own after its three names, the first of which is no constant.
    return 1 if code.co_names[3:4] == ("__doc__",) and len(code.co_consts) > 1 else None
