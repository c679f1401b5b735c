"""What every ledger promises: the real ones and the fake."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.clocks import HandClock
from tests.contracts.conftest import Fresh
from wellbeing.model import Answer, Mark, Prompt, Reading, Span, Tokens, Work
from wellbeing.ports import LogBook, Store

T = datetime(2026, 5, 4, 8, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
EVER = Span(datetime(2020, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC))
MARK = Mark(device=3, inode=2**64 - 5, size=100, mtime_ns=5, offset=90, state=b"\x00\xff")


@pytest.fixture
def clock() -> HandClock:
    return HandClock(T + timedelta(days=3))


@pytest.fixture
def store(fresh: Fresh, clock: HandClock) -> Store:
    return fresh(clock)


@pytest.fixture
def ledger(store: Store) -> LogBook:
    return store.ledger


def prompt(minute: float, key: str = "", tool: str = "claude_code", session: str = "s") -> Prompt:
    return Prompt(tool, key or str(minute), T + minute * MINUTE, session)


def answer(minute: float, key: str, tokens: Tokens, model: str | None = "opus") -> Answer:
    return Answer("claude_code", key, T + minute * MINUTE, "s", model, tokens)


def work(
    start: float, end: float, key: str = "", tool: str = "claude_code", session: str | None = "s"
) -> Work:
    return Work(tool, key or str(start), Span(T + start * MINUTE, T + end * MINUTE), session)


def spans(ledger: LogBook, span: Span = EVER) -> list[tuple[float, float]]:
    return [((one.span.start - T) / MINUTE, (one.span.end - T) / MINUTE) for one in ledger.works(span)]


def minutes(ledger: LogBook) -> list[float]:
    return [(one.at - T) / MINUTE for one in ledger.prompts(EVER)]


def test_an_empty_ledger_says_nothing(ledger: LogBook) -> None:
    assert (ledger.prompts(EVER), ledger.answers(EVER), ledger.works(EVER)) == ([], [], [])
    assert ledger.tokens(EVER) == {}
    assert ledger.logs() == []
    assert ledger.marks("claude-code", ["/a"]) == [None]
    ledger.add()


def test_prompts_come_by_time_and_inside_the_span(ledger: LogBook) -> None:
    ledger.add(prompts=[prompt(5), prompt(1), prompt(10)])
    found = ledger.prompts(Span(T + MINUTE, T + 10 * MINUTE))
    assert [one.at for one in found] == [T + MINUTE, T + 5 * MINUTE]
    assert found[0].tool == "claude_code"


def test_sessions_stay_apart_and_together(ledger: LogBook) -> None:
    ledger.add(prompts=[prompt(1, session="a"), prompt(2, session="b"), prompt(3, session="a")])
    one, two, three = (found.session for found in ledger.prompts(EVER))
    assert one == three != two


def test_a_prompt_counts_once_by_tool_and_key(ledger: LogBook) -> None:
    ledger.add(prompts=[prompt(1, "k"), prompt(2, "k"), prompt(3, "k", tool="codex")])
    ledger.add(prompts=[prompt(4, "k")])
    assert minutes(ledger) == [1, 3]


def test_of_an_answer_the_reading_with_more_tokens_counts(ledger: LogBook) -> None:
    ledger.add(answers=[answer(1, "k", Tokens(10, 1, 5, 7)), answer(1, "k", Tokens(3, 9, 5, 7))])
    ledger.add(answers=[answer(2, "k", Tokens(1, 20, 0, 0))])
    (found,) = ledger.answers(EVER)
    assert (found.tokens, found.at, found.model) == (Tokens(3, 9, 5, 7), T + MINUTE, "opus")
    ledger.add(answers=[answer(2, "k", Tokens(1, 40, 0, 0))])
    assert ledger.tokens(EVER) == {"claude_code": Tokens(1, 40, 0, 0)}
    assert ledger.tokens(Span(T + 2 * MINUTE, T + 3 * MINUTE)) == {}


@pytest.mark.parametrize("order", ["together", "copy first", "copy last"])
def test_a_copy_counts_only_where_its_answer_is_not_known(ledger: LogBook, order: str) -> None:
    one = replace(answer(1, "k", Tokens(1)), request="one")
    two = replace(answer(2, "k", Tokens(2)), request="two")
    copy = replace(answer(3, "k", Tokens(100)), request=None)
    alone = replace(answer(4, "other", Tokens(1000)), request=None)
    ledger.add(answers=[copy, one, two, alone] if order == "together" else [alone])
    ledger.add(answers=[copy] if order == "copy first" else [one, two])
    ledger.add(answers=[one, two] if order == "copy first" else [copy])
    assert ledger.tokens(EVER) == {"claude_code": Tokens(1003)}


def test_an_answer_may_have_no_model(ledger: LogBook) -> None:
    ledger.add(answers=[answer(1, "k", Tokens(), None)])
    assert ledger.answers(EVER)[0].model is None


def test_work_grows_and_is_clipped(ledger: LogBook) -> None:
    ledger.add(works=[work(0, 5, "k"), work(20, 30, session=None)])
    ledger.add(works=[work(0, 15, "k")])
    assert spans(ledger) == [(0, 15), (20, 30)]
    assert spans(ledger, Span(T + 10 * MINUTE, T + 25 * MINUTE)) == [(10, 15), (20, 25)]
    assert ledger.works(EVER)[1].session is None


def test_work_of_no_length_takes_it_back(ledger: LogBook, store: Store) -> None:
    ledger.add(works=[work(3, 3), work(4, 5, "k")])
    ledger.add(works=[work(4, 4, "k")])
    assert ledger.works(EVER) == []
    assert store.verify().ok


def test_a_piece_and_its_mark_are_kept_together(ledger: LogBook, clock: HandClock) -> None:
    reading = Reading(
        MARK, [prompt(1)], [answer(1, "k", Tokens(1))], [work(0, 1)], 90, 10, "2.1.0", anew=True
    )
    ledger.keep("claude-code", [("/log", reading)], T)
    assert ledger.marks("claude-code", ["/other", "/log"]) == [None, MARK]
    assert ledger.marks("codex", ["/log"]) == [None]
    assert (len(ledger.prompts(EVER)), len(ledger.answers(EVER)), len(ledger.works(EVER))) == (1, 1, 1)
    (read,) = ledger.logs()
    assert (read.format, read.logs, read.understood, read.unknown) == ("claude-code", 1, 90, 10)
    assert (read.version, read.read, read.troubles, read.share) == ("2.1.0", T, (), 0.9)


def test_counts_add_up_until_a_log_begins_anew(ledger: LogBook) -> None:
    ledger.keep("f", [("/log", Reading(MARK, understood=5, unknown=1, anew=True))], T)
    ledger.keep("f", [("/log", Reading(replace(MARK, offset=95), understood=2))], T + MINUTE)
    ledger.keep("f", [("/more", Reading(MARK, understood=1, version="3.0"))], T)
    (read,) = ledger.logs()
    assert (read.logs, read.understood, read.unknown, read.version, read.read) == (2, 8, 1, "3.0", T + MINUTE)
    ledger.keep("f", [("/log", Reading(MARK, understood=4, anew=True))], T)
    assert ledger.logs()[0].understood == 5


def test_a_log_that_cannot_be_read_says_so_until_it_can(ledger: LogBook) -> None:
    ledger.note_trouble("f", "/new", "It may not be read.")
    ledger.keep("f", [("/log", Reading(MARK, understood=5))], T)
    ledger.note_trouble("f", "/log", "It may not be read.")
    (read,) = ledger.logs()
    assert (read.logs, read.troubles, read.understood) == (2, (("It may not be read.", 2),), 5)
    assert ledger.marks("f", ["/new", "/log"]) == [None, MARK]
    ledger.keep("f", [("/log", Reading(MARK))], T)
    assert ledger.logs()[0].troubles == (("It may not be read.", 1),)


def test_the_trouble_of_a_log_that_is_gone_is_forgotten_and_what_it_told_is_not(ledger: LogBook) -> None:
    ledger.forget_troubles("f", [])
    ledger.keep("f", [("/gone", Reading(MARK, understood=5))], T)
    for log_format, path in (("f", "/gone"), ("f", "/there"), ("f", "/never"), ("g", "/other")):
        ledger.note_trouble(log_format, path, "It may not be read.")
    ledger.forget_troubles("f", ["/there"])
    one, other = ledger.logs()
    assert (one.logs, one.understood, one.troubles) == (2, 5, (("It may not be read.", 1),))
    assert other.troubles == (("It may not be read.", 1),)
    assert ledger.marks("f", ["/gone"]) == [MARK]


def test_a_forgotten_span_stays_forgotten_whatever_logs_tell_again(store: Store, ledger: LogBook) -> None:
    told = Reading(
        MARK,
        [prompt(1), prompt(11), prompt(21)],
        [answer(12, "k", Tokens(1))],
        [work(0, 30, "w"), work(13, 14)],
    )
    ledger.keep("f", [("/log", told)], T)
    span = Span(T + 10 * MINUTE, T + 20 * MINUTE)
    assert store.forget(span=span, app=None, preview=True).turns == 4
    assert minutes(ledger) == [1, 11, 21]
    assert store.forget(span=span, app=None).turns == 4
    for _ in range(2):
        assert minutes(ledger) == [1, 21]
        assert ledger.answers(EVER) == []
        assert spans(ledger) == [(0, 10), (20, 30)]
        ledger.keep("f", [("/elsewhere", told)], T)
    assert store.verify().ok


def test_a_forgotten_tool_leaves_the_others(store: Store, ledger: LogBook, clock: HandClock) -> None:
    ledger.add(prompts=[prompt(1), prompt(2, tool="codex")], works=[work(0, 1), work(2, 3, tool="codex")])
    assert store.forget(span=None, app="codex").turns == 2
    ledger.add(prompts=[prompt(2, tool="codex")])
    assert minutes(ledger) == [1]
    assert spans(ledger) == [(0, 1)]
    later = Prompt("codex", "later", clock.now() + MINUTE, "s")
    ledger.add(prompts=[later])
    assert len(ledger.prompts(EVER)) == 2
    assert store.forget(span=None, app="firefox").turns == 0


def test_forgetting_everything_forgets_the_ledger_and_what_comes_after_counts(
    store: Store, ledger: LogBook, clock: HandClock
) -> None:
    told = Reading(MARK, [prompt(1)], [answer(1, "k", Tokens(1))], [work(0, 1)])
    ledger.keep("f", [("/log", told)], T)
    assert store.forget(span=None, app=None).turns == 3
    assert ledger.logs() == []
    assert ledger.marks("f", ["/log"]) == [None]
    ledger.keep("f", [("/log", told)], T)
    assert (ledger.prompts(EVER), ledger.answers(EVER), ledger.works(EVER)) == ([], [], [])
    ledger.add(prompts=[Prompt("codex", "new", clock.now() + MINUTE, "s")])
    assert len(ledger.prompts(EVER)) == 1


def test_work_older_than_what_is_kept_goes_and_prompts_stay(store: Store, ledger: LogBook) -> None:
    told = Reading(MARK, [prompt(1)], [], [work(0, 1), work(2000, 2001)])
    ledger.keep("f", [("/log", told)], T)
    store.retain(T + 1000 * MINUTE)
    for _ in range(2):
        assert minutes(ledger) == [1]
        assert spans(ledger) == [(2000, 2001)]
        ledger.keep("f", [("/log", told)], T)


def test_what_an_import_brought_is_taken_back_and_nothing_else(ledger: LogBook, store: Store) -> None:
    ledger.add(prompts=[prompt(1), prompt(2)], answers=[answer(1, "a", Tokens(1, 1))])
    store.forget(span=Span(T + 9 * MINUTE, T + 11 * MINUTE), app=None)
    found = [prompt(2), prompt(3), prompt(3), prompt(4), prompt(10)]
    assert ledger.unknown(found) == 2
    told = [answer(1, "a", Tokens(1, 1)), answer(3, "b", Tokens())]
    names = ledger.take_in(prompts=found, answers=told)
    assert minutes(ledger) == [1, 2, 3, 4]
    assert len(ledger.answers(EVER)) == 2
    assert len(names) == 3
    assert ledger.unknown(found) == 0
    assert ledger.take_in(prompts=found, answers=told) == []
    assert ledger.take_back(names) == 2
    assert minutes(ledger) == [1, 2]
    assert [one.at for one in ledger.answers(EVER)] == [T + MINUTE]
    assert ledger.take_back(names) == 0


def test_in_an_empty_ledger_all_is_unknown(ledger: LogBook) -> None:
    assert ledger.unknown([prompt(1), prompt(1), prompt(2)]) == 2
