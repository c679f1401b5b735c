"""A report adds up, compares like with like, and says what it does not know."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.analysis.lived import Lived
from wellbeing.limits.limit import Limit, Of, Target
from wellbeing.model import Span
from wellbeing.reports.build import build
from wellbeing.reports.edition import Edition, Stretch, around
from wellbeing.reports.facts import (
    CategoryName,
    Facts,
    GrowthNote,
    Logged,
    Names,
    Piece,
    ToolName,
)
from wellbeing.reports.report import Idea, Journal, Lack
from wellbeing.timeline.marker import Marker, What

MONDAY = date(2026, 11, 16)
WEEK = Stretch(Edition.WEEK, MONDAY, date(2026, 11, 22))
AFTER = date(2026, 11, 23)
DAY = timedelta(days=1)
NAMES = Names(
    {
        "writing": CategoryName("Writing", "writing"),
        "ai": CategoryName("AI tools", "ai"),
        "mail": CategoryName("Mail", "people"),
    },
    {
        "chatgpt": ToolName("ChatGPT", "chat_assistant"),
        "replika": ToolName("Replika", "companion"),
        "claude_code": ToolName("Claude Code", "coding_agent_cli"),
    },
    {"app:writer": "Writer", "site:chatgpt.com": "chatgpt.com"},
)


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def hours(count: float) -> timedelta:
    return timedelta(hours=count)


def writing(day: date, amount: float, hour: int = 10) -> Piece:
    return Piece(day, "writing", minutes(amount), None, "app:writer", hour)


def ai(day: date, amount: float, tool: str = "chatgpt", hour: int = 11) -> Piece:
    return Piece(day, "ai", minutes(amount), tool, "site:chatgpt.com", hour)


def facts(
    pieces: Iterable[Piece], *, stretch: Stretch = WEEK, today: date = AFTER, **others: object
) -> Facts:
    given_ = list(pieces)
    now = datetime.combine(today, datetime.min.time(), UTC) + hours(9)
    whole = Facts(stretch, now, today, given_, frozenset(one.day for one in given_), NAMES)
    return replace(whole, **others)  # type: ignore[arg-type]  # any field, checked by the dataclass


def every_day(amount: float, ai_amount: float = 0) -> list[Piece]:
    found = [writing(day, amount) for day in WEEK.days]
    return found + [ai(day, ai_amount) for day in WEEK.days if ai_amount]


def past(amount: float, ai_amount: float = 0) -> list[Piece]:
    days = [MONDAY - back * DAY for back in range(1, 29)]
    found = [writing(day, amount) for day in days]
    return found + [ai(day, ai_amount) for day in days if ai_amount]


def with_past(pieces: list[Piece], before: list[Piece]) -> Facts:
    days = frozenset(one.day for one in before)
    return facts(pieces, past=before, past_recorded=days)


# ------------------------------------------------------------ editions


@pytest.mark.parametrize(
    ("edition", "day", "begins", "first", "last"),
    [
        (Edition.WEEK, date(2026, 11, 18), 0, date(2026, 11, 16), date(2026, 11, 22)),
        (Edition.WEEK, date(2026, 11, 18), 6, date(2026, 11, 15), date(2026, 11, 21)),
        (Edition.WEEK, date(2027, 1, 1), 0, date(2026, 12, 28), date(2027, 1, 3)),
        (Edition.MONTH, date(2028, 2, 29), 0, date(2028, 2, 1), date(2028, 2, 29)),
        (Edition.MONTH, date(2026, 12, 31), 0, date(2026, 12, 1), date(2026, 12, 31)),
        (Edition.YEAR, date(2026, 7, 1), 0, date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_stretch_lies_around_its_day(
    edition: Edition, day: date, begins: int, first: date, last: date
) -> None:
    assert around(edition, day, begins) == Stretch(edition, first, last)


@given(st.sampled_from(Edition), st.dates(date(1990, 1, 1), date(2200, 1, 1)), st.integers(0, 6))
def test_stretches_follow_each_other_without_a_hole(edition: Edition, day: date, begins: int) -> None:
    one = around(edition, day, begins)
    assert one.first <= day <= one.last
    assert one.before.last == one.first - DAY
    assert around(edition, one.last, begins) == one
    assert edition is not Edition.WEEK or one.before == around(edition, one.first - DAY, begins)


# ------------------------------------------------------------ sums


pieces_of_a_week = st.lists(
    st.builds(
        Piece,
        st.sampled_from(WEEK.days),
        st.sampled_from(["writing", "ai", "mail", "odd"]),
        st.timedeltas(timedelta(0), hours(2)),
        st.sampled_from([None, "chatgpt", "replika", "unknown"]),
        st.sampled_from(["", "app:writer", "site:chatgpt.com", "app:x"]),
        st.sampled_from([None, 0, 3, 9, 15, 22, 23]),
    ),
    max_size=60,
)


@given(pieces_of_a_week, st.sampled_from([*WEEK.days, AFTER]))
def test_every_sum_is_the_sum_of_its_parts(pieces: list[Piece], today: date) -> None:
    known = [one for one in pieces if one.day <= today]
    report = build(facts(known, today=today))
    whole = sum((one.amount for one in known), timedelta(0))
    with_tools = sum((one.amount for one in known if one.tool), timedelta(0))
    assert report.total == whole == sum((day.active for day in report.days), timedelta(0))
    assert whole == sum((one.amount for one in report.categories), timedelta(0))
    assert report.ai.attended == with_tools == sum((day.ai for day in report.days), timedelta(0))
    assert with_tools == sum((amount for _kind, amount in report.ai.kinds), timedelta(0))
    assert with_tools == sum((one.attended for one in report.ai.tools), timedelta(0))
    assert report.late.amount <= whole
    assert report.ai.night <= min(report.late.amount, with_tools)
    assert [one.amount for one in report.categories] == sorted(
        (one.amount for one in report.categories), reverse=True
    )
    assert len(report.days) == 7
    assert report.partial == (today <= WEEK.last)


@given(pieces_of_a_week)
def test_the_months_of_a_year_add_up_as_well(pieces: list[Piece]) -> None:
    year = around(Edition.YEAR, MONDAY, 0)
    report = build(facts(pieces, stretch=year, today=date(2027, 1, 1)))
    assert len(report.days) == 12
    assert sum((one.active for one in report.days), timedelta(0)) == report.total
    assert sum(one.recorded for one in report.days) == report.recorded


def test_an_average_is_that_of_recorded_days_that_are_over() -> None:
    pieces = [writing(MONDAY, 60), writing(MONDAY + DAY, 120), writing(MONDAY + 2 * DAY, 10)]
    report = build(facts(pieces, today=MONDAY + 2 * DAY))
    assert report.total == minutes(190)
    assert report.average == minutes(90)
    assert report.days[3].ahead
    assert not report.days[2].ahead
    assert build(facts([])).average is None


# ------------------------------------------------------------ comparisons


def test_two_days_are_not_enough_to_compare_or_to_suggest() -> None:
    pieces = [ai(MONDAY, 300), ai(MONDAY + DAY, 300)]
    lived = {one.day: Lived(minutes(1), minutes(1), hours(1), hours(5), 1, hours(1)) for one in pieces}
    before = [writing(MONDAY - 7 * DAY, 60), writing(MONDAY - 6 * DAY, 60)]
    report = build(facts(pieces, lived=lived, before=before, compared=frozenset(WEEK.days[:2])))
    assert report.early
    assert (report.beside, report.usual, report.suggestion) == (None, None, None)
    assert report.total == hours(10)
    third = build(facts([*pieces, ai(MONDAY + 2 * DAY, 1)], before=before, compared=frozenset(WEEK.days[:2])))
    assert not third.early
    assert third.beside is not None


def test_a_week_is_beside_the_same_weekdays_only() -> None:
    before = [writing(MONDAY - 7 * DAY + back * DAY, 100) for back in range(3)]
    report = build(facts(every_day(80, 20), before=before, compared=frozenset(WEEK.days[:3])))
    assert report.beside is not None
    assert (report.beside.now, report.beside.before, report.beside.days) == (minutes(300), minutes(300), 3)
    assert report.beside_ai is not None
    assert report.beside_ai.change == minutes(60)
    rows = {one.key: one.before for one in report.categories}
    assert rows == {"writing": minutes(300), "ai": minutes(0)}


def test_what_was_used_before_only_is_told_with_nothing_now() -> None:
    before = [Piece(MONDAY - 7 * DAY, "mail", minutes(30))]
    report = build(facts(every_day(10), before=before, compared=frozenset(WEEK.days)))
    assert [(one.name, one.amount, one.before) for one in report.categories][-1] == (
        "Mail",
        timedelta(0),
        minutes(30),
    )


def test_months_are_beside_each_other_by_their_average_day() -> None:
    november = around(Edition.MONTH, MONDAY, 0)
    now = [writing(november.first + place * DAY, 60) for place in range(30)]
    october = [writing(november.before.first + place * DAY, 45) for place in range(31)]
    report = build(
        facts(
            now,
            stretch=november,
            today=date(2026, 12, 1),
            before=october,
            before_recorded=frozenset(one.day for one in october),
        )
    )
    assert report.beside is not None
    assert (report.beside.now, report.beside.before, report.beside.average) == (
        minutes(60),
        minutes(45),
        True,
    )


def test_the_usual_is_the_median_of_the_same_weekdays_of_four_weeks() -> None:
    before = past(60, 10)
    # One long Monday does not move it.
    before.append(writing(MONDAY - 7 * DAY, 600))
    report = build(with_past(every_day(100, 20), before))
    assert report.usual is not None
    assert report.usual.active == minutes(70) * 7
    assert report.usual.ai == minutes(70)
    assert report.usual.share == pytest.approx(1 / 7)
    assert (report.usual.own_active, report.usual.own_ai, report.usual.days) == (
        minutes(840),
        minutes(140),
        7,
    )


def test_two_recorded_days_that_are_over_are_too_few_for_a_usual() -> None:
    known = [writing(day, 60) for day in WEEK.days[:3]]
    report = build(replace(with_past(known, past(60)), today=WEEK.days[2]))
    assert (report.usual, report.early) == (None, False)


def test_a_stretch_names_itself_for_ever() -> None:
    assert WEEK.key == "week 2026-11-16"


def test_thirteen_days_are_too_few_for_a_usual() -> None:
    report = build(with_past(every_day(60), past(60)[:13]))
    assert report.usual is None
    assert Lack.USUAL in {one.lack for one in report.unmeasured}


# ------------------------------------------------------------ parts


def test_ai_is_told_in_three_numbers_that_are_never_added() -> None:
    logged = {
        MONDAY: Logged(
            {"claude_code": minutes(200)},
            minutes(200),
            {"claude_code": 12, "chatgpt": 3},
            frozenset({"claude_code", "chatgpt"}),
        ),
        MONDAY + DAY: Logged({}, timedelta(0), {"chatgpt": 1}, frozenset({"chatgpt"})),
    }
    report = build(facts([*every_day(60, 10), ai(MONDAY, 5, "replika", 23)], logged=logged))
    assert report.ai.attended == minutes(75)
    assert report.ai.unattended == minutes(200)
    assert report.ai.prompts == 16
    told = [(one.name, one.attended, one.unattended, one.prompts) for one in report.ai.tools]
    assert told == [
        ("ChatGPT", minutes(70), timedelta(0), 4),
        ("Replika", minutes(5), timedelta(0), None),
        ("Claude Code", timedelta(0), minutes(200), 12),
    ]
    assert report.ai.kinds == (("chat_assistant", minutes(70)), ("companion", minutes(5)))
    assert report.ai.night == report.late.amount == minutes(5)
    assert report.late.nights == 1
    assert [one.names for one in report.unmeasured if one.lack is Lack.PROMPTS] == [("Replika",)]
    assert report.company.companion == minutes(5)


def test_prompts_are_unknown_where_no_log_tells() -> None:
    assert build(facts(every_day(60, 10), logged={MONDAY: Logged()})).ai.prompts is None


def test_the_first_use_of_days_and_the_longest_stretch_without() -> None:
    lived = {
        MONDAY: Lived(hours(4), minutes(5), minutes(50), hours(1), 2, minutes(30)),
        MONDAY + DAY: Lived(hours(6), minutes(60), minutes(90), hours(4), 1, minutes(10)),
        MONDAY + 2 * DAY: Lived(None, None, minutes(20), minutes(20), 0, timedelta(0)),
        MONDAY + 3 * DAY: Lived(hours(5), minutes(0), minutes(30), minutes(30), 0, timedelta(0)),
    }
    report = build(facts([writing(day, 60) for day in WEEK.days[:5]], lived=lived))
    first = report.ai.first
    assert first is not None
    assert (first.middle, first.earliest, first.latest) == (hours(5), hours(4), hours(6))
    assert (first.days, first.soon) == (3, 2)
    assert report.ai.free == (minutes(90), MONDAY + DAY)
    assert report.breaks is not None
    assert (report.breaks.count, report.breaks.away, report.breaks.longest) == (
        3,
        minutes(40),
        (hours(4), MONDAY + DAY),
    )
    assert {one.lack: one.count for one in report.unmeasured}[Lack.RHYTHM] == 1
    assert {one.lack: one.count for one in report.unmeasured}[Lack.DAYS] == 2


def test_limits_count_the_days_on_which_they_asked_something() -> None:
    limit = Limit((Target(Of.AI),), days=(60,) * 7, id=1)
    quiet = Limit((Target(Of.TOTAL),), id=2)
    report = build(
        facts(
            every_day(60),
            limits=[(limit, [True, False, None, True, True, True, None]), (quiet, [None] * 7)],
        )
    )
    assert [(one.limit.id, one.kept, one.asked) for one in report.limits] == [(1, 4, 5)]


def test_the_journal_tells_pauses_gaps_jumps_and_changes() -> None:
    noon = datetime(2026, 11, 16, 12, tzinfo=UTC)
    marks = [
        Marker(Span(noon, noon + hours(1)), What.PAUSE),
        Marker(Span(noon + hours(2), noon + hours(3)), What.GAP),
        Marker(Span(noon + hours(4), noon + hours(4) + minutes(5)), What.CRASH),
        Marker(Span(noon + hours(5), noon + hours(5)), What.CLOCK, hours(1)),
        Marker(Span(noon + hours(6), noon + hours(14)), What.OFF),
    ]
    report = build(facts(every_day(60), markers=marks, changes={"limit": 2, "edit": 1, "start": 9}))
    assert report.journal == Journal(1, hours(1), 2, minutes(65), 1, 2, edits=1)


def test_growth_notes_stand_in_order() -> None:
    notes = [GrowthNote(MONDAY + DAY, "ai"), GrowthNote(MONDAY, "screen")]
    assert build(facts(every_day(60), notes=notes)).notes == (notes[1], notes[0])


# ------------------------------------------------------------ one idea


def lived_soon(count: int) -> dict[date, Lived]:
    return {
        day: Lived(hours(5), minutes(2 if place < count else 60), hours(1), hours(1), 1, minutes(9))
        for place, day in enumerate(WEEK.days[:5])
    }


@pytest.mark.parametrize(
    ("change", "idea"),
    [
        ({}, None),
        ({"lived": lived_soon(3)}, Idea.OWN_FIRST),
        ({"lived": lived_soon(2)}, None),
        ({"past": past(60), "past_recorded": frozenset(one.day for one in past(60))}, Idea.AI_FREE_HOUR),
        (
            {
                "limits": [
                    (
                        Limit((Target(Of.AI),), days=(9,) * 7, id=4),
                        [False, False, True, None, None, None, None],
                    )
                ]
            },
            Idea.OTHER_LIMIT,
        ),
        ({"lived": {MONDAY: Lived(None, None, hours(1), hours(3), 1, hours(1))}}, Idea.BREAK),
    ],
)
def test_one_idea_follows_from_what_the_days_show(change: dict[str, object], idea: Idea | None) -> None:
    found = build(replace(facts(every_day(60, 10)), **change)).suggestion  # type: ignore[arg-type]  # any field
    assert (None if found is None else found.idea) is idea


def test_late_evenings_and_companions_lead_to_an_idea() -> None:
    late = [*every_day(60), writing(MONDAY, 30, 23), writing(MONDAY + DAY, 30, 0)]
    found = build(facts(late)).suggestion
    assert found is not None
    assert (found.idea, found.count, found.amount) == (Idea.EARLIER_NIGHT, 2, hours(1))
    lonely = [*every_day(60), ai(MONDAY, 61, "replika"), Piece(MONDAY, "mail", minutes(20))]
    found = build(facts(lonely)).suggestion
    assert found is not None
    assert (found.idea, found.amount, found.usual) == (Idea.WRITE_TO_SOMEONE, minutes(61), minutes(20))
