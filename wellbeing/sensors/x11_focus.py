"""Which windows had the focus since the last look: the X server says who got it, the window manager when it noted that.

A root window's `_NET_ACTIVE_WINDOW` can only be asked for its newest value, so of several switches between two looks
the earlier ones would be lost. `FocusIn` names each window, without a time; the property's events carry the server's.

    FocusIn      B              C
    property       ·(0) ·(B)      ·(0) ·(C)          openbox: the focus first, then the note of it
    passed       B at the first · after it           C is what a look finds
"""

from __future__ import annotations

from dataclasses import dataclass

import xcffib.xproto as x11

_MODES = frozenset({x11.NotifyMode.Normal, x11.NotifyMode.WhileGrabbed})
"""Others only tell of grabs: a menu is open."""
_DETAILS = frozenset(
    {
        x11.NotifyDetail.Ancestor,
        x11.NotifyDetail.Virtual,
        x11.NotifyDetail.Nonlinear,
        x11.NotifyDetail.NonlinearVirtual,
    }
)
"""Others tell of the focus moving within a window, or of the mouse (X11 protocol, FocusIn)."""
KEPT = 256
NEAR_MS = 20
"""Notes so close together are about one switch: first that nothing is active, then what is."""


@dataclass(slots=True)
class _Focused:
    window: int
    before: int | None
    """Server time of the note that came before the focus, in milliseconds; None where none belongs to it."""
    after: int | None = None
    """Of the first note that came after it."""
    left: bool = False

    @property
    def stamp(self) -> int | None:
        return self.before if self.after is None else self.after


class X11Focus:
    """The windows that had the focus, until they are fetched; at most `KEPT`."""

    def __init__(self) -> None:
        self._focused: list[_Focused] = []
        self._noted: int | None = None
        """The last note since the last look."""
        self._loose: int | None = None
        """The last note, if it belongs to none of the windows that got the focus before it."""

    def noted(self, stamp: int) -> None:
        """The window manager named an active window, or none, at a server time in milliseconds."""
        self._noted, self._loose = stamp, None
        last = self._focused[-1] if self._focused else None
        if last is not None and last.stamp is None:
            last.after = stamp
        elif last is None or last.stamp is None or stamp - last.stamp > NEAR_MS:
            self._loose = stamp

    def came(self, window: int, mode: int, detail: int) -> None:
        """A window got the focus."""
        if mode not in _MODES or detail not in _DETAILS:
            return
        if self._focused and self._focused[-1].window == window:
            self._focused[-1].left = False
            return
        self._focused.append(_Focused(window, self._loose))
        self._loose = None
        del self._focused[:-KEPT]

    def went(self, window: int, mode: int, detail: int) -> None:
        """A window lost it."""
        if mode in _MODES and detail in _DETAILS and self._focused and self._focused[-1].window == window:
            self._focused[-1].left = True

    def fetch(self, active: int) -> tuple[list[tuple[int, int]], int | None]:
        """Windows that were active before the one that is, each with its server time, and that one's own.

        None where nothing was noted since the last look, such as when the window manager has gone.

        A window that got the focus although no note belongs to it was never active: a panel, a desktop. What got the
        focus after the active one is kept, for the window manager is about to name it.

        Args:
            active: the window that is named active now; 0 while none is.
        """
        last = len(self._focused) - 1
        place = next((turn for turn in range(last, -1, -1) if self._focused[turn].window == active), None)
        stamp, self._noted, self._loose = self._noted, None, None
        if place is not None:
            stamp = self._focused[place].stamp or stamp
            passed, self._focused = self._focused[:place], self._focused[place + 1 :]
        else:
            gone = last + 1 if self._focused and self._focused[last].left else max(last, 0)
            passed, self._focused = self._focused[:gone], self._focused[gone:]
        return [(one.window, one.stamp) for one in passed if one.stamp is not None], stamp
