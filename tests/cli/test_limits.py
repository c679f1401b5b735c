"""Absurd limits get a sentence and a remedy each."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from wellbeing.cli.commands import wellbeing


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--ai", "--minutes", "0"), "0 is too little for a limit."),
        (("--ai", "--minutes", "-5"), "-5 is too little for a limit."),
        (("--ai", "--minutes", "25h"), "1500 a day is more than a day has."),
        (("--ai", "--minutes", "soon"), "soon is no amount."),
        (("--ai", "--minutes", "1,2"), "A week has seven days, not 2."),
        (("--total", "--hours", "22:00-06:00", "--hours", "05:00-07:00"), "These hours overlap: "),
        (("--total", "--hours", "late"), "late is no stretch of a day."),
        (("--total", "--hours", "25:00-06:00"), "25:00-06:00 is not a stretch of a day."),
        (("--app", "nosuch", "--minutes", "5"), "No app is called nosuch."),
        (("--category", "sport", "--minutes", "5"), "There is no category sport."),
        (("--site", "a/b", "--minutes", "5"), "a/b is not the name of a site."),
        (("--ai", "--without", "everything", "--minutes", "5"), "everything says of nothing"),
        (("--id", "7", "--minutes", "5"), "There is no limit 7."),
        (("--minutes", "5"), "A limit needs something that it is on."),
    ],
)
def test_an_absurd_limit_is_refused_with_a_sentence_and_a_remedy(
    tmp_path: Path, words: tuple[str, ...], sentence: str
) -> None:
    said = CliRunner().invoke(wellbeing, ["--home", str(tmp_path), "limits", "set", *words])
    assert said.exit_code == 1
    told, remedy = said.stderr.strip().splitlines()
    assert told.startswith(sentence)
    assert len(remedy) > 10
