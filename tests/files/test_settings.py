"""Settings: commented, checked, changed without losing a comment."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from wellbeing.files.settings import TEMPLATE, Settings, change_setting, read_settings, write_template
from wellbeing.ports import SettingsError
from wellbeing.timeline.redact import Privacy


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "settings.toml") == Settings()


def test_the_template_says_the_defaults(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    write_template(path)
    assert read_settings(path) == Settings()
    assert set(msgspec.toml.decode(TEMPLATE)) == set(Settings.__struct_fields__)
    assert path.stat().st_mode & 0o777 == 0o600


def test_an_existing_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("day_start_h = 3\n")
    write_template(path)
    assert read_settings(path).day_start_h == 3


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("# mine\nidle_after_s = 4\n", 2, "idle_after_s"),
        ("\n\nday_start_h = 'four'\n", 3, "day_start_h"),
        ("idle_after_s = 60\nidel_after_s = 60\n", 2, "idel_after_s"),
        ("privacy = 'all'\n", 1, "privacy"),
        ("day_start_h = 3\nexcluded = [\n", 3, "TOML"),
        ("a b c\n", 1, "TOML"),
        ("excluded = ['x', 3]\n", 1, "excluded"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, text: str, line: int, word: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(text)
    with pytest.raises(SettingsError) as wrong:
        read_settings(path)
    assert f"line {line}" in wrong.value.sentence
    assert word in wrong.value.sentence
    assert wrong.value.remedy


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match="UTF-8"):
        read_settings(path)


def test_changing_one_setting_keeps_comments_and_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("# mine\nidle_after_s = 240  # four minutes\nday_start_h = 5\n")
    changed = change_setting(path, "day_start_h", 2)
    assert changed.day_start_h == 2
    assert path.read_text() == "# mine\nidle_after_s = 240  # four minutes\nday_start_h = 2\n"
    assert change_setting(path, "excluded", ("keepassxc",)).excluded == ("keepassxc",)
    assert change_setting(path, "privacy", "titles").privacy is Privacy.TITLES


def test_a_refused_value_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    write_template(path)
    with pytest.raises(SettingsError):
        change_setting(path, "day_start_h", 12)
    assert path.read_text() == TEMPLATE


def test_manners_come_from_the_settings() -> None:
    chosen = Settings(nudge_budget=1, quiet_from="22:30", quiet_to="07:00", nudge_experiment=True).manners
    assert (chosen.budget, chosen.experiment) == (1, True)
    assert chosen.quiet(datetime(2026, 5, 5, 22, 30, tzinfo=UTC))
    assert not chosen.quiet(datetime(2026, 5, 5, 7, 0, tzinfo=UTC))
    assert not Settings(quiet_from="08:00").manners.quiet(datetime(2026, 5, 5, 8, tzinfo=UTC))


@pytest.mark.parametrize("line", ['quiet_from = "24:00"', 'quiet_to = "8"', "nudge_budget = 4"])
def test_manners_out_of_range_are_refused(tmp_path: Path, line: str) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(line)
    with pytest.raises(SettingsError, match="line 1"):
        read_settings(file)


@pytest.mark.parametrize(
    ("quiet_from", "quiet_to", "checkin_at", "day_start_h", "never"),
    [
        ("21:00", "08:00", "18:00", 4, False),
        ("21:00", "08:00", "20:59", 4, False),
        ("21:00", "08:00", "21:00", 4, True),
        ("21:00", "08:00", "02:00", 4, True),
        ("21:00", "08:00", "05:00", 4, False),
        ("21:00", "02:00", "23:00", 4, False),
        ("21:00", "04:00", "23:00", 4, True),
        ("13:00", "15:00", "14:00", 4, False),
        ("00:00", "00:00", "14:00", 4, False),
        ("22:00", "00:00", "23:00", 0, True),
        ("22:00", "00:00", "21:00", 0, False),
    ],
)
def test_an_hour_of_asking_that_is_quiet_to_the_end_of_the_day_is_known(
    quiet_from: str, quiet_to: str, checkin_at: str, day_start_h: int, never: bool
) -> None:
    chosen = Settings(
        quiet_from=quiet_from, quiet_to=quiet_to, checkin_at=checkin_at, day_start_h=day_start_h
    )
    assert chosen.asks_in_quiet is never
    begin = datetime(2026, 5, 4, day_start_h)  # noqa: DTZ001 - a clock on the wall
    asked = [begin + timedelta(minutes=minute) for minute in range(24 * 60)]
    hours = [one for one in asked if one >= begin + (chosen.asks_at - chosen.day_start) % timedelta(days=1)]
    assert all(map(chosen.manners.quiet, hours)) is never
