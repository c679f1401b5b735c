"""The report on paper and as a picture, read back by poppler."""

from __future__ import annotations

import re
import struct
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ui.report.test_html import PRESS, hostile, last
from wellbeing.engine.source import Source
from wellbeing.render.outline import with_outline
from wellbeing.render.page import Page, Tile
from wellbeing.render.paper import Box, Paper, Text, layout
from wellbeing.reports.edition import Edition
from wellbeing.ui.report.press import paper_of


def poppler(program: str, file: Path, *options: str) -> str:
    done = subprocess.run([program, *options, str(file)], capture_output=True, text=True, check=True)
    assert not done.stderr, done.stderr
    return done.stdout


def test_a_pdf_has_its_size_embedded_fonts_bookmarks_and_its_words(
    people: Mapping[str, Source], language: str, tmp_path: Path
) -> None:
    paper, size = (Paper.LETTER, "(letter)") if language == "english" else (Paper.A4, "(A4)")
    page, file = last(people["six weeks"], Edition.WEEK), tmp_path / "week.pdf"
    file.write_bytes(PRESS.pdf(page, paper))
    assert len(file.read_bytes()) < 500_000
    facts = poppler("pdfinfo", file)
    assert size in facts
    fonts = [line.split() for line in poppler("pdffonts", file).splitlines()[2:]]
    assert fonts
    assert all(one[-5:-2] == ["yes", "yes", "yes"] for one in fonts), fonts
    items = re.findall(r'<item page="(\d)">', poppler("pdftohtml", file, "-xml", "-stdout", "-i"))
    pages = int(re.findall(r"Pages:\s+(\d+)", facts)[0])
    assert len(items) >= 5
    assert [int(one) for one in items] == sorted(int(one) for one in items)
    assert max(int(one) for one in items) <= pages
    if language == "english":
        words = _text(file)
        for said in (page.over, page.sections[0].heading, page.tiles[0].value, f"Page 1 of {pages}"):
            assert said in words


def _text(file: Path) -> str:
    done = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, text=True, check=True)
    return done.stdout


@pytest.mark.parametrize("edition", list(Edition))
def test_a_picture_is_as_wide_as_paper_and_smaller_than_half_a_megabyte(
    people: Mapping[str, Source], edition: Edition
) -> None:
    told = PRESS.png(last(people["six weeks"], edition))
    width, height = struct.unpack(">II", told[16:24])
    assert (width, height > width) == (1587, True)
    assert len(told) < 500_000


def test_a_person_without_data_gets_a_page_as_well(people: Mapping[str, Source]) -> None:
    assert PRESS.pdf(last(people["three days"], Edition.MONTH)).startswith(b"%PDF")
    assert PRESS.chart(last(people["three days"], Edition.MONTH)) == b""


def wide(words: str, size: float, weight: int) -> float:
    return len(words) * size * (0.6 if weight > 500 else 0.55)


pages = st.builds(hostile, st.text(max_size=90), st.floats(0.01, 1.0))


@settings(max_examples=80)
@given(pages, st.sampled_from(Paper), st.booleans())
def test_nothing_stands_beside_the_paper_and_no_page_is_empty(
    page: Page, paper: Paper, endless: bool
) -> None:
    done = layout(page, wide, paper, endless=endless)
    assert {one.page for one in done.marks} == set(range(done.pages))
    for one in done.marks:
        if isinstance(one, Box):
            assert 0 <= one.x <= one.x + one.width <= paper.width
        if isinstance(one, Text):
            assert 0 <= one.x <= paper.width
            assert endless or 0 <= one.y <= paper.height
    assert not endless or done.pages == 1


@pytest.mark.parametrize("space", ["\u00a0", "\u202f"])
def test_no_line_of_a_number_ends_inside_a_duration(space: str) -> None:
    whole = space.join(("1", "h", "05"))
    tile = Tile("Active time", "38 h 10", f"5 h a day, which is {whole} more")
    done = layout(replace(hostile("calm", 0.5), tiles=(tile,) * 5), wide, Paper.A4)
    assert sum(whole in one.words for one in done.marks if isinstance(one, Text)) == 5


def test_equal_reports_are_equal_files() -> None:
    page = hostile("calm", 0.5)
    assert PRESS.pdf(page) == PRESS.pdf(page)
    assert PRESS.png(page) == PRESS.png(page)


def test_letters_that_no_font_has_do_not_fail_a_page() -> None:
    assert PRESS.pdf(hostile("漢字 \U0001f600 \u0378 $x^2$ \\frac", 0.5)).startswith(b"%PDF")


def test_a_file_without_bookmarks_stays_as_it_is() -> None:
    assert with_outline(b"anything", [], 842, "en") == b"anything"


def test_paper_follows_the_region() -> None:
    assert (paper_of("US"), paper_of("DE"), paper_of(None)) == (Paper.LETTER, Paper.A4, Paper.A4)
