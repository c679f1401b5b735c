"""What the person chose, in a commented TOML file."""

from __future__ import annotations

import os
import re
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from wellbeing.analysis.daily import Night
from wellbeing.analysis.growth_rule import Sensitivity
from wellbeing.checkins.form import Form
from wellbeing.files import toml
from wellbeing.limits import typed
from wellbeing.limits.limit import Target
from wellbeing.model.sentence import Sentence
from wellbeing.nudges.manners import MOST_A_DAY, Manners
from wellbeing.nudges.rest import PAUSES, Pause, Rhythm, own
from wellbeing.ports import KnownError
from wellbeing.timeline.redact import Privacy

ClockTime = Annotated[str, msgspec.Meta(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
"""A time of day as it is written: 21:00."""
WeekStart = Literal["locale", "monday", "saturday", "sunday"]


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Every setting with its default; unknown names and values out of range are refused when read."""

    idle_after_s: Annotated[int, msgspec.Meta(ge=5, le=3600)] = 180
    day_start_h: Annotated[int, msgspec.Meta(ge=0, le=6)] = 4
    week_start: WeekStart = "locale"
    privacy: Privacy = Privacy.SITES
    excluded: tuple[str, ...] = ()
    retention_days: Annotated[int, msgspec.Meta(ge=0, le=36500)] = 400
    read_ai_logs: bool = True
    watch_agents: bool = True
    autostart: bool = False
    panel_colour: Literal["auto", "light", "dark"] = "auto"
    appearance: Literal["system", "light", "dark"] = "system"
    patterns: bool = False
    nudge_budget: Annotated[int, msgspec.Meta(ge=0, le=MOST_A_DAY)] = 2
    quiet_from: ClockTime = "21:00"
    quiet_to: ClockTime = "08:00"
    nudge_experiment: bool = False
    checkin_at: ClockTime = "18:00"
    checkin_forms: tuple[Form, ...] = (Form.DAILY, Form.WHO5, Form.LONELY, Form.AI)
    second_opinion: Literal["companions", "chats"] = "companions"
    country: Annotated[str, msgspec.Meta(pattern=r"^([A-Z]{2})?$")] = ""
    night_from: ClockTime = "23:00"
    night_to: ClockTime = "05:00"
    growth: Sensitivity = Sensitivity.BALANCED
    ai_is_assistive: bool = False
    breaks: Rhythm = Rhythm.OFF
    pauses_before: tuple[str, ...] = ()
    distractions: tuple[str, ...] = ("ai", "category:video", "category:social")
    break_every_s: Annotated[int, msgspec.Meta(ge=3, le=14400)] = 1800
    break_length_s: Annotated[int, msgspec.Meta(ge=3, le=3600)] = 300
    break_prelude_s: Annotated[int, msgspec.Meta(ge=3, le=30)] = 15
    report_weekly: bool = True
    report_at: ClockTime = "09:00"
    report_checkins: bool = False
    report_folder: str = ""
    report_to: tuple[str, ...] = ()
    mail_host: str = ""
    mail_port: Annotated[int, msgspec.Meta(ge=0, le=65535)] = 0
    mail_security: Literal["tls", "starttls"] = "tls"
    mail_sender: str = ""
    mail_user: str = ""

    @property
    def night(self) -> Night:
        """The person's own night hours."""
        return Night(_clock(self.night_from), _clock(self.night_to))

    @property
    def report_hour(self) -> timedelta:
        """When the report of the week comes, after midnight."""
        return _clock(self.report_at)

    @property
    def manners(self) -> Manners:
        """How the person wants to be spoken to; which kinds are on stands in the record."""
        return Manners(
            budget=self.nudge_budget,
            quiet_from=_clock(self.quiet_from),
            quiet_to=_clock(self.quiet_to),
            experiment=self.nudge_experiment,
        )

    @property
    def pauses(self) -> tuple[Pause, ...]:
        """The breaks of the chosen rhythm; none while it is off."""
        if self.breaks is Rhythm.OWN:
            return own(timedelta(seconds=self.break_every_s), timedelta(seconds=self.break_length_s))
        return PAUSES[self.breaks]

    @property
    def paused_before(self) -> tuple[Target, ...]:
        """What the person wants a pause before; words that mean nothing are passed over."""
        return _targets(self.pauses_before)

    @property
    def distracting(self) -> tuple[Target, ...]:
        """What distracts during a focus session."""
        return _targets(self.distractions)

    @property
    def asks_at(self) -> timedelta:
        """From when on the local day's check-in is due, after midnight."""
        return _clock(self.checkin_at)

    @property
    def asks_in_quiet(self) -> bool:
        """Whether all of a local day from the chosen hour on is quiet, so that nobody ever asks."""
        day, start = timedelta(days=1), self.day_start
        quiet_from, quiet_to = ((_clock(one) - start) % day for one in (self.quiet_from, self.quiet_to))
        if quiet_from == quiet_to:
            return False
        to_the_end = quiet_to < quiet_from or not quiet_to
        return to_the_end and (self.asks_at - start) % day >= quiet_from

    @property
    def keep_for(self) -> timedelta | None:
        """How long single activities are kept; None keeps them for ever."""
        return timedelta(days=self.retention_days) if self.retention_days else None

    @property
    def idle_after(self) -> timedelta:
        """A silence as long as this is absence."""
        return timedelta(seconds=self.idle_after_s)

    @property
    def day_start(self) -> timedelta:
        """When a day begins after local midnight."""
        return timedelta(hours=self.day_start_h)


COUNTING = (
    "idle_after_s",
    "day_start_h",
    "week_start",
    "privacy",
    "excluded",
    "read_ai_logs",
    "watch_agents",
)
"""What is recorded, and as what: a change may undo a limit, so it is journaled, and guarded where one was agreed."""


def counting(before: Settings, after: Settings) -> list[str]:
    """Names of the settings of `COUNTING` that differ."""
    return [name for name in COUNTING if getattr(before, name) != getattr(after, name)]


TEMPLATE = """\
# Settings of Wellbeing. Changes count at once; a line beginning with # is a comment.

# Seconds without a key or the mouse that count as being away (5 to 3600).
# The absence begins with the last input.
idle_after_s = 180

# The hour at which a day begins (0 to 6), so that late evenings belong to their day.
day_start_h = 4

# The first day of the week: "locale", "monday", "saturday" or "sunday".
week_start = "locale"

# What is stored of what is in front: "apps", "sites" (apps and host names) or "titles" (also window titles).
privacy = "sites"

# Apps that are only counted as "private": ids or patterns, such as ["keepassxc", "*bank*"].
excluded = []

# Days for which single activities are kept; daily totals stay. 0 keeps them for ever.
retention_days = 400

# Read when AI tools on this computer were used from the logs that they keep themselves: times, models and numbers
# of tokens of agents and assistants; never a word of what was said.
read_ai_logs = true
# Notice AI agents and local models that work in the background, by their processes.
watch_agents = true

# Start with the desktop.
autostart = false

# Whether the desktop's panel is "light" or "dark"; "auto" follows the desktop.
panel_colour = "auto"

# Whether windows are "light" or "dark"; "system" follows the desktop.
appearance = "system"

# Draw patterns beside colours in charts; always so where the desktop asks for more contrast, and on paper.
patterns = false

# Notes that interrupt, a day at most (0 to 3). Your own limits always speak.
nudge_budget = 2

# No notes from, and to; the same time twice means never quiet.
quiet_from = "21:00"
quiet_to = "08:00"

# Leave out two of ten notes by chance, to learn whether they help.
nudge_experiment = false

# From when on you are asked how you are, once check-ins are switched on ("wellbeing checkin on").
checkin_at = "18:00"

# What you may be asked: "daily" (mood, energy), "who5" (WHO-5, every two weeks), "lonely" and "ai" (every four weeks),
# "phq2" or "phq4" (every two weeks; not asked unless you add one). Each can be skipped.
checkin_forms = ["daily", "who5", "lonely", "ai"]

# A quiet note after 45 minutes (20 at night) with a companion tool, once a week at most: "companions", or "chats" for
# chat tools as well. To end it: wellbeing nudges off second-opinion.
second_opinion = "companions"

# Whose numbers the page Help shows first: two letters such as "DE"; empty follows your region.
country = ""
# Your night, from and to; use of AI in it is one part of the reliance index. The same time twice means no night.
night_from = "23:00"
night_to = "05:00"

# How soon growing use is noted: "calm", "balanced" or "early". Sooner means more notes without any growth:
# about 1, 2 or 2 a year for AI and screen together.
growth = "balanced"

# AI is an aid that you need, such as for seeing, hearing or writing: its growth is never noted.
ai_is_assistive = false

# Breaks: "off", "20-20-20" (20 seconds for the eyes every 20 minutes), "5-30" (5 minutes every 30), "pomodoro"
# (5 minutes every 25), "micro" (30 seconds every 3 minutes, and 10 minutes every 45) or "own", as set below.
breaks = "off"
# Your own rhythm: a break after so many seconds of use (3 to 14400), and how long it is (3 to 3600).
break_every_s = 1800
break_length_s = 300
# Seconds for which a break is announced before it begins (3 to 30).
break_prelude_s = 15

# A short pause before these, asked again after 10 minutes: "ai", "app:ID", "category:ID", "tool:ID", "site:HOST".
pauses_before = []
# What gets such a pause during a focus session.
distractions = ["ai", "category:video", "category:social"]

# A report of the week that is over, on the first morning of the next one: at this time, or when the computer is next
# in use. Reports are kept on this computer.
report_weekly = true
report_at = "09:00"
# Whether it tells, beside the counts, the mean of your daily check-ins: mood and energy, never notes or other answers.
report_checkins = false
# A folder that gets a copy of each, such as "/home/mia/Documents/Reports"; "" for none.
report_folder = ""
# Who gets it by mail, by your own account below: ["ben@example.org"]. Nothing is sent while this is [].
report_to = []

# Your mail account: server, port (0 for the usual one), "tls" or "starttls", your address, and the name to log in
# with where that is not your address. The password stays in the desktop's keyring: wellbeing report password
mail_host = ""
mail_port = 0
mail_security = "tls"
mail_sender = ""
mail_user = ""
"""


def _targets(texts: tuple[str, ...]) -> tuple[Target, ...]:
    return tuple(one for one in map(typed.target, texts) if one is not None)


def _clock(text: str) -> timedelta:
    hours, minutes = text.split(":")
    return timedelta(hours=int(hours), minutes=int(minutes))


def read_settings(path: Path) -> Settings:
    """The settings; defaults where there is no file.

    Raises:
        SettingsError: names file, line and field.
    """
    return toml.read(path, Settings)


def write_template(path: Path) -> None:
    """Write the commented defaults where there is no file yet."""
    if not path.exists():
        replace_text(path, TEMPLATE)


def change_setting(path: Path, name: str, value: str | int | bool | tuple[str, ...]) -> Settings:
    """Set one field, leaving comments and the other fields as they are; returns what is now in force.

    Raises:
        SettingsError: the value is refused; nothing was written.
        KnownError: the file cannot be written.
    """
    text = path.read_text("utf-8") if path.exists() else TEMPLATE
    # JSON's strings, numbers, booleans and arrays are TOML's too.
    line = f"{name} = {msgspec.json.encode(value).decode()}"
    own = re.compile(rf"^{re.escape(name)}\s*=.*$", re.MULTILINE)
    changed = own.sub(lambda _: line, text, count=1) if own.search(text) else f"{text.rstrip()}\n\n{line}\n"
    settings = toml.parse(changed, Settings, path)
    replace_text(path, changed)
    return settings


def replace_text(path: Path, text: str) -> None:
    """Replace a file at one stroke, readable by the person only.

    Raises:
        KnownError: the folder cannot be written.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except OSError as error:
        raise KnownError(
            Sentence("{path} cannot be written: {why}.", path=path, why=error.strerror),
            Sentence("Make its folder writable."),
        ) from error
