"""What browsers may start on Windows: keys of the person's own registry, whose value is the path of a manifest."""

from __future__ import annotations

import sys
from typing import Protocol


class Keys(Protocol):
    """Keys under HKEY_CURRENT_USER, each with one value that has no name."""

    def get(self, key: str) -> str | None:
        """The value; None where there is no such key."""
        ...

    def put(self, key: str, value: str) -> None:
        """Make the key and set its value."""
        ...

    def remove(self, key: str) -> None:
        """Take the key away; nothing happens where there is none."""
        ...


class NoKeys:
    """Implements `Keys` where there is no registry."""

    def get(self, key: str) -> str | None:
        """See `Keys`."""
        del key
        return None

    def put(self, key: str, value: str) -> None:
        """See `Keys`."""

    def remove(self, key: str) -> None:
        """See `Keys`."""


if sys.platform == "win32":
    import winreg

    class HostKeys:
        """Implements `Keys`; nobody else's browsers are touched. Not yet run on a real machine."""

        def get(self, key: str) -> str | None:
            """See `Keys`."""
            try:
                with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as found:
                    return str(winreg.QueryValueEx(found, "")[0])
            except FileNotFoundError:
                return None

        def put(self, key: str, value: str) -> None:
            """See `Keys`."""
            with winreg.CreateKey(winreg.HKEY_CURRENT_USER, key) as made:
                winreg.SetValueEx(made, "", 0, winreg.REG_SZ, value)

        def remove(self, key: str) -> None:
            """See `Keys`."""
            try:
                winreg.DeleteKey(winreg.HKEY_CURRENT_USER, key)
            except FileNotFoundError:
                return


def keys() -> Keys:
    """Those of this system."""
    if sys.platform == "win32":
        return HostKeys()
    else:  # noqa: RET505 - what each system has is seen by the type checker only so
        return NoKeys()
