"""A record that does not exist yet: what every view shows before the first run."""

from __future__ import annotations

from wellbeing.store.nothing.record import NoRecord

__all__ = ["NoRecord"]
