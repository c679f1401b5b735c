"""AI tools are recognised on thousands of observations that were written by someone who had not seen the catalogue.

A line of `heldout.jsonl` is one for `wellbeing explain --stdin`, with its truth (`tool`; null where no AI tool is in
use), the kind of evidence that decides, and the language of what is on the screen. At least half are none: pages about
tools, namesakes, hosts that look alike, programs around them, commands that only name them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.observations import Tally
from wellbeing.catalogue import Catalogue
from wellbeing.engine.labels import Labels
from wellbeing.engine.ruling import judge
from wellbeing.files.applications import Applications
from wellbeing.files.rules import shipped
from wellbeing.model import Evidence

PRECISION, RECALL = 0.99, 0.97
FEW = 8
"""Observations in use below which a language is only counted with the others."""


class Seen(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line."""

    id: str
    evidence: str
    language: str
    tool: str | None
    app_id: str | None = None
    exe: str | None = None
    title: str | None = None
    site: str | None = None
    commands: tuple[tuple[str, ...], ...] = ()


LABELS = Labels(Catalogue(shipped()), Applications([]))
SEEN = [
    msgspec.json.decode(line, type=Seen)
    for line in Path(__file__).with_name("heldout.jsonl").read_bytes().splitlines()
]


@pytest.fixture(scope="module")
def named() -> Mapping[str, str | None]:
    """By id, the tool that the catalogue names."""
    return {
        one.id: judge(LABELS, Evidence(one.app_id, one.title, one.exe, None, one.site, one.commands)).tool
        for one in SEEN
    }


def tally(seen: Iterable[Seen], named: Mapping[str, str | None]) -> Tally:
    right = wrong = missed = quiet = 0
    for one in seen:
        answer = named[one.id]
        right += answer == one.tool is not None
        wrong += answer is not None and answer != one.tool
        missed += one.tool is not None and answer != one.tool
        quiet += answer is None and one.tool is None
    return Tally(right, wrong, missed, quiet)


@pytest.mark.parametrize("evidence", ["site", "app", "command", "title"])
def test_each_kind_of_evidence_is_judged_as_rightly_as_promised(
    evidence: str, named: Mapping[str, str | None]
) -> None:
    result = tally([one for one in SEEN if one.evidence == evidence], named)
    assert result.right >= 300
    assert result.precision >= PRECISION, result
    assert result.recall >= RECALL, result


def test_no_language_is_judged_worse_than_promised(named: Mapping[str, str | None]) -> None:
    by_language: defaultdict[str, list[Seen]] = defaultdict(list)
    for one in SEEN:
        by_language[one.language].append(one)
    results = {language: tally(seen, named) for language, seen in by_language.items()}
    enough = {language: one for language, one in results.items() if one.right + one.missed >= FEW}
    assert len(enough) >= 13
    for language, result in enough.items():
        assert result.wrong <= 1, (language, result)
        assert result.missed <= max(1, 0.03 * (result.right + result.missed)), (language, result)


def test_there_are_as_many_that_are_no_use_as_are() -> None:
    in_use = sum(one.tool is not None for one in SEEN)
    assert len(SEEN) >= 3500
    assert len(SEEN) - in_use >= in_use
    assert len({one.id for one in SEEN}) == len(SEEN)


TEXT = (
    st.none()
    | st.text(max_size=60)
    | st.sampled_from(
        [
            "claude",
            "ChatGPT - Google Chrome",
            "chatgpt.com",
            "\0",
            "\ud800",
            "\u202eChatGPT",
            "C:\\",
            "/",
            "a" * 100_000,
        ]
    )
)


@given(TEXT, TEXT, TEXT, TEXT, st.lists(st.lists(st.text(max_size=20), max_size=5), max_size=4))
def test_nothing_that_a_screen_can_show_makes_it_fail(
    app_id: str | None,
    title: str | None,
    exe: str | None,
    site: str | None,
    commands: list[list[str]],
) -> None:
    evidence = Evidence(app_id, title, exe, None, site, tuple(map(tuple, commands)))
    assert str(judge(LABELS, evidence).why)


WRAPPERS = [
    "sudo",
    "env",
    "bash",
    "npx",
    "docker",
    "run",
    "exec",
    "tmux",
    "new",
    "script",
    "wsl",
    "ssh",
    "watch",
    "nix-shell",
]
WORDS = st.sampled_from(
    [
        *WRAPPERS,
        "-c",
        "--",
        "-s",
        "-m",
        "/c",
        "-qc",
        "--run",
        "A=1",
        "'x",
        '"',
        "",
        "claude",
        "codex",
        "node",
        "python",
        "cmd",
    ]
)


@given(st.lists(WORDS, max_size=12))
def test_no_heap_of_wrappers_makes_it_fail_or_hang(words: list[str]) -> None:
    evidence = Evidence("kitty", None, "kitty", None, None, (tuple(words),))
    assert judge(LABELS, evidence).why.values
