"""Reasons in the person's language: none missing, nothing dropped, English as the catalogue has it."""

from __future__ import annotations

import string

import pytest

from wellbeing.catalogue.why import SENTENCES, Ground, because
from wellbeing.ui.reason import reason, sentences


def fields(sentence: str) -> list[str]:
    return sorted(name for _, name, _, _ in string.Formatter().parse(sentence) if name)


def test_english_reasons_are_the_catalogues_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    assert sentences() == SENTENCES


def test_german_reasons_are_complete_and_name_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "de")
    said = sentences()
    assert set(said) == set(Ground)
    for ground, sentence in said.items():
        assert sentence != SENTENCES[ground]
        assert fields(sentence) == fields(SENTENCES[ground])
    assert reason(because(Ground.TOOL_SITE, site="claude.ai", tool="Claude")) == "claude.ai gehört zu Claude."
