"""A reason is a value that any language can say, and what is kept of a rule on titles can be read again."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.catalogue import Catalogue, Rule, RulesFile
from wellbeing.catalogue.why import SENTENCES, Ground, because, kept_words, own_words, title_reason
from wellbeing.files.rules import shipped
from wellbeing.model import YOU, AppIdentity, Evidence, Hint

TITLES = [
    ground for ground in Ground if ground.value.startswith("title_") and ground is not Ground.TITLE_RULE
]
CATALOGUE = Catalogue(shipped(), RulesFile(rule=(Rule("writing", title="novel"),)))


def fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_every_ground_has_a_sentence() -> None:
    assert set(SENTENCES) == set(Ground)
    assert all(sentence.endswith((".", "slogan.")) for sentence in SENTENCES.values())


def test_a_reason_is_said_in_any_language() -> None:
    why = because(Ground.TOOL_SITE, site="claude.ai", tool="Claude")
    assert str(why) == "claude.ai belongs to Claude."
    assert why.said({Ground.TOOL_SITE: "{tool}: {site}"}) == "Claude: claude.ai"


@given(st.sampled_from(TITLES), st.text(), st.sampled_from(["", f"{YOU}; ", "title = 'a; b'; "]))
def test_what_is_kept_of_a_title_rule_is_read_again(ground: Ground, words: str, before: str) -> None:
    kept = before + kept_words(ground, words)
    assert title_reason(kept, "Tool") == because(ground, tool="Tool", words=words)
    assert own_words(kept) == before.removesuffix("; ")


def test_words_kept_by_an_older_version_are_said_as_they_are() -> None:
    assert str(title_reason("Claude: ends with 'Claude'", "Claude")).endswith("Claude: ends with 'Claude'.")
    assert str(title_reason("", "Claude")) == "The title gave it away."


def test_a_rule_of_the_persons_and_a_guess_are_told_apart() -> None:
    hint = CATALOGUE.hint(Evidence("firefox", "My novel - ChatGPT — Mozilla Firefox"))
    assert hint is not None
    label = CATALOGUE.label(AppIdentity("firefox", hint=hint))
    assert str(label.why) == (
        "The title fitted the rule for ChatGPT: the page's title ends with 'ChatGPT'."
        " Your rule title = 'novel' fitted the title."
    )


@pytest.mark.parametrize(
    "kept", ["title_ends: Claude", "title = 'x'; title_ends: Claude", "you; title_ends: Claude"]
)
def test_a_hint_never_shows_its_keeping(kept: str) -> None:
    said = str(CATALOGUE.label(AppIdentity("firefox", hint=Hint("writing", "claude", kept))).why)
    assert "title_ends" not in said


@given(st.text(), st.text())
def test_braces_in_what_was_seen_change_nothing(site: str, tool: str) -> None:
    assert str(because(Ground.TOOL_SITE, site=site, tool=tool)) == f"{site} belongs to {tool}."
