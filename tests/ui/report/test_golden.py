"""What reports of the demo person say, at three ages of their record and in three languages, word for word.

The words of each page stand in `golden/`, one file for each age and language. Where a report is meant to say something
else from now on, `WELLBEING_GOLDEN=write pytest tests/ui/report/test_golden.py` writes them anew: read what changed.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Mapping
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.ui.report.conftest import AGES, fresh
from wellbeing.engine.source import Source
from wellbeing.reports.edition import Edition
from wellbeing.ui.report.press import Press, written

GOLDEN = Path(__file__).parent / "golden"
PRESS = Press.shipped()
LAST = (
    ("the last week", Edition.WEEK, 7),
    ("the week that runs", Edition.WEEK, 0),
    ("the last month", Edition.MONTH, 28),
    ("the year that runs", Edition.YEAR, 0),
)
_LINES = frozenset(
    {"title", "div", "h1", "h2", "p", "dt", "dd", "section", "details", "summary", "tr", "footer"}
)
_CELLS = frozenset({"th", "td", "span", "text"})


class Words(HTMLParser):
    """What somebody reads or hears: a line for each row, heading and sentence, of the narrow chart nothing."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self._cells: list[str] = []
        self._silent = 0
        self.feed(html)
        self._end()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        if tag == "html":
            self.lines.append(f"{known['lang']} {known['dir']}")
        if self._silent or tag == "style" or (tag == "svg" and known.get("class") == "narrow"):
            self._silent += tag in {"style", "svg"}
            return
        if tag in _LINES:
            self._end()
        if tag in _CELLS:
            self._cells.append("")
        if "aria-label" in known:
            self._cells.append(f"({known['aria-label']})")
            self._cells.append("")
        if tag == "rect" and known.get("class") in {"ai", "rest"}:
            self._cells.append(f"{known['class']} {float(known['width'] or 0):.0f}")

    def handle_endtag(self, tag: str) -> None:
        if self._silent:
            self._silent -= tag in {"style", "svg"}
        elif tag in _LINES or tag == "svg":
            self._end()

    def handle_data(self, data: str) -> None:
        if not self._silent and (told := unicodedata.normalize("NFKC", data).strip()):
            self._cells = self._cells or [""]
            self._cells[-1] += told

    def _end(self) -> None:
        if told := " | ".join(one for one in self._cells if one):
            self.lines.append(told)
        self._cells = []


def told(source: Source, most: int) -> str:
    """So many editions of one person, below each other."""
    parts = []
    for name, edition, back in LAST[:most]:
        _report, page = written(source, edition, source.today - timedelta(days=back))
        parts.append("\n".join([f"== {name}", *Words(PRESS.html(page)).lines]))
    return "\n\n".join(parts) + "\n"


@pytest.mark.parametrize("age", AGES)
def test_reports_say_what_they_always_said(people: Mapping[str, Source], language: str, age: str) -> None:
    # Right to left the words are the English ones in other letters.
    most = 1 if language == "mirrored" else len(LAST)
    now = told(fresh(people[age]), most)
    golden = GOLDEN / f"{age.replace(' ', '-')}-{language}.txt"
    if os.environ.get("WELLBEING_GOLDEN") == "write":
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(now, "utf-8")
    assert now == golden.read_text("utf-8")
