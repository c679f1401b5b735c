"""Every colour of the tokens can be read, and told from its neighbours by colour-blind eyes (look.md, section 2)."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations, pairwise, product
from typing import Literal

import pytest

from tests.render.seen import look
from tests.ui.colour import Vision, contrast, distance
from wellbeing.render.year import greys
from wellbeing.ui.theme import GROUPS, Colors, Tokens, tokens

Scheme = Literal["light", "dark"]
GROUNDS = ("card", "ground", "nav", "sunken")
TEXT, SEEN = 4.5, 3.0
"""WCAG 2.2: text (1.4.3), and what must be seen without being text (1.4.11)."""
APART = 10.0
"""CAM02-UCS, whatever the colour vision; the bar of look.md."""

SCHEMES: tuple[Scheme, ...] = ("light", "dark")
VALUES: Tokens = tokens()


def colors(scheme: Scheme) -> Colors:
    return VALUES.color.dark if scheme == "dark" else VALUES.color.light


def groups(scheme: Scheme) -> list[str]:
    """Colours of the stack, bottom first."""
    found = VALUES.category.dark if scheme == "dark" else VALUES.category.light
    return [found[group] for group in GROUPS]


def ramp(scheme: Scheme) -> tuple[str, ...]:
    return VALUES.ramp.dark if scheme == "dark" else VALUES.ramp.light


def least(pairs: Iterable[tuple[str, str]], vision: Vision) -> float:
    return min(distance(one, other, vision) for one, other in pairs)


def test_the_measures_are_those_of_their_sources() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005), "WCAG's known near miss"
    assert distance("#FFFFFF", "#FFFFFF") == 0
    assert distance("#000000", "#FFFFFF") == pytest.approx(100, abs=0.1), "the scale of lightness"
    assert distance("#C00000", "#6A5600", Vision.PROTAN) < distance("#C00000", "#6A5600")


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("ink", ["ink", "ink2", "ink3"])
def test_text_can_be_read_on_every_ground(scheme: Scheme, ground: str, ink: str) -> None:
    assert contrast(getattr(colors(scheme), ink), getattr(colors(scheme), ground)) >= TEXT


@pytest.mark.parametrize("scheme", SCHEMES)
def test_buttons_and_the_accent_can_be_read(scheme: Scheme) -> None:
    named = colors(scheme)
    assert contrast(named.button_text, named.button) >= TEXT
    assert contrast(named.accent, named.accent_soft) >= TEXT
    assert contrast(named.accent, named.card) >= TEXT
    assert contrast(named.card, named.accent) >= TEXT, "numbers in the AI part of a bar"


@pytest.mark.parametrize("scheme", SCHEMES)
def test_edges_focus_and_data_are_seen_on_every_ground(scheme: Scheme) -> None:
    named = colors(scheme)
    for ground in GROUNDS:
        assert contrast(named.edge, getattr(named, ground)) >= SEEN
        assert contrast(named.accent, getattr(named, ground)) >= SEEN
    for color, ground in product(groups(scheme), (named.card, named.ground)):
        assert contrast(color, ground) >= SEEN


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("vision", Vision)
def test_any_two_groups_are_told_apart_by_any_eye(scheme: Scheme, vision: Vision) -> None:
    assert least(combinations(groups(scheme), 2), vision) >= APART


@pytest.mark.parametrize(
    ("scheme", "vision", "pairs", "neighbours"),
    [
        ("light", Vision.NORMAL, 19.8, 24.1),
        ("light", Vision.DEUTAN, 11.8, 21.2),
        ("light", Vision.PROTAN, 12.4, 18.2),
        ("light", Vision.TRITAN, 14.7, 15.0),
        ("dark", Vision.NORMAL, 21.9, 25.2),
        ("dark", Vision.DEUTAN, 10.7, 15.4),
        ("dark", Vision.PROTAN, 15.8, 15.8),
        ("dark", Vision.TRITAN, 12.3, 12.3),
    ],
)
def test_the_distances_are_those_the_design_names(
    scheme: Scheme, vision: Vision, pairs: float, neighbours: float
) -> None:
    """Measured here anew; look.md's own figures came from another implementation and agree to 0.5."""
    assert least(combinations(groups(scheme), 2), vision) == pytest.approx(pairs, abs=0.05)
    assert least(pairwise(groups(scheme)), vision) == pytest.approx(neighbours, abs=0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_shades_of_a_heat_map_rise_in_steps_that_any_eye_sees(scheme: Scheme) -> None:
    for shades in (ramp(scheme), greys(look(scheme))):
        assert len(shades) == 5
        for vision in Vision:
            assert least(pairwise(shades), vision) >= APART
        assert least(pairwise(shades), Vision.NORMAL) >= 12
        ground = colors(scheme).card
        rising = [contrast(shade, ground) for shade in shades]
        assert rising == sorted(rising), "more is always further from the ground"


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("vision", Vision)
def test_ai_and_the_rest_are_told_apart_by_any_eye(scheme: Scheme, vision: Vision) -> None:
    assert distance(colors(scheme).accent, colors(scheme).edge, vision) >= APART


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_accent_is_the_colour_of_ai_and_of_nothing_else(scheme: Scheme) -> None:
    named = colors(scheme)
    assert groups(scheme)[0] == named.accent
    assert named.accent not in groups(scheme)[1:]


def test_groups_that_touch_differ_in_pattern_too() -> None:
    hatches = [VALUES.category.pattern[group] for group in GROUPS]
    assert all(one != other for one, other in pairwise(hatches))
    assert len({hatch for hatch in hatches if hatch}) == len(GROUPS) - 2, "AI and other are plain"
