"""`wellbeing contact`: named, agreed, offered, copied; the log tells all of it."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from wellbeing import app
from wellbeing.checkins.checkin import CheckIn
from wellbeing.checkins.form import Form
from wellbeing.cli.commands import wellbeing
from wellbeing.files.paths import home


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en")


def call(home: Path, *words: str) -> Result:
    return CliRunner().invoke(wellbeing, ["--home", str(home), *words])


def low_a_fortnight_ago(folder: Path) -> None:
    with app.writing(home(str(folder))) as store:
        store.checkins.add(CheckIn(app.clock().now() - timedelta(days=14), Form.WHO5, (1,) * 5))


def test_from_naming_to_copying(tmp_path: Path) -> None:
    assert "Nobody is named" in call(tmp_path, "contact").output
    said = call(tmp_path, "contact", "name", "Ana", "--owner", "Mia").output
    code = re.search(r"code: ([A-Z2-9]{6})", said)
    assert code is not None
    assert "not yet agreed" in call(tmp_path, "contact").output
    assert call(tmp_path, "contact", "agree", "WRONG1").exit_code == 1
    assert "Agreed." in call(tmp_path, "contact", "agree", code[1]).output
    low_a_fortnight_ago(tmp_path)
    answer = call(tmp_path, "checkin", "answer", "who5", "1", "1", "1", "1", "1")
    assert "A message to Ana is open" in answer.output
    shown = call(tmp_path, "contact").output
    assert "Mia asked me to tell you" in shown
    assert "20" not in shown, "no score"
    assert call(tmp_path, "contact", "send", "1").exit_code == 1, "there is no address"
    assert call(tmp_path, "contact", "copy", "1").output.startswith("Mia asked me")
    [one] = json.loads(call(tmp_path, "contact", "log", "--json").stdout)["messages"]
    assert (one["state"], one["to"]) == ("copied", "Ana")
    assert "copied by you" in call(tmp_path, "contact", "log").output
    assert call(tmp_path, "contact", "confirm").output == "Kept.\n"
    assert call(tmp_path, "contact", "by-itself", "on").output == "Kept.\n"
    assert call(tmp_path, "contact", "end").output == "Ended.\n"
    assert json.loads(call(tmp_path, "contact", "--json").stdout) == {"contact": None, "open": None}


def test_what_is_not_open_cannot_be_declined(tmp_path: Path) -> None:
    result = call(tmp_path, "contact", "decline", "3")
    assert result.exit_code == 1
    assert "contact log" in result.stderr
    assert "No message was ever offered" in call(tmp_path, "contact", "log").output


def test_without_an_account_a_message_waits(tmp_path: Path) -> None:
    said = call(tmp_path, "contact", "name", "Ana", "--owner", "Mia", "--address", "ana@example.org").output
    code = re.search(r"code: ([A-Z2-9]{6})", said)
    assert code is not None
    call(tmp_path, "contact", "agree", code[1])
    low_a_fortnight_ago(tmp_path)
    call(tmp_path, "checkin", "answer", "who5", "1", "1", "1", "1", "1")
    assert "on its way" in call(tmp_path, "contact", "send", "1").output
    assert "not sent" in call(tmp_path, "contact", "decline", "1").output.lower()
