"""The command line: what other programs, tests and people rely on."""

from __future__ import annotations


def main() -> None:
    """Run the command line."""
    try:
        from wellbeing import lean

        lean.load_hashes()
        from wellbeing.cli.commands import wellbeing
    except Exception as error:  # noqa: BLE001 - a damaged installation: what a person reads is a sentence
        import sys
        from pathlib import Path

        from wellbeing.cli import last

        last.died(error, Path())
        sys.exit(last.BUG)
    wellbeing()
