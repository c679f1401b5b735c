"""Starting with the log-in on Windows: a value of the person's own Run key in the registry."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from typing import Protocol

NAME = "Wellbeing"
KEY = r"Software\Microsoft\Windows\CurrentVersion\Run"


class Values(Protocol):
    """The values of a key of the registry."""

    def get(self, name: str) -> str | None:
        """A value; None where there is none."""
        ...

    def put(self, name: str, value: str) -> None:
        """Set a value."""
        ...

    def remove(self, name: str) -> None:
        """Take a value away."""
        ...


def adopt(wanted: bool, command: Sequence[str], values: Values) -> None:
    """Make the key say what is wanted; writes nothing where it does already."""
    line = subprocess.list2cmdline(command)
    there = values.get(NAME)
    if wanted and there != line:
        values.put(NAME, line)
    elif not wanted and there == line:  # each home has its say about its own value only
        values.remove(NAME)


if sys.platform == "win32":
    import winreg

    class RunKey:
        """Implements `Values` on HKEY_CURRENT_USER; nobody else's log-in is touched."""

        def get(self, name: str) -> str | None:
            """See `Values`."""
            try:
                with winreg.OpenKey(winreg.HKEY_CURRENT_USER, KEY) as key:
                    return str(winreg.QueryValueEx(key, name)[0])
            except FileNotFoundError:
                return None

        def put(self, name: str, value: str) -> None:
            """See `Values`."""
            with winreg.CreateKey(winreg.HKEY_CURRENT_USER, KEY) as key:
                winreg.SetValueEx(key, name, 0, winreg.REG_SZ, value)

        def remove(self, name: str) -> None:
            """See `Values`."""
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, KEY, 0, winreg.KEY_SET_VALUE) as key:
                winreg.DeleteValue(key, name)
