"""Translations are whole: nothing missing, doubtful or outdated, and every gap in a sentence is filled alike."""

from __future__ import annotations

import importlib.util
import re
import string
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog, Message

from wellbeing.files import rules, words
from wellbeing.files.resources import resource
from wellbeing.ui import text

_SCRIPT = Path(__file__).parents[2] / "packaging" / "texts.py"
LANGUAGES = sorted(path.name for path in resource("locale").iterdir())
REMEDY = "run `python packaging/texts.py update`, then translate in resources/locale"


@pytest.fixture(scope="module")
def texts() -> ModuleType:
    """The script that extracts and compiles."""
    spec = importlib.util.spec_from_file_location("texts", _SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def template(texts: ModuleType) -> Catalog:
    """All texts of the sources."""
    found = texts.extracted()
    assert isinstance(found, Catalog)
    return found


@pytest.fixture(params=LANGUAGES)
def source(request: pytest.FixtureRequest) -> Path:
    """The translations of a language."""
    return resource("locale", str(request.param), "LC_MESSAGES", "wellbeing.po")


def ids(catalogue: Catalog) -> set[str]:
    """Each message as one string; a sentence with a plural by both."""
    return {"\0".join(forms(one.id)) for one in catalogue if one.id}


def forms(words: object) -> list[str]:
    """One or more forms of a sentence."""
    return [str(one) for one in words] if isinstance(words, (tuple, list)) else [str(words)]


def gaps(sentence: str) -> set[str]:
    """Names of the places that are filled in."""
    return {name for _before, name, _spec, _how in string.Formatter().parse(sentence) if name}


def messages(texts: ModuleType, source: Path) -> list[Message]:
    """All but the header."""
    return [one for one in texts.translation(source) if one.id]


def test_german_proves_that_a_second_language_works() -> None:
    assert "de" in LANGUAGES


def test_a_translation_has_every_text_of_the_sources_and_no_other(
    texts: ModuleType, template: Catalog, source: Path
) -> None:
    known = texts.translation(source)
    assert ids(template) - ids(known) == set(), REMEDY
    assert ids(known) - ids(template) == set(), REMEDY
    assert not known.obsolete, REMEDY


def test_no_translation_is_empty_or_doubtful(texts: ModuleType, source: Path) -> None:
    bad = [one.id for one in messages(texts, source) if one.fuzzy or not all(forms(one.string))]
    assert bad == [], REMEDY


def test_every_plural_form_of_the_language_is_there(texts: ModuleType, source: Path) -> None:
    known = texts.translation(source)
    plural = [one for one in known if isinstance(one.id, (tuple, list))]
    assert plural
    assert [one.id for one in plural if len(forms(one.string)) != known.num_plurals] == []


def test_placeholders_agree(texts: ModuleType, source: Path) -> None:
    wrong = [
        (one.id, form)
        for one in messages(texts, source)
        for form in forms(one.string)
        if gaps(form) not in [gaps(each) for each in forms(one.id)]
    ]
    assert wrong == []


def test_a_sentence_ends_as_in_the_sources(texts: ModuleType, source: Path) -> None:
    ends = (".", "…", "?", ":", "\n")
    wrong = [
        (one.id, form)
        for one in messages(texts, source)
        for form in forms(one.string)
        for end in ends
        if form.endswith(end) != forms(one.id)[-1].endswith(end)
    ]
    assert wrong == []


def test_no_german_text_addresses_anybody_or_shouts(texts: ModuleType) -> None:
    source = resource("locale", "de", "LC_MESSAGES", "wellbeing.po")
    never = {"du", "dein", "deine", "deinem", "deinen", "dich", "dir"}
    for one in messages(texts, source):
        for form in forms(one.string):
            assert "!" not in form
            found = {word.strip(".,;:?„“") for word in form.split()}
            assert not never & found, form
            # At the beginning of a sentence they may be "it" and "their".
            assert not re.search(r"(?<![.:?] )(?<!^)\b(Sie|Ihnen|Ihr|Ihre[mn]?)\b", form), form


def test_what_is_compiled_is_what_is_written(texts: ModuleType, source: Path) -> None:
    assert source.with_suffix(".mo").read_bytes() == texts.compiled(source), REMEDY


def test_the_template_holds_every_text(texts: ModuleType, tmp_path: Path) -> None:
    target = tmp_path / "wellbeing.pot"
    assert texts.main(["extract", str(target)]) == 0
    written = target.read_text("utf-8")
    assert 'msgid "Meetings & calls"' in written, "names of categories"
    assert 'msgid_plural "{count} rules"' in written


def test_a_checkout_speaks_german_without_a_build_step(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    assert text._("Today") == "Heute"
    assert text.ngettext("{count} rule", "{count} rules", 2) == "{count} Regeln"
    assert str(text.language()) == "de_DE"


def test_shipped_categories_are_translated_and_their_ids_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    english = rules.shipped().categories.category
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    german = rules.shipped().categories.category
    assert [one.id for one in german] == [one.id for one in english]
    names = {one.id: one.name for one in german}
    assert names["meetings"] == "Treffen & Anrufe"
    assert len(set(names.values())) == len(names), "two categories must not share a name"


def test_an_own_category_keeps_its_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    own = tmp_path / "rules.toml"
    own.write_text('[[category]]\nid = "mine"\nname = "Games"\ngroup = "media"\n', "utf-8")
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    known = rules.catalogue(own).categories
    assert known["mine"].name == "Games"
    assert known["games"].name == "Spiele"


def test_an_unknown_language_reads_as_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "xx_XX.UTF-8")
    assert words.translations().gettext("Today") == "Today"
