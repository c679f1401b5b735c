"""The desk: where a synthetic day's activities are laid side by side, and what is true of them is counted."""

from __future__ import annotations

from datetime import datetime, timedelta

from wellbeing.demo.app import AI_ROLES, HUMAN_ROLES, App, Role
from wellbeing.demo.day import Prompt, Run, Truth
from wellbeing.model import NOTHING, Activity, AppIdentity, Entry, EntryKind, Presence, Span

SECOND = 1000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
_NIGHT_ENDS = 1 * HOUR
_NIGHT_BEGINS = 19 * HOUR
"""23:00 to 05:00 on a day that begins at 04:00; daylight saving changes later than 23:00 and before 04:00."""


class Desk:
    """One day being made, from its beginning on; whatever reaches past `end_ms` is cut off.

    All times are whole milliseconds since the day began.

    Args:
        begin: the day's first moment, UTC.
        end_ms: where the day, or the present, ends.
    """

    def __init__(self, begin: datetime, end_ms: int) -> None:
        self.begin = begin
        self.end_ms = end_ms
        self.now_ms = 0
        self.activities: list[Activity] = []
        self.entries: list[Entry] = []
        self.prompts: list[Prompt] = []
        self.runs: list[Run] = []
        self._app: App | None = None
        self._presence = Presence.LOCKED
        self._since_ms = 0
        self._since = begin
        self._by_presence = dict.fromkeys(Presence, 0)
        self._by_app: dict[App, int] = {}
        self._night_ms = 0
        self._unrecorded_ms = 0

    def at(self, ms: int) -> datetime:
        """A moment of the day."""
        return self.begin + timedelta(milliseconds=ms)

    def use(self, app: App | None, presence: Presence, ms: int) -> None:
        """An app in front for a while from now on; None is the locked screen."""
        if app is not self._app or presence is not self._presence:
            self._close()
            self._app, self._presence = app, presence
        self.now_ms = min(self.now_ms + ms, self.end_ms)

    def skip(self, to_ms: int) -> None:
        """Nothing is recorded until a moment."""
        self._close()
        self._resume(max(self.now_ms, min(to_ms, self.end_ms)))

    def miss(self, ms: int, *, moves: bool = True) -> None:
        """The person is there, but the record misses it; `moves`: the clock goes on meanwhile."""
        self._close()
        left_ms = min(ms, self.end_ms - self.now_ms)
        self._unrecorded_ms += left_ms
        self._resume(self.now_ms + left_ms if moves else self.now_ms)

    def note(self, kind: EntryKind, **facts: str | float | bool) -> None:
        """A journal entry, now; nothing once the present is reached."""
        if self.now_ms < self.end_ms:
            self.entries.append(Entry(self.at(self.now_ms), kind, facts))

    def prompt(self, at_ms: int, answer_ms: int, tool: str) -> None:
        """A human turn before the end; its answer comes by the end."""
        answered_ms = min(at_ms + answer_ms, self.end_ms)
        self.prompts.append(Prompt(self.at(at_ms), self.at(answered_ms), tool))

    def run(self, ms: int, tool: str) -> None:
        """An agent works from now on, by itself; until the end at most."""
        span = Span(self.at(self.now_ms), self.at(min(self.now_ms + ms, self.end_ms)))
        self.runs.append(Run(span, tool))

    def truth(self) -> Truth:
        """What is true of the day so far."""
        self._close()
        passive_ms = self._by_presence[Presence.PASSIVE]
        tools: dict[str, int] = {}
        for app, ms in self._by_app.items():
            if app.tool is not None:
                tools[app.tool] = tools.get(app.tool, 0) + ms
        return Truth(
            active=_span(self._by_presence[Presence.ACTIVE] + passive_ms),
            passive=_span(passive_ms),
            idle=_span(self._by_presence[Presence.IDLE]),
            locked=_span(self._by_presence[Presence.LOCKED]),
            ai=self._of(AI_ROLES),
            tools={tool: _span(ms) for tool, ms in sorted(tools.items())},
            companion=self._of(frozenset({Role.COMPANION})),
            people=self._of(HUMAN_ROLES),
            night=_span(self._night_ms),
            unrecorded=_span(self._unrecorded_ms),
        )

    def _of(self, roles: frozenset[Role]) -> timedelta:
        return _span(sum(ms for app, ms in self._by_app.items() if app.role in roles))

    def _close(self) -> None:
        """Count and keep what lay open until now."""
        ms = self.now_ms - self._since_ms
        if ms == 0:
            return
        app, presence = self._app, self._presence
        identity: AppIdentity = NOTHING if app is None else app.identity
        until = self.at(self.now_ms)
        self.activities.append(Activity(Span(self._since, until), identity, None, presence))
        self._by_presence[presence] += ms
        if app is not None and presence is not Presence.IDLE:
            self._by_app[app] = self._by_app.get(app, 0) + ms
            if self.now_ms > _NIGHT_BEGINS or self._since_ms < _NIGHT_ENDS:
                by_day_ms = min(self.now_ms, _NIGHT_BEGINS) - max(self._since_ms, _NIGHT_ENDS)
                self._night_ms += ms - max(0, by_day_ms)
        self._since_ms, self._since = self.now_ms, until

    def _resume(self, ms: int) -> None:
        """Go on from a moment; what lies between is not recorded."""
        self.now_ms = self._since_ms = ms
        self._since = self.at(ms)


def _span(ms: int) -> timedelta:
    return timedelta(milliseconds=ms)
