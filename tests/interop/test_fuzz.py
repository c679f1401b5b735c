"""Every format against logs that are broken: no crash, no nonsense, no text."""

from __future__ import annotations

import functools
import json
import shutil
import sqlite3
import tempfile
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.interop.ledger import Book, traces
from tests.interop.rare_worlds import WORLDS
from tests.interop.worlds import WORDS
from wellbeing.interop.field import MODEL_LENGTH
from wellbeing.interop.formats import formats
from wellbeing.ports import KnownError

ODD: st.SearchStrategy[object] = st.sampled_from(
    [
        *(
            None,
            True,
            -1,
            0,
            1e308,
            10**30,
            2**63,
            "",
            " ",
            WORDS,
            "9" * 400,
            "2026-13-45T99:00:00Z",
            "\udcff",
            [],
            {},
        ),
        *(
            [WORDS],
            {WORDS: WORDS},
            [[[{}]]],
            {"text": {"text": [WORDS]}},
            float("inf"),
            "1e999",
            "0x10",
            "user",
        ),
    ]
)


@functools.cache
def built(name: str) -> dict[str, bytes]:
    """The files of a world."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        WORLDS[name](home)
        files = (path for path in sorted(home.rglob("*")) if path.is_file())
        return {str(path.relative_to(home)): path.read_bytes() for path in files}


def read(home: Path) -> None:
    """Read a home twice; only errors of the world are let through, and what was told is sound."""
    book = Book(home, roots=(home / "code",))
    for _ in range(2):
        for one in formats(book.roots):
            for path in one.places(home, {}):
                with suppress(OSError, KnownError):
                    book.read_log(one, path)
    told = book.told()
    assert not [word for word in traces(WORDS) if word in told]
    low, high = datetime(2000, 1, 1, tzinfo=UTC), datetime(2200, 1, 2, tzinfo=UTC)
    for prompt in book.prompts.values():
        assert low <= prompt.at < high
    for answer in book.answers.values():
        assert low <= answer.at < high
        assert answer.model is None or (answer.model.isprintable() and 0 < len(answer.model) <= MODEL_LENGTH)
        numbers = (
            answer.tokens.input,
            answer.tokens.output,
            answer.tokens.cache_creation,
            answer.tokens.cache_read,
        )
        assert all(0 <= number < 10**13 for number in numbers)
    for work in book.works.values():
        assert not work.span.empty


JUNK = [b"", b"\xff\xfe\x00", b"[" * 3000, b'{"a":' * 3000, b"\n", b"}", b"\0" * 100]


@given(
    st.sampled_from(sorted(WORLDS)), st.integers(0, 9), st.floats(0, 1), st.floats(0, 1), st.integers(0, 7)
)
@settings(max_examples=60)
def test_broken_bytes_never_crash(name: str, which: int, begin: float, length: float, junk: int) -> None:
    files = dict(built(name))
    victim = sorted(files)[which % len(files)]
    content = files[victim]
    at = round(begin * len(content))
    filling = JUNK[junk] if junk < len(JUNK) else content
    files[victim] = content[:at] + filling + content[at + round(length * (len(content) - at)) :]
    with tempfile.TemporaryDirectory() as folder:
        for file, data in files.items():
            path = Path(folder) / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        read(Path(folder))


@given(st.sampled_from(sorted(WORLDS)), st.integers(0, 2**32), ODD)
@settings(max_examples=100)
def test_wrong_values_never_crash(name: str, choice: int, odd: object) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for file, content in built(name).items():
            path = Path(folder) / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            if content.startswith(b"SQLite"):
                spoil_rows(path, choice, odd)
            else:
                path.write_bytes(b"\n".join(spoiled(line, choice, odd) for line in content.split(b"\n")))
        read(Path(folder))


def spoiled(line: bytes, choice: int, odd: object) -> bytes:
    """A JSON text in which one value, or everything below it, is another."""
    try:
        value = json.loads(line)
    except ValueError:
        return line
    places: list[tuple[object, object]] = []

    def walk(node: object) -> None:
        pairs = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
        for key, below in pairs:
            # An id may be anything by its nature; what stands there is taken for one.
            if str(key).lower().endswith("id") or "model" in str(key).lower():
                continue
            if key != "v":  # in a journal, `v` may be the model as well
                places.append((node, key))
            walk(below)

    walk(value)
    if places:
        node, key = places[choice % len(places)]
        node[key] = odd  # type: ignore[index]  # a dict or a list, by the walk above
    return json.dumps(value).encode("utf-8", "replace")


def spoil_rows(path: Path, choice: int, odd: object) -> None:
    """A database one of whose columns holds something else, or whose documents do."""
    with closing(sqlite3.connect(path)) as own:
        tables = [name for (name,) in own.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        table = tables[choice % len(tables)]
        names = [row[1] for row in own.execute(f"PRAGMA table_info({table})")]
        names = [name for name in names if not name.lower().endswith(("id", "model", "key"))] or names[-1:]
        column = names[choice // 7 % len(names)]
        for number, value in own.execute(f"SELECT rowid, {column} FROM {table}").fetchall():  # noqa: S608
            if isinstance(value, str) and value.startswith("{") and choice % 2:
                fresh: object = spoiled(value.encode(), choice // 3, odd).decode()
            else:
                fresh = (
                    odd
                    if isinstance(odd, str | float | None) and odd != "\udcff"
                    else json.dumps(odd).encode()
                )
            with suppress(sqlite3.IntegrityError):
                own.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (fresh, number))  # noqa: S608
        own.commit()


def test_a_database_in_use_is_read_and_left_alone(tmp_path: Path) -> None:
    truth = WORLDS["goose"](tmp_path)
    (path,) = tmp_path.rglob("sessions.db")
    with closing(sqlite3.connect(path, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE sessions SET name = 'x'")
        book = Book(tmp_path).read()
        assert len(book.prompts) == truth.prompts
        writer.execute("COMMIT")
        writer.execute("BEGIN IMMEDIATE")
        writer.execute(
            "INSERT INTO messages (session_id, role, content_json, created_timestamp) VALUES"
            ' (\'20260505_1\', \'user\', \'[{"type":"text","text":"x"}]\', 1777970000)'
        )
        writer.execute("UPDATE sessions SET updated_at = '2026-05-05 09:00:00' WHERE id = '20260505_1'")
        writer.execute("COMMIT")
        # What stands in the write-ahead log only counts as well.
        assert len(book.read().prompts) == truth.prompts + 1


def test_lines_read_in_pieces_tell_the_same(tmp_path: Path) -> None:
    for name in WORLDS:
        whole, home = tmp_path / "whole", tmp_path / "pieces"
        WORLDS[name](whole)
        logs = [path for path in whole.rglob("*.jsonl") if path.is_file()]
        # A request that was taken back is there for a while; lines without times are dated when they are seen.
        if not logs or "journal" in name or name == "cursor agent":
            shutil.rmtree(whole)
            continue
        shutil.copytree(whole, home)
        book = Book(home)
        for share in (0.3, 0.55, 0.8, 1.0):
            for path in logs:
                content = path.read_bytes()
                (home / path.relative_to(whole)).write_bytes(content[: round(len(content) * share)])
            book.read()
        once = Book(whole).read()
        assert set(book.answers) == set(once.answers), name
        assert {key: answer.tokens for key, answer in book.answers.items()} == {
            key: answer.tokens for key, answer in once.answers.items()
        }, name
        assert set(book.prompts) == set(once.prompts), name
        assert {key: work.span for key, work in book.works.items()} == {
            key: work.span for key, work in once.works.items()
        }, name
        shutil.rmtree(whole)
        shutil.rmtree(home)
