"""What the shell needs from the world, as protocols, and the world's errors, each with a remedy."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import IntEnum, StrEnum
from typing import Protocol, TypeVar

from wellbeing.analysis.daily import DayParts
from wellbeing.checkins.checkin import CheckIn
from wellbeing.checkins.contact import Message
from wellbeing.family.holiday import Holiday
from wellbeing.family.pin import Tries
from wellbeing.family.request import Answer as TimeAnswer
from wellbeing.family.request import Request
from wellbeing.limits.limit import Extension, Limit, LimitVersion
from wellbeing.model import (
    Activity,
    Answer,
    AppEntry,
    AppIdentity,
    DayUse,
    Entry,
    Evidence,
    Mark,
    Per,
    Process,
    Prompt,
    Reading,
    Span,
    Tokens,
    TtyUse,
    Use,
    Work,
    Zone,
)
from wellbeing.model.known import KnownError as KnownError  # noqa: PLC0414 - the base of all that follow
from wellbeing.nudges.nudge import Decision, Figures, Record, Response
from wellbeing.timeline.redact import Privacy

# ---------------------------------------------------------------- errors: the world's fault


class SensorLost(KnownError):
    """A source went away (X server gone, bus closed); choose again."""


class StoreError(KnownError):
    """The record cannot be read or written right now; what was folded must be kept and tried again."""


class StoreBusy(StoreError):
    """Another program holds the database."""


class StoreFull(StoreError):
    """No room on the disk."""


class StoreNewer(StoreError):
    """The database was written by a newer program; nothing was touched."""


class StoreDamaged(StoreError):
    """The database does not pass its check."""


class SettingsError(KnownError):
    """A settings or rules file is not as it should be; names file, line and field."""


class AlreadyRunning(KnownError):
    """Another tracker keeps this home."""


class MailLater(KnownError):
    """No server could be reached, or it asks to try again; nothing was sent."""


class MailRefused(KnownError):
    """The letter will not go by trying again: account, address or certificate; nothing was sent."""


class MailUnclear(KnownError):
    """The connection broke after the letter was handed over: it may have been sent, so it must not be sent again."""


# ---------------------------------------------------------------- clock


class Clock(Protocol):
    """The only source of time."""

    def now(self) -> datetime:
        """Wall clock, aware UTC; may jump."""
        ...

    def tick(self) -> timedelta:
        """Monotonic clock from an arbitrary origin; stands still in suspend."""
        ...

    def zone(self) -> Zone:
        """The local zone now, `since` being now."""
        ...


# ---------------------------------------------------------------- sensors


class Fact(StrEnum):
    """What a sensor can know. One sensor, one fact."""

    WINDOW = "window"
    IDLE = "idle"
    SESSION = "session"
    MEDIA = "media"
    """Players that play."""
    SOUND = "sound"
    """Streams that record or sound."""
    CAMERA = "camera"
    QUIET = "quiet"
    """Do Not Disturb."""


@dataclass(frozen=True, slots=True)
class Support:
    """Whether a sensor can work here, and if not, why and what to do."""

    ok: bool
    reason: str
    """A sentence: what was found, good or bad."""
    remedy: str = ""
    """A sentence: what the person can do; empty when all is well or nothing can be done."""


@dataclass(frozen=True, slots=True)
class SessionState:
    """What logind tells: is the screen locked, is the machine about to sleep."""

    locked: bool = False
    sleeping: bool = False


@dataclass(frozen=True, slots=True)
class Player:
    """A media player that plays now; never what it plays."""

    name: str
    """What follows `org.mpris.MediaPlayer2.` in its bus name, such as `vlc` or `firefox.instance_1_23`."""
    pid: int | None
    entry: str | None = None
    """Its desktop entry, as it names it."""


@dataclass(frozen=True, slots=True)
class Stream:
    """A program that records or sounds now; never what."""

    pid: int | None
    program: str
    """Name of its executable, or what it calls itself; may be empty."""
    role: str | None = None
    """`video`, `music`, `phone`, …, as it declares; mostly None."""


@dataclass(frozen=True, slots=True)
class Sound:
    """What the sound server tells."""

    recording: tuple[Stream, ...] = ()
    """From microphones, not from what other programs play."""
    playing: tuple[Stream, ...] = ()


T_co = TypeVar("T_co", covariant=True)


class Sensor(Protocol[T_co]):
    """One fact about the desktop, event-driven where the desktop allows.

    Used on one thread only. `read()` returns the fact as it stands now and drains pending events.
    """

    @property
    def name(self) -> str:
        """Short and stable, such as `x11-window`; shown by doctor."""
        ...

    @property
    def fact(self) -> Fact:
        """What it knows."""
        ...

    def probe(self) -> Support:
        """Whether it can work here; opens nothing that stays open when the answer is no."""
        ...

    def read(self) -> T_co:
        """The fact now.

        Raises:
            SensorLost: the source is gone for good; close and choose again.
        """
        ...

    def fileno(self) -> int | None:
        """Readable when something may have changed; None when the sensor must be polled."""
        ...

    def close(self) -> None:
        """Give back what was opened; may be called twice."""
        ...


WindowSensor = Sensor[Evidence | None]
"""None: no window is in front."""
IdleSensor = Sensor[timedelta | None]
"""Time since the last input; None where it cannot be known."""
SessionSensor = Sensor[SessionState]
MediaSensor = Sensor[tuple[Player, ...]]
"""Those that play."""
SoundSensor = Sensor[Sound]
CameraSensor = Sensor[bool]
"""Whether any camera is in use."""
QuietSensor = Sensor[bool]
"""Whether the person wants no notes now."""


class Processes(Protocol):
    """The table of processes, kept up to date at little cost. Used on one thread only."""

    def refresh(self) -> Mapping[int, Process]:
        """All processes by number; of those older than some seconds, as they were some minutes ago.

        A view that changes with the next call.
        """
        ...

    def fresh(self, pid: int) -> Process | None:
        """A process as it is now; None when it has ended."""
        ...

    def argv(self, pid: int) -> tuple[str, ...]:
        """Its arguments as it shows them now, cut after some thousand characters; empty where they are hidden."""
        ...

    def exe(self, pid: int) -> str:
        """Path of its executable; empty where it may not be known."""
        ...

    def tty_use(self, tty: int, pid: int | None = None) -> TtyUse | None:
        """When a terminal was used; None where the system does not tell.

        Args:
            tty: its device number.
            pid: the process that has it, which may be in a container with terminals of its own under the same
                numbers; None for one of this system.
        """
        ...

    def own(self, pid: int) -> bool:
        """Whether it is a process of the person who runs this program; False when it has ended."""
        ...

    def up(self) -> timedelta:
        """Time since the machine's start, suspend included; the clock of `Process.started`."""
        ...

    def connected(self, ports: Sequence[int]) -> bool:
        """Whether somebody is connected to one of these TCP ports of this machine."""
        ...


@dataclass(frozen=True, slots=True)
class Foreground:
    """What runs in the terminal that a window shows."""

    commands: tuple[tuple[str, ...], ...] = ()
    """Argument vectors of the foreground process group, its leader's first; empty where there is no terminal."""
    age: timedelta | None = None
    """Since when its leader runs; None without one."""
    quiet: timedelta | None = None
    """Since the last key typed into that terminal, known to 8 s; None where it cannot be known."""


class Terminals(Protocol):
    """What runs in terminal windows."""

    def foreground(self, window: Evidence) -> Foreground:
        """What the terminal in a window runs in its foreground; about 0.3 ms. Never raises."""
        ...


class Apps(Protocol):
    """Installed applications, by the id that a window gives."""

    def entry(self, app_id: str, exe: str | None = None) -> AppEntry | None:
        """The desktop entry behind an app id, or None; matching is described in `files.applications`."""
        ...


# ---------------------------------------------------------------- notifications


@dataclass(frozen=True, slots=True)
class Button:
    """One way to answer a note."""

    key: str
    """What comes back when it is pressed."""
    label: str
    """As the person reads it, plain text."""


class Urgency(IntEnum):
    """How much a note asks for; the numbers are those of the specification. Ours are never critical."""

    LOW = 0
    NORMAL = 1


@dataclass(frozen=True, slots=True)
class Note:
    """What is shown to the person for a while."""

    slot: str
    """One note at a time stands in a slot: a new one replaces the one before."""
    title: str
    """Plain text, one line."""
    body: str
    """Plain text; line breaks stay."""
    buttons: tuple[Button, ...] = ()
    """The most important first: some servers show three."""
    urgency: Urgency = Urgency.NORMAL
    lasts: timedelta | None = None
    """After this it is stale and taken away; None leaves it to the server."""


class Answered(StrEnum):
    """How a note ended."""

    PRESSED = "pressed"
    """A button."""
    CLICKED = "clicked"
    """The note itself."""
    DISMISSED = "dismissed"
    """Closed by hand."""
    EXPIRED = "expired"
    """Nobody touched it: its time was over, or the server went away with it."""
    FAILED = "failed"
    """It was never shown."""


@dataclass(frozen=True, slots=True)
class Reaction:
    """What became of a note."""

    slot: str
    answered: Answered
    button: str = ""
    """Its key where one was pressed."""
    trouble: KnownError | None = None
    """Why it was not shown; None where it was."""


class Notifier(Protocol):
    """Shows notes; each ends in one reaction, unless it was replaced or taken away before. Any thread may call."""

    @property
    def name(self) -> str:
        """Short and stable; shown by doctor."""
        ...

    def probe(self) -> Support:
        """Whether notes can be shown here, and by whom."""
        ...

    def show(self, note: Note) -> None:
        """Show it, soon; never waits for the server."""
        ...

    def take_away(self, slot: str) -> None:
        """Close what stands in a slot; without a reaction."""
        ...

    def close(self) -> None:
        """Take everything away and give back what was opened; may be called twice."""
        ...


# ---------------------------------------------------------------- mail


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture inside a letter."""

    name: str
    """Its content id: the HTML shows it by `cid:NAME`. Letters, digits and dashes."""
    png: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail, ready to be sent."""

    key: str
    """Stable: the same letter tried twice has the same message id, so that mail programs show it once."""
    to: tuple[str, ...]
    """Addresses without names; at least one."""
    subject: str
    """One line; line breaks and controls are taken out."""
    text: str
    """What programs without HTML show."""
    html: str = ""
    """Empty for plain text alone."""
    pictures: tuple[Picture, ...] = ()


class Mailer(Protocol):
    """Sends mail by the person's own account."""

    def send(self, letter: Letter) -> None:
        """Send it now; blocks until the server has taken it, half a minute at most.

        Raises:
            MailLater, MailRefused, MailUnclear: see there.
        """
        ...


# ---------------------------------------------------------------- family


class FamilyLater(KnownError):
    """What was to be exchanged could not be now; it is kept and tried again.

    Args:
        sentence: what is wrong.
        remedy: what can be done.
        wait_s: seconds that the other side asks to wait; 0 where it says nothing.
    """

    def __init__(self, sentence: str, remedy: str, wait_s: int = 0) -> None:
        super().__init__(sentence, remedy)
        self.wait_s = wait_s


class FamilyRefused(KnownError):
    """The other side does not do it, and would not later either."""


class FamilyGone(KnownError):
    """This device does not belong to the family any more; nothing is sent until it joins again."""


@dataclass(frozen=True, slots=True)
class Pushed:
    """What became of one digest that was sent."""

    revision: int
    """What stands at the other side; 0 where this one was refused."""
    conflict: bool = False
    """Other figures stand there under the same revision."""
    trouble: str = ""
    """Why it was refused, in English; empty where it was not."""


# ---------------------------------------------------------------- store


@dataclass(frozen=True, slots=True)
class Batch:
    """Everything one write brings: all of it is written, or nothing."""

    closed: Sequence[Activity] = ()
    """In order, not overlapping, none empty."""
    open: Activity | None = None
    """Where the running activity stands; replaces the open row, None removes it."""
    cut: datetime | None = None
    """Withdraw everything stored at or after this moment before adding `closed` (idle is back-dated)."""
    zones: Sequence[Zone] = ()
    entries: Sequence[Entry] = ()


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What a forget removed, or would remove."""

    activities: int
    amount: timedelta
    titles: int
    backups: int
    """Backups that held any of it and are rewritten."""
    turns: int = 0
    """Prompts and answers of AI tools, and stretches of their work."""


@dataclass(frozen=True, slots=True)
class Lowered:
    """What keeping less removed, or would remove."""

    titles: int
    sites: int
    """Hosts."""
    backups: int
    """Backups that held any of it and are rewritten."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What verify found."""

    ok: bool
    activities: int
    entries: int
    problems: Sequence[str] = field(default_factory=tuple)
    """Sentences; empty when all is well."""


class Store(Protocol):
    """The record. Times in and out are aware UTC; safe to call from any thread, one write at a time."""

    @property
    def ledger(self) -> LogBook:
        """What AI tools did, in the same record; what logs tell is put there too."""
        ...

    @property
    def limits(self) -> LimitBook:
        """The person's limits, in the same record."""
        ...

    @property
    def nudges(self) -> NudgeLog:
        """What was said to the person, in the same record."""
        ...

    @property
    def checkins(self) -> CheckInLog:
        """How the person said they feel, in the same record."""
        ...

    @property
    def family(self) -> FamilyBook:
        """What the family is told of, in the same record."""
        ...

    @property
    def household(self) -> HouseholdBook:
        """What is agreed at home, in the same record."""
        ...

    @property
    def days(self) -> DayBook:
        """What finished days amount to, in the same record."""
        ...

    def write(self, batch: Batch) -> None:
        """Write a batch, all or nothing.

        Raises:
            StoreBusy, StoreFull, StoreError: nothing was written; keep the batch and try again.
        """
        ...

    def recover(self) -> Activity | None:
        """After a crash: turn the open row into an ordinary activity; None where none was open."""
        ...

    def activities(self, span: Span) -> list[Activity]:
        """Activities that touch the span, clipped to it, by start; the open one included."""
        ...

    def uses(self, span: Span, per: frozenset[Per] = frozenset()) -> list[Use]:
        """Sums over the span by app and presence, and apart by what `per` names; the open one included.

        Exact to the millisecond on any span. Long spans read totals of finished local days.
        """
        ...

    def daily(self, span: Span, kind: Callable[[AppIdentity], str]) -> list[DayUse]:
        """Sums over the span by local day, presence and the kind that an app is of; exact as `uses`.

        In order of days; a day without record has no row. For long spans: a year of 300 apps takes 40 ms.

        Args:
            span: any length.
            kind: called once for each app, not for each day.
        """
        ...

    def entries(self, span: Span) -> list[Entry]:
        """The journal over a span, oldest first."""
        ...

    def zones(self) -> list[Zone]:
        """Every noted zone, oldest first; empty before the first run."""
        ...

    def extent(self) -> Span | None:
        """From the first recorded moment to the last, totals included; None when nothing is recorded."""
        ...

    def taken(self, moment: datetime) -> Span | None:
        """Span of the first closed activity that ends after the moment; None if there is none."""
        ...

    def count(self) -> int:
        """How many activities are stored."""
        ...

    def tally(self) -> int:
        """Bring the totals of finished days up to date; returns how many days were summed."""
        ...

    def forget(self, *, span: Span | None, app: AppIdentity | str | None, preview: bool = False) -> Forgotten:
        """Remove a span, an app (by app id), both together, or everything (both None), backups included."""
        ...

    def lower(self, privacy: Privacy, *, preview: bool = False) -> Lowered:
        """Drop titles, and sites, that a level does not keep, backups included; all time stays.

        Activities of sites become activities of their app. Of files that cannot be read nothing is dropped.
        """
        ...

    def rewrite(self, span: Span, activities: Sequence[Activity]) -> None:
        """Replace what lies in a span by given activities, all or nothing; what reaches out keeps the part outside.

        The journal gets an EDIT entry that says how many activities, never which. App, site or title of
        moments that no longer tell them go from backups too, at the next `checkpoint`.

        Args:
            span: not into the future of an open activity: one that lies in it is cut.
            activities: in order, inside the span, not overlapping, none empty.

        Raises:
            ValueError: they are not so: our bug; nothing was written.
            StoreError: only totals are left of a day that the span touches, or see `write`; nothing was written.
        """
        ...

    def retain(self, since: datetime) -> int:
        """Drop activities that ended before `since`, their totals kept; returns how many went."""
        ...

    def checkpoint(self) -> None:
        """Move what was written into the main file; slow disks wait here, not in `write`."""
        ...

    def backup(self) -> str:
        """Write a backup and thin out old ones (7 daily, 4 weekly); returns its path."""
        ...

    def verify(self) -> Verdict:
        """Check file, overlaps, totals against activities, and the journal's chain."""
        ...

    def journal_problems(self) -> list[str]:
        """A sentence where the journal's chain is broken, or is not the one that the family was told of; quick."""
        ...

    def mark(self, name: str, value: str | None = None) -> str | None:
        """Read a note about the record itself (such as `demo`), or set it when a value is given."""
        ...

    def begin_days(self, day_start: timedelta) -> None:
        """Let local days begin at another hour after midnight; totals of finished days are made anew by `tally`."""
        ...

    def let_go(self) -> None:
        """Give the file back until `take_up`, because something else is put in its place.

        Meanwhile every other method raises StoreBusy.

        Raises:
            StoreBusy: the record is being read or written for longer than some seconds; nothing has changed.
        """
        ...

    def take_up(self) -> None:
        """Use whatever lies in the place now.

        Raises:
            StoreError: it cannot be used; the store answers again nevertheless, if only with that error.
        """
        ...

    def close(self) -> None:
        """Give the file back."""
        ...


class Ledger(Protocol):
    """What AI tools did, as their logs and processes tell. As safe as `Store`, and in the same record."""

    def prompts(self, span: Span) -> list[Prompt]:
        """Human turns inside the span, by time."""
        ...

    def asked(self, span: Span) -> list[datetime]:
        """When there were human turns inside the span, in order; quick on years."""
        ...

    def answers(self, span: Span) -> list[Answer]:
        """Answers inside the span, by time; each once, wherever its log was copied to."""
        ...

    def works(self, span: Span) -> list[Work]:
        """Stretches of work that touch the span, clipped to it, by start; those of several agents may overlap."""
        ...

    def tokens(self, span: Span) -> dict[str, Tokens]:
        """Tokens of the answers inside the span, summed by tool; quick on any span."""
        ...

    def add(
        self, *, works: Sequence[Work] = (), prompts: Sequence[Prompt] = (), answers: Sequence[Answer] = ()
    ) -> None:
        """Keep what a process or an import told; what is known already under a key changes, never doubles.

        Raises:
            StoreBusy, StoreFull, StoreError: nothing was written; try again.
        """
        ...

    def unknown(self, prompts: Sequence[Prompt]) -> int:
        """How many of them are neither known nor forgotten, each counted once."""
        ...

    def take_in(self, *, prompts: Sequence[Prompt], answers: Sequence[Answer]) -> list[str]:
        """As `add`; the names under which `take_back` finds what was new. They tell nothing outside this record."""
        ...

    def take_back(self, names: Sequence[str]) -> int:
        """Remove what is kept under these names; how many prompts there were."""
        ...


@dataclass(frozen=True, slots=True)
class LogsRead:
    """How far the logs of one format are read."""

    format: str
    logs: int
    understood: int
    unknown: int
    version: str | None
    """The newest that a log named; None where none does."""
    read: datetime | None
    """When one of them was last read; None where none ever was. Aware, UTC."""
    troubles: tuple[tuple[str, int], ...] = ()
    """What went wrong the last time, and with how many logs."""

    @property
    def share(self) -> float:
        """Of lines, how many were understood: 0 to 1, 1 of none."""
        whole = self.understood + self.unknown
        return self.understood / whole if whole else 1.0


class DayBook(Protocol):
    """What finished days amount to under certain rules; derived, and gone when anything of a day changes."""

    def between(self, first: date, last: date, rules: str) -> dict[date, DayParts]:
        """Those kept under these rules, in order; a year takes some milliseconds."""
        ...

    def keep(self, rules: str, days: Mapping[date, DayParts]) -> None:
        """Keep what days amount to, in place of what was kept of them; days that are not summed yet are left out.

        Args:
            rules: stands for the rules they were reckoned by.
            days: finished local days.

        Raises:
            StoreBusy, StoreFull, StoreError: nothing was kept.
        """
        ...


class LimitBook(Protocol):
    """The person's limits, in the same record; every change is journaled in the same write."""

    def limits(self) -> list[Limit]:
        """Those in force, by number."""
        ...

    def history(self) -> list[LimitVersion]:
        """Every version of every limit, in the order in which they were set."""
        ...

    def set(self, limit: Limit, at: datetime) -> Limit:
        """Keep a limit, a new one (number 0) or a changed one; as it is kept.

        Nothing is checked: see `limits.check`.

        Raises:
            StoreError: nothing was written.
        """
        ...

    def remove(self, limit_id: int, at: datetime) -> None:
        """End a limit; what it was stays in the history.

        Raises:
            KnownError: there is none of this number.
        """
        ...

    def extend(self, one: Extension, at: datetime) -> None:
        """Keep how the person went on at a limit.

        Raises:
            KnownError: there is no such limit.
        """
        ...

    def extensions(self, first: date, last: date) -> list[Extension]:
        """Those of local days from first to last, in order."""
        ...


@dataclass(frozen=True, slots=True)
class KeptPin:
    """The parents' PIN as it is kept."""

    hash: str
    """Of the PIN, by argon2id."""
    recovery: str
    """Of the recovery code, by argon2id; it is used once."""
    tries: Tries = field(default_factory=Tries)


class HouseholdBook(Protocol):
    """What is agreed at home, in the same record; every change is journaled in the same write."""

    def pin(self) -> KeptPin | None:
        """The PIN; None where none is set."""
        ...

    def keep_pin(self, kept: KeptPin | None, what: str, at: datetime) -> None:
        """Keep a PIN in the place of the one before; None takes it away.

        Args:
            kept: hashes, and no wrong tries.
            what: journaled: `pin-set`, `pin-changed`, `pin-recovered`, `pin-removed`.
            at: now.
        """
        ...

    def take_try(self, lasting: timedelta, at: datetime) -> timedelta:
        """Take one try at the PIN, which counts as wrong until `was_right`; how long to wait, zero when it is taken.

        Taking is one write, so that two programs, or one that is killed, have no more tries than one.
        """
        ...

    def was_right(self, why: str, at: datetime) -> None:
        """The try that was taken was right; wrong ones before it are forgotten, not in the journal.

        Args:
            why: what it was for, in a word of ours: `limit`, `extend`, `answer`, `pause`, …
            at: now.
        """
        ...

    def requests(self, since: datetime) -> list[Request]:
        """Requests for time from a moment on, oldest first."""
        ...

    def request(self, request_id: str) -> Request | None:
        """One of them; None where there is none of this id."""
        ...

    def ask(self, one: Request) -> None:
        """Keep a request; one that is known already changes nothing."""
        ...

    def answer(self, request_id: str, answer: TimeAnswer) -> Request:
        """Keep the answer to a request; as it stands now.

        Raises:
            KnownError: there is none, or it is answered already.
        """
        ...

    def holidays(self) -> tuple[Holiday, ...]:
        """School holidays, in order."""
        ...

    def set_holidays(self, several: Sequence[Holiday], at: datetime) -> None:
        """Keep these in the place of all before."""
        ...


class NudgeLog(Protocol):
    """Every nudge with its grounds, in the same record."""

    def add(self, decisions: Sequence[Decision]) -> list[Record]:
        """Keep decisions; each with the number it got."""
        ...

    def answer(self, nudge_id: int, response: Response, at: datetime) -> None:
        """Keep what the person did; a later answer replaces an earlier one."""
        ...

    def note_outcome(self, nudge_id: int, outcome: Figures) -> None:
        """Keep what happened in the hour after."""
        ...

    def since(self, moment: datetime) -> list[Record]:
        """From a moment on, oldest first."""
        ...

    def one(self, nudge_id: int) -> Record | None:
        """One of them; None where there is none of this number."""
        ...


@dataclass(frozen=True, slots=True)
class Told:
    """One day as the family is told of it: the newest look at it, and how far it got."""

    day: date
    revision: int
    """Rises with each change of the figures, never given twice."""
    content: bytes
    """The digest as `family.digest` encodes it, unpared; empty where it was forgotten."""
    sent: int = 0
    """The revision that arrived last; 0 before the first."""
    trouble: str = ""
    """Why this revision was refused for good, a sentence in English; empty where it was not."""

    @property
    def waiting(self) -> bool:
        """Whether it is still to be sent."""
        return bool(self.content) and self.sent < self.revision and not self.trouble


class FamilyBook(Protocol):
    """What the family is told of this record, in the same record."""

    def chain(self, before: datetime) -> tuple[int, str]:
        """How many journal entries were written up to the last one before a moment, and its hash in hex."""
        ...

    def told(self) -> list[Told]:
        """Every day that was ever prepared, in order."""
        ...

    def tell(self, days: Sequence[Told]) -> None:
        """Keep days in place of what was kept of them, all or nothing.

        Raises:
            StoreBusy, StoreFull, StoreError: nothing was written.
        """
        ...

    def leave(self) -> None:
        """Forget every day that was prepared: the family is left."""
        ...


class CheckInLog(Protocol):
    """Check-ins, and what was told to a trusted contact, in the same record."""

    def add(self, one: CheckIn) -> CheckIn:
        """Keep a check-in; with the number it got."""
        ...

    def add_all(self, several: Sequence[CheckIn]) -> None:
        """Keep many at once, all or nothing."""
        ...

    def remove(self, checkin_id: int) -> bool:
        """Take one out; whether there was one of this number."""
        ...

    def since(self, moment: datetime) -> list[CheckIn]:
        """From a moment on, oldest first."""
        ...

    def messages(self) -> list[Message]:
        """Every message to a trusted contact, oldest first."""
        ...

    def keep_message(self, one: Message) -> Message:
        """Keep a message, a new one (number 0) or what became of one; with its number."""
        ...


class LogBook(Ledger, Protocol):
    """The ledger, and where what logs tell is kept, and how far each was read; of their paths only a salted hash."""

    def marks(self, log_format: str, paths: Sequence[str]) -> list[Mark | None]:
        """How far each log was read; None where it never was."""
        ...

    def keep(self, log_format: str, readings: Sequence[tuple[str, Reading]], at: datetime) -> None:
        """Keep what pieces tell together with their marks: all of it, or nothing.

        What was forgotten is not taken in again.

        Args:
            log_format: its name.
            readings: each with the path of its log, absolute; those of one log in order.
            at: when they were read; aware, UTC.

        Raises:
            StoreBusy, StoreFull, StoreError: nothing was written; read the pieces again later.
        """
        ...

    def note_trouble(self, log_format: str, path: str, sentence: str) -> None:
        """Note that a log could not be read; gone with its next reading. Never with words of the log in it."""
        ...

    def forget_troubles(self, log_format: str, there: Sequence[str]) -> None:
        """Forget the troubles of logs of a format that are not there any more; what they told stays."""
        ...

    def logs(self) -> list[LogsRead]:
        """How far the logs of each format are read, by name of the format."""
        ...
