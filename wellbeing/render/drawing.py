"""The bars of a report as shapes and words at places: the same for the page's SVG and for paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from wellbeing.render.page import Bar, Bars

_SHARE, _WIDEST = 0.62, 62.0
"""Bar of the slot, and the widest one in px (look.md, 3)."""
_TOP, _FOOT, _CORNER, _GAP = 20.0, 22.0, 3.0, 1.0
_CHARACTER = 6.2
"""px of a character at 11 px, on the safe side for most fonts."""
_STRONG = 7.4
"""The same in bold."""
_ROOM = 15.0
"""px that an AI part must be high to hold its number."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A closed path."""

    kind: str
    """`rest` or `ai`."""
    path: str
    """As SVG writes it."""
    box: tuple[float, float, float, float]
    """Left, top, width, height."""
    corner: bool
    """Whether its upper corners are round."""


@dataclass(frozen=True, slots=True)
class Words:
    """Text at a place; y is the base line."""

    kind: str
    """`strong`, `inside`, `ai-words`, or empty."""
    words: str
    x: float
    y: float
    anchor: str
    """`start`, `middle` or `end`, from left to right."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything of the figure, px from its top left corner."""

    width: float
    height: float
    left: float
    """Of the base line."""
    right: float
    base: float
    usual: float | None
    """Height of the dashed line."""
    runs: tuple[tuple[float, float], ...]
    """From where to where it goes: it leaves out the numbers that it would cross."""
    shapes: tuple[Shape, ...]
    dots: tuple[float, ...]
    """Where nothing is recorded."""
    texts: tuple[Words, ...]


def drawing(
    bars: Bars, width: float, height: float, *, mirrored: bool = False, slim: bool = False
) -> Drawing:
    """The figure at a size.

    Args:
        bars: what is drawn.
        width: px.
        height: px.
        mirrored: whether time runs from right to left.
        slim: on a phone: words that stand beside it otherwise stand below it.
    """
    line = bars.line[1] if bars.line else ()
    said = [] if slim else [len(one) * _STRONG for one in bars.foot] + [len(one) * _CHARACTER for one in line]
    side = max(said) + 12 if said else 2.0
    left, right = (side, width - 2) if mirrored else (2.0, width - side)
    base = height - (2 * _FOOT if slim else _FOOT)
    tallest = max([*(one.amount for one in bars.bars), bars.line[0] if bars.line else 0.0]) or 1.0
    scale = (base - _TOP) / tallest
    slot = (right - left) / len(bars.bars)
    shapes: list[Shape] = []
    texts: list[Words] = []
    dots: list[float] = []
    roomy = all(len(one.label) * _STRONG <= slot for one in bars.bars)
    every = next(
        step
        for step in (1, 2, 3, 6)
        if step == 6 or max(len(one.name) for one in bars.bars) * _CHARACTER + 4 <= slot * step
    )
    for place, bar in enumerate(bars.bars):
        at = len(bars.bars) - 1 - place if mirrored else place
        centre = left + (at + 0.5) * slot
        if bar.name and (place % every == 0 or len(bars.bars) > 12):
            texts.append(Words("", bar.name, _round(centre), _round(base + 16), "middle"))
        if bar.ahead:
            continue
        if not bar.recorded:
            dots.append(_round(centre))
            continue
        shapes += _stack(bar, centre, min(slot * _SHARE, _WIDEST), base, scale)
        texts += _numbers(bar, centre, slot, base, scale, label=roomy or bar.amount == tallest)
    if slim:
        texts += _below(bars, width, height, mirrored=mirrored)
    else:
        texts += _side(bars, right, left, base, scale, mirrored=mirrored)
    usual = _round(base - bars.line[0] * scale) if bars.line else None
    runs = _runs(texts, usual, left, _round(right))
    return Drawing(
        width, height, left, _round(right), base, usual, runs, tuple(shapes), tuple(dots), tuple(texts)
    )


def _runs(
    texts: Iterable[Words], at: float | None, left: float, right: float
) -> tuple[tuple[float, float], ...]:
    if at is None:
        return ()
    crossed = sorted(
        (one.x - half, one.x + half)
        for one in texts
        if one.kind == "strong" and one.y - 11 < at < one.y + 4
        for half in [len(one.words) * _STRONG / 2 + 3]
    )
    edges = [left, *(edge for gap in crossed for edge in gap), right]
    pairs = zip(edges[::2], edges[1::2], strict=True)
    return tuple((_round(start), _round(end)) for start, end in pairs if end - start > 1)


def _stack(bar: Bar, centre: float, width: float, base: float, scale: float) -> Iterator[Shape]:
    ai, whole = bar.ai * scale, bar.amount * scale
    left = centre - width / 2
    if whole > ai:
        bottom = base - ai - (_GAP if ai else 0)
        if bottom > base - whole:
            yield _box("rest", left, base - whole, width, bottom - (base - whole), corner=True)
    if ai:
        yield _box("ai", left, base - ai, width, ai, corner=whole - ai < _GAP)


def _box(kind: str, left: float, top: float, width: float, height: float, *, corner: bool) -> Shape:
    """A box, its upper corners round where it is the uppermost."""
    r = min(_CORNER, height, width / 2) if corner else 0.0
    x, y, w, h, r = (_round(one) for one in (left, top, width, height, r))
    path = f"M{x} {_round(y + h)}v{-_round(h - r)}q0 {-r} {r} {-r}h{_round(w - 2 * r)}q{r} 0 {r} {r}v{_round(h - r)}z"
    return Shape(kind, path, (x, y, w, h), corner)


def _numbers(
    bar: Bar, centre: float, slot: float, base: float, scale: float, *, label: bool
) -> Iterator[Words]:
    if bar.label and label:
        yield Words("strong", bar.label, _round(centre), _round(base - bar.amount * scale - 5), "middle")
    height = bar.ai * scale
    if bar.inside and height >= _ROOM and len(bar.inside) * _STRONG <= min(slot * _SHARE, _WIDEST) - 2:
        yield Words("inside", bar.inside, _round(centre), _round(base - height / 2 + 4), "middle")


def _side(
    bars: Bars, right: float, left: float, base: float, scale: float, *, mirrored: bool
) -> Iterator[Words]:
    """Words beside the chart, where time ends."""
    x, anchor = (left - 8, "end") if mirrored else (right + 8, "start")
    low = base
    for place, words in enumerate(reversed(bars.foot)):
        low = base - 2 - place * 14
        yield Words("ai-words", words, _round(x), _round(low), anchor)
    if bars.line:
        height, lines = bars.line
        lowest = low - 18 - 14 * (len(lines) - 1)
        first = min(base - height * scale - 2, lowest)
        for place, words in enumerate(lines):
            yield Words("", words, _round(x), _round(first + place * 14), anchor)


def _below(bars: Bars, width: float, height: float, *, mirrored: bool) -> Iterator[Words]:
    """The same words in one line below the names."""
    first, last = ((width, "end"), (0.0, "start")) if mirrored else ((0.0, "start"), (width, "end"))
    if bars.foot:
        yield Words("ai-words", " ".join(bars.foot), first[0], height - 4, first[1])
    if bars.line:
        yield Words("", f"- - {' '.join(bars.line[1])}", last[0], height - 4, last[1])


def _round(number: float) -> float:
    return round(number, 1)
