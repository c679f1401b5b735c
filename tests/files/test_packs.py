"""Questionnaires of others: complete, in the instrument's own words and order, and never required."""

from __future__ import annotations

from pathlib import Path

import pytest

from wellbeing.checkins.form import Form
from wellbeing.files import packs as packs_module
from wellbeing.files.packs import packs, sound


def test_every_pack_is_complete_in_every_language() -> None:
    found = packs()
    assert set(found) == {Form.WHO5, Form.LONELY, Form.PHQ2, Form.PHQ4}
    assert all(sound(one) for one in found.values())
    assert all(one.licence and one.source for one in found.values())
    assert all({"en", "de"} == set(one.text) for one in found.values())


def test_who5_stands_word_for_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    words = packs()[Form.WHO5].words
    assert words.items[0] == "I have felt cheerful and in good spirits"
    assert words.choices[0] == "All of the time"
    assert packs()[Form.WHO5].scores[0] == 5


def test_the_words_come_in_the_persons_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "de")
    assert packs()[Form.WHO5].words.items[0] == "… war ich froh und guter Laune"


def test_the_program_works_without_packs(tmp_path: Path) -> None:
    assert packs_module._packs(tmp_path) == {}
