"""Some days of AI use: from totals and ledger to the values that the AI page shows."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.fakes.asked import AGENT, BUSY, COMPANION, busy
from tests.fakes.days import CHAT, NOW, TODAY, WRITER, Stay, local, record, source
from wellbeing.analysis.usual import TooEarly
from wellbeing.engine.view.ai import Stretch
from wellbeing.engine.view.ai_use import AiReader
from wellbeing.model import Presence, Prompt, Span, Work

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


def work(key: str, begin: str, minutes: float, session: str | None = "s") -> Work:
    start = local(TODAY, begin)
    return Work("claude_code", key, Span(start, start + minutes * MINUTE), session)


def test_three_numbers_stay_apart() -> None:
    view = AiReader().read(source(busy()), TODAY, Stretch.DAY)
    agent = view.tools[0]
    assert (agent.id, agent.attended, agent.unattended, agent.prompts) == (
        "claude_code",
        30 * MINUTE,
        30 * MINUTE,
        12,
    )
    assert view.attended == 75 * MINUTE
    assert view.share == pytest.approx(75 / 155)
    assert view.agents.working == 40 * MINUTE
    assert view.agents.agent_time == 50 * MINUTE
    assert view.agents.names == ("Claude Code",)


def test_idle_in_front_of_a_tool_is_not_attended() -> None:
    store = record([Stay("10:00", 20, AGENT), Stay("10:20", 20, AGENT, Presence.IDLE)], days_before=0)
    store.ledger.add(works=[work("1", "10:00", 40)])
    view = AiReader().read(source(store), TODAY, Stretch.DAY)
    assert (view.tools[0].attended, view.tools[0].unattended) == (20 * MINUTE, 20 * MINUTE)


def test_a_process_without_a_log_tells_of_no_prompts() -> None:
    store = record([Stay("10:00", 20, WRITER)], days_before=0)
    store.ledger.add(works=[work("1", "10:00", 10, None)])
    view = AiReader().read(source(store), TODAY, Stretch.DAY)
    assert view.tools[0].prompts is None
    assert view.prompts is None


def test_prompts_alone_make_a_tool_known() -> None:
    store = record([Stay("10:00", 20, WRITER)], days_before=0)
    store.ledger.add(prompts=[Prompt("chatgpt", "1", local(TODAY, "10:05"), "s")])
    view = AiReader().read(source(store), TODAY, Stretch.DAY)
    assert [(one.id, one.attended, one.prompts) for one in view.tools] == [("chatgpt", timedelta(0), 1)]


def test_work_over_the_beginning_of_a_day_counts_on_both() -> None:
    store = record([Stay("10:00", 20, WRITER)], days_before=3)
    start = local(TODAY, "03:00")
    store.ledger.add(works=[Work("claude_code", "1", Span(start, start + 120 * MINUTE), "s")])
    reader, read_from = AiReader(), source(store)
    today = reader.read(read_from, TODAY, Stretch.DAY)
    assert today.agents.unattended == 60 * MINUTE
    week = reader.read(read_from, TODAY, Stretch.WEEK)
    assert week.agents.unattended == 120 * MINUTE
    tool = reader.tool(read_from, week, "claude_code")
    assert tool is not None
    assert [one.unattended / MINUTE for one in tool.days[-2:]] == [60, 60]


def test_finished_days_are_read_from_the_ledger_once_and_today_each_time() -> None:
    store = busy(days_before=10)
    reader = AiReader()
    assert reader.read(source(store), TODAY, Stretch.WEEK).prompts == 7 * 17
    store.ledger.add(
        prompts=[
            Prompt("chatgpt", "now", local(TODAY, "15:00"), "s"),
            Prompt("chatgpt", "then", local(TODAY - DAY, "15:00"), "s"),
        ]
    )
    assert reader.read(source(store), TODAY, Stretch.WEEK).prompts == 7 * 17 + 1
    reader.begin_anew()
    assert reader.read(source(store), TODAY, Stretch.WEEK).prompts == 7 * 17 + 2


def test_a_running_day_is_compared_up_to_the_same_time() -> None:
    evening = (*BUSY, Stay("20:00", 60, CHAT))
    store = record(BUSY, days_before=60, past=evening)
    week = AiReader().read(source(store), TODAY, Stretch.WEEK)
    assert not isinstance(week.usual, TooEarly)
    assert week.usual.attended == 6 * 135 * MINUTE + 75 * MINUTE
    day = AiReader().read(source(store), TODAY, Stretch.DAY)
    assert not isinstance(day.usual, TooEarly)
    assert day.usual.attended == 75 * MINUTE
    later = AiReader().read(source(store, now=NOW + 8 * timedelta(hours=1)), TODAY, Stretch.DAY)
    assert not isinstance(later.usual, TooEarly)
    assert later.usual.attended == 135 * MINUTE


def test_hours_begin_with_the_day_and_know_the_night() -> None:
    view = AiReader().read(source(busy()), TODAY, Stretch.MONTH)
    assert [one.hour for one in view.hours][:3] == [4, 5, 6]
    assert {one.hour for one in view.hours if one.night} == {23, 0, 1, 2, 3, 4}
    ten = next(one for one in view.hours if one.hour == 10)
    assert (ten.attended, ten.usual) == (50 * MINUTE, 50 * MINUTE)


def test_days_without_record_do_not_lower_the_average_hour() -> None:
    store = record([Stay("10:00", 30, CHAT)], days_before=1, past=[Stay("10:00", 30, CHAT)])
    view = AiReader().read(source(store), TODAY, Stretch.WEEK)
    ten = next(one for one in view.hours if one.hour == 10)
    assert ten.attended == 30 * MINUTE
    assert [day.recorded for day in view.days] == [False] * 5 + [True, True]


def test_companions_are_counted_by_day_beside_people() -> None:
    store = record([Stay("10:00", 15, COMPANION)], days_before=6, past=[Stay("10:00", 15, WRITER)])
    company = AiReader().read(source(store), TODAY, Stretch.WEEK).company
    assert (company.people, company.companion, company.companion_days) == (timedelta(0), 15 * MINUTE, 1)


def test_the_first_use_of_days_is_their_median() -> None:
    store = record([Stay("12:00", 10, WRITER), Stay("12:10", 5, CHAT)], days_before=2, past=BUSY)
    begin = AiReader().begin(source(store), [TODAY - 2 * DAY, TODAY - DAY, TODAY])
    assert begin.at == timedelta(hours=6), "three days begin at 10:00, 10:00 and 12:10; days begin at four"
    assert (begin.earliest, begin.latest, begin.days) == (begin.at, timedelta(hours=8, minutes=10), 3)
    assert begin.before == 30 * MINUTE


def test_days_without_ai_have_no_first_use() -> None:
    store = record([Stay("12:00", 10, WRITER)], days_before=0)
    begin = AiReader().begin(source(store), [TODAY])
    assert (begin.at, begin.before, begin.days) == (None, None, 0)


def test_a_tool_that_no_rule_knows_any_more_keeps_its_id() -> None:
    store = record([Stay("10:00", 20, WRITER)], days_before=0)
    store.ledger.add(prompts=[Prompt("gone_tool", "1", local(TODAY, "10:05"), "s")])
    [tool] = AiReader().read(source(store), TODAY, Stretch.DAY).tools
    assert (tool.name, tool.kind) == ("gone_tool", None)


def test_the_detail_of_a_tool_sums_models_and_sessions() -> None:
    reader, read_from = AiReader(), source(busy())
    view = reader.read(read_from, TODAY, Stretch.WEEK)
    tool = reader.tool(read_from, view, "claude_code")
    assert tool is not None
    [model] = tool.models
    assert (model.name, model.answers, tool.sessions) == ("claude-sonnet-4-5", 84, 7)
    assert model.tokens.cache_read == 84 * 30_000
    assert len(tool.days) == 14
    [reason] = tool.reasons
    assert reason.sure
    assert reason.amount == 210 * MINUTE
    assert reader.tool(read_from, view, "nobody") is None
