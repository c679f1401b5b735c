"""Title patterns: sound ones pass, and none that could run for long."""

from __future__ import annotations

import re
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.catalogue import Rule
from wellbeing.catalogue.pattern import DEAREST, check_pattern, cost


@pytest.mark.parametrize(
    "pattern",
    [
        "thesis",
        "Jira|Pull request|Merge",
        "^Inbox .*@example\\.org",
        ".*foo.*bar",
        "(?:foo|bar) \\d+",
        "chapter \\d{1,3}",
        "(?i:x)y{3}z",
        "[a-z(+*]+x",
        "[]a]+",
        "(?P<name>x)?y",
        "(?#a comment + with * signs)x",
        "(?=x)x(?<!y)",
        "(ab){3}",
        "(a?){3}",
        "\\(\\+\\*",
        "x{2,}",
        "x{,3}",
        "a{2}",
        "論文|Диплом",
        "",
    ],
)
def test_ordinary_patterns_pass(pattern: str) -> None:
    check_pattern(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        "(a+)+$",
        "(a*)*b",
        "(a|a)*b",
        "(a|ab)+c",
        "((a{1,9})?)+x",
        "(.*)*",
        ".*a.*b.*c",
        "a?" * 30 + "a" * 30,
        "(a?){30}",
        "(a{0,9}){9}",
        "(a|b){16}x",
        "(x+x+)+y",
        "(x+)\\1",
        "(?P<a>x+)(?P=a)",
        "(x)?(?(1)a+|b)",
    ],
)
def test_patterns_that_could_run_for_long_are_refused_with_a_remedy(pattern: str) -> None:
    with pytest.raises(ValueError, match=r"^`title` could take too long: use at most two"):
        check_pattern(pattern)


@pytest.mark.parametrize(
    "pattern", ["(", "[", "*a", "(?P<1>x)", "[[a]", "a{99999999999999999999}", "(?<=a+)b"]
)
def test_what_is_no_pattern_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match=r"^`title` is no regular expression"):
        check_pattern(pattern)


def test_deep_nesting_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^`title`"):
        check_pattern("(" * 5000 + "a" + ")" * 5000)


def test_a_rule_needs_a_condition() -> None:
    with pytest.raises(ValueError, match="at least one"):
        Rule("games")


def test_a_rule_checks_its_pattern() -> None:
    with pytest.raises(ValueError, match="`title`"):
        Rule("games", title="(a+)+$")


@given(
    st.text(alphabet="ab.*+?|()[]{}0123,\\^$x", max_size=24),
    st.text(alphabet="ab", min_size=60, max_size=60),
)
def test_whatever_passes_runs_quickly(pattern: str, title: str) -> None:
    try:
        check_pattern(pattern)
    except ValueError:
        return
    assert 1 <= cost(pattern) <= DEAREST
    begun = perf_counter()
    re.search(pattern, title + "!", re.IGNORECASE)
    # Not a benchmark: what slips through the estimate takes minutes here, what is right takes microseconds.
    assert perf_counter() - begun < 5
