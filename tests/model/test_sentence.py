"""Sentences are English texts wherever a text is wanted, and remember what they were made of."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import wellbeing
from wellbeing import ports
from wellbeing.line import wire
from wellbeing.model.sentence import Sentence, counted, joined
from wellbeing.ports import KnownError
from wellbeing.ui import text

PACKAGE = Path(wellbeing.__file__).parent
NAMES = st.text("abc", min_size=1)


def test_a_sentence_is_its_english_text() -> None:
    said = Sentence("The folder {folder} cannot be used: {why}.", folder=Path("/x"), why=None)
    assert said == "The folder /x cannot be used: None."
    assert json.dumps(said) == '"The folder /x cannot be used: None."'
    assert type(str(said)) is str


def test_a_count_chooses_the_form() -> None:
    said = [counted("{count} thing.", "{count} things.", number) for number in (0, 1, 2)]
    assert said == ["0 things.", "1 thing.", "2 things."]


def test_joined_sentences_leave_out_empty_ones() -> None:
    assert joined("Gone.", "", Sentence("Look {where}.", where="here")) == "Gone. Look here."
    assert joined() == ""


@given(st.dictionaries(NAMES, st.text(), max_size=3), st.integers())
def test_a_sentence_comes_whole_through_the_line(values: dict[str, str], number: int) -> None:
    gaps = " ".join(f"{{{name}}}" for name in values)
    inner = Sentence.of(f"one {gaps}", f"many {gaps}", number, values)
    outer = Sentence("Because: {inner}", inner=inner)
    [back] = wire.answer(wire.encode({"rows": [{"reason": outer, "ok": True}]}))["rows"]
    assert back["ok"] is True
    assert back["reason"] == outer
    assert back["reason"].template == "Because: {inner}"
    assert back["reason"].values["inner"].number == number


def test_what_another_version_says_on_the_line_does_not_break_it() -> None:
    [said] = wire.answer(b'{"rows":[{"sentence":["{gone} is here",null,1,{}]}]}')["rows"]
    assert said == "{gone} is here"


def test_a_sentence_is_told_in_the_language_of_the_person(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "de")
    error = KnownError(
        Sentence(
            "{file} cannot be read: {reason}.", file="rules.toml", reason=Sentence("it is not UTF-8 text")
        ),
        Sentence("Check the file {path}.", path="/h/rules.toml"),
    )
    assert text.said(error.whole) == (
        "rules.toml kann nicht gelesen werden: sie ist kein UTF-8-Text. Die Datei /h/rules.toml prüfen."
    )
    assert text.said("as it is") == "as it is"
    activities = counted("{count} activity has no length.", "{count} activities have no length.", 2)
    assert text.said(activities) == "2 Aktivitäten haben keine Dauer."


def _calls() -> Iterator[tuple[str, ast.Call]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                yield f"{path.relative_to(PACKAGE)}:{node.lineno}", node


def _bare(part: ast.expr) -> Iterator[ast.expr]:
    """What in an argument is a text and no sentence, or puts one together."""
    match part:
        case ast.JoinedStr() | ast.BinOp():
            yield part
        case ast.Constant(value=str(text)) if text:
            yield part
        case ast.IfExp():
            yield from _bare(part.body)
            yield from _bare(part.orelse)
        case ast.Name(id=name) if name in _texts():
            yield part
        case ast.Attribute(value=ast.Name(id=module), attr=name) if module.islower() and name in _texts():
            yield part


@cache
def _texts() -> frozenset[str]:
    """Names of constants that are bare texts."""
    return frozenset(
        target.id
        for path in PACKAGE.rglob("*.py")
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        if isinstance(node.value, ast.JoinedStr | ast.Constant)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name)
    )


def test_whatever_is_told_of_the_world_can_be_translated() -> None:
    """No error and no finding of a sensor carries a bare text."""
    told = {
        name for name, one in vars(ports).items() if isinstance(one, type) and issubclass(one, KnownError)
    }
    bare = [
        f"{place}: {ast.unparse(one)}"
        for place, call in _calls()
        if isinstance(call.func, ast.Name) and call.func.id in told | {"Support", "null", "Check"}
        for part in [
            *(call.args if call.func.id != "Check" else ()),  # its first ones are ids
            *(one.value for one in call.keywords if one.arg in {"reason", "remedy"}),
        ]
        for one in _bare(part)
    ]
    assert bare == []


def test_every_template_stands_in_the_sources_as_it_is() -> None:
    wrong = [
        place
        for place, call in _calls()
        if isinstance(call.func, ast.Name)
        and call.func.id in {"Sentence", "counted"}
        and not isinstance(call.args[0], ast.Constant)
    ]
    assert wrong == []
