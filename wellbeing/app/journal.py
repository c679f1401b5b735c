"""Where warnings and the log go."""

from __future__ import annotations

import logging
import logging.handlers
from pathlib import Path
from typing import Any

from wellbeing.engine import crash

_LOG_BYTES = 500_000


def log_to(folder: Path, name: str = "wellbeing.log") -> None:
    """Warnings to stderr, everything from info on to a file that never grows beyond a few pages."""
    handler = logging.handlers.RotatingFileHandler(
        folder / name, maxBytes=_LOG_BYTES, backupCount=2, encoding="utf-8", delay=True
    )
    handler.setFormatter(_Discreet("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    told = logging.StreamHandler()
    told.setLevel(logging.WARNING)
    told.setFormatter(_Sentences())
    root = logging.getLogger()
    root.addHandler(handler)
    root.addHandler(told)
    root.setLevel(logging.INFO)
    logging.getLogger("apscheduler").setLevel(logging.WARNING)


class _Sentences(logging.Formatter):
    """What a person reads on the terminal: the sentence; the log file has the rest."""

    def format(self, record: logging.LogRecord) -> str:
        """The message alone, without a traceback."""
        return record.getMessage()


class _Discreet(logging.Formatter):
    """What stands in the log file: an error by its type and place; its message may hold titles or paths."""

    def formatException(self, ei: Any) -> str:  # noqa: N802 - logging's name; Any: its type is private
        """As a crash report tells it."""
        return "\n".join(crash.lines(ei[1])) if ei[1] is not None else ""
