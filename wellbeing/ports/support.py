"""Whether a source or a way out works on this machine."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Support:
    """Whether a sensor can work here, and if not, why and what to do."""

    ok: bool
    reason: str
    """A sentence: what was found, good or bad."""
    remedy: str = ""
    """A sentence: what the person can do; empty when all is well or nothing can be done."""
