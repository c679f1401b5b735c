"""The report as a file for browsers: accessible, closed to the world, and deaf to hostile names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.browser import Look, looked_at
from wellbeing.engine.source import Source
from wellbeing.render.page import Bar, Bars, Page, Place, Row, Section, Tile
from wellbeing.render.table import Table
from wellbeing.reports.edition import Edition
from wellbeing.ui.report.press import Press, written

PRESS = Press.shipped()


def last(source: Source, edition: Edition) -> Page:
    days = {Edition.WEEK: 7, Edition.MONTH: 28, Edition.YEAR: 0}[edition]
    return written(source, edition, source.today - timedelta(days=days))[1]


def test_axe_finds_nothing_at_any_age_on_any_screen(
    people: Mapping[str, Source], language: str, tmp_path: Path
) -> None:
    looks = []
    for width, (age, source) in zip((320, 390, 900), people.items(), strict=True):
        file = tmp_path / f"{age}.html"
        file.write_text(PRESS.html(last(source, Edition.WEEK)), "utf-8")
        looks.append(Look(file, width, dark=(width == 390) != (language == "german")))
    for seen in looked_at(*looks):
        assert seen.fine, seen


def test_the_other_editions_pass_as_well(people: Mapping[str, Source], tmp_path: Path) -> None:
    looks = []
    for edition, width in ((Edition.MONTH, 900), (Edition.YEAR, 320)):
        file = tmp_path / f"{edition}.html"
        file.write_text(PRESS.html(last(people["two years"], edition)), "utf-8")
        assert len(file.read_bytes()) < 500_000
        looks.append(Look(file, width, dark=edition is Edition.MONTH))
    for seen in looked_at(*looks):
        assert seen.fine, seen


def test_a_mail_has_the_chart_as_its_picture_and_no_variables(people: Mapping[str, Source]) -> None:
    told = PRESS.html(last(people["two years"], Edition.WEEK), mail=True)
    assert 'src="cid:days"' in told
    assert "<svg" not in told
    assert "var(" not in told


def test_words_of_a_chart_run_as_those_of_its_page() -> None:
    for mirrored, way in ((False, "ltr"), (True, "rtl")):
        told = PRESS.html(replace(hostile("calm", 0.5), right_to_left=mirrored))
        assert set(re.findall(r'<svg[^>]* direction="(\w+)"', told)) == {way}
        anchors = set(re.findall(r'class="ai-words"[^>]* text-anchor="(\w+)"', told))
        assert anchors == {"start"}, "they run away from the bars, beside which they begin"


# ------------------------------------------------------------ hostile names


def hostile(words: str, number: float) -> Page:
    """A page whose every word is the same."""
    row = Row(words, words, number, True, (True, False, None), words, words, words)
    return Page(
        language="en",
        right_to_left=False,
        title=words,
        over=words,
        brand=words,
        headline=words,
        lead=words,
        demo=words,
        tiles=(Tile(words, words, words),) * 4,
        bars=Bars(
            words,
            words,
            (Bar(words, 10.0 * number, number, words, words), Bar(words, 0, 0, recorded=False)),
            Table((words, words), ((words, words),)),
            (number, (words, words)),
            (words,),
        ),
        sections=tuple(
            Section(f"s{place}", words, words, (words,) * 3, (row, replace(row, bar=None)), (words,), one)
            for place, one in enumerate(Place)
        ),
        idea=(words, words),
        idea_label=words,
        foot=(words, words),
        table_label=words,
        page_of="{page} of {pages}",
    )


class Skeleton(HTMLParser):
    """Elements with the names of their attributes, in order; and all text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.bones: list[tuple[str, tuple[str, ...]]] = []
        self.texts: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.bones.append((tag, tuple(name for name, _value in attrs)))
        self.texts += [value or "" for _name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        self.bones.append((f"/{tag}", ()))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


BAITS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onload='alert(1)",
    "</style><script>alert(1)</script>",
    "</title><svg onload=alert(1)>",
    "{{ 7 * 7 }}{% for x in () %}",
    "javascript:alert(1)",
    "--><base href=//evil.example>",
    "&lt;script&gt;",
)


@settings(max_examples=60)
@given(
    st.one_of(st.sampled_from(BAITS), st.text(max_size=40).map(lambda one: f"<a href='{one}\">{one}")),
    st.booleans(),
)
def test_no_name_changes_the_page_around_it(words: str, mail: bool) -> None:
    calm = Skeleton(PRESS.html(hostile("x" * len(words), 1.0), mail=mail))
    found = Skeleton(PRESS.html(hostile(words, 1.0), mail=mail))
    assert found.bones == calm.bones
    if "\0" not in words and "\r" not in words and not re.search(r"&#?\w", words):
        assert any(words.strip() in one for one in found.texts)


def test_hostile_names_stay_words_and_an_injected_script_would_not_run(tmp_path: Path) -> None:
    words, injected = tmp_path / "words.html", tmp_path / "injected.html"
    words.write_text(PRESS.html(hostile(" ".join(BAITS), 1.0)), "utf-8")
    calm = PRESS.html(hostile("calm", 1.0))
    bait = "<script>console.log('ran')</script><img src='https://evil.example/x' onerror=console.log(1)>"
    injected.write_text(calm.replace("<h1>", f"<h1>{bait}"), "utf-8")
    seen, policy = looked_at(Look(words), Look(injected))
    assert (seen.asked, seen.said, seen.scripts) == ([], [], 0)
    # The policy alone, had jinja2 let it through.
    assert policy.asked == []
    assert not {"ran", "1"} & set(policy.said)
    assert any("Content Security Policy" in one for one in policy.said)
