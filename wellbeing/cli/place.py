"""A place in the window as a person types it."""

from __future__ import annotations

import click


class Place(click.Choice[str]):
    """One of the pages, or something on it: `nudges/42`, `limits/3`, `limits/tool:claude`."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The page checked; what stands after the slash is the page's."""
        page, slash, what = value.partition("/")
        return f"{super().convert(page, param, ctx)}{slash}{what}"
