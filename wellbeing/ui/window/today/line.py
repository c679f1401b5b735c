"""From a day to its strip."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from wellbeing.engine.view.day import Block, DayView
from wellbeing.ui import text
from wellbeing.ui.group import group_name
from wellbeing.ui.text import _
from wellbeing.ui.widgets.strip import Line, Piece

_FIRST = time(6)
"""The strip begins here, or earlier where something is."""
_WORTH_A_WORD = timedelta(minutes=15)


def of(view: DayView) -> Line:
    """The waking day, longer where something lies outside it."""
    morning = datetime.combine(view.day, _FIRST, view.start.tzinfo)
    midnight = datetime.combine(view.day + timedelta(days=1), time(0), view.start.tzinfo)
    begin = min([morning, *(block.start for block in view.blocks)])
    end = max([midnight, *(block.end for block in view.blocks)])
    alone = [] if view.what is not None else [block for block in view.asked.works if block.end > begin]
    bracket = None
    if view.longest is not None and view.what is None and view.longest[1] - view.longest[0] >= _WORTH_A_WORD:
        length = text.duration(view.longest[1] - view.longest[0])
        bracket = (*view.longest, _("longest stretch {length}").format(length=length))
    return Line(
        start=begin.replace(minute=0, second=0, microsecond=0),
        end=end,
        pieces=[Piece(block.start, block.end, block.kind, _words(block)) for block in view.blocks],
        below=[Piece(max(begin, block.start), min(end, block.end), "", _alone(block)) for block in alone],
        now=view.now if view.current else None,
        bracket=bracket,
        notes=[
            (block.start + (block.end - block.start) / 2, _("paused"))
            for block in view.blocks
            if block.kind == "paused" and block.end - block.start >= _WORTH_A_WORD
        ],
    )


def _alone(block: Block) -> str:
    return _("{begin} to {end}: {name} worked without you").format(
        begin=text.clock(block.start), end=text.clock(block.end), name=block.kind
    )


def _words(block: Block) -> str:
    names = {"idle": _("idle"), "paused": _("paused")}
    name = names.get(block.kind) or group_name(block.kind)
    return _("{begin} to {end}: {name}").format(
        begin=text.clock(block.start), end=text.clock(block.end), name=name
    )
