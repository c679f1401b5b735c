"""What the ledger is told of a synthetic person, beside what is true of them."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from itertools import pairwise

import pytest

from wellbeing.analysis.ai import AiUse, ai_use
from wellbeing.catalogue import Shipped
from wellbeing.demo import Day, Person, Story, told, truth
from wellbeing.demo.app import APPS, Role
from wellbeing.files import rules
from wellbeing.model import AppIdentity

COMPANIONS = {app.tool for app in APPS if app.role is Role.COMPANION}
AGENTS = {app.tool for app in APPS if app.role is Role.AGENT}
TOOLS = {app.identity: app.tool for app in APPS}


def use(who: Person, day: Day) -> AiUse:
    """As the program sums it up."""
    turns = told(who, day)
    return ai_use(day.span, day.activities, _tool, works=turns.works, prompts=turns.prompts)


def _tool(app: AppIdentity) -> str | None:
    return TOOLS.get(app)


def test_the_sums_of_the_program_are_the_truth(mia: tuple[Person, Story], months: list[Day]) -> None:
    figures = truth(*mia, months[:90])["days"]
    assert isinstance(figures, list)
    for day, figure in zip(months[:90], figures, strict=True):
        found = use(mia[0], day)
        seconds = {tool: one.attended.total_seconds() for tool, one in found.tools.items() if one.attended}
        assert seconds == pytest.approx(figure["ai_tools_s"], abs=0.001)
        prompts = {tool: len(one.prompts) for tool, one in found.tools.items() if one.prompts}
        assert prompts == {
            tool: count for tool, count in figure["prompts_by_tool"].items() if tool not in COMPANIONS
        }
        assert sum(figure["prompts_by_tool"].values()) == figure["prompts"]


def test_what_agents_do_alone_is_not_attended(mia: tuple[Person, Story], months: list[Day]) -> None:
    alone, worked = timedelta(0), timedelta(0)
    for day in months:
        found = use(mia[0], day)
        for tool, one in found.tools.items():
            assert one.unattended + one.attended <= day.span.length
            assert one.unattended == timedelta(0) or tool in AGENTS
        alone += found.whole.unattended
        worked += sum((run.span.length for run in day.runs), timedelta(0))
    assert timedelta(0) < alone < worked


def test_several_agents_at_once_count_more_than_the_clock(
    mia: tuple[Person, Story], months: list[Day]
) -> None:
    whole = [use(mia[0], day).whole for day in months]
    clock = sum((span.length for one in whole for span in one.working_spans), timedelta(0))
    assert sum((one.agent_time for one in whole), timedelta(0)) > clock


def test_nothing_is_told_of_companions_and_tokens_of_agents_only(
    mia: tuple[Person, Story], months: list[Day]
) -> None:
    for day in months[-60:]:
        turns = told(mia[0], day)
        assert COMPANIONS.isdisjoint(one.tool for one in turns.prompts)
        assert {one.tool for one in turns.answers} | {one.tool for one in turns.works} <= AGENTS
        assert all(one.model and one.tokens.output for one in turns.answers)
        assert all(day.span.start <= one.at <= day.span.end for one in turns.answers)


def test_keys_are_told_once_and_alike(mia: tuple[Person, Story], months: list[Day]) -> None:
    for day in months[-30:]:
        turns = told(mia[0], day)
        assert turns == told(mia[0], day)
        for keys in (
            [(one.tool, one.key) for one in turns.prompts],
            [(one.tool, one.key) for one in turns.answers],
            [(one.tool, one.key) for one in turns.works],
        ):
            assert max(Counter(keys).values(), default=1) == 1


def test_a_long_silence_begins_another_session(mia: tuple[Person, Story], months: list[Day]) -> None:
    for day in months[-60:]:
        prompts = [one for one in told(mia[0], day).prompts if one.tool == "chatgpt"]
        for before, after in pairwise(prompts):
            same = before.session == after.session
            assert same == (after.at - before.at <= timedelta(minutes=30))


def test_tools_are_those_of_the_catalogue() -> None:
    shipped: Shipped = rules.shipped()
    assert {app.tool for app in APPS} - {None} <= {row.id for row in shipped.tools.tool}
