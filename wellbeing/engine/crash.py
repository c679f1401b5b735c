"""What happens when the program itself is wrong: a report is written, nothing is hidden."""

from __future__ import annotations

import logging
import platform
import traceback
from datetime import datetime
from pathlib import Path

import wellbeing

log = logging.getLogger(__name__)

KEPT = 10
"""Reports that are kept; older ones go."""


def lines(error: BaseException) -> list[str]:
    """An error and what led to it: types, files and lines, without messages."""
    told: list[str] = []
    chain: BaseException | None = error
    while chain is not None:
        told.append(type(chain).__name__)
        told.extend(
            f"  {Path(frame.filename).name}:{frame.lineno} in {frame.name}"
            for frame in traceback.extract_tb(chain.__traceback__)
        )
        chain = chain.__cause__ or chain.__context__
    return told


def report(error: BaseException, folder: Path, at: datetime) -> Path | None:
    """Write a crash report and return its path; None where even that failed.

    Only names of types, files of ours and lines are written: the messages of errors may hold titles or paths.
    """
    told = [
        f"Wellbeing {wellbeing.__version__} on Python {platform.python_version()}, {platform.system()}",
        f"at {at.isoformat(timespec='seconds')}",
    ]
    told.extend(lines(error))
    path = folder / f"crash-{at.strftime('%Y%m%d-%H%M%S-%f')}.txt"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.write_text("\n".join(told) + "\n", "utf-8")
        for old in sorted(folder.glob("crash-*.txt"))[:-KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        log.warning("the crash report could not be written")
        return None
    return path
