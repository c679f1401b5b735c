"""Loads matplotlib without what only its manual, its buttons and other people's figures need.

Measured in CPU time on one machine (matplotlib 3.11): figures 596 -> 506 ms, what draws pixels 596 -> 390 ms.
"""

from __future__ import annotations

import importlib
import importlib.machinery
import sys
from collections.abc import Sequence
from datetime import UTC
from types import ModuleType

from wellbeing.lean import Never, StandIn, standing_in

_ARTIST = "matplotlib.artist"
_LISTING = "_update_set_signature_and_docstring"
"""Of `Artist`: lists the properties of each kind of artist for the manual's readers. `set` does without; where it is
gone, nothing is left out."""


def expect() -> None:
    """Have matplotlib leave out its lists of properties, whenever it is loaded."""
    if _ARTIST not in sys.modules and not any(isinstance(one, _Finder) for one in sys.meta_path):
        sys.meta_path.insert(0, _Finder())


def load_renderers() -> None:
    """Import what draws pixels alone, without what a person does with figures."""
    with standing_in((StandIn("matplotlib.widgets", {}),)):
        importlib.import_module("matplotlib.backends.backend_agg")


def load_pdf() -> None:
    """Import what writes pages alone, without figures and axes.

    `PdfPages` has no figures to save then; figures save themselves as ever.
    """
    load_renderers()
    standing = (
        StandIn("matplotlib.dates", {"UTC": UTC}),
        StandIn("matplotlib.figure", {"Figure": Never}),
    )
    with standing_in(standing):
        importlib.import_module("matplotlib.backends.backend_pdf")


class _Finder:
    """Finds the one module, once."""

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """As importlib asks."""
        if name != _ARTIST:
            return None
        sys.meta_path.remove(self)
        spec = importlib.machinery.PathFinder.find_spec(name, path, target)
        if spec is not None and type(spec.loader) is importlib.machinery.SourceFileLoader:
            spec.loader = _Loader(spec.loader.name, spec.loader.path)
        return spec


class _Loader(importlib.machinery.SourceFileLoader):
    """Loads it, and takes the listing away before the first kind of artist is made."""

    def exec_module(self, module: ModuleType) -> None:
        """As importlib asks."""
        super().exec_module(module)
        if hasattr(module.Artist, _LISTING):
            setattr(module.Artist, _LISTING, classmethod(_unlisted))


def _unlisted(_artist: type) -> None:
    """Nothing is listed."""
