"""Where logs are looked for: every system, every variable, and never the whole home."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from tests.interop.worlds import write
from wellbeing.files.resources import resource
from wellbeing.interop.folder import config, data, editors, files, named
from wellbeing.interop.formats import formats
from wellbeing.interop.place import below
from wellbeing.interop.repository import repositories
from wellbeing.interop.tool.aider import FOLDERS, HISTORY, Aider

USERS = (
    ".config/Code/User",
    ".config/Code - Insiders/User",
    ".config/VSCodium/User",
    ".var/app/com.visualstudio.code/config/Code/User",
    "snap/codium/current/.config/VSCodium/User",
    "Library/Application Support/Code/User",
    "AppData/Roaming/Code/User",
    ".vscode-server/data/User",
    ".local/share/code-server/User",
)


@pytest.mark.parametrize("place", USERS)
def test_an_editor_is_found_however_it_was_installed(tmp_path: Path, place: str) -> None:
    (tmp_path / place).mkdir(parents=True)
    assert list(editors(tmp_path, {})) == [("vscode_copilot", tmp_path / place)]


def test_a_portable_editor_is_found(tmp_path: Path) -> None:
    (tmp_path / "stick/user-data/User").mkdir(parents=True)
    assert len(list(editors(tmp_path, {"VSCODE_PORTABLE": str(tmp_path / "stick")}))) == 1


def test_windows_and_xdg_variables_lead_elsewhere(tmp_path: Path) -> None:
    for name in ("c", "d", "roaming", "local"):
        (tmp_path / name).mkdir()
    environ = {"XDG_CONFIG_HOME": str(tmp_path / "c"), "APPDATA": str(tmp_path / "roaming")}
    assert config(tmp_path, environ) == [tmp_path / "c", tmp_path / "roaming"]
    environ = {"XDG_DATA_HOME": str(tmp_path / "d"), "LOCALAPPDATA": str(tmp_path / "local")}
    assert data(tmp_path, environ) == [tmp_path / "d", tmp_path / "local"]
    (tmp_path / ".config").mkdir()
    assert config(tmp_path, {"XDG_CONFIG_HOME": "relative"}) == [tmp_path / ".config"]


def test_a_variable_may_name_several_folders() -> None:
    assert named({"A": " ", "B": "/x, /y,"}, "A", "B") == [Path("/x"), Path("/y")]
    assert named({}, "A") == []


def test_where_no_tool_was_used_nothing_is_found(tmp_path: Path) -> None:
    assert [path for one in formats() for path in one.places(tmp_path, {})] == []


def test_folders_that_are_closed_to_us_are_passed_over(tmp_path: Path) -> None:
    assert list(files(tmp_path / "nowhere", "*/*")) == []


def test_a_closed_folder_stands_for_the_logs_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = tmp_path / "a" / "closed"
    closed.mkdir(parents=True)
    scandir = os.scandir

    def guarded(folder: str) -> Any:  # as os.scandir
        if folder == str(closed):
            raise PermissionError(13, "no")
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", guarded)  # the tests may run as root, who may read everything
    (tmp_path / "b.jsonl").touch()
    assert set(below(tmp_path, (".jsonl",))) == {closed, tmp_path / "b.jsonl"}
    assert list(below(tmp_path / "missing", (".jsonl",))) == []


def test_every_format_has_a_name_of_its_own_and_a_known_tool() -> None:
    known = resource("catalogue/ai_tools.toml").read_text("utf-8")
    names = [one.name for one in formats()]
    assert len(names) == len(set(names))
    assert all(f'id = "{one.tool}"' in known for one in formats())


def test_aider_is_read_in_known_repositories_and_below_named_folders_only(tmp_path: Path) -> None:
    home, other = tmp_path / "home", tmp_path / "disk"
    opened, hidden = home / "a b/opened", home / "hidden"
    deep, deeper = other / "1/2/3/4", other / "1/2/3/4/5"
    for folder in (opened, hidden, deep, deeper):
        folder.mkdir(parents=True)
        (folder / HISTORY).touch()
    uri = (opened).as_uri()
    write(home / ".config/Code/User/workspaceStorage/x/workspace.json", {"folder": uri})
    write(home / ".config/Code/User/workspaceStorage/y/workspace.json", {"folder": "vscode-remote://ssh/x"})
    write(home / ".gemini/projects.json", {"projects": {str(home): "home", str(opened): "opened"}})
    assert list(repositories(home, {})) == [opened]
    assert list(Aider().places(home, {})) == [opened / HISTORY]
    environ = {FOLDERS: os.pathsep.join([str(other), str(home), "/"])}
    assert set(Aider().places(home, environ)) == {opened / HISTORY, deep / HISTORY}
    assert set(Aider([other]).places(home, {})) == {opened / HISTORY, deep / HISTORY}


@pytest.mark.parametrize("odd", ["x" * 5000, "a\0b", "relative", "", " "])
def test_paths_that_are_none_lead_nowhere(tmp_path: Path, odd: str) -> None:
    write(tmp_path / ".gemini/projects.json", {"projects": {f"/{odd}": "x", odd: "y"}})
    write(tmp_path / ".local/share/crush/projects.json", {"projects": [{"path": odd, "data_dir": odd}]})
    names = (
        *("AIDER_CHAT_HISTORY_FILE", "COPILOT_OTEL_FILE_EXPORTER_PATH", "OPENCODE_DB", "XDG_CONFIG_HOME"),
        *("GEMINI_CLI_HOME", "AMP_DATA_DIR", FOLDERS),
    )
    environ = dict.fromkeys(names, odd.replace("\0", ""))  # which no variable can hold
    assert [path for one in formats() for path in one.places(tmp_path, environ)] == []


def test_variables_name_single_databases(tmp_path: Path) -> None:
    (tmp_path / ".local/share/opencode").mkdir(parents=True)
    (tmp_path / ".local/share/opencode/mine.sqlite").touch()
    (tmp_path / "spans.jsonl").touch()
    environ = {
        "OPENCODE_DB": "mine.sqlite",
        "COPILOT_OTEL_FILE_EXPORTER_PATH": str(tmp_path / "spans.jsonl"),
    }
    found = {path.name for one in formats() for path in one.places(tmp_path, environ)}
    assert found == {"mine.sqlite", "spans.jsonl"}
