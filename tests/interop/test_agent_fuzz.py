"""Whatever a log holds: no crash, nothing invented, and the good lines beside it count."""

from __future__ import annotations

import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.interop.agent_logs import Chance, Claude, Codex
from tests.interop.told import EVER, told
from wellbeing.interop.claude_code import ClaudeCode
from wellbeing.interop.codex import Codex as CodexFormat

FORMATS = (ClaudeCode(), CodexFormat())
json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.just("user")
    | st.just("1e9"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


def lines_of(home: Path, seed: int) -> dict[Path, list[bytes]]:
    for made in (Claude(home, seed), Codex(home, seed)):
        made.fill(1)
    return {path: path.read_bytes().splitlines(keepends=True) for path in sorted(home.rglob("*.jsonl"))}


def wrong(value: Any, chance: Chance, other: Any) -> Any:  # any JSON
    """The same with one part in five replaced by something of another type."""
    if chance.random.random() < 0.1:
        return other
    if isinstance(value, dict):
        return {name: wrong(one, chance, other) for name, one in value.items()}
    if isinstance(value, list):
        return [wrong(one, chance, other) for one in value]
    return value


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 500), other=json_values)
def test_wrong_types(tmp_path_factory: pytest.TempPathFactory, seed: int, other: Any) -> None:
    home, chance = tmp_path_factory.mktemp("home"), Chance(seed)
    for path, lines in lines_of(home, seed).items():
        broken = [json.dumps(wrong(json.loads(line), chance, other)).encode() + b"\n" for line in lines]
        path.write_bytes(b"".join(broken))
    ledger = told(home, *FORMATS)
    for answer in ledger.answers(EVER):
        assert answer.tokens.total < 2**70
    for work in ledger.works(EVER):
        assert not work.span.empty


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 500), data=st.data())
def test_torn_and_interleaved_lines(
    tmp_path_factory: pytest.TempPathFactory, seed: int, data: st.DataObject
) -> None:
    home = tmp_path_factory.mktemp("home")
    before = lines_of(home, seed)
    whole = told(home, *FORMATS)
    for path, lines in before.items():
        torn = []
        for line in lines:
            torn.append(line)
            if data.draw(st.booleans()):
                cut = data.draw(st.integers(0, len(line) - 1))
                torn.append(line[:cut] + data.draw(st.binary(max_size=9)).replace(b"\n", b"") + b"\n")
        path.write_bytes(b"".join(torn))
    ledger = told(home, *FORMATS)
    assert ledger.tokens(EVER) == whole.tokens(EVER)
    assert len(ledger.prompts(EVER)) == len(whole.prompts(EVER))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 500), cuts=st.lists(st.floats(0, 1), max_size=5))
def test_however_logs_grow_the_ledger_is_the_same(
    tmp_path_factory: pytest.TempPathFactory, seed: int, cuts: list[float]
) -> None:
    home = tmp_path_factory.mktemp("home")
    contents = {path: b"".join(lines) for path, lines in lines_of(home, seed).items()}
    whole = told(home, *FORMATS)
    for path in contents:
        path.write_bytes(b"")
    ledger = told(home, *FORMATS)
    for cut in [*sorted(cuts), 1.0]:
        for path, content in contents.items():
            with path.open("ab") as file:
                file.write(content[path.stat().st_size : round(cut * len(content))])
        told(home, *FORMATS, book=ledger)
    assert ledger.tokens(EVER) == whole.tokens(EVER)
    assert {one.key for one in ledger.prompts(EVER)} == {one.key for one in whole.prompts(EVER)}
    assert {one.span for one in ledger.works(EVER)} == {one.span for one in whole.works(EVER)}


def test_huge_lines_grow_no_memory(tmp_path: Path) -> None:
    Claude(tmp_path, 1).fill(1)
    path = next(tmp_path.rglob("*.jsonl"))
    text = json.dumps({"type": "user", "message": {"content": "x" * (12 << 20)}})
    before = told(tmp_path, *FORMATS).tokens(EVER)
    with path.open("a") as file:
        file.write(f"{text}\n{text[:5000]}")
    tracemalloc.start()
    try:
        after = told(tmp_path, *FORMATS)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert after.tokens(EVER) == before
    assert peak < 40 << 20
