"""What macOS is asked, by pyobjc: window list, workspace, accessibility, input, session. Not yet run on a real machine.

The sensors take it as a `Desk`, so that they can be tried against recorded replies elsewhere.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Front:
    """The application in front."""

    pid: int
    bundle: str
    """Such as `com.apple.Safari`; empty where it has none."""
    executable: str
    """Path of its executable; may be empty."""


class Desk(Protocol):
    """The questions; every answer is a plain value."""

    def front(self) -> Front | None:
        """The application in front; None while there is none."""
        ...

    def trusted(self, *, ask: bool) -> bool:
        """Whether we may read titles (Accessibility); `ask` lets the system lead the person to the switch."""
        ...

    def title(self, pid: int) -> str:
        """Title of its focused window; empty where it has none, or where we may not know."""
        ...

    def full_screen(self, pid: int) -> bool:
        """Whether its focused window is full screen; False where we may not know."""
        ...

    def idle_s(self) -> float:
        """Since the last input of any kind."""
        ...

    def locked(self) -> bool:
        """Whether the screen is locked, or another person is in front of it."""
        ...


if sys.platform == "darwin":
    import AppKit
    import ApplicationServices
    import Quartz

    class MacDesk:
        """Implements `Desk`; pyobjc gives no types.

        The front application comes from the list of windows on the screen, which needs no permission for the
        owner of a window; NSWorkspace only keeps up in a process whose main thread runs Cocoa's loop.
        """

        def front(self) -> Front | None:
            """See `Desk`."""
            listed: Any = Quartz.CGWindowListCopyWindowInfo(
                Quartz.kCGWindowListOptionOnScreenOnly | Quartz.kCGWindowListExcludeDesktopElements,
                Quartz.kCGNullWindowID,
            )
            for window in listed or ():  # front to back
                if window.get(Quartz.kCGWindowLayer, 0) == 0:
                    return self._front(int(window[Quartz.kCGWindowOwnerPID]))
            return None

        def _front(self, pid: int) -> Front:
            app: Any = AppKit.NSRunningApplication.runningApplicationWithProcessIdentifier_(pid)
            if app is None:
                return Front(pid, "", "")
            place = app.executableURL()
            return Front(pid, str(app.bundleIdentifier() or ""), str(place.path()) if place else "")

        def trusted(self, *, ask: bool) -> bool:
            """See `Desk`."""
            wish = {ApplicationServices.kAXTrustedCheckOptionPrompt: ask}
            return bool(ApplicationServices.AXIsProcessTrustedWithOptions(wish))

        def title(self, pid: int) -> str:
            """See `Desk`."""
            window = self._window(pid)
            return str(self._value(window, "AXTitle") or "") if window is not None else ""

        def full_screen(self, pid: int) -> bool:
            """See `Desk`."""
            window = self._window(pid)
            return bool(window is not None and self._value(window, "AXFullScreen"))

        def idle_s(self) -> float:
            """See `Desk`."""
            return float(
                Quartz.CGEventSourceSecondsSinceLastEventType(
                    Quartz.kCGEventSourceStateCombinedSessionState, Quartz.kCGAnyInputEventType
                )
            )

        def locked(self) -> bool:
            """See `Desk`."""
            session: Any = Quartz.CGSessionCopyCurrentDictionary()
            if session is None:
                return True
            on_console = bool(session.get("kCGSSessionOnConsoleKey", True))
            return bool(session.get("CGSSessionScreenIsLocked", False)) or not on_console

        def _window(self, pid: int) -> Any:
            app: Any = ApplicationServices.AXUIElementCreateApplication(pid)
            ApplicationServices.AXUIElementSetMessagingTimeout(app, 0.2)  # an app that hangs holds nothing up
            return self._value(app, "AXFocusedWindow")

        def _value(self, element: Any, name: str) -> Any:
            error, value = ApplicationServices.AXUIElementCopyAttributeValue(element, name, None)
            return None if error else value
