"""`wellbeing report`: on the terminal, as JSON, as files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from wellbeing.cli.commands import wellbeing


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    done = CliRunner().invoke(wellbeing, ["--home", str(folder), "demo", "--days", "45", "--seed", "7"])
    assert done.exit_code == 0, done.output
    return folder


def run(place: Path, *words: str) -> Result:
    return CliRunner().invoke(wellbeing, ["--home", str(place), *words])


def test_a_week_as_json_agrees_with_usage(place: Path) -> None:
    told = json.loads(run(place, "report", "week", "--json").stdout)
    assert told["edition"] == "week"
    assert not told["partial"]
    assert sum(one["active_s"] for one in told["days"]) == pytest.approx(told["total_s"], abs=0.1)
    span = ["--from", told["from"], "--to", told["to"]]
    usage = json.loads(run(place, "usage", *span, "--by", "tool", "--json").stdout)
    assert told["total_s"] == pytest.approx(usage["active_s"], abs=0.01)
    tools = {one["key"]: one["attended_s"] for one in told["ai"]["tools"]}
    for row in usage["rows"]:
        if row["key"] in tools:
            assert tools[row["key"]] == pytest.approx(row["seconds"], abs=0.01)
    assert {"beside", "usual", "categories", "late", "company", "limits", "journal", "unmeasured"} <= set(
        told
    )


def test_files_are_written_and_named(place: Path, tmp_path: Path) -> None:
    files = [tmp_path / f"r.{kind}" for kind in ("html", "pdf", "png")]
    done = run(place, "report", "week", *(f"--{one.suffix[1:]}={one}" for one in files))
    assert done.exit_code == 0, done.output
    assert done.stdout.split() == [str(one) for one in files]
    starts = [one.read_bytes()[:15] for one in files]
    assert starts[0] == b"<!doctype html>"
    assert starts[1].startswith(b"%PDF-1.4")
    assert starts[2].startswith(b"\x89PNG")


@pytest.mark.parametrize("edition", ["week", "month", "year"])
def test_every_edition_is_told_on_the_terminal(place: Path, edition: str) -> None:
    done = run(place, "report", edition, "today")
    assert done.exit_code == 0, done.output
    assert "of active time" in done.stdout
    assert "Counts only" in done.stdout


def test_a_place_that_cannot_be_written_is_a_sentence(place: Path, tmp_path: Path) -> None:
    done = run(place, "report", "week", "--pdf", str(tmp_path / "none" / "r.pdf"))
    assert done.exit_code == 1
    assert "cannot be written" in done.stderr
    assert "Choose another place" in done.stderr


def test_a_home_without_a_record_has_an_empty_report(tmp_path: Path) -> None:
    done = run(tmp_path / "new", "report", "week")
    assert done.exit_code == 0, done.output
    assert "Nothing was recorded" in done.stdout
    told = json.loads(run(tmp_path / "new", "report", "month", "--json").stdout)
    assert (told["total_s"], told["average_s"], told["beside"]) == (0, None, None)
