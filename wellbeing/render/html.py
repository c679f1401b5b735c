"""A report page as one HTML file: no scripts, nothing loaded, everything escaped.

What other people wrote (names of sites, apps, limits) is hostile: jinja2 escapes it, and the content security policy
in the file lets nothing run and nothing load, whatever slipped through; styles count by their hash alone.
"""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from wellbeing.render.drawing import drawing
from wellbeing.render.ink import Ink
from wellbeing.render.page import Page, Place

_BROAD, _NARROW, _HEIGHT = 702.0, 342.0, 190.0


def html(page: Page, template: str, css: str, ink: Ink, *, mail: bool = False) -> str:
    """The file.

    Args:
        page: what is told.
        template: `resources/report/report.html.j2`.
        css: `resources/report/report.css`.
        ink: the colours.
        mail: for mail programs, which show neither SVG nor variables: the chart is the picture `cid:days`, light.
    """
    style = _light_only(css, ink) if mail else _variables(ink) + css
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    mirrored = page.right_to_left
    bars = page.bars
    return _compiled(template).render(
        page=page,
        places=Place,
        mail=mail,
        style=Markup(style),  # noqa: S704 - ours alone: the style sheet and the colours
        style_hash=digest,
        broad=drawing(bars, _BROAD, _HEIGHT, mirrored=mirrored) if bars else None,
        narrow=drawing(bars, _NARROW, _HEIGHT, mirrored=mirrored, slim=True) if bars else None,
    )


@lru_cache(maxsize=2)
def _compiled(template: str) -> Template:
    return Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True).from_string(template)


def _variables(ink: Ink) -> str:
    def named(colors: dict[str, str]) -> str:
        return "".join(f"--{name}:{color};" for name, color in colors.items())

    light, dark = named(dict(ink.light)), named(dict(ink.dark))
    return (
        f":root{{color-scheme:light dark;{light}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n"
    )


def _light_only(css: str, ink: Ink) -> str:
    for name, color in ink.light.items():
        css = css.replace(f"var(--{name})", color)
    return css
