"""The hours of a day: use by category stacked, idle and pauses hollow on top, the usual as ghost bars behind."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import Literal

from matplotlib.patches import PathPatch, Rectangle

from wellbeing.render.chart import Chart, Margins, Sheet, Size, Spot, Style, Table
from wellbeing.render.label import ROOM, Labels
from wellbeing.render.measure import Box, measured

_BAR, _GHOST = 0.68, 0.86
"""Widths, of the slot (look.md, section 3)."""
_FULL = 60.0
_SIDE = 48
"""px for the words of the two hairlines, where time ends."""
_LABELLED = 1.5
"""Minutes of idle or pause from which on one of them gets its word, the largest with room for it."""


@dataclass(frozen=True, slots=True)
class Part:
    """One colour of a bar."""

    group: str
    minutes: float


@dataclass(frozen=True, slots=True)
class Hour:
    """One slot of the axis; everything in it may be zero."""

    key: str
    """What `Chart.spots` calls it."""
    words: str
    """The hour in a sentence."""
    parts: tuple[Part, ...] = ()
    """Bottom first."""
    idle: float = 0
    """Minutes away from a running screen."""
    paused: float = 0
    """Minutes in which nothing was recorded, as the person wished."""
    usual: float | None = None
    """Minutes; None while there is no usual."""
    label: str = ""
    """Under the slot's beginning; empty for most."""

    @property
    def used(self) -> float:
        """Minutes of use."""
        return sum(part.minutes for part in self.parts)


@dataclass(frozen=True, slots=True)
class Hours:
    """The figure's value: slots in the order of time, and its words in the person's language."""

    hours: tuple[Hour, ...]
    half: str
    """`30 min`."""
    full: str
    """`60 min`."""
    longest: str
    """Stands above the longest bar: `58 min`."""
    idle: str
    paused: str
    usual: str
    """`your usual Tuesday`; empty while there is none."""
    sentence: str
    table: Table
    now: float | None = None
    """Where the present lies, in slots from the first; None for another day."""
    now_words: str = ""
    marked: int | None = None
    """The slot that the page is narrowed to; the others step back."""
    mirrored: bool = False
    """Whether time runs from right to left."""

    @property
    def drawn(self) -> tuple[Hour, ...]:
        """The hours as they stand from the left."""
        return self.hours[::-1] if self.mirrored else self.hours


def hours(value: Hours, style: Style, size: Size) -> Chart:
    """The hour bars. Some 20 ms; the spots are the slots over the full height."""
    left, right = (_SIDE, 2) if value.mirrored else (2, _SIDE)
    sheet = Sheet(size, style, Margins(left=left, top=16, right=right, bottom=22))
    count = max(1, len(value.hours))
    sheet.axes.set_xlim(0, count)
    sheet.axes.set_ylim(0, _FULL)
    _grid(sheet, value, count)
    for index, hour in enumerate(value.hours):
        place = count - 1 - index if value.mirrored else index
        _ghost(sheet, place, hour)
        _stack(sheet, place, hour, faint=value.marked not in (None, index))
        if hour.label and value.mirrored:
            sheet.text(place + 1, -sheet.px_y(8), hour.label, across="right", up="top")
        elif hour.label:
            sheet.text(place, -sheet.px_y(8), hour.label, up="top")
    _words(sheet, value)
    return Chart(sheet.figure, value.sentence, value.table, _spots(sheet, value))


def _grid(sheet: Sheet, value: Hours, count: int) -> None:
    for minutes, words in ((30, value.half), (60, value.full)):
        sheet.axes.plot([0, count], [minutes, minutes], color=sheet.style.line, lw=1, zorder=0, clip_on=False)
        if value.mirrored:
            sheet.text(-sheet.px_x(46), minutes, words)
        else:
            sheet.text(count + sheet.px_x(46), minutes, words, across="right")


def _ghost(sheet: Sheet, place: int, hour: Hour) -> None:
    if hour.usual:
        left = place + (1 - _GHOST) / 2
        sheet.bar(left, 0, _GHOST, min(_FULL, hour.usual), sheet.style.sunken, layer=1)


def _stack(sheet: Sheet, place: int, hour: Hour, *, faint: bool) -> None:
    left, alpha = place + (1 - _BAR) / 2, 0.3 if faint else 1.0
    used = hour.used
    if used > 0:
        outline = sheet.bar(left, 0, _BAR, used, "none")
        foot = 0.0
        for part in hour.parts:
            _segment(sheet, outline, (left, foot, part.minutes), part.group, alpha)
            foot += part.minutes
    gap = sheet.px_y(2) if used else 0.0
    for minutes, hatch in ((hour.idle, "...."), (hour.paused, "////")):
        shown = min(minutes, _FULL - used) - gap
        if shown > sheet.px_y(2):
            _hollow(sheet, (left, used + gap, shown), hatch, alpha)
            used += shown + gap
            gap = sheet.px_y(2)


def _segment(
    sheet: Sheet, outline: PathPatch, place: tuple[float, float, float], group: str, alpha: float
) -> None:
    left, foot, minutes = place
    style = sheet.style
    box = Rectangle(
        (left, foot),
        _BAR,
        minutes,
        facecolor=style.groups[group],
        edgecolor=style.card,
        linewidth=1,
        hatch=style.hatches[group] if style.patterns and style.hatches[group] else None,
        alpha=alpha,
        zorder=3,
    )
    sheet.axes.add_patch(box)
    box.set_clip_path(outline)


def _hollow(sheet: Sheet, place: tuple[float, float, float], hatch: str, alpha: float) -> None:
    left, foot, minutes = place
    sheet.axes.add_patch(
        Rectangle(
            (left, foot),
            _BAR,
            minutes,
            facecolor=sheet.style.card,
            edgecolor=sheet.style.edge,
            linewidth=0.8,
            hatch=hatch,
            alpha=0.8 * alpha,
            zorder=3,
        )
    )


def _words(sheet: Sheet, value: Hours) -> None:
    labels = Labels(sheet)
    if value.now is not None:
        now = len(value.hours) - value.now if value.mirrored else value.now
        _now(sheet, now, value.now_words, labels, mirrored=value.mirrored)
    hours = value.drawn
    longest = _largest([hour.used for hour in hours], 1)
    if longest is not None:
        labels.above(longest + 0.5, _top(hours[longest], sheet), value.longest, strong=True)
    for amounts, words in (
        ([hour.paused for hour in hours], value.paused),
        ([hour.idle for hour in hours], value.idle),
    ):
        for place in sorted(range(len(amounts)), key=lambda one: -amounts[one]):
            top = _top(hours[place], sheet)
            if amounts[place] < _LABELLED or (
                _bare(sheet, value, place, words) and labels.above(place + 0.5, top, words)
            ):
                break
    if value.usual:
        _usual(sheet, value, labels)


def _now(sheet: Sheet, now: float, words: str, labels: Labels, *, mirrored: bool) -> None:
    """A line, and its words beside it: on the side of the hours to come where they have room."""
    sheet.axes.plot([now, now], [0, _FULL], color=sheet.style.ink, lw=1, zorder=5)
    width, x, y = measured(words, sheet.style, 600) + 8, sheet.left_of(now), sheet.top_of(55)
    after = x - width < sheet.margins.left if mirrored else x + width < sheet.margins.left + sheet.width
    left = x if after else x - width
    labels.reserve(Box(left, y - 7, left + width, y + 7))
    labels.reserve(Box(x - 2, sheet.top_of(_FULL), x + 2, sheet.top_of(0)))
    offset = sheet.px_x(5) if after else -sheet.px_x(5)
    across: Literal["left", "right"] = "left" if after else "right"
    sheet.text(now + offset, 55, words, color=sheet.style.ink, weight=600, across=across)


def _bare(sheet: Sheet, value: Hours, place: int, words: str) -> bool:
    """Whether words above a bar would stand on no higher bar beside it."""
    slot = sheet.slot(len(value.hours))
    half = ceil((measured(words, sheet.style) - slot) / (2 * slot))
    beside = value.drawn[max(0, place - half) : place + half + 1]
    top = _top(value.drawn[place], sheet)
    return all(_filled(hour) <= top for hour in beside)


def _filled(hour: Hour) -> float:
    return hour.used + hour.idle + hour.paused


def _usual(sheet: Sheet, value: Hours, labels: Labels) -> None:
    """Above ghost bars that nothing hides: the later, the better, then the lower."""
    wide = max(1, ceil(measured(value.usual, sheet.style) / sheet.slot(len(value.hours))))
    best: list[tuple[bool, float, int]] = []
    for first in range(len(value.hours) - wide + 1):
        group = value.drawn[first : first + wide]
        if any(hour.usual for hour in group):
            bare = not any(hour.used or hour.idle or hour.paused for hour in group)
            best.append((not bare, max(_top(hour, sheet) for hour in group), first))
    for _, top, first in sorted(best):
        if labels.above(first + wide / 2, _clear_of_grid(sheet, top), value.usual):
            return


def _clear_of_grid(sheet: Sheet, y: float) -> float:
    """A height at which words do not stand on the half-hour line."""
    room = sheet.px_y(sheet.style.size + ROOM)
    return 30 + sheet.px_y(1) if 30 - room < y < 30 else y


def _top(hour: Hour, sheet: Sheet) -> float:
    hollow = hour.idle + hour.paused
    gap = sheet.px_y(2) if hollow else 0.0
    return min(_FULL, max(hour.used + hollow + gap, hour.usual or 0.0))


def _largest(amounts: list[float], least: float) -> int | None:
    top = max(amounts, default=0.0)
    return amounts.index(top) if top >= least else None


def _spots(sheet: Sheet, value: Hours) -> tuple[Spot, ...]:
    top, bottom, count = sheet.top_of(_FULL), sheet.top_of(0), len(value.hours)
    return tuple(
        Spot(hour.key, hour.words, sheet.left_of(place), top, sheet.width / count, bottom - top)
        for place, hour in (
            (count - 1 - at if value.mirrored else at, one) for at, one in enumerate(value.hours)
        )
    )
