"""The choice among sensors, row by row, with sensors that implement the port."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from wellbeing.ports import Fact, KnownError, SensorLost, Support
from wellbeing.sensors.choose import Choice, better, candidates, choose
from wellbeing.sensors.null import NOTHING_KNOWN, null

GOOD = Support(True, "It works.")
BAD = Support(False, "Not here.", "Go there.")
IDLE_AFTER = timedelta(minutes=3)


@dataclass
class Seen:
    """A sensor with a name that finds what it is told to find."""

    name: str
    finding: Support | Exception
    fact: Fact = Fact.WINDOW
    closed: int = field(default=0, init=False)
    probed: int = field(default=0, init=False)

    def probe(self) -> Support:
        self.probed += 1
        if isinstance(self.finding, Exception):
            raise self.finding
        return self.finding

    def read(self) -> str:
        return self.name

    def fileno(self) -> int | None:
        return None

    def close(self) -> None:
        self.closed += 1


@pytest.mark.parametrize(
    ("findings", "chosen", "tried"),
    [
        ([GOOD], "s0", ["s0 True"]),
        ([GOOD, GOOD], "s0", ["s0 True"]),
        ([BAD, GOOD], "s1", ["s0 False", "s1 True"]),
        ([BAD, BAD, GOOD], "s2", ["s0 False", "s1 False", "s2 True"]),
        ([SensorLost("Gone.", "Wait."), GOOD], "s1", ["s0 False", "s1 True"]),
        ([OSError(13, "Permission denied"), GOOD], "s1", ["s0 False", "s1 True"]),
        ([BAD, BAD], "none", ["s0 False", "s1 False"]),
        ([], "none", ["none False"]),
    ],
)
def test_the_first_that_works_is_chosen_and_the_others_are_remembered(
    findings: list[Support | Exception], chosen: str, tried: list[str]
) -> None:
    sensors = [Seen(f"s{number}", finding) for number, finding in enumerate(findings)]
    choice = choose(Fact.WINDOW, sensors)
    assert choice.fact is Fact.WINDOW
    assert choice.sensor.name == chosen
    assert [f"{name} {support.ok}" for name, support in choice.tried] == tried
    assert choice.ok is (chosen != "none")
    assert [sensor.closed for sensor in sensors if sensor.name != chosen] == [
        sensor.probed for sensor in sensors if sensor.name != chosen
    ], "what was tried in vain is closed, what comes after the chosen one is left alone"


@pytest.mark.parametrize(
    ("findings", "found"),
    [
        ([BAD, GOOD], None),
        ([GOOD, GOOD], "s0"),
        ([BAD, GOOD, GOOD], "s1"),
        ([SensorLost("Gone.", "Wait."), GOOD], None),
    ],
)
def test_only_what_fits_better_takes_the_place_of_one_that_works(
    findings: list[Support | Exception], found: str | None
) -> None:
    sensors = [Seen(f"s{number}", finding) for number, finding in enumerate(findings)]
    last = sensors[-1]
    in_use = Choice(Fact.WINDOW, last, ((last.name, GOOD),))
    choice = better(in_use, sensors)
    assert (None if choice is None else choice.sensor.name) == found
    assert last.probed == last.closed == 0, "the one in use is left alone"


def test_a_failure_becomes_a_reason_and_a_remedy() -> None:
    sensors = [
        Seen("a", KnownError("It is broken.", "Mend it.")),
        Seen("b", OSError(13, "Permission denied")),
    ]
    (_, first), (_, second) = choose(Fact.IDLE, sensors).tried
    assert first == Support(False, "It is broken.", "Mend it.")
    assert not second.ok
    assert "Permission denied" in second.reason


def test_our_own_mistakes_are_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError):
        choose(Fact.WINDOW, [Seen("a", ZeroDivisionError())])


@pytest.mark.parametrize("fact", Fact)
def test_where_nothing_works_the_sensor_knows_nothing_and_says_why(fact: Fact) -> None:
    sensor = choose(fact, [Seen("first", BAD), Seen("second", Support(False, "Nor here."))]).sensor
    assert sensor.fact is fact
    assert sensor.read() == NOTHING_KNOWN[fact]
    assert sensor.fileno() is None
    assert sensor.probe() == BAD
    sensor.close()


def test_a_null_sensor_may_stand_for_a_named_one() -> None:
    sensor = null(Fact.IDLE, name="x11-idle", reason="No library.", remedy="Install it.")
    assert (sensor.name, sensor.reason, sensor.remedy) == ("x11-idle", "No library.", "Install it.")


def _first_reason(environ: dict[str, str], fact: Fact) -> Support:
    return choose(fact, candidates(environ, IDLE_AFTER)[fact]).tried[0][1]


NOWHERE = "unix:path=/nonexistent"
NO_BUS = {"DBUS_SYSTEM_BUS_ADDRESS": NOWHERE, "DBUS_SESSION_BUS_ADDRESS": NOWHERE}
WAYLAND = {"WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": "/nonexistent"}


FAMILY = (["wayland-window", "x11-window"], ["wayland-idle", "gnome-idle", "cinnamon-idle"])
"""wlroots and others that offer its protocol."""
KDE = (["kwin-window", *FAMILY[0]], FAMILY[1])
GNOME = (["gnome-window", "atspi-window", "x11-window"], ["gnome-idle"])
UNKNOWN = (
    ["wayland-window", "cosmic-window", "kwin-window", "atspi-window", "x11-window"],
    ["wayland-idle", "gnome-idle", "cinnamon-idle"],
)
X11 = (["x11-window"], ["x11-idle"])


def limited(name: str, rest: tuple[list[str], list[str]]) -> tuple[list[str], list[str]]:
    """With a word first on what this place does not tell."""
    return [name, *rest[0]], rest[1]


@pytest.mark.parametrize(
    ("environ", "sensors"),
    [
        ({"DISPLAY": ":0"}, X11),
        ({"DISPLAY": ":0", "XDG_CURRENT_DESKTOP": "GNOME"}, X11),
        ({"DISPLAY": ":0", "XDG_CURRENT_DESKTOP": "GNOME-Flashback:GNOME"}, X11),
        ({"DISPLAY": ":0", "XDG_CURRENT_DESKTOP": "Unity:Unity7:ubuntu"}, X11),
        ({"DISPLAY": ":0", "XDG_CURRENT_DESKTOP": "X-Cinnamon"}, X11),
        ({"DISPLAY": ":0", "XDG_CURRENT_DESKTOP": "XFCE"}, X11),
        ({"DISPLAY": ":0", "XDG_CURRENT_DESKTOP": "MATE"}, X11),
        ({"DISPLAY": ":0", "XDG_CURRENT_DESKTOP": "LXQt"}, X11),
        ({"DISPLAY": ":0", "XDG_CURRENT_DESKTOP": "Deepin"}, X11),
        ({"DISPLAY": ":0", "XDG_CURRENT_DESKTOP": "UKUI"}, X11),
        ({"DISPLAY": ":0", "XDG_CURRENT_DESKTOP": "Pantheon"}, X11),
        ({"DISPLAY": ":0", "I3SOCK": "/run/i3"}, X11),
        ({"DISPLAY": ":10.0", "XRDP_SESSION": "1", "XDG_CURRENT_DESKTOP": "XFCE"}, X11),
        ({"DISPLAY": ":1", "VNCDESKTOP": "host:1 (someone)"}, X11),
        ({"DISPLAY": ":1001", "NXSESSIONID": "A1"}, X11),
        ({**WAYLAND}, UNKNOWN),
        (
            {**WAYLAND, "XDG_CURRENT_DESKTOP": "sway", "SWAYSOCK": "/run/sway"},
            (["sway-window", *FAMILY[0]], ["wayland-idle"]),
        ),
        (
            {**WAYLAND, "XDG_CURRENT_DESKTOP": "Hyprland", "HYPRLAND_INSTANCE_SIGNATURE": "a_1"},
            (["hyprland-window", *FAMILY[0]], ["wayland-idle"]),
        ),
        ({**WAYLAND, "XDG_CURRENT_DESKTOP": "labwc:wlroots"}, FAMILY),
        ({**WAYLAND, "XDG_CURRENT_DESKTOP": "LXQt:labwc:wlroots"}, FAMILY),
        ({**WAYLAND, "XDG_CURRENT_DESKTOP": "XFCE:labwc:wlroots"}, FAMILY),
        ({**WAYLAND, "XDG_CURRENT_DESKTOP": "river"}, FAMILY),
        ({**WAYLAND, "XDG_CURRENT_DESKTOP": "niri"}, FAMILY),
        ({**WAYLAND, "XDG_CURRENT_DESKTOP": "Wayfire:wlroots"}, FAMILY),
        ({**WAYLAND, "XDG_CURRENT_DESKTOP": "Phosh:GNOME"}, FAMILY),
        ({**WAYLAND, "XDG_CURRENT_DESKTOP": "Budgie:GNOME"}, UNKNOWN),
        ({**WAYLAND, "XDG_CURRENT_DESKTOP": "Lomiri"}, UNKNOWN),
        ({**WAYLAND, "XDG_CURRENT_DESKTOP": "LXQt"}, UNKNOWN),
        ({**WAYLAND, "XDG_CURRENT_DESKTOP": "XFCE"}, UNKNOWN),
        ({**WAYLAND, "XDG_CURRENT_DESKTOP": "DDE"}, UNKNOWN),
        ({**WAYLAND, "XDG_CURRENT_DESKTOP": "UKUI"}, UNKNOWN),
        ({**WAYLAND, "XDG_CURRENT_DESKTOP": "KDE"}, KDE),
        ({**WAYLAND, "KDE_FULL_SESSION": "true"}, KDE),
        ({**WAYLAND, "XDG_CURRENT_DESKTOP": "KDE", "PLASMA_PLATFORM": "phone:handset"}, KDE),
        ({**WAYLAND, "XDG_CURRENT_DESKTOP": "GNOME", "DISPLAY": ":0"}, GNOME),
        ({**WAYLAND, "XDG_CURRENT_DESKTOP": "ubuntu:GNOME"}, GNOME),
        ({**WAYLAND, "XDG_CURRENT_DESKTOP": "pop:GNOME"}, GNOME),
        ({**WAYLAND, "XDG_CURRENT_DESKTOP": "GNOME-Classic:GNOME"}, GNOME),
        (
            {**WAYLAND, "XDG_CURRENT_DESKTOP": "COSMIC"},
            (["cosmic-window", "wayland-window", "atspi-window", "x11-window"], FAMILY[1]),
        ),
        ({**WAYLAND, "XDG_CURRENT_DESKTOP": "X-Cinnamon"}, limited("cinnamon", UNKNOWN)),
        ({**WAYLAND, "XDG_CURRENT_DESKTOP": "Pantheon"}, limited("pantheon", UNKNOWN)),
        ({**WAYLAND, "XDG_CURRENT_DESKTOP": "weston"}, limited("weston", UNKNOWN)),
        ({"DISPLAY": ":0", "GAMESCOPE_WAYLAND_DISPLAY": "gamescope-0"}, limited("gamescope", X11)),
        ({**WAYLAND, "DISPLAY": ":0", "WSL_DISTRO_NAME": "Debian"}, limited("wsl", UNKNOWN)),
        ({**WAYLAND, "DISPLAY": ":0", "SOMMELIER_VERSION": "0.20"}, limited("crostini", UNKNOWN)),
        (
            {**WAYLAND, "XDG_CURRENT_DESKTOP": "GNOME", "FLATPAK_ID": "io.wellbeing"},
            limited("flatpak", GNOME),
        ),
        ({"DISPLAY": ":0", "FLATPAK_ID": "io.wellbeing"}, limited("flatpak", X11)),
    ],
)
def test_each_desktop_has_its_sensors_in_order(
    environ: dict[str, str], sensors: tuple[list[str], list[str]]
) -> None:
    offered = candidates(environ, IDLE_AFTER)
    assert [one.name for one in offered[Fact.WINDOW]] == sensors[0]
    assert [one.name for one in offered[Fact.IDLE]] == sensors[1]
    assert [one.name for one in offered[Fact.SESSION]] == ["logind", "screen-saver"]


@pytest.mark.parametrize("fact", [Fact.WINDOW, Fact.IDLE])
def test_input_to_native_windows_is_never_taken_for_absence(fact: Fact) -> None:
    """The X server of a Wayland desktop hears only what X11 windows hear, so it tells of windows and not of input."""
    offered = candidates({**WAYLAND, "DISPLAY": ":0"}, IDLE_AFTER)[fact]
    assert any(one.name.startswith("x11") for one in offered) is (fact is Fact.WINDOW)


@pytest.mark.parametrize(
    ("environ", "fact", "name", "reason", "remedy"),
    [
        ({}, Fact.WINDOW, "x11-window", "no desktop", "DISPLAY"),
        ({}, Fact.IDLE, "x11-idle", "no desktop", "DISPLAY"),
        (WAYLAND, Fact.WINDOW, "wayland-window", "cannot be reached", "WAYLAND_DISPLAY"),
        (WAYLAND, Fact.IDLE, "wayland-idle", "cannot be reached", "WAYLAND_DISPLAY"),
        ({**WAYLAND, "SWAYSOCK": "/nonexistent"}, Fact.WINDOW, "sway-window", "sway", "SWAYSOCK"),
        (
            {**WAYLAND, **NO_BUS, "XDG_CURRENT_DESKTOP": "KDE"},
            Fact.WINDOW,
            "kwin-window",
            "session bus",
            "session",
        ),
        (
            {**WAYLAND, **NO_BUS, "XDG_CURRENT_DESKTOP": "GNOME"},
            Fact.WINDOW,
            "gnome-window",
            "session bus",
            "session",
        ),
        (
            {**WAYLAND, **NO_BUS, "XDG_CURRENT_DESKTOP": "X-Cinnamon"},
            Fact.WINDOW,
            "cinnamon",
            "Cinnamon",
            "login",
        ),
        (
            {**WAYLAND, **NO_BUS, "XDG_CURRENT_DESKTOP": "Pantheon"},
            Fact.WINDOW,
            "pantheon",
            "Pantheon",
            "Classic",
        ),
        ({**WAYLAND, **NO_BUS, "XDG_CURRENT_DESKTOP": "weston"}, Fact.WINDOW, "weston", "Weston", "X11"),
        ({**NO_BUS, "WSL_DISTRO_NAME": "Debian"}, Fact.WINDOW, "wsl", "own windows", "on Windows"),
        ({**NO_BUS, "SOMMELIER_VERSION": "0.20"}, Fact.WINDOW, "crostini", "ChromeOS", "companion"),
        ({**NO_BUS, "FLATPAK_ID": "io.wellbeing"}, Fact.WINDOW, "flatpak", "sandbox", "outside of Flatpak"),
        ({**NO_BUS, "GAMESCOPE_WAYLAND_DISPLAY": "a"}, Fact.WINDOW, "gamescope", "gamescope", "desktop mode"),
        ({"DISPLAY": ":64999"}, Fact.WINDOW, "x11-window", "cannot be reached", "XAUTHORITY"),
        (NO_BUS, Fact.SESSION, "logind", "system bus", "dbus"),
        ({}, Fact.MEDIA, "mpris", "session bus", "desktop session"),
        ({}, Fact.QUIET, "do-not-disturb", "session bus", "desktop session"),
        ({"PATH": "/nonexistent"}, Fact.SOUND, "pulseaudio", "pactl", "pulseaudio-utils"),
    ],
)
def test_each_environment_gets_its_sentence(
    environ: dict[str, str], fact: Fact, name: str, reason: str, remedy: str
) -> None:
    choice = choose(fact, candidates(environ, IDLE_AFTER)[fact])
    assert not choice.ok
    tried, support = choice.tried[0]
    assert tried == name
    assert reason in support.reason
    assert remedy in support.remedy


@pytest.mark.parametrize(
    ("module", "fact", "remedy"),
    [
        ("x11_window", Fact.WINDOW, "libxcb"),
        ("x11_idle", Fact.IDLE, "libxcb"),
        ("logind", Fact.SESSION, "jeepney"),
        ("mpris", Fact.MEDIA, "jeepney"),
    ],
)
def test_a_missing_library_is_a_reason_like_any_other(
    monkeypatch: pytest.MonkeyPatch, module: str, fact: Fact, remedy: str
) -> None:
    monkeypatch.setitem(sys.modules, f"wellbeing.sensors.{module}", None)
    (name, support), *_ = choose(fact, candidates({"DISPLAY": ":0", **NO_BUS}, IDLE_AFTER)[fact]).tried
    assert name == module.replace("_", "-")
    assert not support.ok
    assert remedy in support.remedy


def test_every_fact_has_candidates() -> None:
    offered = candidates({}, IDLE_AFTER)
    assert set(offered) == set(Fact)
    for fact, sensors in offered.items():
        assert sensors
        assert all(sensor.fact is fact for sensor in sensors)
