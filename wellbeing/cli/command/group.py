"""The top of the command line: how an error is told, and how a command ends."""

from __future__ import annotations

import errno
import sys
from pathlib import Path
from typing import Any

import click

from wellbeing.files.paths import Home
from wellbeing.ports import KnownError

BUG = 70
"""Exit code for an error of ours (sysexits.h, EX_SOFTWARE)."""


class Commands(click.Group):
    """Known errors become a sentence and exit 1, errors of ours a report and exit 70."""

    def invoke(self, ctx: click.Context) -> Any:  # as click declares it
        """Run a command."""
        from wellbeing.cli import say

        try:
            return super().invoke(ctx)
        except KnownError as error:
            say.known_error(error)
            ctx.exit(1)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except BrokenPipeError:
            # The reader went away (head, less): nothing is wrong, and nothing more can be said.
            sys.stderr.close()
            ctx.exit(0)
        except Exception as error:  # noqa: BLE001 - the top of the program: our bug becomes a report
            if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EIO):
                click.echo(f"The output cannot be written: {error.strerror}.", err=True)
                click.echo("Make room, or write it somewhere else.", err=True)
                ctx.exit(1)
            from wellbeing.engine import clock, crash

            logs = ctx.obj.logs if isinstance(ctx.obj, Home) else Path.cwd()
            path = crash.report(error, logs, clock.SystemClock().now())
            click.echo("This should not have happened: an error of the program, not yours.", err=True)
            click.echo(
                f"A report without private data is in {path}." if path else "No report could be written.",
                err=True,
            )
            ctx.exit(BUG)
