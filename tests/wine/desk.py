"""Runs in a process of wine (host.c): our own `WindowsDesk`, asked by lines of JSON.

    {"ask": "title", "words": [65622]}   ->   {"answer": "Untitled - Notepad"}

Python here is Linux's, whose ctypes knows a `long` of eight bytes and characters of four. Only that is put right, and
the way a function is found; declarations, layouts and calls are those of `windows_api`.
"""

from __future__ import annotations

import ctypes
import json
import os
import runpy
import sys
from ctypes import wintypes
from pathlib import Path
from typing import Any, Self

sys.path.insert(0, str(Path(__file__).parents[2]))

_doors = [int(word) for word in os.environ["WINE_DOORS"].split()]
_resolve = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_char_p, ctypes.c_char_p)(_doors[0])
_heard = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p)(_doors[1])
_Function: Any = ctypes.CDLL(None)._FuncPtr  # the very kind that WinDLL gives


def _text(characters: ctypes.Array[ctypes.c_uint16]) -> str:
    return bytes(characters).decode("utf-16-le", "surrogatepass").split("\0", 1)[0]


def wide(length: int) -> Any:
    """As ctypes.create_unicode_buffer, whose characters are Windows' here."""
    return type("Wide", (ctypes.c_uint16 * length,), {"value": property(_text)})()


def wide_at(address: int) -> str:
    """As ctypes.wstring_at."""
    found = b""
    while (pair := ctypes.string_at(address + len(found), 2)) != b"\0\0":
        found += pair
    return found.decode("utf-16-le", "surrogatepass")


class Function(_Function):  # type: ignore[misc]  # ctypes has no public name for it
    """A function of Windows."""

    _flags_ = _Function._flags_  # ctypes asks for them anew
    _restype_ = ctypes.c_int

    def __call__(self, *words: object) -> object:
        """Call it; text goes as Windows has it."""
        return super().__call__(
            *((word + "\0").encode("utf-16-le") if isinstance(word, str) else word for word in words)
        )


class Library:
    """As ctypes.WinDLL."""

    def __init__(self, name: str, *, use_last_error: bool = False) -> None:
        del use_last_error
        self._name = name

    def __getattr__(self, name: str) -> Function:
        """A function of it."""
        address = _resolve(self._name.encode(), name.encode())
        if not address:
            raise AttributeError(name)
        function = Function(address)
        setattr(self, name, function)
        return function


def hearer(result: Any, *words: Any) -> Any:
    """As ctypes.WINFUNCTYPE: Windows is given the address of a door, behind which is the function of ours."""
    kind: Any = ctypes.CFUNCTYPE(result, *words)

    class Hearer(kind):  # type: ignore[misc]  # made just now
        _flags_, _restype_, _argtypes_ = kind._flags_, result, words  # ctypes asks for them anew

        def __new__(cls, function: Any) -> Any:
            inner = kind(function)
            made = kind.__new__(cls, _heard(ctypes.cast(inner, ctypes.c_void_p).value))
            made.inner = inner  # it must live as long
            return made

        def __init__(self, function: Any) -> None:
            """All is done."""

    return Hearer


class Rectangle(ctypes.Structure):
    """As wintypes.RECT, with the `LONG` of Windows."""

    _fields_ = tuple((side, ctypes.c_int32) for side in ("left", "top", "right", "bottom"))


class Key:
    """As winreg's handles."""

    def __init__(self, handle: ctypes.c_void_p) -> None:
        self.handle = handle

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        Library("advapi32").RegCloseKey(self.handle)


class Winreg:
    """As Python's module of that name on Windows, by the calls that it makes (PC/winreg.c)."""

    HKEY_CURRENT_USER = ctypes.c_void_p(0xFFFF_FFFF_8000_0001)
    REG_SZ = 1
    _READ = 0x2_0019

    def __init__(self) -> None:
        self._calls = Library("advapi32")

    def OpenKey(self, root: ctypes.c_void_p, name: str) -> Key:  # noqa: N802 - Python's name
        key = ctypes.c_void_p()
        _done(self._calls.RegOpenKeyExW(root, name, 0, self._READ, ctypes.byref(key)))
        return Key(key)

    def CreateKey(self, root: ctypes.c_void_p, name: str) -> Key:  # noqa: N802 - Python's name
        key = ctypes.c_void_p()
        _done(self._calls.RegCreateKeyW(root, name, ctypes.byref(key)))
        return Key(key)

    def QueryValueEx(self, key: Key, name: str) -> tuple[str, int]:  # noqa: N802 - Python's name
        kind, size = ctypes.c_uint32(), ctypes.c_uint32(2048)
        text = wide(1024)
        told = ctypes.byref(kind), text, ctypes.byref(size)
        _done(self._calls.RegQueryValueExW(key.handle, name, None, *told))
        return text.value, kind.value

    def SetValueEx(self, key: Key, name: str, zero: int, kind: int, value: str) -> None:  # noqa: N802 - Python's name
        size = 2 * (len(value) + 1)
        _done(self._calls.RegSetValueExW(key.handle, name, zero, kind, value, size))

    def DeleteKey(self, root: ctypes.c_void_p, name: str) -> None:  # noqa: N802 - Python's name
        _done(self._calls.RegDeleteKeyW(root, name))


def _done(code: object) -> None:
    """Python makes an exception of each code; 2 is ERROR_FILE_NOT_FOUND."""
    if code == 2:
        raise FileNotFoundError
    assert code == 0, code


def registry() -> Any:
    """Our keys for browsers, as they are on Windows."""
    there: Any = sys.modules
    there["winreg"] = Winreg()
    system, sys.platform = sys.platform, "win32"
    try:
        path = Path(__file__).parents[2] / "wellbeing" / "files" / "host_key.py"
        return runpy.run_path(str(path))["HostKeys"]()
    finally:
        sys.platform = system


def desk() -> tuple[Any, Any, Any]:
    """The module as it is on Windows, its desk, and the clocks."""
    words: Any = wintypes
    words.DWORD = words.ULONG = ctypes.c_uint32
    words.LONG = words.BOOL = ctypes.c_int32
    words.RECT = Rectangle
    there: Any = ctypes
    there.WinDLL, there.WINFUNCTYPE = Library, hearer
    there.create_unicode_buffer, there.wstring_at = wide, wide_at
    system, sys.platform = sys.platform, "win32"
    try:
        from wellbeing.sensors import windows_api

        # Its package needs libraries that this Python does not have.
        uptime = runpy.run_path(str(Path(__file__).parents[2] / "wellbeing" / "engine" / "uptime.py"))
    finally:
        sys.platform = system
    return windows_api, vars(windows_api)["WindowsDesk"](), uptime


def layout(module: Any) -> str:
    """Sizes and offsets as declared, in the order of host.c."""
    last, screen = vars(module)["_LastInput"], vars(module)["_Monitor"]
    told = (ctypes.sizeof(last), last.time.offset, ctypes.sizeof(screen))
    return " ".join(map(str, (*told, screen.whole.offset, screen.work.offset, screen.flags.offset)))


def say(answer: object) -> None:
    """Answer."""
    sys.stdout.write(json.dumps({"answer": answer}) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Answer until nobody asks."""
    module, asked, clocks = desk()
    powers: list[bool] = []

    def power() -> bool:
        end = asked.on_power(powers.append)
        end()
        return True

    own: dict[str, Any] = {
        "layouts": lambda: [os.environ["WINE_LAYOUT"], layout(module)],
        "power": power,
        "clocks": lambda: [clocks["awake_ns"](), clocks["on_ns"]()],
        "screen": lambda: Library("user32").GetDesktopWindow(),
    }
    keys = registry()
    own |= {f"key_{name}": getattr(keys, name) for name in ("get", "put", "remove")}
    say("ready")
    for line in sys.stdin:
        question = json.loads(line)
        name = question["ask"]
        what = own.get(name) or getattr(asked, name)
        say(what(*question["words"]))


if __name__ == "__main__":
    main()
