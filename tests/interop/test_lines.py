"""Logs of JSON lines: read on, in bounded memory, whatever happens to the file."""

from __future__ import annotations

import os
import threading
import tracemalloc
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.interop import lines
from wellbeing.interop.lines import LineLog
from wellbeing.interop.log import PIECE, Mark, Reading
from wellbeing.interop.page import Page
from wellbeing.model import Prompt

T0 = datetime(2026, 5, 5, 8, tzinfo=UTC)


class Line(msgspec.Struct):
    n: int


class Memory(msgspec.Struct):
    seen: int = 0


class Numbers(LineLog[Memory]):
    """A format of numbers: each is a prompt, and the memory counts them."""

    def __init__(self) -> None:
        super().__init__(Memory)

    def take(self, line: bytes, memory: Memory, page: Page) -> bool:
        number = msgspec.json.decode(line, type=Line).n
        memory.seen += 1
        page.prompts.append(Prompt("tool", str(number), T0 + timedelta(seconds=memory.seen), "session"))
        return True


def line(number: int, filler: int = 0) -> bytes:
    return msgspec.json.encode({"n": number, "filler": "x" * filler}) + b"\n"


class Reader:
    """Reads a log again and again, as the engine does."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.mark: Mark | None = None
        self.format = Numbers()

    def read(self) -> list[Reading]:
        readings = list(self.format.read(self.path, self.mark))
        if readings:
            self.mark = readings[-1].mark
        return readings

    def numbers(self) -> list[int]:
        return [int(prompt.key) for reading in self.read() for prompt in reading.prompts]


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    return Reader(tmp_path / "log.jsonl")


def append(path: Path, *contents: bytes) -> None:
    with path.open("ab") as file:
        for content in contents:
            file.write(content)


def test_only_what_is_new_is_read(reader: Reader) -> None:
    append(reader.path, line(1), line(2))
    assert reader.numbers() == [1, 2]
    assert reader.read() == []
    append(reader.path, line(3))
    assert reader.numbers() == [3]
    assert reader.mark is not None
    assert reader.mark.offset == reader.path.stat().st_size


def test_memory_goes_on_where_it_was(reader: Reader) -> None:
    append(reader.path, line(1), line(2))
    reader.read()
    append(reader.path, line(3))
    (reading,) = reader.read()
    assert reading.prompts[0].at == T0 + timedelta(seconds=3)
    assert not reading.anew


def test_a_line_that_is_being_written_is_left_for_the_next_time(reader: Reader) -> None:
    append(reader.path, line(1), line(2)[:5])
    assert reader.numbers() == [1]
    append(reader.path, line(2)[5:])
    assert reader.numbers() == [2]


def test_a_whole_last_line_without_its_end_counts_once(reader: Reader) -> None:
    append(reader.path, line(1), line(2).rstrip())
    assert reader.numbers() == [1, 2]
    append(reader.path, b"\n", line(3))
    assert reader.numbers() == [3]


@pytest.mark.parametrize("content", [[], [9], [9, 8, 7, 6, 5]])
def test_a_log_that_was_written_anew_is_read_from_its_start(reader: Reader, content: list[int]) -> None:
    append(reader.path, line(1), line(2))
    reader.read()
    reader.path.write_bytes(b"".join(map(line, content)))
    readings = reader.read()
    assert [int(prompt.key) for reading in readings for prompt in reading.prompts] == content
    assert readings[0].anew


def test_a_log_that_was_replaced_is_read_from_its_start(reader: Reader) -> None:
    append(reader.path, line(1))
    reader.read()
    other = reader.path.with_name("new")
    append(other, line(1), line(2))
    other.replace(reader.path)
    assert reader.numbers() == [1, 2]


def test_unknown_lines_are_counted_and_passed(reader: Reader) -> None:
    append(reader.path, line(1), b"nonsense\n", b'{"n":"text"}\n', b"\xff\x00\n", b"\n", b"[1]\n", line(2))
    (reading,) = reader.read()
    assert [prompt.key for prompt in reading.prompts] == ["1", "2"]
    assert (reading.understood, reading.unknown) == (2, 4)


def test_a_state_that_no_longer_fits_reads_anew(reader: Reader) -> None:
    append(reader.path, line(1))
    reader.read()
    assert reader.mark is not None
    append(reader.path, line(2))
    reader.mark = replace(reader.mark, state=b"?")
    assert reader.numbers() == [1, 2]


def test_a_line_that_is_too_long_is_passed_in_bounded_memory(reader: Reader) -> None:
    append(reader.path, line(1), line(2, filler=9 << 20), line(3))
    tracemalloc.start()
    try:
        (reading,) = reader.read()
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert [prompt.key for prompt in reading.prompts] == ["1", "3"]
    assert (reading.understood, reading.unknown) == (2, 1)
    assert peak < 24 << 20


def test_a_long_line_that_is_being_written_is_not_read_twice(reader: Reader) -> None:
    append(reader.path, line(1), line(2, filler=9 << 20)[:-9])
    (first,) = reader.read()
    assert (first.understood, first.unknown) == (1, 1)
    assert first.mark.offset == reader.path.stat().st_size
    append(reader.path, b"still of the long one\n", line(3))
    (second,) = reader.read()
    assert [prompt.key for prompt in second.prompts] == ["3"]
    assert second.unknown == 0


def test_ten_gigabytes_of_nothing_cost_neither_memory_nor_time(reader: Reader) -> None:
    append(reader.path, line(1))
    os.truncate(reader.path, 10 << 30)
    append(reader.path, b"\n", line(2))
    tracemalloc.start()
    try:
        keys = [prompt.key for reading in reader.read() for prompt in reading.prompts]
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert keys == ["1", "2"]
    assert peak < 24 << 20


def test_a_long_log_comes_in_pieces_that_can_be_kept_one_by_one(reader: Reader) -> None:
    count = PIECE * 2 + 100
    append(reader.path, *(line(number) for number in range(count)))
    pieces = reader.format.read(reader.path, None)
    first = next(pieces)
    assert len(first.prompts) == PIECE
    del pieces  # the program ended here
    reader.mark = first.mark
    assert reader.numbers() == list(range(PIECE, count))


def test_a_log_that_tells_little_is_marked_in_between(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "SAVED_EVERY", 1 << 20)
    append(reader.path, *(line(number, filler=1 << 18) for number in range(16)))
    offsets = [reading.mark.offset for reading in reader.format.read(reader.path, None)]
    assert len(offsets) > 2
    assert offsets == sorted(offsets)


def test_what_is_no_file_is_refused_and_nothing_hangs(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name in ("pipe", "missing", "."):
        with pytest.raises(OSError):
            list(Numbers().read(tmp_path / name, None))


@given(st.lists(st.binary(max_size=40), max_size=12), st.lists(st.integers(0, 400), max_size=8))
def test_however_a_log_grows_each_line_is_read_once(
    tmp_path_factory: pytest.TempPathFactory, noise: list[bytes], cuts: list[int]
) -> None:
    reader = Reader(tmp_path_factory.mktemp("log") / "log.jsonl")
    content = b"".join(line(n) + one.replace(b"{", b"") + b"\n" for n, one in enumerate(noise))
    found: list[int] = []
    ends = [0, *sorted(min(cut, len(content)) for cut in cuts), len(content)]
    reader.path.touch()
    for start, end in pairwise(ends):
        append(reader.path, content[start:end])
        found += reader.numbers()
    assert found == list(range(len(noise)))


def test_a_log_that_is_written_while_it_is_read_tells_each_line_once(reader: Reader) -> None:
    count = 4000
    reader.path.touch()

    def write() -> None:
        with reader.path.open("ab", buffering=0) as file:
            for number in range(count):
                whole = line(number, filler=number % 700)
                file.write(whole[: number % len(whole)])
                file.write(whole[number % len(whole) :])

    writer = threading.Thread(target=write)
    writer.start()
    found: list[int] = []
    while writer.is_alive():
        found += reader.numbers()
    writer.join()
    found += reader.numbers()
    assert found == list(range(count))
