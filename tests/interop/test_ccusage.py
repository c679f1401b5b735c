"""Tokens of Claude Code and Codex are those that ccusage counts, and both are the truth."""

from __future__ import annotations

import platform
import sys
from pathlib import Path

import pytest

from tests import ccusage
from tests.interop.agent_logs import Claude, Codex
from tests.interop.told import EVER, told
from wellbeing.interop.claude_code import ClaudeCode
from wellbeing.interop.codex import Codex as CodexFormat
from wellbeing.model import Tokens

native = pytest.mark.skipif(
    (sys.platform, platform.machine()) != ("linux", "x86_64"),
    reason="ccusage's native program is for Linux on x86-64",
)
SEEDS = range(12)


@native
@pytest.mark.parametrize("seed", SEEDS)
def test_claude_code(tmp_path: Path, seed: int) -> None:
    truth = Claude(tmp_path, seed).fill()
    ledger = told(tmp_path, ClaudeCode())
    assert ledger.tokens(EVER)["claude_code"] == truth.tokens
    assert ccusage.tokens("claude", tmp_path) == truth.tokens


@native
@pytest.mark.parametrize("seed", SEEDS)
def test_codex(tmp_path: Path, seed: int) -> None:
    truth = Codex(tmp_path, seed).fill()
    ledger = told(tmp_path, CodexFormat())
    assert ledger.tokens(EVER)["codex"] == truth.tokens
    assert ccusage.tokens("codex", tmp_path) == truth.tokens


@pytest.mark.parametrize("seed", SEEDS)
def test_prompts_and_sessions_of_claude_code(tmp_path: Path, seed: int) -> None:
    truth = Claude(tmp_path, seed).fill()
    prompts = told(tmp_path, ClaudeCode()).prompts(EVER)
    assert len(prompts) == truth.prompts
    assert len({prompt.session for prompt in prompts}) == len(truth.sessions)


@pytest.mark.parametrize("seed", SEEDS)
def test_prompts_and_sessions_of_codex(tmp_path: Path, seed: int) -> None:
    truth = Codex(tmp_path, seed).fill()
    prompts = told(tmp_path, CodexFormat()).prompts(EVER)
    assert len(prompts) == truth.prompts
    assert len({prompt.session for prompt in prompts}) == len(truth.sessions)


@pytest.mark.parametrize("seed", SEEDS)
def test_quick_answers_of_a_sub_agent_are_not_lost(tmp_path: Path, seed: int) -> None:
    """Here ccusage loses an answer (facts: "Conventions"), so the truth alone is the measure."""
    truth = Codex(tmp_path, seed, quick_sub_agents=True).fill(6)
    assert told(tmp_path, CodexFormat()).tokens(EVER).get("codex", Tokens()) == truth.tokens
