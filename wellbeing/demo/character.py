"""Who a synthetic person is: habits drawn once from a seed, within plausible ranges.

Ranges are those of the project's growth simulator (AI: median 45 min, log sd 0.35-0.85, lag-1 0-0.25; screen:
log sd 0.18-0.38, wander up to 0.10) and of its specification of synthetic people (first use 9:00 ± 0.6 h,
weekends 1.2 h later; active minutes 400 on workdays, 190 else). Others are our judgement. For comparison: a
public record of 53 workdays has a log sd of 0.20 for the total and a lag-1 correlation of 0.07-0.17.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from wellbeing.demo.app import APPS, App, Role, Trade
from wellbeing.demo.chance import Chance

_PERSON = 0x50
"""The stream from which habits are drawn."""

MIA_SEED = 14
"""Of the person whom `wellbeing demo` shows unless told otherwise."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody lives or travels to."""

    zone: str
    """IANA name."""
    winter: timedelta
    """East of Greenwich in winter; what counts where the name is unknown to the machine."""


HOMES = (
    Place("Europe/Berlin", timedelta(hours=1)),
    Place("Europe/London", timedelta(0)),
    Place("Europe/Madrid", timedelta(hours=1)),
    Place("America/New_York", timedelta(hours=-5)),
    Place("America/Chicago", timedelta(hours=-6)),
)
FAR = (
    Place("America/Toronto", timedelta(hours=-5)),
    Place("Europe/Lisbon", timedelta(0)),
    Place("Asia/Tokyo", timedelta(hours=9)),
    Place("Europe/Helsinki", timedelta(hours=2)),
)


@dataclass(frozen=True, slots=True)
class Amount:
    """How much of something a person has in a day, and how that varies."""

    workday: timedelta
    """Median on ordinary workdays."""
    weekend: timedelta
    """Median on weekends and holidays."""
    log_sd: float
    """Day to day, of the logarithm."""
    memory: float
    """Correlation of a day's deviation with the day before, 0 to 0.25."""
    wander: float
    """Standard deviation of the slow, harmless drift of the logarithm."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody's habits; nothing in here changes from day to day."""

    seed: int
    name: str
    trade: Trade
    home: Place
    far: Place
    """Where travel weeks lead."""
    rises: timedelta
    """Usual first use on a workday, local clock."""
    sleeps_in: timedelta
    """How much later at weekends."""
    screen: Amount
    ai: Amount
    """On days with any AI."""
    ai_free: float
    """Share of workdays without AI; twice that at weekends."""
    owl: float
    """Share of nights with use after 23:00."""
    sociable: float
    """Weight of contact with people among other uses; 1 is middling."""
    missing: float
    """Share of days on which the machine stays off."""
    dwell: float
    """Own tempo: how long an app stays in front; 1 is middling."""
    mood_link: float
    """Effect of a day's AI deviation on mood, both in standard deviations: 0 or -0.3."""
    apps: tuple[App, ...]
    """15 to 40."""


def person(seed: int) -> Person:
    """Somebody invented; equal seeds give equal people."""
    chance = Chance.at(seed, _PERSON)
    trade = chance.choice(tuple(Trade))
    home = chance.choice(HOMES)
    usual = min(max(chance.lognormal(1.0, 0.12), 0.8), 1.25)
    ai = min(max(chance.lognormal(45.0, 0.5), 12.0), 140.0)
    return Person(
        seed=seed,
        name=f"Person {seed}",
        trade=trade,
        home=home,
        far=chance.choice([place for place in FAR if place.winter != home.winter]),
        rises=timedelta(minutes=round(min(max(chance.normal(540, 36), 420), 660))),
        sleeps_in=timedelta(minutes=72),
        screen=Amount(
            workday=timedelta(minutes=round(400 * usual)),
            weekend=timedelta(minutes=round(190 * usual)),
            log_sd=chance.between(0.18, 0.38),
            memory=chance.between(0.0, 0.25),
            wander=chance.between(0.0, 0.10),
        ),
        ai=Amount(
            workday=timedelta(minutes=round(ai)),
            weekend=timedelta(minutes=round(ai * min(chance.lognormal(0.6, 0.4), 1.5))),
            log_sd=chance.between(0.35, 0.85),
            memory=chance.between(0.0, 0.25),
            wander=chance.between(0.0, 0.10),
        ),
        ai_free=min(chance.exponential(0.13), 0.4),
        owl=chance.between(0.03, 0.30),
        sociable=chance.between(0.6, 1.5),
        missing=chance.between(0.0, 0.10),
        dwell=chance.between(0.85, 1.15),
        mood_link=chance.choice((0.0, -0.3)),
        apps=_apps(chance, trade),
    )


def mia() -> Person:
    """Mia, a writer in Berlin who takes more and more company and advice from AI, and lets an agent build her site."""
    someone = person(MIA_SEED)
    chance = Chance.at(MIA_SEED, _PERSON, 1)
    companion = next(app for app in APPS if app.role is Role.COMPANION)
    agent = next(app for app in APPS if app.tool == "claude_code")
    apps = [app for app in _apps(chance, Trade.WRITER) if app not in (companion, agent)]
    return replace(
        someone,
        name="Mia",
        trade=Trade.WRITER,
        home=HOMES[0],
        far=FAR[0],
        rises=timedelta(hours=8, minutes=50),
        screen=Amount(timedelta(minutes=400), timedelta(minutes=190), 0.26, 0.15, 0.05),
        ai=Amount(timedelta(minutes=50), timedelta(minutes=40), 0.5, 0.15, 0.05),
        ai_free=0.08,
        owl=0.18,
        missing=0.03,
        mood_link=-0.3,
        apps=(*apps, agent, companion),
    )


def _apps(chance: Chance, trade: Trade) -> tuple[App, ...]:
    """Those everyone or the trade has, and some others: 15 to 40 in all."""
    core = [app for app in APPS if trade in app.core]
    coder = trade is Trade.DEVELOPER
    others = [app for app in APPS if trade not in app.core and (coder or app.role is not Role.AGENT)]
    rest: Sequence[App] = chance.sample(others, min(chance.below(12) + 2, 40 - len(core)))
    return tuple(app for app in APPS if app in core or app in rest)
