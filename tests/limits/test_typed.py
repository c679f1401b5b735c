"""What people type becomes amounts, hours and hosts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.limits import typed


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("45", 45),
        (" 45 min ", 45),
        ("45m", 45),
        ("2h", 120),
        ("1h30", 90),
        ("1 h 05", 65),
        ("1 H 30 min", 90),
        ("-3", -3),
        ("0", 0),
        ("", None),
        ("a lot", None),
        ("1:30", None),
        ("4 apples", None),
        ("1h59", 119),
        ("1h75", None),
    ],
)
def test_amounts_are_read_as_people_write_them(text: str, minutes: int | None) -> None:
    assert typed.amount(text) == minutes


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("22:30", 1350), ("0:00", 0), ("24:00", 1440), ("25:00", None), ("7", None), ("07:60", None)],
)
def test_times_of_day_are_read(text: str, minutes: int | None) -> None:
    assert typed.clock(text) == (None if minutes is None else timedelta(minutes=minutes))


@pytest.mark.parametrize(
    "text",
    [
        "news.example.org",
        "https://www.news.example.org/a/b?c",
        "WWW.News.Example.org.",
        "http://news.example.org",
    ],
)
def test_a_pasted_address_becomes_its_host(text: str) -> None:
    assert typed.host(text) == "news.example.org"


@pytest.mark.parametrize("text", ["ai", "total", "app:code", "category:video", "tool:chatgpt", "site:a.org"])
def test_what_is_meant_is_read_and_written_alike(text: str) -> None:
    target = typed.target(text)
    assert target is not None
    assert typed.written(target) == text


@pytest.mark.parametrize("text", ["", "ai:x", "app:", "thing:x", "site"])
def test_what_means_nothing_is_nothing(text: str) -> None:
    assert typed.target(text) is None


@given(st.text())
def test_nothing_that_is_typed_breaks_anything(text: str) -> None:
    typed.amount(text), typed.clock(text), typed.host(text), typed.target(text)  # each answers
