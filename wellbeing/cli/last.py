"""The last words of a program that dies: in the person's language where that can still be loaded, else in English.

Nothing here loads more than gettext, and nothing that fails keeps a sentence back.
"""

from __future__ import annotations

import contextlib
import errno
import sys
from pathlib import Path

BUG = 70
"""Exit code for an error of ours (sysexits.h, EX_SOFTWARE)."""
UNWRITTEN = (errno.ENOSPC, errno.EDQUOT, errno.EIO)
"""What a disk says that takes nothing more."""


def _(message: str) -> str:
    """The sentence in the person's language; as written where no translation can be loaded any more."""
    try:
        from wellbeing.files.words import translations

        return translations().gettext(message)
    except Exception:  # noqa: BLE001 - a damaged installation, no memory: whatever it is, the sentence comes
        return message


def say(*sentences: str) -> None:
    """Sentences on stderr, a line each; a stderr that takes nothing either ends it quietly."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        sys.stderr.write("".join(f"{one}\n" for one in sentences))
        sys.stderr.flush()


def unwritten(error: OSError) -> None:
    """Say that the disk takes nothing more."""
    if error.errno == errno.ENOSPC:
        say(_("The output cannot be written: the disk is full."))
    elif error.errno == errno.EDQUOT:
        say(_("The output cannot be written: no more of the disk is granted to this account."))
    else:
        say(_("The output cannot be written: the disk reports an error."))
    say(_("Make room, or write it somewhere else."))


def died(error: BaseException, logs: Path) -> None:
    """Write a report of an error of ours, and say where it is.

    Args:
        error: what went wrong.
        logs: the folder for the report; where the program stands, it may have gone.
    """
    path = None
    with contextlib.suppress(Exception):  # whatever is broken: the sentence below is said
        from wellbeing.engine import clock, crash

        path = crash.report(error, logs.absolute(), clock.SystemClock().now())
    say(_("This should not have happened: an error of the program, not yours."))
    if path is None:
        say(_("No report could be written."))
    else:
        say(_("A report without private data is in {path}.").format(path=path))
