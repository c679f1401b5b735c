"""Attended, unattended, prompts: three numbers that are never mixed up, and nothing counted twice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from wellbeing.analysis.ai import AiUse, HourUse, ToolUse, ai_use, by_hour, by_kind, firsts, together
from wellbeing.model import Activity, AppIdentity, Presence, Prompt, Span, Tokens, Work, Zone
from wellbeing.timeline.day import Calendar

T0 = datetime(2026, 5, 5, 8, tzinfo=UTC)
DAY = Span(T0, T0 + timedelta(seconds=1000))
TOOLS = ("chat", "agent", "other")


def at(second: int) -> datetime:
    return T0 + timedelta(seconds=second)


def act(app: str, start: int, end: int, presence: Presence = Presence.ACTIVE) -> Activity:
    return Activity(Span(at(start), at(end)), AppIdentity(app), None, presence)


def work(tool: str, start: int, end: int, session: str | None = "s", key: str = "") -> Work:
    return Work(tool, key or f"{session}{start}", Span(at(start), at(end)), session)


def prompt(tool: str, second: int, session: str = "s", key: str = "") -> Prompt:
    return Prompt(tool, key or f"{session}{second}", at(second), session)


def tool(app: AppIdentity) -> str | None:
    return app.app_id if app.app_id in TOOLS else None


def used(
    activities: Sequence[Activity] = (),
    works: Sequence[Work] = (),
    prompts: Sequence[Prompt] = (),
    span: Span = DAY,
) -> AiUse:
    return ai_use(span, activities, tool, works=works, prompts=prompts)


def seconds(count: int) -> timedelta:
    return timedelta(seconds=count)


def test_nothing_is_nothing() -> None:
    use = used()
    assert (use.tools, use.share, use.whole) == ({}, 0.0, ToolUse())
    assert use.whole.first is None


def test_only_a_present_person_attends() -> None:
    use = used(
        [
            act("chat", 0, 100),
            act("chat", 100, 150, Presence.IDLE),
            act("chat", 150, 200, Presence.PASSIVE),
            act("editor", 200, 500),
            act("chat", 500, 600, Presence.LOCKED),
        ]
    )
    assert use.tools["chat"].attended == seconds(150)
    assert use.active == seconds(450)
    assert use.share == 1 / 3


def test_what_reaches_out_of_the_span_is_cut() -> None:
    use = used(
        [act("chat", -100, 100), act("chat", 950, 2000)],
        [work("agent", -50, 50), work("agent", 990, 1100), work("agent", 1100, 1200)],
        [prompt("agent", -1), prompt("agent", 0), prompt("agent", 1000)],
    )
    assert use.tools["chat"].attended == seconds(150)
    assert use.tools["agent"].unattended == seconds(60)
    assert len(use.tools["agent"].prompts) == 1


def test_work_is_unattended_only_while_its_own_tool_is_not_attended() -> None:
    use = used([act("agent", 0, 100), act("chat", 100, 200)], [work("agent", 50, 250)])
    assert use.tools["agent"].attended == seconds(100)
    assert use.tools["agent"].unattended == seconds(150)
    assert use.whole.attended == seconds(200)
    assert use.whole.unattended == seconds(150)


def test_several_agents_at_once_count_each_in_agent_time_and_once_by_the_clock() -> None:
    use = used([], [work("agent", 0, 100, "a"), work("agent", 50, 150, "b"), work("other", 100, 200, "c")])
    assert use.tools["agent"].agent_time == seconds(200)
    assert use.tools["agent"].working == seconds(150)
    assert use.whole.working == use.whole.unattended == seconds(200)
    assert use.whole.agent_time == seconds(300)


def test_an_agent_seen_both_as_process_and_in_its_log_is_one_agent() -> None:
    use = used([], [work("agent", 0, 100, "a"), work("agent", 10, 120, None, "process 1")])
    assert use.tools["agent"].agent_time == use.tools["agent"].working == seconds(120)
    use = used(
        [], [work("agent", 0, 100, "a"), work("agent", 0, 100, None, "1"), work("agent", 50, 100, None, "2")]
    )
    assert use.tools["agent"].agent_time == seconds(150)


def test_a_session_counts_once_and_only_with_a_human_turn() -> None:
    use = used(
        [], [work("agent", 0, 10, "silent")], [prompt("agent", 1), prompt("agent", 2), prompt("chat", 3)]
    )
    assert use.tools["agent"].sessions == 1
    assert len(use.tools["agent"].prompts) == 2
    assert use.whole.sessions == 2


def test_a_prompt_read_from_two_places_counts_once() -> None:
    use = used([], [], [prompt("agent", 5, key="k"), prompt("agent", 4, key="k"), prompt("chat", 6, key="k")])
    assert [one.at for one in use.tools["agent"].prompts] == [at(4)]
    assert len(use.whole.prompts) == 2


def test_tools_are_ranked_by_attended_time_then_prompts_then_unattended() -> None:
    use = ai_use(
        DAY,
        [act("chat", 0, 10)],
        tool,
        works=[work("b", 0, 10), work("c", 0, 20)],
        prompts=[prompt("a", 1)],
        tokens={"d": Tokens(1, 2, 3, 4), "nothing": Tokens()},
    )
    assert list(use.tools) == ["chat", "a", "c", "b", "d"]
    assert use.whole.tokens == Tokens(1, 2, 3, 4)


def test_kinds_are_kept_apart() -> None:
    use = used([act("chat", 0, 10)], [work("agent", 0, 20), work("other", 10, 30)])
    kinds = by_kind(use, lambda name: "chat" if name == "chat" else "code")
    assert list(kinds) == ["chat", "code"]
    assert kinds["code"].unattended == seconds(30)
    assert kinds["code"].agent_time == seconds(40)


def test_hours_are_those_of_the_persons_clock() -> None:
    calendar = Calendar([Zone(T0, "Europe/Berlin", timedelta(hours=2))])
    use = used([act("chat", 0, 7200)], [work("agent", 3600, 3660)], [prompt("chat", 1)], Span(T0, at(7200)))
    hour = timedelta(hours=1)
    assert by_hour(use.whole, calendar) == {
        10: HourUse(hour, timedelta(0), 1),
        11: HourUse(hour, timedelta(minutes=1), 0),
    }


def test_the_first_use_of_a_day_is_attention_or_a_prompt_and_never_an_agent() -> None:
    calendar = Calendar([Zone(T0, "", timedelta(0))])
    night = Span(at(0), at(86_400))
    use = used([act("chat", 500, 600)], [work("agent", 0, 400)], [prompt("agent", 450)], night)
    assert firsts(use.whole, calendar) == {date(2026, 5, 5): at(450)}
    assert use.whole.first == at(450)
    over = used([act("chat", 500, 80_000)], span=night)
    assert firsts(over.whole, calendar) == {
        date(2026, 5, 5): at(500),
        date(2026, 5, 6): datetime(2026, 5, 6, 4, tzinfo=UTC),
    }


moments = st.integers(-50, 1050)
pairs = st.tuples(moments, moments).map(lambda pair: (min(pair), max(pair)))


@st.composite
def days(draw: st.DrawFn) -> list[Activity]:
    """Activities in order, as a record has them."""
    bounds = sorted(draw(st.sets(moments, min_size=2, max_size=12)))
    apps, presences = st.sampled_from((*TOOLS, "editor")), st.sampled_from(Presence)
    return [act(draw(apps), one, two, draw(presences)) for one, two in pairwise(bounds)]


works_of = st.lists(
    st.builds(
        lambda tool, pair, session: work(tool, pair[0], pair[1], session),
        st.sampled_from(TOOLS),
        pairs,
        st.sampled_from(["a", "b", None]),
    ),
    max_size=10,
)


def by_second(activities: Sequence[Activity], works: Sequence[Work], name: str) -> tuple[int, int, int, int]:
    """Attended, unattended, working and agent seconds, counted second by second."""
    attended = unattended = working = agents = 0
    for second in range(1000):
        moment = at(second)
        present = any(
            moment in one.span and one.presence.counts and one.app.app_id == name for one in activities
        )
        running = [one for one in works if one.tool == name and moment in one.span]
        logged = sum(one.session is not None for one in running)
        attended += present
        unattended += bool(running) and not present
        working += bool(running)
        agents += max(logged, len(running) - logged)
    return attended, unattended, working, agents


@given(days(), works_of)
def test_every_second_is_counted_as_it_was(activities: list[Activity], works: list[Work]) -> None:
    use = used(activities, works)
    for name in TOOLS:
        one = use.tools.get(name, ToolUse())
        found = (one.attended, one.unattended, one.working, one.agent_time)
        assert found == tuple(map(seconds, by_second(activities, works, name)))


@given(days(), works_of, st.integers(1, 999))
def test_two_halves_are_the_whole(activities: list[Activity], works: list[Work], cut: int) -> None:
    whole = used(activities, works).whole
    halves = [
        used(activities, works, span=span).whole for span in (Span(T0, at(cut)), Span(at(cut), at(1000)))
    ]
    for figure in ("attended", "unattended", "working", "agent_time"):
        assert sum((getattr(half, figure) for half in halves), timedelta(0)) == getattr(whole, figure)


@given(days(), works_of, st.lists(st.builds(prompt, st.sampled_from(TOOLS), moments), max_size=8))
def test_figures_hold_together(activities: list[Activity], works: list[Work], prompts: list[Prompt]) -> None:
    use = used(activities, works, prompts)
    whole = use.whole
    assert whole.attended == sum((one.attended for one in use.tools.values()), timedelta(0))
    assert whole.unattended <= sum((one.unattended for one in use.tools.values()), timedelta(0))
    assert max(whole.attended, whole.unattended, whole.working) <= DAY.length
    assert whole.unattended <= whole.working <= whole.agent_time
    assert 0 <= use.share <= 1
    assert whole == together(use.tools.values())
    assert used([*activities, *activities], works, [*prompts, *prompts]) == use
    for one in use.tools.values():
        assert one.unattended <= one.working <= one.agent_time
        assert one.unattended + one.attended <= DAY.length
