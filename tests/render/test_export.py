"""A chart as a file."""

from __future__ import annotations

import csv
import io
import struct
import zlib
from xml.etree import ElementTree as ET

from tests.render.seen import look
from tests.render.test_bars import SIZE, week
from wellbeing.render.bars import bars
from wellbeing.render.chart import Chart, Table
from wellbeing.render.export import csv_text, pdf, png, svg


def chart() -> Chart:
    return bars(week(), look(), SIZE)


def test_a_picture_has_so_many_pixels_and_says_what_it_shows() -> None:
    data = png(chart(), 2)
    assert data.startswith(b"\x89PNG")
    assert struct.unpack(">II", data[16:24]) == (1632, 428)
    assert b"Monday: 5 h 10." in data


def test_the_text_of_a_drawing_stays_text() -> None:
    data = svg(chart())
    root = ET.fromstring(data)  # noqa: S314 - written by us a line above
    said = {"".join(one.itertext()).strip() for one in root.iter("{http://www.w3.org/2000/svg}text")}
    assert {"5 h 20", "Mon", "65"} <= said
    assert b"Monday: 5 h 10." in data


def test_a_page_is_as_large_as_the_figure_and_embeds_its_font() -> None:
    data = pdf(chart())
    assert data.startswith(b"%PDF")
    assert b"/MediaBox [ 0 0 816 214 ]" in data
    assert b"DejaVuSans" in data
    assert b"/FontFile2" in data


def test_equal_charts_are_equal_files() -> None:
    assert png(chart()) == png(chart())
    assert svg(chart()) == svg(chart())
    assert pdf(chart()) == pdf(chart())


def test_writing_a_file_leaves_the_figure_as_it_was() -> None:
    one = chart()
    before = zlib.crc32(png(one, 1))
    svg(one)
    pdf(one)
    png(one, 3)
    assert zlib.crc32(png(one, 1)) == before


def test_a_table_is_read_back_as_it_was() -> None:
    table = Table(("Day", "In use"), (("Mon, 16 Nov", '5 h "10"'), ("–", "")))
    rows = list(csv.reader(io.StringIO(csv_text(table), newline="")))
    assert rows == [list(table.columns), *(list(row) for row in table.rows)]


def test_names_that_a_spreadsheet_would_run_are_text() -> None:
    table = Table(("App", "Minutes"), (("=HYPERLINK(1)", "3"), ("+1", "-2"), ("@x", "\tx")))
    rows = list(csv.reader(io.StringIO(csv_text(table), newline="")))
    assert rows[1:] == [["'=HYPERLINK(1)", "3"], ["'+1", "'-2"], ["'@x", "'\tx"]]
