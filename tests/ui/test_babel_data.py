"""What is let go of a language is never missed: every text reads the same without it."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

TELL = """
from datetime import date, datetime, timedelta
from wellbeing.ui import text
from wellbeing.ui.window.settings import words
def told():
    day, at, long = date(2026, 11, 24), datetime(2026, 11, 24, 15, 42), timedelta(hours=4, minutes=12)
    return [
        text.language(), text.right_to_left(), text.first_weekday(), text.percent(0.12), text.number(4321),
        text.number(12_000_000), text.spoken(long), text.spoken(timedelta(0)), text.duration(long),
        text.clock(at), text.clock_to_the_second(at), [text.hour(one) for one in range(25)], text.weekday(day),
        text.short_date(day), text.long_date(day), text.short_weekday(day), text.short_month(day),
        text.month(day), text.dates(day, day + timedelta(days=6), year=True),
        text.dates(day, day + timedelta(days=40), year=False), words.idle(300), words.size(3_200_000),
    ]
"""
WHOLE = TELL + "print(ascii(told()))"
LEAN = TELL + "text.settle()\nprint(ascii(told()))"


@pytest.mark.parametrize("language", ["C.UTF-8", "de_AT.UTF-8", "en_US.UTF-8", "zh_TW", "ar_EG", "xx_YY"])
def test_texts_read_the_same_without_what_is_let_go(language: str) -> None:
    whole, lean = (said(code, language) for code in (WHOLE, LEAN))
    assert whole == lean


def test_what_is_let_go_is_gone() -> None:
    code = "from wellbeing.ui import text; text.settle(); print(len(text.language().currencies or ()))"
    with pytest.raises(subprocess.CalledProcessError):
        said(code, "de_DE.UTF-8")


def said(code: str, language: str) -> str:
    """What a process of its own prints in a language."""
    environ = {**os.environ, "LC_ALL": language, "LANGUAGE": ""}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environ, capture_output=True, text=True, check=True
    )
    return done.stdout
