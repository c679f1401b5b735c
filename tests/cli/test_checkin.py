"""`wellbeing checkin`: asking, answering, skipping, switching off, and the numbers to call."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from wellbeing.cli.commands import wellbeing


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en")


def call(home: Path, *words: str) -> Result:
    return CliRunner().invoke(wellbeing, ["--home", str(home), "checkin", *words])


def told(home: Path, *words: str) -> Any:  # any JSON
    result = call(home, *words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_questions_come_with_their_words_and_owners(tmp_path: Path) -> None:
    found = told(tmp_path)
    assert found["on"] is False
    assert [form["form"] for form in found["due"]] == ["daily", "who5"]
    who5 = found["due"][1]
    assert who5["choices"][0] == {"value": 5, "words": "All of the time"}
    assert "World Health Organization" in who5["credit"]
    assert "I have felt calm and relaxed" in call(tmp_path).output


def test_an_answer_is_kept_and_no_longer_open(tmp_path: Path) -> None:
    kept = told(
        tmp_path, "answer", "daily", "5", "-", "--did", "people", "--did", "fed the cat", "--note", "ok"
    )
    assert (kept["values"], kept["activities"], kept["note"]) == ([5, None], ["people", "fed the cat"], "ok")
    assert kept["help"] is False
    assert [form["form"] for form in told(tmp_path)["due"]] == ["who5"]
    assert told(tmp_path, "list")["checkins"][0]["id"] == kept["id"]
    assert "fed the cat" in call(tmp_path, "list").output
    assert call(tmp_path, "remove", str(kept["id"])).exit_code == 0
    assert told(tmp_path, "list")["checkins"] == []


def test_an_hour_in_quiet_hours_is_said_to_be_one_in_which_nobody_asks(tmp_path: Path) -> None:
    assert "asked from 18:00 on" in call(tmp_path, "on").output
    assert "quiet hours" not in call(tmp_path).output
    (tmp_path / "settings.toml").write_text('checkin_at = "22:00"\n', encoding="utf-8")
    assert call(tmp_path, "on").output.startswith("The hour of asking lies in your quiet hours")
    assert "quiet hours" in call(tmp_path).output


def test_low_answers_lead_to_numbers_and_never_to_a_verdict(tmp_path: Path) -> None:
    result = call(tmp_path, "answer", "who5", "1", "1", "1", "1", "1")
    assert "wellbeing window help" in result.output
    assert told(tmp_path, "answer", "who5", "1", "1", "1", "1", "1") | {"id": 0, "at": ""} == {
        "id": 0,
        "at": "",
        "form": "who5",
        "values": [1, 1, 1, 1, 1],
        "score": 20,
        "skipped": False,
        "activities": [],
        "note": "",
        "help": True,
    }


def test_what_is_skipped_is_not_asked_again_today(tmp_path: Path) -> None:
    assert "Skipped" in call(tmp_path, "skip").output
    assert call(tmp_path, "skip", "who5").exit_code == 0
    assert told(tmp_path)["due"] == []
    assert "Nothing is open" in call(tmp_path).output


def test_one_switch_turns_asking_on_and_off(tmp_path: Path) -> None:
    assert "18:00" in call(tmp_path, "on").output
    assert told(tmp_path)["on"] is True
    call(tmp_path, "off")
    assert told(tmp_path)["on"] is False


@pytest.mark.parametrize("values", [("9", "1"), ("1",), ("1", "2", "3"), ("x", "1"), ("-1", "1")])
def test_answers_that_do_not_fit_are_refused_with_a_remedy(tmp_path: Path, values: tuple[str, ...]) -> None:
    result = call(tmp_path, "answer", "daily", "--", *values)
    assert result.exit_code == 1
    assert "from 1 to 7" in result.stderr
    assert told(tmp_path, "list")["checkins"] == []


def test_a_check_in_that_is_not_there_cannot_be_removed(tmp_path: Path) -> None:
    call(tmp_path, "skip")
    assert call(tmp_path, "remove", "7").exit_code == 1
    assert "Nothing was answered" in call(tmp_path / "other", "list").output
