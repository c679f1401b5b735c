"""The top of the command line: how an error is told, and how a command ends."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from wellbeing.cli import last
from wellbeing.files.paths import Home
from wellbeing.ports import KnownError


class Commands(click.Group):
    """Known errors become a sentence and exit 1, errors of ours a report and exit 70."""

    def invoke(self, ctx: click.Context) -> Any:  # as click declares it
        """Run a command."""
        try:
            return super().invoke(ctx)
        except KnownError as error:
            from wellbeing.cli import say

            say.known_error(error)
            ctx.exit(1)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except BrokenPipeError:
            # The reader went away (head, less): nothing is wrong, and nothing more can be said.
            sys.stderr.close()
            ctx.exit(0)
        except Exception as error:  # noqa: BLE001 - the top of the program: our bug becomes a report
            if isinstance(error, OSError) and error.errno in last.UNWRITTEN:
                last.unwritten(error)
                ctx.exit(1)
            last.died(error, ctx.obj.logs if isinstance(ctx.obj, Home) else Path())
            ctx.exit(last.BUG)
