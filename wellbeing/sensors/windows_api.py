"""What Windows is asked, by ctypes: user32, kernel32, version, wtsapi32, powrprof. Not yet run on a real machine.

Wine 8 answers all of it but `locked`, and never sleeps (tests/soak/test_wine.py). The sensors take it as a `Desk`, so
that they can be tried against recorded replies elsewhere.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Protocol


class Desk(Protocol):
    """The questions; every answer is a plain value."""

    def foreground(self) -> int:
        """Handle of the window in front; 0 while there is none."""
        ...

    def title(self, window: int) -> str:
        """Its title; empty where it has none."""
        ...

    def pid(self, window: int) -> int:
        """Its process; 0 when it has gone."""
        ...

    def image(self, pid: int) -> str:
        """Path of a process's executable; empty where it may not be known."""
        ...

    def description(self, image: str) -> str:
        """What an executable calls itself (version resource, FileDescription); empty where it says nothing."""
        ...

    def covers(self, window: int) -> bool:
        """Whether it covers its whole screen."""
        ...

    def child_pid(self, window: int, pid: int) -> int:
        """Process of the first window inside that belongs to another process; 0 where there is none."""
        ...

    def idle_ms(self) -> int:
        """Since the last input."""
        ...

    def locked(self) -> bool | None:
        """Whether the session is locked; None where Windows does not say."""
        ...

    def on_power(self, told: Callable[[bool], None]) -> Callable[[], None]:
        """Call when the machine is about to sleep (True) and when it wakes (False); what it returns ends that."""
        ...


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _QUERY = 0x1000
    """PROCESS_QUERY_LIMITED_INFORMATION."""
    _SESSION_INFO_EX, _CURRENT_SESSION = 25, 0xFFFFFFFF
    _LOCKED, _UNLOCKED = 0, 1
    """WTS_SESSIONSTATE_LOCK and UNLOCK, since Windows 8; Windows 7 has them the other way round."""
    _SUSPEND, _RESUME_AUTOMATIC, _RESUME = 0x4, 0x12, 0x7
    _CALLBACK = 2
    """DEVICE_NOTIFY_CALLBACK."""
    _NEAREST = 2
    """MONITOR_DEFAULTTONEAREST."""

    class _LastInput(ctypes.Structure):
        _fields_ = (("size", wintypes.UINT), ("time", wintypes.DWORD))

    class _Monitor(ctypes.Structure):
        _fields_ = (
            ("size", wintypes.DWORD),
            ("whole", wintypes.RECT),
            ("work", wintypes.RECT),
            ("flags", wintypes.DWORD),
        )

    _OnPower = ctypes.WINFUNCTYPE(wintypes.ULONG, ctypes.c_void_p, wintypes.ULONG, ctypes.c_void_p)
    _OnChild = ctypes.WINFUNCTYPE(wintypes.BOOL, wintypes.HWND, wintypes.LPARAM)

    class _Subscription(ctypes.Structure):
        _fields_ = (("callback", _OnPower), ("context", ctypes.c_void_p))

    class WindowsDesk:
        """Implements `Desk` by the system's own libraries."""

        def __init__(self) -> None:
            self._user = ctypes.WinDLL("user32", use_last_error=True)
            self._kernel = ctypes.WinDLL("kernel32", use_last_error=True)
            self._version = ctypes.WinDLL("version")
            self._user.GetForegroundWindow.restype = wintypes.HWND
            self._user.MonitorFromWindow.restype = wintypes.HANDLE
            self._kernel.OpenProcess.restype = wintypes.HANDLE
            self._kernel.GetTickCount.restype = wintypes.DWORD

        def foreground(self) -> int:
            """See `Desk`."""
            return int(self._user.GetForegroundWindow() or 0)

        def title(self, window: int) -> str:
            """See `Desk`."""
            text = ctypes.create_unicode_buffer(512)
            self._user.GetWindowTextW(wintypes.HWND(window), text, len(text))
            return text.value

        def pid(self, window: int) -> int:
            """See `Desk`."""
            found = wintypes.DWORD()
            self._user.GetWindowThreadProcessId(wintypes.HWND(window), ctypes.byref(found))
            return int(found.value)

        def image(self, pid: int) -> str:
            """See `Desk`."""
            process = self._kernel.OpenProcess(_QUERY, False, pid)
            if not process:
                return ""
            path, length = ctypes.create_unicode_buffer(32_768), wintypes.DWORD(32_768)
            try:
                done = self._kernel.QueryFullProcessImageNameW(
                    wintypes.HANDLE(process), 0, path, ctypes.byref(length)
                )
            finally:
                self._kernel.CloseHandle(wintypes.HANDLE(process))
            return path.value if done else ""

        def description(self, image: str) -> str:
            """See `Desk`."""
            size = self._version.GetFileVersionInfoSizeW(image, None)
            if not size:
                return ""
            block = ctypes.create_string_buffer(size)
            if not self._version.GetFileVersionInfoW(image, 0, size, block):
                return ""
            where, length = ctypes.c_void_p(), wintypes.UINT()
            languages = "\\VarFileInfo\\Translation"
            if not self._version.VerQueryValueW(block, languages, ctypes.byref(where), ctypes.byref(length)):
                return ""
            language, page = (ctypes.c_uint16 * 2).from_address(where.value or 0)
            name = f"\\StringFileInfo\\{language:04x}{page:04x}\\FileDescription"
            if not self._version.VerQueryValueW(block, name, ctypes.byref(where), ctypes.byref(length)):
                return ""
            return ctypes.wstring_at(where.value or 0).strip() if where.value else ""

        def covers(self, window: int) -> bool:
            """See `Desk`."""
            frame, screen = wintypes.RECT(), _Monitor()
            screen.size = ctypes.sizeof(screen)
            monitor = self._user.MonitorFromWindow(wintypes.HWND(window), _NEAREST)
            if not self._user.GetWindowRect(wintypes.HWND(window), ctypes.byref(frame)):
                return False
            if not self._user.GetMonitorInfoW(wintypes.HANDLE(monitor), ctypes.byref(screen)):
                return False
            whole = screen.whole
            return bool(
                frame.left <= whole.left
                and frame.top <= whole.top
                and frame.right >= whole.right
                and frame.bottom >= whole.bottom
            )

        def child_pid(self, window: int, pid: int) -> int:
            """See `Desk`."""
            found: list[int] = []

            def each(child: int, _more: int) -> bool:
                other = self.pid(child)
                if other not in (0, pid):
                    found.append(other)
                return not found

            self._user.EnumChildWindows(wintypes.HWND(window), _OnChild(each), 0)
            return found[0] if found else 0

        def idle_ms(self) -> int:
            """See `Desk`."""
            last = _LastInput()
            last.size = ctypes.sizeof(last)
            if not self._user.GetLastInputInfo(ctypes.byref(last)):
                return 0
            return int(self._kernel.GetTickCount() - last.time) % (1 << 32)  # both begin anew after 49.7 days

        def locked(self) -> bool | None:
            """See `Desk`."""
            stations = ctypes.WinDLL("wtsapi32")
            block, length = ctypes.c_void_p(), wintypes.DWORD()
            if not stations.WTSQuerySessionInformationW(
                None,
                wintypes.DWORD(_CURRENT_SESSION),
                _SESSION_INFO_EX,
                ctypes.byref(block),
                ctypes.byref(length),
            ):
                return None
            try:
                # WTSINFOEXW: Level, then in Level 1 SessionId, SessionState, SessionFlags; the union is 8-aligned.
                words = (ctypes.c_int32 * 5).from_address(block.value or 0)
                flags = words[4]
            finally:
                stations.WTSFreeMemory(block)
            return {_LOCKED: True, _UNLOCKED: False}.get(flags)

        def on_power(self, told: Callable[[bool], None]) -> Callable[[], None]:
            """See `Desk`."""
            power = ctypes.WinDLL("powrprof")

            def heard(_context: int | None, kind: int, _setting: int | None) -> int:
                if kind == _SUSPEND:
                    told(True)
                elif kind in (_RESUME_AUTOMATIC, _RESUME):
                    told(False)
                return 0

            subscription = _Subscription(_OnPower(heard), None)
            handle = ctypes.c_void_p()
            if power.PowerRegisterSuspendResumeNotification(
                _CALLBACK, ctypes.byref(subscription), ctypes.byref(handle)
            ):
                return lambda: None

            def end() -> None:
                power.PowerUnregisterSuspendResumeNotification(handle)
                kept.clear()

            kept = [subscription]  # it must live until the end: Windows calls into it
            return end
