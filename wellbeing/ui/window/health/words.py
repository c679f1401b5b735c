"""How everything stands, in sentences, and the remedies that one click brings."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from wellbeing.engine.companions import SITE
from wellbeing.engine.doctor import Check
from wellbeing.engine.view.health import Blind, FactRow, HealthView
from wellbeing.sensors.gnome_words import NO_EXTENSION
from wellbeing.ui import text
from wellbeing.ui.text import _, ngettext


class Remedy(Enum):
    """What one click can do."""

    START = "start"
    RESUME = "resume"
    AUTOSTART = "autostart"
    BACK_UP = "back-up"
    OPEN_RULES = "open-rules"
    OPEN_SETTINGS = "open-settings"
    BACKUPS = "backups"
    GNOME = "gnome"
    """Install our extension of GNOME Shell."""
    BROWSERS = "browsers"
    """Let browsers start the companion."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was looked at."""

    name: str
    ok: bool
    sentence: str
    remedy: str = ""
    """What the person can do; empty where nothing is to be done."""
    act: Remedy | None = None
    """What one click can do about it."""


def act(remedy: Remedy) -> str:
    """What its button says."""
    return {
        Remedy.START: _("Start recording"),
        Remedy.RESUME: _("Go on now"),
        Remedy.AUTOSTART: _("Turn it on"),
        Remedy.BACK_UP: _("Back up now"),
        Remedy.OPEN_RULES: _("Open rules.toml"),
        Remedy.OPEN_SETTINGS: _("Open settings.toml"),
        Remedy.BACKUPS: _("See the backups"),
        Remedy.GNOME: _("Install the extension"),
        Remedy.BROWSERS: _("Connect browsers"),
    }[remedy]


def heading(view: HealthView) -> str:
    """The page's sentence."""
    if not view.running:
        return _("Nothing is being recorded: the tracker does not run")
    if view.trouble:
        return _("Recording has a problem")
    if view.faults:
        return ngettext(
            "Recording, but {count} thing does not work",
            "Recording, but {count} things do not work",
            view.faults,
        ).format(count=view.faults)
    if view.paused_until:
        return _("Everything works. Recording is paused until {time}").format(
            time=text.clock(view.paused_until)
        )
    return _("Everything works on this desktop")


def under(view: HealthView) -> str:
    """What is said below it."""
    if view.trouble:
        return text.said(view.trouble)
    if view.running and view.since:
        return _("The tracker runs since {date}, {time}.").format(
            date=text.short_date(view.since.date()), time=text.clock(view.since)
        )
    return "" if view.running else _("This is what it would find here.")


def tracker(view: HealthView) -> Line:
    """The tracker itself."""
    name = _("The tracker")
    if not view.running:
        return Line(name, False, _("It does not run."), act=Remedy.START)
    if view.paused_until:
        until = text.clock(view.paused_until)
        return Line(name, True, _("Paused until {time}, by you.").format(time=until), act=Remedy.RESUME)
    return Line(name, view.trouble is None, text.said(view.trouble or "") or _("It records."))


def facts(view: HealthView) -> list[Line]:
    """What the desktop tells; where a later sensor stands in for others, why those do not fit."""
    found: list[Line] = []
    for row in view.facts:
        last = row.tried[-1]
        found.append(
            Line(
                _fact(row.fact),
                last.ok,
                f"{text.said(last.reason)} ({last.name})",
                text.said(last.remedy),
                _act(last),
            )
        )
        found.extend(
            Line(
                "",
                False,
                _("Not used: {reason} ({name})").format(reason=text.said(one.reason), name=one.name),
                text.said(one.remedy),
                _act(one),
            )
            for one in _rejected(row)
        )
    return found


def files(view: HealthView) -> list[Line]:
    """Settings, rules, record, backups, start."""
    found = [_file(check) for check in view.files]
    found.append(_backup(view))
    started = Line(_("Start with the desktop"), True, _("Recording begins when you log in."))
    asked = Line(
        _("Start with the desktop"),
        True,
        _("Off: recording begins when you start the program."),
        act=Remedy.AUTOSTART,
    )
    return [*found, started if view.autostart else asked]


def blind(one: Blind) -> tuple[str, str]:
    """What cannot be known, and why."""
    return {
        Blind.SITES: (
            _("Sites inside a browser"),
            _("A window does not tell which site a tab shows. Connect your browsers, and they do."),
        ),
        Blind.INCOGNITO: (
            _("Incognito windows of Chromium and Chrome"),
            _(
                "Their titles look like those of other windows, so they count as the browser. Private windows of"
                " Firefox are seen, and only “private” is kept of them."
            ),
        ),
        Blind.WAYLAND: (
            _("Windows of Wayland programs"),
            _(
                "Windows are seen through X11 here: those of Wayland programs, and input to them, stay unseen."
            ),
        ),
    }[one]


def _fact(fact: str) -> str:
    names = {
        "window": _("The window in front"),
        "idle": _("Whether you are there"),
        "session": _("Lock and suspend"),
        "media": _("Films and music"),
        "sound": _("Calls and recordings"),
        "camera": _("Camera"),
        "quiet": _("Do Not Disturb"),
        "site": _("The site in a browser"),
        "tray": _("The icon in the tray"),
        "notes": _("Notes of the desktop"),
    }
    return names.get(fact, fact)


def _act(check: Check) -> Remedy | None:
    """What one click can do about what the desktop does not tell."""
    if check.fact == SITE and not check.ok:
        return Remedy.BROWSERS
    return Remedy.GNOME if check.reason == NO_EXTENSION and not check.ok else None


def _rejected(row: FactRow) -> tuple[Check, ...]:
    return row.tried[:-1]


def _file(check: Check) -> Line:
    names = {"settings": _("Settings"), "rules": _("Rules"), "record": _("The record")}
    acts = {"settings": Remedy.OPEN_SETTINGS, "rules": Remedy.OPEN_RULES, "record": Remedy.BACKUPS}
    name = (
        _("Logs of {tool}").format(tool=text.said(check.name))
        if check.fact == "ai-logs"
        else names.get(check.fact, check.name)
    )
    return Line(
        name,
        check.ok,
        text.said(check.reason),
        text.said(check.remedy),
        None if check.ok else acts.get(check.fact),
    )


def _backup(view: HealthView) -> Line:
    name = _("Backups")
    if view.backup is None:
        if not view.recorded:
            return Line(name, True, _("There is nothing to back up yet."))
        said = _("There is none yet; the tracker makes one each day.")
        return Line(name, not view.backup_late, said, act=Remedy.BACK_UP)
    when = _("The newest is from {date}, {time}.").format(
        date=text.short_date(view.backup.date()), time=text.clock(view.backup)
    )
    return Line(name, not view.backup_late, when, act=Remedy.BACK_UP if view.backup_late else None)
