"""What shows notes, and the words of those that come from elsewhere than the nudger; words load when told."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING

from wellbeing.app.basis import Basis
from wellbeing.engine.clock import SystemClock
from wellbeing.family.request import Request as TimeRequest
from wellbeing.files.resources import resource
from wellbeing.ports import Note, Notifier, Reaction

if TYPE_CHECKING:
    from wellbeing.engine.view.household import OfAnother


def notifier(
    environ: Mapping[str, str], heard: Callable[[Reaction], None], time_of_day: SystemClock
) -> Notifier:
    """What shows notes here."""
    if sys.platform in ("win32", "darwin"):
        from wellbeing.notify.command import CommandNotifier, banner, toast

        windows = sys.platform == "win32"
        return CommandNotifier("toast" if windows else "banner", toast if windows else banner, heard)
    from wellbeing.notify.freedesktop import FreedesktopNotifier

    icon = resource("icons", "wellbeing.svg").absolute().as_uri()
    return FreedesktopNotifier(environ, heard, time_of_day.tick, icon)


def answer_note(basis: Basis) -> Callable[[TimeRequest], Note]:
    """A parent's answer in words; loaded when there is one."""

    def note(one: TimeRequest) -> Note:
        from wellbeing.ui import limit_words, request_words

        limit = next((each for each in basis.store.limits.limits() if each.id == one.limit), None)
        name = request_words.everything() if limit is None else limit_words.name(limit, basis.ruled.labels)
        return request_words.note(one, name)

    return note


def asked_note(basis: Basis) -> Callable[[OfAnother], Note]:
    """A member's request in words; loaded when there is one."""

    def note(one: OfAnother) -> Note:
        from wellbeing.ui import request_words

        return request_words.asked_note(one, basis.ruled.labels)

    return note


@cache
def _cast() -> Callable[[], bool]:
    """Loaded when something is to be shown for the first time."""
    from wellbeing.sensors.screen_cast import ScreenCast

    return ScreenCast(dict(os.environ))


def shared() -> bool:
    """Whether others see the screen, as far as PipeWire tells."""
    return sys.platform == "linux" and _cast()()
