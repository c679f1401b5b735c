"""The command line: what other programs, tests and people rely on."""

from __future__ import annotations


def main() -> None:
    """Run the command line."""
    from wellbeing import lean

    lean.load_hashes()
    from wellbeing.cli.commands import wellbeing

    wellbeing()
