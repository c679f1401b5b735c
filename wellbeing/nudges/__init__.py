"""When the program speaks, and why it mostly does not: pure decisions that explain themselves.

`nudges.decide(facts, limits, past, manners)` is all of it: from what is known at a moment to what becomes of each wish.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wellbeing.nudges.policy import Facts, decide

__all__ = ["Facts", "decide"]


def __getattr__(name: str) -> object:
    """Loaded when it is asked for: settings need one name of this package, and every command reads them."""
    if name in __all__:
        from wellbeing.nudges import policy

        return getattr(policy, name)
    raise AttributeError(name)
