"""What is in front, with what the terminal in it runs: asked for as seldom as can be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from wellbeing.agents.terminal import TYPED_LATELY
from wellbeing.model import AppIdentity, Evidence
from wellbeing.ports import Foreground, Terminals

PATIENCE = timedelta(seconds=1)
"""Programs that turn a wheel in their title change it ten times a second; that is no reason to look each time."""


@dataclass(frozen=True, slots=True)
class Front:
    """What is in front."""

    evidence: Evidence | None
    """None: no window."""
    age: timedelta | None = None
    """For how long the program in the terminal has been running, if it began since the look before; else None."""


class FrontReader:
    """Adds to a window the commands of its terminal. Used on the beat's thread.

    They are read when another window comes to the front, when its title changes (a shell tells there what it
    runs), and once a period, so that a command is noticed within one.

    Args:
        terminals: what runs in terminals.
        is_terminal: whether windows of an app are terminals; in others, editors with a terminal built in, a
            command counts for `TYPED_LATELY` after the last key typed into it.
    """

    def __init__(self, terminals: Terminals, is_terminal: Callable[[AppIdentity], bool]) -> None:
        self._terminals, self._is_terminal = terminals, is_terminal
        self._window: Evidence | None = None
        self._read: timedelta | None = None
        self._commands: tuple[tuple[str, ...], ...] = ()

    def __call__(self, window: Evidence | None, tick: timedelta, *, due: bool) -> Front:
        """The window with its commands.

        Args:
            window: as the sensor saw it.
            tick: the monotonic clock.
            due: whether a period has passed.
        """
        if window is None:
            self._window = None
            return Front(None)
        before, self._window = self._window, window
        if not (due or self._read is None or self._changed(before, window, tick)):
            return Front(replace(window, commands=self._commands) if self._commands else window)
        found = self._terminals.foreground(window)
        same = before is not None and (before.pid, before.app_id) == (window.pid, window.app_id)
        since = tick - self._read if same and self._read is not None else timedelta(0)
        began = found.age is not None and found.age < since and found.commands != self._commands
        self._read, self._commands = tick, self._counting(window, found)
        evidence = replace(window, commands=self._commands) if self._commands else window
        return Front(evidence, found.age if began else None)

    def _changed(self, before: Evidence | None, window: Evidence, tick: timedelta) -> bool:
        if before is None or (before.pid, before.app_id) != (window.pid, window.app_id):
            return True
        waited = self._read is None or tick - self._read >= PATIENCE
        return before.title != window.title and waited

    def _counting(self, window: Evidence, found: Foreground) -> tuple[tuple[str, ...], ...]:
        if found.commands and not self._is_terminal(AppIdentity(window.app_id or "", window.exe)):
            typed = found.quiet is not None and found.quiet < TYPED_LATELY
            return found.commands if typed else ()
        return found.commands
