"""Which sensors fit which Wayland desktop, in order; and what a desktop or a sandbox is known not to tell.

A name decides only what is tried first. Whether it works is asked of the desktop itself, since names are shared: Budgie
and Phosh call themselves GNOME as well, and LXQt runs on labwc as on KWin.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta

from wellbeing.model.sentence import Sentence
from wellbeing.ports import Fact, Sensor
from wellbeing.sensors.null import null

NO_JEEPNEY = Sentence("The D-Bus library jeepney cannot be loaded.")
GET_JEEPNEY = Sentence("Install jeepney, which comes with the program on Linux.")

_GNOME_SHELLS = frozenset({"gnome", "ubuntu", "pop", "gnome-classic", "zorin", "endless"})
"""Desktops that are GNOME Shell with another name (XDG_CURRENT_DESKTOP of their sessions)."""
_NOT_THE_SHELL = frozenset({"budgie", "phosh", "pantheon", "cosmic", "unity", "x-cinnamon"})
"""Desktops that name GNOME beside themselves without running its shell, as `Budgie:GNOME` and `Phosh:GNOME` do."""
_FAMILY = frozenset({"wlroots", "labwc", "river", "wayfire", "niri", "sway", "hyprland", "phosh"})
"""Desktops that always offer wlr-foreign-toplevel, so that nothing else need be tried."""


_GRAIN = timedelta(seconds=10)
"""Where the compositor tells only that a silence has lasted so long, it is asked for this short one: a break of
20 seconds, or a rest of half a minute, would not be seen with the threshold of absence. Two wakes a silence."""


def desktops(environ: Mapping[str, str]) -> frozenset[str]:
    """What the desktop calls itself, lower case: `ubuntu:GNOME` is both (desktop entry specification)."""
    return frozenset(name.casefold() for name in environ.get("XDG_CURRENT_DESKTOP", "").split(":") if name)


def is_gnome_shell(environ: Mapping[str, str]) -> bool:
    """Whether the desktop calls itself GNOME Shell."""
    names = desktops(environ)
    return bool(names & _GNOME_SHELLS) and not names & _NOT_THE_SHELL


def limits(environ: Mapping[str, str]) -> Iterator[Sensor[object]]:
    """One that never works and says what this place is known not to tell; none where nothing is known of it."""
    for name, (here, reason, remedy) in _LIMITS.items():
        if here(environ):
            yield null(Fact.WINDOW, name=name, reason=reason, remedy=remedy)
            return


def _on_wayland(*names: str) -> Callable[[Mapping[str, str]], bool]:
    return lambda environ: bool(environ.get("WAYLAND_DISPLAY")) and bool(desktops(environ) & {*names})


_LIMITS: Mapping[str, tuple[Callable[[Mapping[str, str]], bool], Sentence, Sentence]] = {
    "flatpak": (
        lambda environ: bool(environ.get("FLATPAK_ID")),
        Sentence("Inside a Flatpak, the sandbox hides windows and programs of the desktop."),
        Sentence("Install Wellbeing outside of Flatpak, by its package or with pip."),
    ),
    "wsl": (
        lambda environ: bool(environ.get("WSL_DISTRO_NAME") or environ.get("WSL_INTEROP")),
        Sentence("Linux inside Windows (WSL) knows only its own windows."),
        Sentence("Install Wellbeing on Windows as well, to have every window counted."),
    ),
    "crostini": (
        lambda environ: bool(environ.get("SOMMELIER_VERSION")),
        Sentence("Linux on ChromeOS knows only its own windows."),
        Sentence(
            "ChromeOS tells Linux programs nothing of the others; the browser companion can tell sites."
        ),
    ),
    "cinnamon": (
        _on_wayland("x-cinnamon", "cinnamon"),
        Sentence("Cinnamon on Wayland tells other programs nothing about windows."),
        Sentence("Choose Cinnamon without Wayland at the login screen to have every window counted."),
    ),
    "pantheon": (
        _on_wayland("pantheon"),
        Sentence("Pantheon on Wayland tells other programs nothing about windows."),
        Sentence("Choose the Classic session at the login screen to have every window counted."),
    ),
    "gamescope": (
        lambda environ: bool(environ.get("GAMESCOPE_WAYLAND_DISPLAY")) or _on_wayland("gamescope")(environ),
        Sentence("gamescope tells other programs nothing about its windows."),
        Sentence("Switch to the desktop mode to have windows counted."),
    ),
    "weston": (
        _on_wayland("weston"),
        Sentence("Weston tells other programs nothing about windows."),
        Sentence("Use a desktop that does, or an X11 (Xorg) session."),
    ),
}
"""Sources: sommelier and WSLg set these variables; no foreign-toplevel protocol in Muffin 6.4, Gala 8, Weston 14."""


def windows(environ: Mapping[str, str]) -> Iterator[Sensor[object]]:
    """What tells of windows under Wayland: the desktop's own way, then those that many share."""
    names = desktops(environ)
    own = bool(environ.get("SWAYSOCK") or environ.get("HYPRLAND_INSTANCE_SIGNATURE"))
    if environ.get("SWAYSOCK"):
        from wellbeing.sensors.sway_window import SwayWindow

        yield SwayWindow(environ)
    if environ.get("HYPRLAND_INSTANCE_SIGNATURE"):
        from wellbeing.sensors.hyprland_window import HyprlandWindow

        yield HyprlandWindow(environ)
    if is_gnome_shell(environ):
        yield _gnome(environ)
        yield _atspi(environ)
        return
    plasma = "kde" in names or bool(environ.get("KDE_FULL_SESSION"))
    if plasma:
        yield _kwin(environ)
    from wellbeing.sensors.wayland_window import COSMIC, WaylandWindow

    cosmic = "cosmic" in names
    if cosmic:
        yield WaylandWindow(environ, dialect=COSMIC)
    yield WaylandWindow(environ)
    if own or plasma or names & _FAMILY:
        return
    if not cosmic:
        yield WaylandWindow(environ, dialect=COSMIC)
        yield _kwin(environ)
    yield _atspi(environ)


def idles(environ: Mapping[str, str], idle_after: timedelta) -> Iterator[Sensor[object]]:
    """What tells of absence under Wayland. Not the X server: input to native windows never reaches it."""
    idle_after = min(idle_after, _GRAIN)
    shell = is_gnome_shell(environ)
    if not shell:
        from wellbeing.sensors.wayland_idle import WaylandIdle

        yield WaylandIdle(environ, idle_after)
        if environ.get("SWAYSOCK") or environ.get("HYPRLAND_INSTANCE_SIGNATURE"):
            return
    try:
        from wellbeing.sensors.gnome_idle import MUFFIN, GnomeIdle
    except ImportError:
        yield null(Fact.IDLE, name="gnome-idle", reason=NO_JEEPNEY, remedy=GET_JEEPNEY)
        return
    yield GnomeIdle(environ, idle_after)
    if not shell:
        yield GnomeIdle(environ, idle_after, monitor=MUFFIN)


def _kwin(environ: Mapping[str, str]) -> Sensor[object]:
    try:
        from wellbeing.sensors.kwin_window import KWinWindow
    except ImportError:
        return null(Fact.WINDOW, name="kwin-window", reason=NO_JEEPNEY, remedy=GET_JEEPNEY)
    return KWinWindow(environ)


def _gnome(environ: Mapping[str, str]) -> Sensor[object]:
    try:
        from wellbeing.sensors.gnome_window import GnomeWindow
    except ImportError:
        return null(Fact.WINDOW, name="gnome-window", reason=NO_JEEPNEY, remedy=GET_JEEPNEY)
    return GnomeWindow(environ)


def _atspi(environ: Mapping[str, str]) -> Sensor[object]:
    try:
        from wellbeing.sensors.atspi_window import AtspiWindow
    except ImportError:
        return null(Fact.WINDOW, name="atspi-window", reason=NO_JEEPNEY, remedy=GET_JEEPNEY)
    return AtspiWindow(environ)
