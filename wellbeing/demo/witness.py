"""The truth file: what is certain of a synthetic record, to compare with what the program says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from wellbeing.demo.character import Person
from wellbeing.demo.day import Day
from wellbeing.demo.story import Binge, Change, Episode
from wellbeing.model import Activity

GENERATOR = 2
"""Version of the generator; rises whenever the same seed gives other days."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MS = timedelta(milliseconds=1)

Json = dict[str, object]
"""What `json.dumps` takes."""


class Witness:
    """Watches days go by, in order, and can then tell the truth; keeps figures, no activities."""

    def __init__(self, person: Person, story: Sequence[Episode], density: int = 170) -> None:
        self._person, self._story, self._density = person, story, density
        self._hash = sha256()
        self._days: list[Json] = []
        self._activities = 0

    def note(self, day: Day) -> None:
        """Take in the next day."""
        self._hash.update("".join(map(_line, day.activities)).encode())
        self._activities += len(day.activities)
        self._days.append(_figures(day))

    def truth(self) -> Json:
        """What is certain of the days seen; amounts in seconds, dates ISO 8601."""
        seen = [str(day["day"]) for day in self._days]
        return {
            "demo": True,
            "generator": GENERATOR,
            "person": self._person.name,
            "seed": self._person.seed,
            "density": self._density,
            "zone": self._person.home.zone,
            "mood_link": self._person.mood_link,
            "activities": self._activities,
            "sha256": self._hash.hexdigest(),
            "episodes": [_episode(episode) for episode in self._story if _within(episode, seen)],
            "days": self._days,
        }


def truth(person: Person, story: Sequence[Episode], days: Iterable[Day], density: int = 170) -> Json:
    """The truth of some days at once."""
    witness = Witness(person, story, density)
    for day in days:
        witness.note(day)
    return witness.truth()


def _line(activity: Activity) -> str:
    app, span = activity.app, activity.span
    start_ms, end_ms = (span.start - _EPOCH) // _MS, (span.end - _EPOCH) // _MS
    words = f"{app.app_id}|{app.exe}|{app.site}|{app.commands}"
    return f"{start_ms} {end_ms} {activity.presence:d} {words}\n"


def _figures(day: Day) -> Json:
    true = day.truth
    return {
        "day": day.day.isoformat(),
        "kind": day.kind.value,
        "begin": day.span.start.isoformat(),
        "end": day.span.end.isoformat(),
        "activities": len(day.activities),
        "active_s": true.active.total_seconds(),
        "passive_s": true.passive.total_seconds(),
        "idle_s": true.idle.total_seconds(),
        "locked_s": true.locked.total_seconds(),
        "ai_s": true.ai.total_seconds(),
        "ai_tools_s": {tool: amount.total_seconds() for tool, amount in true.tools.items()},
        "companion_s": true.companion.total_seconds(),
        "people_s": true.people.total_seconds(),
        "night_s": true.night.total_seconds(),
        "unrecorded_s": true.unrecorded.total_seconds(),
        "prompts": len(day.prompts),
        "prompts_by_tool": dict(sorted(Counter(one.tool for one in day.prompts).items())),
        "runs_s": _runs(day),
        "mood": None if day.checkin is None else day.checkin.mood,
        "energy": None if day.checkin is None else day.checkin.energy,
        "who5": None if day.checkin is None else day.checkin.who5,
    }


def _runs(day: Day) -> Json:
    """Seconds that agents worked by themselves, by tool; several at once count each, attended or not."""
    sums: Counter[str] = Counter()
    for run in day.runs:
        sums[run.tool] += round(run.span.length / _MS)
    return {tool: ms / 1000 for tool, ms in sorted(sums.items())}


def _within(episode: Episode, seen: Sequence[str]) -> bool:
    """Whether it happens on the days seen; a level that only carries on is no happening."""
    if not seen:
        return False
    if isinstance(episode, Change):
        return episode.before != episode.after and seen[0] <= episode.on.isoformat() <= seen[-1]
    last = episode.on + timedelta(days=episode.days - 1)
    return episode.on.isoformat() <= seen[-1] and last.isoformat() >= seen[0]


def _episode(episode: Episode) -> Json:
    found: Json = {"episode": type(episode).__name__.lower(), "on": episode.on.isoformat()}
    if isinstance(episode, Change):
        return found | {
            "series": episode.series.value,
            "size": round(episode.after / episode.before - 1, 4),
            "over_days": episode.over,
        }
    if isinstance(episode, Binge):
        return found | {"series": episode.series.value, "factor": episode.factor, "days": episode.days}
    return found | {"kind": episode.kind.value, "days": episode.days}
