"""What a session tells, and how foreign values are read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.interop.field import count, decoded, identity, length, model, moment, version
from wellbeing.interop.human import human
from wellbeing.interop.page import Page
from wellbeing.interop.told import Memory, Told
from wellbeing.model import Span, Tokens

T0 = datetime(2026, 5, 5, 8, tzinfo=UTC)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)
NO_MOMENTS: tuple[object, ...] = (
    *(0, -5, True, None, 1e300, float("nan"), float("inf"), "", "x", "12345678901234567890", [], {}, 10**30),
    *("1969-01-01T00:00:00Z", "9999-12-31T23:59:59-14:00"),
)
NOTHING_SAID: tuple[object, ...] = (None, 5, [], [[]], [{"type": []}], {})


def after(seconds: float) -> datetime:
    return T0 + timedelta(seconds=seconds)


def told() -> Told:
    return Told("tool", Page(), Memory(session="s"))


def spans(one: Told) -> list[tuple[float, float]]:
    one.close()
    return [
        ((work.span.start - T0).total_seconds(), (work.span.end - T0).total_seconds())
        for work in one.page.works
    ]


def test_a_turn_is_one_stretch_until_a_long_silence() -> None:
    one = told()
    one.prompt(after(0))
    for seconds in (60, 200, 500, 560):
        one.work(after(seconds))
    assert spans(one) == [(0, 200), (500, 560)]


def test_a_logged_duration_counts_however_long_it_is() -> None:
    one = told()
    one.prompt(after(0))
    one.answer(after(2000), Tokens(1), took=timedelta(seconds=1990))
    one.work(after(2100), until=after(4000))
    assert spans(one) == [(0, 4000)]


def test_a_duration_of_days_is_a_wrong_clock() -> None:
    one = told()
    one.prompt(after(0))
    one.work(after(10), until=after(10) + timedelta(days=3))
    assert spans(one) == []


def test_a_prompt_begins_another_stretch() -> None:
    one = told()
    one.prompt(after(0))
    one.work(after(60))
    one.prompt(after(90))
    one.work(after(100))
    assert spans(one) == [(0, 60), (90, 100)]


def test_an_agent_on_its_own_works_and_writes_no_prompts() -> None:
    one = told()
    one.belongs("x", human=False)
    one.prompt(after(0))
    one.work(after(60))
    assert spans(one) == [(0, 60)]
    assert one.page.prompts == []


def test_a_prompt_without_a_time_counts_at_the_last_one_known() -> None:
    one = told()
    one.prompt(None)
    one.heard(after(5))
    one.prompt(None)
    assert [prompt.at for prompt in one.page.prompts] == [after(5)]


def test_a_growing_stretch_stands_on_the_page_once() -> None:
    one = told()
    one.prompt(after(0))
    for seconds in range(1, 50):
        one.work(after(seconds))
        one.settle()
    assert [work.span for work in one.page.works] == [Span(T0, after(49))]


ODD_MOMENTS: tuple[object, ...] = ("1969-01-01T00:00:00Z", "9999-12-31T23:59:59-14:00", [], {}, 10**30)
ODD_CONTENTS: tuple[object, ...] = (None, 5, [], [[]], [{"type": []}], {})


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-05-05T08:00:00Z", T0),
        ("2026-05-05 08:00:00", T0),
        ("2026-05-05T10:00:00.000123456+02:00", T0),
        ("2026-05-05 08:00:00 UTC", T0),
        (1777968000, T0),
        (1777968000.0, T0),
        (1777968000000, T0),
        ("1777968000000", T0),
        (1777968000000000, T0),
        (1777968000000000000, T0),
        *(
            (odd, None)
            for odd in (0, -5, True, None, 1e300, float("nan"), float("inf"), "", "x", "12345678901234567890")
        ),
        *((odd, None) for odd in ODD_MOMENTS),
    ],
)
def test_moments(value: object, expected: datetime | None) -> None:
    assert moment(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (5, 5),
        (5.9, 5),
        ("7", 7),
        (-1, 0),
        (10**20, 0),
        (True, 0),
        ("x", 0),
        (None, 0),
        (float("nan"), 0),
        ("²", 0),
    ],
)
def test_counts(value: object, expected: int) -> None:
    assert count(value) == expected


def test_ids_that_may_be_words_are_hashed() -> None:
    assert identity(" msg_01-A.b:c ") == "msg_01-A.b:c"
    assert identity(42) == "42"
    assert identity("what I said") == identity("what I said") != "what I said"
    assert len(identity("x" * 500) or "") == 32
    assert identity("") is identity(None) is identity(True) is identity([]) is None


def test_models_versions_and_durations() -> None:
    assert model(" gpt-5\n\x00 ") == "gpt-5"
    assert len(model("m" * 300) or "") == 80
    assert model(7) is model("\n") is None
    assert version("1.0.9-beta.2") == "1.0.9-beta.2"
    assert version("what I said") is version(3) is None
    assert length(1500) == timedelta(seconds=1.5)
    assert length(-1) is length(10**12) is length("1") is length(True) is None


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("hello", True),
        ("  ", False),
        ("<system-reminder>x", False),
        ([{"type": "text", "text": "hello"}], True),
        ([{"type": "text", "text": "<environment_context>"}, {"type": "text", "text": "hello"}], True),
        ([{"type": "text", "text": "<environment_context>"}], False),
        ([{"type": "image", "source": {}}], True),
        ([{"inlineData": {}}], True),
        ([{"type": "tool_result", "content": "x"}, {"type": "text", "text": "hello"}], False),
        ([{"functionResponse": {}}], False),
        ([{"text": "thinking", "thought": True}], False),
        (["hello"], True),
        ({"type": "text", "text": "hello"}, True),
        ([{"type": "text", "data": {"text": "hello"}}], True),
        *((odd, False) for odd in ODD_CONTENTS),
    ],
)
def test_what_a_person_wrote(content: object, expected: bool) -> None:
    assert human(content) is expected


@given(JSON)
def test_no_value_is_too_odd(value: object) -> None:
    human(value)
    decoded(value)
    identity(value)
    model(value)
    when = moment(value)
    assert when is None or 2000 <= when.year < 2200
    assert 0 <= count(value) <= 10**12
