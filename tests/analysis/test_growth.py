"""Growth is noticed: soon where it is real, rarely where it is not, and always with its evidence."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests import percentile_cusum
from tests.growth_lives import CHANGE, LIVES, found, notes_a_year, person
from wellbeing.analysis.growth import EXPECTED, Metric, Question, Sensitivity, Watch, alarms, watched
from wellbeing.analysis.growth_absence import Absences
from wellbeing.analysis.growth_caution import Caution
from wellbeing.analysis.growth_evidence import Evidence
from wellbeing.analysis.growth_gate import Compared, Condition, core
from wellbeing.analysis.growth_memory import Fortnights, Unrest
from wellbeing.analysis.growth_reference import distance, log_amount, reference
from wellbeing.analysis.growth_rule import FIRST_NOTE, RULE, SILENT_DAYS, VERSION, rule_of

AMOUNTS = st.one_of(
    st.none(),
    st.just(0.0),
    st.floats(0, 1500),
    st.floats(allow_nan=True, allow_infinity=True),
    st.integers(0, 900),
)
METRICS = st.sampled_from(["ai", "screen"])


def grown(
    seed: int, times: float = 2.0, metric: str = "ai", days: int = 240
) -> tuple[list[float | None], list[int]]:
    """Minutes of an even life that grows on day 126."""
    chance = Random(seed)  # noqa: S311  invented people need no secrets
    level = 60.0 if metric == "ai" else 300.0
    spread = 0.5 if metric == "ai" else 0.25
    amounts: list[float | None] = [
        level * math.exp(spread * chance.gauss(0, 1)) * (times if day >= CHANGE else 1) for day in range(days)
    ]
    return amounts, [day % 7 for day in range(days)]


@st.composite
def series(draw: st.DrawFn) -> tuple[list[float | None], list[int], str]:
    """Any days at all: wild ones, or a plausible life with wild days in it."""
    metric = draw(METRICS)
    if draw(st.booleans()):
        amounts, weekdays = grown(
            draw(st.integers(0, 99)), draw(st.floats(0.3, 4)), metric, draw(st.integers(60, 240))
        )
        for day, amount in draw(
            st.dictionaries(st.integers(0, len(amounts) - 1), AMOUNTS, max_size=12)
        ).items():
            amounts[day] = amount
        return amounts, weekdays, metric
    some = draw(st.lists(AMOUNTS, max_size=30))
    amounts = some * draw(st.integers(0, 8))
    weekdays = (
        [draw(st.integers(-3, 20))] * len(amounts) if draw(st.booleans()) else list(range(len(amounts)))
    )
    return amounts, weekdays, metric


@settings(max_examples=60)
@given(series())
def test_whatever_the_days_notes_are_in_order_in_range_and_four_weeks_apart(
    given_days: tuple[list[float | None], list[int], str],
) -> None:
    amounts, weekdays, metric = given_days
    days = alarms(amounts, weekdays, metric)
    assert all(0 <= day < len(amounts) for day in days)
    assert all(later - earlier >= SILENT_DAYS for earlier, later in pairwise(days))


@settings(max_examples=40)
@given(series())
def test_every_note_rests_on_a_rise_a_day_of_use_and_history(
    given_days: tuple[list[float | None], list[int], str],
) -> None:
    amounts, weekdays, metric = given_days
    for one in watched(amounts, weekdays, Metric(metric), Sensitivity.EARLY).episodes:
        assert one.means.recent >= 1.14 * one.means.usual
        assert one.means.recent - one.means.usual >= 3
        assert one.total > one.limit
        assert one.path[-1] == one.total
        assert len(one.path) == one.day - one.start + 1
        assert len(one.before) == min(one.start, 21)
        assert all(gate.passed for gate in one.gates)
        assert (amounts[one.day] or 0) > 0
        assert one.day >= FIRST_NOTE
        assert one.usual.end <= one.day


@settings(max_examples=40)
@given(series(), st.data())
def test_a_note_never_depends_on_later_days(
    given_days: tuple[list[float | None], list[int], str], data: st.DataObject
) -> None:
    amounts, weekdays, metric = given_days
    end = data.draw(st.integers(0, len(amounts)))
    whole = alarms(amounts, weekdays, metric)
    assert alarms(amounts[:end], weekdays[:end], metric) == [day for day in whole if day < end]


@settings(max_examples=25)
@given(st.integers(0, 500), st.integers(1, 60))
def test_days_before_the_first_record_change_nothing(seed: int, more: int) -> None:
    amounts, weekdays = grown(seed)
    later = [*[(weekdays[0] - more + day) % 7 for day in range(more)], *weekdays]
    assert alarms([*[None] * more, *amounts], later, "ai") == [
        day + more for day in alarms(amounts, weekdays, "ai")
    ]


@settings(max_examples=25)
@given(st.integers(0, 500), st.floats(0.7, 2))
def test_a_person_with_more_of_everything_is_told_at_about_the_same_time(seed: int, scale: float) -> None:
    amounts, weekdays = grown(seed, 2.5)
    scaled = [None if amount is None else amount * scale for amount in amounts]
    told = [alarms(some, weekdays, "ai") for some in (amounts, scaled)]
    # A false note shortly before holds back the true one.
    assume(not any(CHANGE - SILENT_DAYS <= day < CHANGE for days in told for day in days))
    first = [next(day for day in days if day >= CHANGE) for days in told]
    assert abs(first[0] - first[1]) <= 14


@pytest.mark.parametrize("metric", ["ai", "screen"])
@pytest.mark.parametrize("amount", [None, 0.0, 1.0, 45.0, 960.0, math.nan, -3.0])
def test_the_same_every_day_is_no_growth(metric: str, amount: float | None) -> None:
    assert alarms([amount] * 400, [day % 7 for day in range(400)], metric) == []


@pytest.mark.parametrize("days", [0, 1, 13, FIRST_NOTE])
def test_little_is_too_little(days: int) -> None:
    amounts, weekdays = grown(1, 5, days=days)
    assert alarms(amounts, weekdays, "ai") == []


def test_nothing_is_said_of_what_is_unknown() -> None:
    with pytest.raises(ValueError, match="steps"):
        alarms([], [], "steps")
    assert Watch(Metric.AI).standing is None
    assert watched([None] * 50, [0] * 50, Metric.AI).standing is None


@pytest.mark.parametrize("metric", ["ai", "screen"])
def test_a_doubling_is_told_with_its_evidence(metric: str) -> None:
    amounts, weekdays = grown(3, 2.0, metric, CHANGE + 40)
    first, *again = [one for one in watched(amounts, weekdays, Metric(metric)).episodes if one.day >= CHANGE]
    # Unless accepted as the new normal, what lasts may be told once more, not sooner than after four weeks.
    assert len(again) <= 1
    assert CHANGE + 3 <= first.day <= CHANGE + 21
    assert abs(first.start - CHANGE) <= 10
    assert first.question in {Question.SLOW, Question.FAST}
    assert {gate.condition for gate in first.gates} == set(Condition)
    assert (first.rule, first.version, first.sensitivity) == (RULE, VERSION, Sensitivity.BALANCED)


def test_a_watch_goes_on_day_by_day_as_if_it_had_seen_all_at_once() -> None:
    amounts, weekdays = grown(5)
    watch = Watch(Metric.AI)
    told = [
        day
        for day, (amount, weekday) in enumerate(zip(amounts, weekdays, strict=True))
        if watch.add(amount, weekday)
    ]
    assert told == alarms(amounts, weekdays, "ai")
    assert watch.standing == watched(amounts, weekdays, Metric.AI).standing


def test_after_a_note_the_new_level_becomes_usual() -> None:
    amounts, weekdays = grown(3, 2.0, days=CHANGE + 120)
    watch = watched(amounts, weekdays, Metric.AI)
    first = next(one for one in watch.episodes if one.day >= CHANGE)
    standing = watch.standing
    assert standing is not None
    assert standing.means.usual > 1.5 * first.means.usual
    assert standing.silent_until is None


def test_a_new_normal_silences_and_begins_the_reference_anew() -> None:
    amounts, weekdays = grown(3, 1.6)
    plain = next(day for day in alarms(amounts, weekdays, "ai") if day >= CHANGE)
    watch = watched(amounts[:plain], weekdays[:plain], Metric.AI, new_normals=[plain - 1])
    standing = watch.standing
    assert standing is not None
    assert standing.silent_until == plain - 1 + SILENT_DAYS
    assert standing.total == 0
    accepted = watched(amounts, weekdays, Metric.AI, new_normals=[plain - 1])
    assert all(one.day >= plain - 1 + SILENT_DAYS for one in accepted.episodes if one.day >= CHANGE)


def test_fewer_days_without_use_are_noticed_as_such() -> None:
    chance = Random(2)  # noqa: S311  invented people need no secrets
    amounts: list[float | None] = [
        0.0 if chance.random() < (0.5 if day < CHANGE else 0.05) else 40 * math.exp(0.3 * chance.gauss(0, 1))
        for day in range(CHANGE + 45)
    ]
    told = [
        one
        for one in watched(amounts, [day % 7 for day in range(len(amounts))], Metric.AI).episodes
        if one.day >= CHANGE
    ]
    assert [one.question for one in told] == [Question.OFTEN]


def test_growth_on_weekends_alone_is_noticed() -> None:
    share, _ = found(alarms, "screen even", "weekend", 20)
    assert share >= 0.7


def test_one_long_day_says_nothing() -> None:
    told = 0
    for seed in range(20):
        amounts, weekdays = grown(seed, 1.0, "screen", CHANGE + 14)
        amounts[CHANGE] = 900.0
        told += any(day >= CHANGE for day in alarms(amounts, weekdays, "screen"))
    assert told <= 3


def test_a_stronger_wish_for_quiet_is_told_less() -> None:
    lives = [person(LIVES["ai even"], "none", f"calm {number}", 435) for number in range(25)]
    counts = [
        sum(len(watched(amounts, weekdays, Metric.AI, level).episodes) for amounts, weekdays in lives)
        for level in (Sensitivity.CALM, Sensitivity.BALANCED, Sensitivity.EARLY)
    ]
    assert counts == sorted(counts)
    assert counts[0] < counts[2]
    assert set(EXPECTED) == {(metric, level) for metric in Metric for level in Sensitivity}


@pytest.mark.parametrize(
    ("life", "most"),
    [
        ("ai even", 1.1),
        ("ai noisy", 1.5),
        ("ai rare", 1.1),
        ("ai shift", 1.3),
        ("ai project", 2.2),
        ("screen even", 1.3),
    ],
)
def test_without_growth_notes_are_rare(life: str, most: float) -> None:
    assert notes_a_year(alarms, life, 40) <= most


@pytest.mark.parametrize(
    ("life", "change", "least", "latest"),
    [
        ("ai even", "step50", 0.7, 24),
        ("ai even", "step100", 0.85, 15),
        ("ai even", "ramp10", 0.8, 42),
        ("ai even", "often", 0.8, 26),
        ("ai even", "short50", 0.55, 40),
        ("screen even", "step30", 0.8, 18),
        ("screen even", "step50", 0.88, 13),
        ("screen even", "ramp10", 0.9, 30),
    ],
)
def test_growth_is_told_soon(life: str, change: str, least: float, latest: float) -> None:
    share, delay = found(alarms, life, change, 30)
    assert share >= least
    assert delay <= latest


@pytest.mark.parametrize(("change", "most"), [("return", 0.25), ("light month", 0.25), ("binge", 0.45)])
def test_what_passes_is_rarely_taken_for_growth(change: str, most: float) -> None:
    assert found(alarms, "ai even", change, 30)[0] <= most


@pytest.mark.parametrize(
    ("life", "change"), [("ai even", "step50"), ("screen weeks", "step50"), ("screen novelty", "step100")]
)
def test_it_is_told_sooner_than_by_percentiles_and_no_more_often_wrong(life: str, change: str) -> None:
    plain = found(percentile_cusum.alarms, life, change, 30)
    ours = found(alarms, life, change, 30)
    assert ours[0] >= plain[0] - 0.07
    assert ours[1] <= plain[1]
    assert notes_a_year(alarms, life, 30) <= notes_a_year(percentile_cusum.alarms, life, 30) + 0.2


def test_a_habit_that_was_much_stronger_when_it_was_new_hides_no_later_growth() -> None:
    told = 0
    for seed in range(12):
        amounts, weekdays = grown(seed, 1.6, "screen", CHANGE + 30)
        amounts = [
            None if amount is None else amount * (1 + math.exp(-day / 15))
            for day, amount in enumerate(amounts)
        ]
        told += any(day >= CHANGE for day in alarms(amounts, weekdays, "screen"))
    assert told >= 11


def test_ordinary_weeks_between_holidays_are_no_growth() -> None:
    chance = Random(6)  # noqa: S311  invented people need no secrets
    amounts: list[float | None] = [
        0.0 if 90 <= day < 104 or 150 <= day < 164 else 40 * math.exp(0.4 * chance.gauss(0, 1))
        for day in range(260)
    ]
    assert alarms(amounts, [day % 7 for day in range(260)], "ai") == []


@pytest.mark.parametrize("metric", ["ai", "screen"])
@pytest.mark.parametrize(("before", "share"), [(30, 0.0), (60, 0.0), (200, 0.0), (200, 0.03)])
def test_who_begins_to_use_it_is_told_within_seven_weeks(metric: str, before: int, share: float) -> None:
    told = 0
    for seed in range(20):
        chance = Random(seed)  # noqa: S311  invented people need no secrets
        amounts: list[float | None] = [
            40 * math.exp(0.5 * chance.gauss(0, 1))
            if chance.random() < (share if day < before else 0.8)
            else 0.0
            for day in range(before + 60)
        ]
        days = alarms(amounts, [(seed + day) % 7 for day in range(len(amounts))], metric)
        assert all(day >= before for day in days)
        told += any(day < before + 49 for day in days)
    assert told >= 17


def test_a_beginning_is_told_once_and_dated_to_the_day_on_which_it_began() -> None:
    for seed in range(8):
        for before in (40, 120):
            chance = Random(seed)  # noqa: S311  invented people need no secrets
            amounts: list[float | None] = [0.0] * before
            amounts += [
                40 * math.exp(0.5 * chance.gauss(0, 1)) if chance.random() < 0.8 else 0.0
                for _day in range(60)
            ]
            weekdays = [(seed + day) % 7 for day in range(before + 60)]
            (told,) = watched(amounts, weekdays, Metric.AI).episodes
            assert told.question is Question.OFTEN
            assert abs(told.start - before) <= 2
            assert len(told.path) == told.day - told.start + 1


def test_coming_back_after_two_months_away_is_no_growth() -> None:
    told = 0
    for seed in range(20):
        chance = Random(seed)  # noqa: S311  invented people need no secrets
        amounts: list[float | None] = [
            0.0 if 200 <= day < 260 else 60 * math.exp(0.5 * chance.gauss(0, 1)) for day in range(320)
        ]
        weekdays = [(seed + day) % 7 for day in range(320)]
        told += any(day >= 260 for day in alarms(amounts, weekdays, "ai"))
    assert told <= 4


def test_an_absence_is_a_run_of_days_without_use_that_chance_would_not_make() -> None:
    often, rarely = (
        reference(
            recorded([(day % 7, 0.0 if day % every else 60.0) for day in range(112)]),
            0,
            112,
            rule_of(Metric.AI),
        )
        for every in (1, 5)
    )
    assert often is not None
    assert rarely is not None

    def away(days: int, usual: object, *, ever: bool = True) -> list[int]:
        absences = Absences()
        if ever:
            assert absences.add(-1, 6, usual, used=True) == []  # type: ignore[arg-type]  # a reference
        found_: list[int] = []
        for day in range(days + 1):
            found_ += absences.add(day, day % 7, usual, used=day == days)  # type: ignore[arg-type]  # a reference
        return found_

    assert away(5, often) == [0, 1, 2, 3, 4]
    assert away(4, often) == []
    assert away(14, rarely) == []
    assert away(9, None) == []
    assert away(10, None) == list(range(10))
    assert (len(away(42, None)), away(43, None)) == (42, []), "no absence, but a beginning"
    assert (len(away(112, often)), away(113, often)) == (112, []), "no absence, but a way of life"
    assert away(10, None, ever=False) == [], "who never used it was not away from it"


def test_a_note_whose_growth_went_away_makes_the_next_one_harder() -> None:
    def factor(later: float, days: int) -> float:
        caution, past = Caution(), Fortnights()
        for _day in range(60):
            past.add(100.0)
        caution.told(60, Compared(100.0, 50.0), past)
        for day in range(61, 61 + days):
            past.add(later)
            caution.look(day, past)
        return caution.factor

    assert factor(100.0, 120) == 1
    assert factor(68.0, 120) == 1
    assert factor(60.0, 20) == 1
    assert 1.18 < factor(60.0, 32) < 1.2
    assert 1.09 < factor(60.0, 332) < 1.11


def test_what_was_risen_to_is_remembered_for_a_year_what_was_there_from_the_beginning_for_twelve_weeks() -> (
    None
):
    began, rose = Fortnights(), Fortnights()
    for day in range(200):
        began.add(100.0 if day < 40 else 50.0)
        rose.add(100.0 if 40 <= day < 80 else 50.0)
    assert began.exceeded_by(1) == 50
    assert rose.exceeded_by(1) == 100


def test_usual_days_sum_to_nothing_even_where_they_are_of_two_kinds() -> None:
    # Of every five days three are short and two are long.
    days = [(day % 7, 20.0 if day % 5 < 3 else 90.0) for day in range(112)]
    usual = reference(recorded(days), 0, 112, rule_of(Metric.AI))
    assert usual is not None
    far = [distance(logged, weekday, usual) for weekday, _, logged in recorded(days) if logged is not None]
    assert abs(sum(far) / len(far)) < 0.05
    assert usual.scatter > 1.1
    even = reference(recorded([(day % 7, 60.0 + day % 3) for day in range(112)]), 0, 112, rule_of(Metric.AI))
    assert even is not None
    assert even.scatter == 1


def recorded(values: Sequence[tuple[int, float]]) -> list[tuple[int, float, float | None]]:
    """Recorded days for a reference."""
    return [(weekday, amount, log_amount(amount)) for weekday, amount in values]


def test_the_reference_of_a_steady_week_is_that_week() -> None:
    week = [60.0, 60.0, 60.0, 60.0, 60.0, 20.0, 0.0]
    found_ = reference(recorded([(day % 7, week[day % 7]) for day in range(112)]), 0, 112, rule_of(Metric.AI))
    assert found_ is not None
    assert found_.means == (60.0, 10.0)
    assert all(math.isclose(math.exp(level) - 2, 60, rel_tol=0.02) for level in found_.levels[:5])
    assert math.isclose(math.exp(found_.levels[5]) - 2, 20, rel_tol=0.1)
    # (16 of 16 Sundays unused + 6 x what its class says) / 22; capped below certainty.
    assert found_.unused[6] > 0.8
    assert 0.4 > found_.unused[5] > found_.unused[0]
    assert reference(recorded([(0, 60.0)] * 7 + [(1, 0.0)] * 50), 0, 57, rule_of(Metric.AI)) is None


def test_a_sum_adds_log_likelihood_ratios() -> None:
    usual = reference(recorded([(day % 7, 60.0) for day in range(112)]), 0, 112, rule_of(Metric.AI))
    assert usual is not None
    evidence = Evidence(rule_of(Metric.AI), 0)
    evidence.add(0, 0, 1.4, usual, 1.0)
    size = min(math.log(1.6) / usual.spread, 2.0)
    assert math.isclose(evidence.sums[1], size * (1.4 - usual.doubt) - size**2 / 2)
    evidence.add(1, 0, -1.4, usual, 1.0)
    assert evidence.sums[1] == 0
    assert evidence.began[1] == 1


def test_an_even_life_is_calm_and_a_life_of_bursts_is_not() -> None:
    even, bursts = Unrest(rule_of(Metric.AI)), Unrest(rule_of(Metric.AI))
    chance = Random(4)  # noqa: S311  invented people need no secrets
    for day in range(300):
        noise = chance.gauss(0, 0.8)
        even.add(noise, counts=True)
        bursts.add(noise + (1.0 if day % 50 < 15 else -0.3), counts=True)
    assert even.value < 1.4
    assert bursts.value > 2.4
    assert even.price < bursts.price <= 4
    assert even.share < bursts.share == 1


def test_fortnights_are_remembered_after_five_weeks_and_for_a_year() -> None:
    past = Fortnights()
    for day in range(500):
        past.add(float(day // 100))
    assert past.mean == 4
    assert past.exceeded_by(0) == 1
    assert past.exceeded_by(1) == 4
    assert Fortnights().exceeded_by(0.5) is None
    assert Fortnights().mean == 0


def test_the_core_leaves_out_three_on_each_side() -> None:
    assert core([9.0, 9.0, 9.0, *[0.5] * 8, -9.0, -9.0, -9.0]) == 0.5
    assert core([1.0] * 6) == 0
    assert core([]) == 0
