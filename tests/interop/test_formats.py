"""Every format against logs as the real tools write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.interop.ledger import Book, snapshot, traces
from tests.interop.rare_worlds import WORLDS
from tests.interop.worlds import WORDS


@pytest.mark.parametrize("name", WORLDS)
def test_a_log_tells_what_truly_happened(name: str, tmp_path: Path) -> None:
    truth = WORLDS[name](tmp_path)
    book = Book(tmp_path, roots=(tmp_path / "code",)).read()
    assert {prompt.tool for prompt in book.prompts.values()} <= {truth.tool}
    assert len(book.prompts) == truth.prompts
    assert len({prompt.session for prompt in book.prompts.values()}) == truth.sessions
    assert book.tokens(truth.tool) == truth.tokens
    assert not truth.models or {one.model for one in book.answers.values()} == truth.models
    if truth.worked is not None:
        assert book.worked(truth.tool) == truth.worked


@pytest.mark.parametrize("name", WORLDS)
def test_nothing_is_told_twice_and_nothing_changes(name: str, tmp_path: Path) -> None:
    WORLDS[name](tmp_path)
    before = snapshot(tmp_path)
    book = Book(tmp_path, roots=(tmp_path / "code",)).read()
    first = book.told()
    understood = book.understood
    book.read()
    assert (book.told(), book.understood) == (first, understood)
    book.marks.clear()
    book.read()
    assert sorted(book.told()) == sorted(first)
    assert snapshot(tmp_path) == before


@pytest.mark.parametrize("name", WORLDS)
def test_no_text_is_kept(name: str, tmp_path: Path) -> None:
    WORLDS[name](tmp_path)
    told = Book(tmp_path, roots=(tmp_path / "code",)).read().told()
    assert not [word for word in traces(WORDS) if word in told]
    assert str(tmp_path) not in told
