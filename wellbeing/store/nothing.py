"""A record that does not exist yet: what every view shows before the first run."""

# ruff: noqa: ARG002 whatever is asked for, nothing is recorded
from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta

from wellbeing.analysis.daily import DayParts
from wellbeing.checkins.checkin import CheckIn
from wellbeing.checkins.contact import Message
from wellbeing.family.holiday import Holiday
from wellbeing.family.request import Answer as TimeAnswer
from wellbeing.family.request import Request
from wellbeing.limits.limit import Extension, Limit, LimitVersion
from wellbeing.model import (
    Activity,
    Answer,
    AppIdentity,
    DayUse,
    Entry,
    Mark,
    Per,
    Prompt,
    Reading,
    Span,
    Tokens,
    Use,
    Work,
    Zone,
)
from wellbeing.model.sentence import Sentence
from wellbeing.nudges.nudge import Decision, Figures, Record, Response
from wellbeing.ports import Batch, Forgotten, KeptPin, KnownError, LogsRead, Lowered, Told, Verdict
from wellbeing.timeline.redact import Privacy


class NoRecord:
    """Implements `ports.Store`: every reading is empty, every writing is refused."""

    def __init__(self) -> None:
        self.ledger = NoLedger()
        self.limits = NoLimits()
        self.nudges = NoNudges()
        self.checkins = NoCheckIns()
        self.family = NoFamily()
        self.household = NoHousehold()
        self.days = NoDays()

    def activities(self, span: Span) -> list[Activity]:
        """No activities."""
        return []

    def uses(self, span: Span, per: frozenset[Per] = frozenset()) -> list[Use]:
        """No uses."""
        return []

    def daily(self, span: Span, kind: Callable[[AppIdentity], str]) -> list[DayUse]:
        """No days."""
        return []

    def entries(self, span: Span) -> list[Entry]:
        """No journal."""
        return []

    def zones(self) -> list[Zone]:
        """No zones."""
        return []

    def extent(self) -> Span | None:
        """Nowhere."""
        return None

    def taken(self, moment: datetime) -> Span | None:
        """Nothing."""
        return None

    def count(self) -> int:
        """Zero."""
        return 0

    def verify(self) -> Verdict:
        """Nothing can be wrong with it."""
        return Verdict(ok=True, activities=0, entries=0)

    def journal_problems(self) -> list[str]:
        """Nothing can be wrong with it."""
        return []

    def mark(self, name: str, value: str | None = None) -> str | None:
        """No marks.

        Raises:
            KnownError: a mark was to be set.
        """
        if value is not None:
            raise _nothing()
        return None

    def forget(self, *, span: Span | None, app: AppIdentity | str | None, preview: bool = False) -> Forgotten:
        """Nothing to forget."""
        return Forgotten(0, timedelta(0), 0, 0)

    def lower(self, privacy: Privacy, *, preview: bool = False) -> Lowered:
        """Nothing to drop."""
        return Lowered(0, 0, 0)

    def recover(self) -> Activity | None:
        """Nothing was running."""
        return None

    def tally(self) -> int:
        """No days."""
        return 0

    def retain(self, since: datetime) -> int:
        """Nothing is too old."""
        return 0

    def checkpoint(self) -> None:
        """Nothing waits."""

    def write(self, batch: Batch) -> None:
        """Refuse.

        Raises:
            KnownError: always.
        """
        raise _nothing()

    def rewrite(self, span: Span, activities: Sequence[Activity]) -> None:
        """Refuse.

        Raises:
            KnownError: always.
        """
        raise _nothing()

    def backup(self) -> str:
        """Refuse.

        Raises:
            KnownError: always.
        """
        raise _nothing()

    def begin_days(self, day_start: timedelta) -> None:
        """No days."""

    def let_go(self) -> None:
        """Nothing is open."""

    def take_up(self) -> None:
        """Nothing is there."""

    def close(self) -> None:
        """Nothing is open."""


class NoLedger:
    """Implements `ports.Ledger` and `ports.LogBook` in the same way."""

    def prompts(self, span: Span) -> list[Prompt]:
        """No prompts."""
        return []

    def asked(self, span: Span) -> list[datetime]:
        """No prompts."""
        return []

    def answers(self, span: Span) -> list[Answer]:
        """No answers."""
        return []

    def works(self, span: Span) -> list[Work]:
        """No work."""
        return []

    def tokens(self, span: Span) -> dict[str, Tokens]:
        """No tokens."""
        return {}

    def unknown(self, prompts: Sequence[Prompt]) -> int:
        """All of them are, each counted once."""
        return len({(one.tool, one.key) for one in prompts})

    def logs(self) -> list[LogsRead]:
        """No logs."""
        return []

    def marks(self, log_format: str, paths: Sequence[str]) -> list[Mark | None]:
        """Nothing was read."""
        return [None] * len(paths)

    def add(
        self, *, works: Sequence[Work] = (), prompts: Sequence[Prompt] = (), answers: Sequence[Answer] = ()
    ) -> None:
        """Refuse.

        Raises:
            KnownError: always.
        """
        raise _nothing()

    def take_in(self, *, prompts: Sequence[Prompt], answers: Sequence[Answer]) -> list[str]:
        """Refuse.

        Raises:
            KnownError: always.
        """
        raise _nothing()

    def take_back(self, names: Sequence[str]) -> int:
        """Refuse.

        Raises:
            KnownError: always.
        """
        raise _nothing()

    def keep(self, log_format: str, readings: Sequence[tuple[str, Reading]], at: datetime) -> None:
        """Refuse.

        Raises:
            KnownError: always.
        """
        raise _nothing()

    def note_trouble(self, log_format: str, path: str, sentence: str) -> None:
        """Refuse.

        Raises:
            KnownError: always.
        """
        raise _nothing()

    def forget_troubles(self, log_format: str, there: Sequence[str]) -> None:
        """Nothing is in trouble."""


class NoLimits:
    """Implements `ports.LimitBook` in the same way."""

    def limits(self) -> list[Limit]:
        """No limits."""
        return []

    def history(self) -> list[LimitVersion]:
        """No limits."""
        return []

    def extensions(self, first: date, last: date) -> list[Extension]:
        """None."""
        return []

    def set(self, limit: Limit, at: datetime) -> Limit:
        """Refuse.

        Raises:
            KnownError: always.
        """
        raise _nothing()

    def remove(self, limit_id: int, at: datetime) -> None:
        """Refuse.

        Raises:
            KnownError: always.
        """
        raise _nothing()

    def extend(self, one: Extension, at: datetime) -> None:
        """Refuse.

        Raises:
            KnownError: always.
        """
        raise _nothing()


class NoHousehold:
    """Implements `ports.HouseholdBook` in the same way."""

    def pin(self) -> KeptPin | None:
        """No PIN."""
        return None

    def requests(self, since: datetime) -> list[Request]:
        """Nobody asked."""
        return []

    def request(self, request_id: str) -> Request | None:
        """Nobody asked."""
        return None

    def holidays(self) -> tuple[Holiday, ...]:
        """None."""
        return ()

    def keep_pin(self, kept: KeptPin | None, what: str, at: datetime) -> None:
        """Refuse.

        Raises:
            KnownError: always.
        """
        raise _nothing()

    def take_try(self, lasting: timedelta, at: datetime) -> timedelta:
        """Refuse.

        Raises:
            KnownError: always.
        """
        raise _nothing()

    def was_right(self, why: str, at: datetime) -> None:
        """Refuse.

        Raises:
            KnownError: always.
        """
        raise _nothing()

    def ask(self, one: Request) -> None:
        """Refuse.

        Raises:
            KnownError: always.
        """
        raise _nothing()

    def answer(self, request_id: str, answer: TimeAnswer) -> Request:
        """Refuse.

        Raises:
            KnownError: always.
        """
        raise _nothing()

    def set_holidays(self, several: Sequence[Holiday], at: datetime) -> None:
        """Refuse.

        Raises:
            KnownError: always.
        """
        raise _nothing()


class NoDays:
    """Implements `ports.DayBook` in the same way."""

    def between(self, first: date, last: date, rules: str) -> dict[date, DayParts]:
        """No days."""
        return {}

    def keep(self, rules: str, days: Mapping[date, DayParts]) -> None:
        """Nothing is summed, so nothing is kept."""


class NoNudges:
    """Implements `ports.NudgeLog` in the same way."""

    def since(self, moment: datetime) -> list[Record]:
        """Nothing was said."""
        return []

    def one(self, nudge_id: int) -> Record | None:
        """Nothing was said."""
        return None

    def add(self, decisions: Sequence[Decision]) -> list[Record]:
        """Refuse.

        Raises:
            KnownError: always.
        """
        raise _nothing()

    def answer(self, nudge_id: int, response: Response, at: datetime) -> None:
        """Refuse.

        Raises:
            KnownError: always.
        """
        raise _nothing()

    def note_outcome(self, nudge_id: int, outcome: Figures) -> None:
        """Refuse.

        Raises:
            KnownError: always.
        """
        raise _nothing()


class NoCheckIns:
    """Implements `ports.CheckInLog` in the same way."""

    def since(self, moment: datetime) -> list[CheckIn]:
        """Nobody was asked."""
        return []

    def messages(self) -> list[Message]:
        """Nobody was told."""
        return []

    def add(self, one: CheckIn) -> CheckIn:
        """Refuse.

        Raises:
            KnownError: always.
        """
        raise _nothing()

    def add_all(self, several: Sequence[CheckIn]) -> None:
        """Refuse.

        Raises:
            KnownError: always.
        """
        raise _nothing()

    def remove(self, checkin_id: int) -> bool:
        """There is none."""
        return False

    def keep_message(self, one: Message) -> Message:
        """Refuse.

        Raises:
            KnownError: always.
        """
        raise _nothing()


def _nothing() -> KnownError:
    return KnownError(Sentence("Nothing is recorded yet."), Sentence("Start the tracker with: wellbeing run"))


class NoFamily:
    """Implements `ports.FamilyBook` likewise."""

    def chain(self, before: datetime) -> tuple[int, str]:
        """No journal."""
        return 0, ""

    def told(self) -> list[Told]:
        """No days."""
        return []

    def tell(self, days: Sequence[Told]) -> None:
        """Refuse."""
        raise _nothing()

    def leave(self) -> None:
        """Refuse."""
        raise _nothing()
