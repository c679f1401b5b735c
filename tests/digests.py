"""Days of devices as families send them, for hypothesis and by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from wellbeing.family.digest import Digest
from wellbeing.family.figures import Ai, App, Chain, Journal, Kept, Mood, Tool, night
from wellbeing.family.level import Level
from wellbeing.family.minutes import Minutes, minutes
from wellbeing.model import Span

MONDAY = date(2026, 5, 4)
MORNING = datetime(2026, 5, 4, 2, tzinfo=UTC)
"""04:00 in Berlin."""
NOTHING = (0,) * 24


def in_hours(**amounts: int) -> tuple[int, ...]:
    """Seconds by hour: `in_hours(h9=600)`."""
    return tuple(amounts.get(f"h{hour}", 0) for hour in range(24))


def digest(
    device: str = "desk",
    day: date = MONDAY,
    *,
    hours: tuple[int, ...] = NOTHING,
    ai: tuple[int, ...] = NOTHING,
    unattended_s: int = 0,
    prompts: int | None = None,
    told: Minutes | None = None,
    level: Level = Level.APPS,
    revision: int = 1,
    zone: str = "Europe/Berlin",
    **more: object,
) -> Digest:
    """A day of which only what matters is said."""
    active_s = sum(hours)
    plain: dict[str, object] = {"longest_free_s": active_s - sum(ai), "breaks": 0, **more}
    return Digest(
        device=device,
        day=day,
        zone=zone,
        revision=revision,
        until=datetime.combine(day, datetime.min.time(), UTC) + timedelta(hours=20),
        level=level,
        active_s=active_s,
        hours=hours,
        ai=Ai(attended_s=sum(ai), unattended_s=unattended_s, prompts=prompts, night_s=night(ai), hours=ai),
        night_s=night(hours),
        minutes=told,
        **plain,  # type: ignore[arg-type]  # what a test says of the fields, by name
    )


def use(*stretches: tuple[int, int], ai: tuple[tuple[int, int], ...] = ()) -> Minutes:
    """Minutes of use after `MORNING`, from and to, in minutes."""

    def spans(of: tuple[tuple[int, int], ...]) -> list[Span]:
        return [Span(MORNING + timedelta(minutes=low), MORNING + timedelta(minutes=high)) for low, high in of]

    return minutes(MORNING, spans(stretches), spans(ai))


_KEYS = st.text("abcdefghijklmnopqrstuvwxyz-", min_size=1, max_size=12)
_NAMES = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=20)


@st.composite
def _shared(draw: st.DrawFn, total: int, most: int = 4) -> list[int]:
    """Amounts that together are at most the total."""
    found = []
    for _ in range(draw(st.integers(0, most))):
        one = draw(st.integers(0, total))
        found.append(one)
        total -= one
    return found


@st.composite
def digests(draw: st.DrawFn, device: str | None = None, day: date = MONDAY) -> Digest:
    """Any sound day: at any level, with what that level holds."""
    level = draw(st.sampled_from(list(Level)))
    hours = draw(st.tuples(*[st.sampled_from([0, 0, 60, 1800, 3600]) for _ in range(24)]))
    ai = tuple(draw(st.integers(0, one)) if one else 0 for one in hours)
    active_s, attended_s = sum(hours), sum(ai)

    def named(total: int) -> dict[str, int]:
        some = draw(_shared(total))
        return dict(zip(draw(st.lists(_KEYS, min_size=4, max_size=4, unique=True)), some, strict=False))

    apps = zip(
        draw(st.lists(_NAMES, min_size=4, max_size=4, unique=True)), draw(_shared(active_s)), strict=False
    )
    limits = [
        Kept(
            id=str(number), name=draw(_NAMES) if shown <= level else "", shown=shown, kept=kept, agreed=agreed
        )
        for number, (shown, kept, agreed) in enumerate(
            draw(st.lists(st.tuples(st.sampled_from(list(Level)), st.booleans(), st.booleans()), max_size=3))
        )
    ]
    return digest(
        device or draw(st.sampled_from(["desk", "lap", "phone"])),
        day,
        hours=hours,
        ai=ai,
        unattended_s=draw(st.integers(0, 7200)),
        prompts=draw(st.none() | st.integers(0, 50)),
        level=level,
        revision=draw(st.integers(1, 9)),
        longest_free_s=draw(st.none() | st.integers(0, active_s)),
        breaks=draw(st.none() | st.integers(0, 9)),
        categories=named(active_s) if level >= Level.KINDS else {},
        ai_kinds=named(attended_s) if level >= Level.KINDS else {},
        apps=tuple(App(name=name, active_s=one) for name, one in apps) if level >= Level.APPS else (),
        tools=tuple(
            Tool(id=key, attended_s=one, unattended_s=0, prompts=None)
            for key, one in named(attended_s).items()
        )
        if level >= Level.APPS
        else (),
        limits=tuple(limits),
        journal=Journal(pauses=draw(st.integers(0, 3)), missed_s=draw(st.integers(0, 600))),
        chain=Chain(entries=draw(st.integers(0, 99)), head="ab" * 32),
        moods=draw(st.none() | st.just((Mood(at=MORNING, form="daily", values=(4, None), score=None),))),
        told=draw(st.none() | st.just(use((0, 60), (300, 500)))),
    )
