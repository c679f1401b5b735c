"""Whether to speak: every gate, back-off, the experiment and breakpoints."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from wellbeing.limits.limit import Aim, Hours, Level, Limit, Of, Target
from wellbeing.limits.standing import Count, Standing, standing
from wellbeing.model import AppIdentity, Zone
from wellbeing.nudges import moment as breakpoints
from wellbeing.nudges.backoff import welcome
from wellbeing.nudges.kind import RULES, Delivery, Kind
from wellbeing.nudges.manners import Manners
from wellbeing.nudges.nudge import (
    Breakpoint,
    Decision,
    Gate,
    Hold,
    Moment,
    Record,
    Response,
    Verdict,
    Wish,
)
from wellbeing.nudges.policy import Facts, decide
from wellbeing.timeline.day import Calendar

NOON = datetime(2026, 5, 5, 12, tzinfo=UTC)
BERLIN = Calendar([Zone(datetime(2026, 1, 1, tzinfo=UTC), "Europe/Berlin", timedelta(hours=1))])
SWITCH = Moment(NOON, Breakpoint.SWITCH, timedelta(minutes=12))
EVERYTHING = Manners(on=frozenset(Kind))
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


def wish(kind: Kind = Kind.GROWTH, key: str = "one", about: str = "ai") -> Wish:
    return Wish(kind, about, key)


def facts(*wishes: Wish, at: datetime = NOON, **more: object) -> Facts:
    told = Facts(at, BERLIN.local(at), BERLIN.day_of(at), 100, wishes, moment=replace(SWITCH, at=at))
    return replace(told, **more)  # type: ignore[arg-type]  # named fields of facts


def delivered(
    kind: Kind, before: timedelta, response: Response | None = None, about: str = "ai", key: str = ""
) -> Record:
    """A nudge delivered some time before noon, answered a minute later."""
    at = NOON - before
    made = Decision(
        at,
        BERLIN.day_of(at),
        wish(kind, key or f"{kind}{before}", about),
        RULES[kind].version,
        Verdict.DELIVERED,
        (),
        (0, 2),
    )
    return Record(made, response, None if response is None else at + MINUTE)


def one(told: Facts, *past: Record, manners: Manners = EVERYTHING) -> Decision:
    (made,) = decide(told, (), past, manners)
    return made


def test_a_wish_that_passes_every_gate_is_delivered_with_its_grounds() -> None:
    made = one(facts(wish()))
    assert made.verdict is Verdict.DELIVERED
    assert made.why is None
    assert made.moment == SWITCH
    assert made.budget == (0, 2)
    assert [check.gate for check in made.checks] == [
        Gate.SWITCHED_ON,
        Gate.ENOUGH_DAYS,
        Gate.NOT_SNOOZED,
        Gate.NO_QUIET_HOURS,
        Gate.COOL_DOWN,
        Gate.KIND_COOL_DOWN,
        Gate.APART,
        Gate.BUDGET,
        Gate.NOTHING_HOLDS,
        Gate.GOOD_MOMENT,
    ]


@pytest.mark.parametrize(
    ("told", "past", "manners", "gate"),
    [
        (facts(wish(Kind.HUMAN)), (), Manners(), Gate.SWITCHED_ON),
        (facts(wish(), days_recorded=13), (), EVERYTHING, Gate.ENOUGH_DAYS),
        (facts(wish()), (), replace(EVERYTHING, snoozed_until=NOON + MINUTE), Gate.NOT_SNOOZED),
        (facts(wish(), at=NOON + 7 * HOUR), (), EVERYTHING, Gate.NO_QUIET_HOURS),
        (facts(wish(), at=NOON - 7 * HOUR), (), EVERYTHING, Gate.NO_QUIET_HOURS),
        (facts(wish()), (delivered(Kind.GROWTH, 27 * 24 * HOUR),), EVERYTHING, Gate.COOL_DOWN),
        (
            facts(wish(about="screen")),
            (delivered(Kind.GROWTH, 6 * 24 * HOUR),),
            EVERYTHING,
            Gate.KIND_COOL_DOWN,
        ),
        (facts(wish()), (delivered(Kind.HUMAN, 89 * MINUTE),), EVERYTHING, Gate.APART),
        (
            facts(wish()),
            (delivered(Kind.NIGHT, 3 * HOUR), delivered(Kind.HUMAN, 2 * HOUR)),
            EVERYTHING,
            Gate.BUDGET,
        ),
        (facts(wish()), (), replace(EVERYTHING, budget=0), Gate.BUDGET),
    ],
)
def test_manners_forbid(told: Facts, past: tuple[Record, ...], manners: Manners, gate: Gate) -> None:
    made = one(told, *past, manners=manners)
    assert made.verdict is Verdict.REFUSED
    assert made.why is gate
    assert decide(told, (), (*past, Record(made)), manners) == ()


@pytest.mark.parametrize("hold", list(Hold))
def test_while_something_holds_a_nudge_waits(hold: Hold) -> None:
    made = one(facts(wish(), holds=frozenset({hold})))
    assert made.verdict is Verdict.HELD
    assert made.why is Gate.NOTHING_HOLDS
    assert made.checks[-1].figure == hold
    after = one(facts(wish(), at=NOON + 44 * MINUTE), Record(made))
    assert after.verdict is Verdict.DELIVERED


def test_without_a_good_moment_it_is_dropped_after_45_minutes_and_never_comes_again() -> None:
    held = one(facts(wish(), moment=None))
    assert held.why is Gate.GOOD_MOMENT
    still = facts(wish(), moment=None, at=NOON + 45 * MINUTE)
    assert decide(still, (), (Record(held),), EVERYTHING) == ()
    late = one(facts(wish(), moment=None, at=NOON + 46 * MINUTE), Record(held))
    assert late.verdict is Verdict.DROPPED
    assert decide(facts(wish(), at=NOON + HOUR), (), (Record(held), Record(late)), EVERYTHING) == ()


def test_what_was_held_and_lost_its_reason_is_dropped() -> None:
    held = one(facts(wish(), moment=None))
    assert decide(facts(at=NOON + 45 * MINUTE), (), (Record(held),), EVERYTHING) == ()
    gone = one(facts(at=NOON + 46 * MINUTE), Record(held))
    assert (gone.verdict, gone.wish) == (Verdict.DROPPED, held.wish)


def test_no_budget_above_three_is_believed() -> None:
    past = [delivered(Kind.NIGHT, n * 2 * HOUR, key=f"{n}") for n in (1, 2, 3)]
    assert one(facts(wish()), *past, manners=replace(EVERYTHING, budget=9)).why is Gate.BUDGET


def test_the_night_note_speaks_in_quiet_hours() -> None:
    assert one(facts(wish(Kind.NIGHT), at=NOON + 10 * HOUR)).verdict is Verdict.DELIVERED


def test_silent_ones_need_neither_moment_nor_quiet() -> None:
    silent = replace(wish(Kind.WEEK), delivery=Delivery.SILENT)
    late = facts(silent, at=NOON + 10 * HOUR, moment=None, holds=frozenset({Hold.LOCKED}))
    assert one(late).verdict is Verdict.DELIVERED


def test_a_check_in_keeps_two_hours_from_any_nudge() -> None:
    assert one(facts(wish(Kind.CHECK_IN)), delivered(Kind.HUMAN, 119 * MINUTE)).why is Gate.APART
    assert one(facts(wish(Kind.CHECK_IN)), delivered(Kind.HUMAN, 2 * HOUR)).verdict is Verdict.DELIVERED


def test_a_quiet_warning_or_report_keeps_a_check_in_away_as_well() -> None:
    for kind in (Kind.LIMIT, Kind.WEEK):
        told = delivered(kind, 119 * MINUTE)
        quiet = replace(told.decision, wish=replace(told.decision.wish, delivery=Delivery.QUIET))
        assert one(facts(wish(Kind.CHECK_IN)), Record(quiet)).why is Gate.APART
        silent = replace(told.decision, wish=replace(told.decision.wish, delivery=Delivery.SILENT))
        assert one(facts(wish(Kind.CHECK_IN)), Record(silent)).verdict is Verdict.DELIVERED


def test_a_clock_that_was_a_year_ahead_silences_nothing_for_a_year() -> None:
    ahead = timedelta(days=365)
    before = delivered(Kind.FRICTION, -ahead, about="game"), delivered(Kind.HUMAN, -ahead - HOUR)
    told = facts(wish(Kind.FRICTION, "one", about="game"), moment=None)
    first = one(told, *before)
    assert first.why is Gate.COOL_DOWN, "nobody knows how long ago it was"
    kept = (*before, Record(first))
    soon = facts(wish(Kind.FRICTION, "two", about="game"), at=NOON + 9 * MINUTE, moment=None)
    assert one(soon, *kept).why is Gate.COOL_DOWN
    later = facts(wish(Kind.FRICTION, "two", about="game"), at=NOON + 10 * MINUTE, moment=None)
    assert one(later, *kept).verdict is Verdict.DELIVERED
    assert one(facts(wish(), at=NOON + 89 * MINUTE), *kept).why is Gate.APART
    assert one(facts(wish(), at=NOON + 90 * MINUTE), *kept).verdict is Verdict.DELIVERED
    again = delivered(Kind.NIGHT, -2 * HOUR)
    late = facts(wish(), at=NOON + 2 * HOUR + 10 * MINUTE)
    assert one(late, *kept, again).why is Gate.APART, "what was told since counts by its own time"


def test_what_was_held_by_a_clock_ahead_is_not_waited_for_until_then() -> None:
    held = one(facts(wish(), moment=None, at=NOON + timedelta(days=30)))
    gone = one(facts(at=NOON), Record(held))
    assert (gone.verdict, gone.wish) == (Verdict.DROPPED, held.wish)
    still = one(facts(wish(), moment=None), Record(held))
    assert still.verdict is Verdict.DROPPED
    (short,) = decide(facts(wish(), moment=None, at=NOON + MINUTE), (), (), EVERYTHING)
    assert decide(facts(at=NOON), (), (Record(short),), EVERYTHING) == ()


def test_of_two_wishes_one_is_delivered_at_a_time() -> None:
    made = decide(facts(wish(Kind.HUMAN, "h"), wish(Kind.GROWTH, "g")), (), (), EVERYTHING)
    assert [(each.wish.kind, each.verdict) for each in made] == [
        (Kind.GROWTH, Verdict.DELIVERED),
        (Kind.HUMAN, Verdict.REFUSED),
    ]


def limited(used: float, **more: object) -> Standing:
    limit = replace(Limit((Target(Of.AI),), (60,) * 7, id=1), **more)  # type: ignore[arg-type]  # named fields
    return standing(limit, date(2026, 5, 5), Count(used, used), (), NOON, BERLIN)


def test_own_limits_speak_from_the_first_day_and_whatever_the_budget() -> None:
    told = facts(days_recorded=0, concerned=frozenset({1}), moment=None)
    (made,) = decide(told, [limited(60)], (), replace(EVERYTHING, budget=0))
    assert made.verdict is Verdict.DELIVERED
    assert made.wish.loudness is Delivery.INTERRUPTING
    assert made.wish.figures["what"] == "reached-0"
    others = one(facts(wish(), at=NOON + HOUR), Record(made))
    assert others.why is Gate.APART


def test_warnings_are_quiet_and_interrupt_nobody() -> None:
    told = facts(concerned=frozenset({1}))
    (made,) = decide(told, [limited(50)], (), EVERYTHING)
    assert made.wish.loudness is Delivery.QUIET
    assert one(facts(wish(), at=NOON + MINUTE), Record(made)).verdict is Verdict.DELIVERED


def test_a_limit_keeps_silent_while_something_else_is_in_front_and_a_goal_does_not() -> None:
    assert decide(facts(), [limited(60)], (), EVERYTHING) == ()
    (made,) = decide(facts(), [limited(60, aim=Aim.AT_LEAST)], (), EVERYTHING)
    assert made.wish.figures["what"] == "done"


def test_notes_of_limits_respect_the_night_and_stops_do_not() -> None:
    night = facts(at=NOON + 9 * HOUR, concerned=frozenset({1}))
    (note,) = decide(night, [limited(60)], (), EVERYTHING)
    assert note.why is Gate.NO_QUIET_HOURS
    (stop,) = decide(night, [limited(60, level=Level.DIALOG)], (), EVERYTHING)
    assert stop.verdict is Verdict.DELIVERED


def test_a_stop_waits_for_the_end_of_a_call_however_long_it_takes() -> None:
    call = frozenset({Hold.MICROPHONE})
    told = facts(concerned=frozenset({1}), holds=call)
    reached = [limited(60, level=Level.COVER)]
    (held,) = decide(told, reached, (), EVERYTHING)
    assert held.verdict is Verdict.HELD
    past = (Record(held),)
    assert decide(replace(told, at=NOON + 2 * HOUR), reached, past, EVERYTHING) == ()
    elsewhere = facts(at=NOON + 2 * HOUR)
    assert decide(elsewhere, reached, past, EVERYTHING) == ()
    (done,) = decide(facts(concerned=frozenset({1}), at=NOON + 3 * HOUR), reached, past, EVERYTHING)
    assert done.verdict is Verdict.DELIVERED
    (over,) = decide(facts(at=NOON + 30 * HOUR), (), past, EVERYTHING)
    assert over.verdict is Verdict.DROPPED


def test_a_bedtime_is_warned_of_in_quiet_hours() -> None:
    bedtime = Limit((Target(Of.TOTAL),), hours=(Hours(timedelta(hours=22), timedelta(hours=6)),), id=1)
    at = datetime(2026, 5, 5, 19, 52, tzinfo=UTC)
    now = standing(bedtime, date(2026, 5, 5), Count(300), (), at, BERLIN)
    (made,) = decide(facts(at=at, concerned=frozenset({1})), [now], (), EVERYTHING)
    assert made.verdict is Verdict.DELIVERED


def answers(kind: Kind, *given: Response | None) -> list[Record]:
    start = len(given)
    return [
        delivered(kind, (start - n) * 24 * HOUR, response, key=f"{n}") for n, response in enumerate(given)
    ]


NO, YES = Response.NOT_NOW, Response.HELPFUL


@pytest.mark.parametrize(
    ("given", "doublings", "refused"),
    [
        ((), 0, 0),
        ((NO,), 0, 1),
        ((NO, NO), 1, 2),
        ((NO, None, NO), 1, 2),
        ((NO, Response.EXPIRED, NO), 1, 2),
        ((NO, Response.ACTED, NO), 0, 1),
        ((NO, Response.DISMISSED, NO), 0, 1),
        ((NO, NO, NO), 2, 3),
        ((NO, NO, YES), 0, 0),
        ((NO, NO, NO, YES), 1, 0),
        ((YES, YES), 0, 0),
    ],
)
def test_answers_make_a_kind_rarer_or_bring_it_back(
    given: tuple[Response | None, ...], doublings: int, refused: int
) -> None:
    now = welcome(Kind.NIGHT, [*answers(Kind.NIGHT, *given), delivered(Kind.HUMAN, HOUR, NO)])
    assert (now.doublings, now.refused) == (doublings, refused)


def test_a_nudge_closed_within_three_seconds_was_refused() -> None:
    first, second = answers(Kind.NIGHT, Response.DISMISSED, Response.DISMISSED)
    quick = [replace(each, answered=each.decision.at + timedelta(seconds=3)) for each in (first, second)]
    assert welcome(Kind.NIGHT, quick).doublings == 1
    assert welcome(Kind.NIGHT, [first, second]).doublings == 0


def test_an_interval_doubles_up_to_two_weeks_and_never_shrinks() -> None:
    refused = welcome(Kind.NIGHT, answers(Kind.NIGHT, *([NO] * 9)))
    assert refused.interval(timedelta(days=1)) == timedelta(days=14)
    assert refused.interval(timedelta(days=28)) == timedelta(days=28)
    twice = welcome(Kind.NIGHT, answers(Kind.NIGHT, NO, NO))
    assert twice.interval(timedelta(days=1)) == timedelta(days=2)


def test_after_three_refusals_the_next_one_asks_once_whether_to_stop() -> None:
    past = answers(Kind.HUMAN, NO, NO, NO)
    later = facts(wish(Kind.HUMAN, "next"), at=NOON + timedelta(days=30))
    made = one(later, *past)
    assert made.offers_stop
    after = replace(later, at=later.at + timedelta(days=30), wishes=(wish(Kind.HUMAN, "after"),))
    assert not one(after, *past, Record(made, NO, made.at + MINUTE)).offers_stop


def test_own_fences_are_never_made_rarer() -> None:
    assert welcome(Kind.FRICTION, answers(Kind.FRICTION, NO, NO, NO, NO)).doublings == 0
    told = facts(wish(Kind.FRICTION, "open", about="game"), at=NOON + 11 * MINUTE, moment=None)
    assert one(told, delivered(Kind.FRICTION, timedelta(0), NO, "game")).verdict is Verdict.DELIVERED
    assert one(told, delivered(Kind.FRICTION, -2 * MINUTE, NO, "game")).why is Gate.COOL_DOWN


def test_with_consent_two_of_ten_are_withheld_and_the_draw_is_kept() -> None:
    manners = replace(EVERYTHING, experiment=True)
    given = one(facts(wish(Kind.HUMAN), draw=0.7999), manners=manners)
    assert (given.verdict, given.draw, given.chance) == (Verdict.DELIVERED, 0.7999, 0.8)
    left_out = one(facts(wish(Kind.HUMAN), draw=0.8), manners=manners)
    assert (left_out.verdict, left_out.why) == (Verdict.WITHHELD, Gate.DRAW)
    again = facts(wish(Kind.HUMAN), wish(Kind.GROWTH, "two"), at=NOON + HOUR)
    assert one(again, Record(left_out), manners=manners).why is Gate.APART


@pytest.mark.parametrize("kind", [Kind.GROWTH, Kind.WEEK, Kind.SECOND_OPINION, Kind.LIMIT, Kind.CHECK_IN])
def test_some_kinds_are_never_left_to_chance(kind: Kind) -> None:
    made = one(facts(wish(kind), draw=0.99), manners=replace(EVERYTHING, experiment=True))
    assert (made.verdict, made.draw) == (Verdict.DELIVERED, None)


def test_without_consent_nothing_is_drawn() -> None:
    assert one(facts(wish(Kind.HUMAN), draw=0.99)).verdict is Verdict.DELIVERED


def test_a_switch_is_a_breakpoint_after_five_minutes_with_one_app() -> None:
    editor, browser = AppIdentity("editor"), AppIdentity("browser")
    doing = breakpoints.follow(None, NOON, editor, present=True, since=NOON)
    early = breakpoints.follow(doing, NOON + 4 * MINUTE, browser, present=True, since=NOON)
    assert early.good(NOON + 4 * MINUTE) is None
    late = breakpoints.follow(early, NOON + 9 * MINUTE, editor, present=True, since=NOON)
    good = late.good(NOON + 9 * MINUTE)
    assert good is not None
    assert (good.breakpoint, good.length) == (Breakpoint.SWITCH, 5 * MINUTE)
    assert late.good(NOON + 10 * MINUTE) is None
    assert breakpoints.follow(late, NOON + 11 * MINUTE, editor, present=True, since=NOON) is late


def test_a_breakpoint_waits_for_a_rest_of_the_hands() -> None:
    editor, mail = AppIdentity("editor"), AppIdentity("mail")
    doing = breakpoints.follow(None, NOON, editor, present=True, since=NOON)
    later = NOON + 6 * MINUTE
    doing = breakpoints.follow(doing, later, mail, present=True, since=NOON)
    assert doing.good(later, timedelta(milliseconds=400)) is None
    assert doing.good(later + timedelta(seconds=9), timedelta(seconds=2)) == doing.moment
    assert doing.good(later, None) == doing.moment


def test_coming_back_is_a_breakpoint_and_absence_never_is() -> None:
    editor = AppIdentity("editor")
    doing = breakpoints.follow(None, NOON, editor, present=True, since=NOON)
    away = breakpoints.follow(doing, NOON + 9 * MINUTE, editor, present=False, since=NOON + 6 * MINUTE)
    assert away.good(NOON + 9 * MINUTE) is None
    back = breakpoints.follow(away, NOON + 10 * MINUTE, editor, present=True, since=NOON + 10 * MINUTE)
    good = back.good(NOON + 10 * MINUTE)
    assert good is not None
    assert (good.breakpoint, good.length) == (Breakpoint.RETURN, 4 * MINUTE)
    # Switching at once after coming back is not five minutes with one app.
    assert (
        breakpoints.follow(back, NOON + 11 * MINUTE, AppIdentity("x"), present=True, since=NOON).moment
        == good
    )
    short = breakpoints.follow(doing, NOON + MINUTE, editor, present=False, since=NOON + MINUTE)
    assert breakpoints.follow(short, NOON + 1.5 * MINUTE, editor, present=True, since=NOON).moment is None


def test_short_absences_and_breaks_end_in_breakpoints_too() -> None:
    doing = breakpoints.follow(None, NOON, AppIdentity("editor"), present=True, since=NOON)
    assert breakpoints.returned(doing, NOON, timedelta(seconds=59)).good(NOON) is None
    assert breakpoints.returned(doing, NOON, timedelta(seconds=60)).good(NOON) is not None
    rested = breakpoints.rested(doing, NOON, 5 * MINUTE).good(NOON)
    assert rested is not None
    assert rested.breakpoint is Breakpoint.BREAK_END


def test_quiet_hours_may_lie_within_a_day_or_nowhere() -> None:
    siesta = Manners(quiet_from=timedelta(hours=13), quiet_to=timedelta(hours=15))
    assert siesta.quiet(datetime(2026, 5, 5, 14, tzinfo=UTC))
    assert not siesta.quiet(datetime(2026, 5, 5, 15, tzinfo=UTC))
    never = Manners(quiet_from=timedelta(hours=8), quiet_to=timedelta(hours=8))
    assert not never.quiet(datetime(2026, 5, 5, 8, tzinfo=UTC))


def test_the_policy_is_one_function_of_four_values() -> None:
    from inspect import signature

    from wellbeing import nudges

    assert nudges.decide is decide
    assert list(signature(nudges.decide).parameters) == ["facts", "limits", "past", "manners"]
