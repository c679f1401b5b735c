"""The workflow for hosted machines: it is well formed, and what it runs on Windows and macOS can begin there."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.actionlint import complaints

ROOT = Path(__file__).parents[1]
WORKFLOW = ROOT / ".github" / "workflows" / "ci.yml"
LINUX = {"jeepney", "xcffib", "tests.rig", "tests.wayland", "tests.ui.desktop"}


def named() -> list[Path]:
    """Files and folders of tests that it runs elsewhere than on Linux."""
    text = WORKFLOW.read_text("utf-8")
    return [ROOT / word for word in text[text.index("-m pytest") :].split() if word.startswith("tests/")]


def test_a_linter_of_workflows_finds_nothing(tmp_path: Path) -> None:
    # This release is older than the names of today's machines.
    assert [one for one in complaints(WORKFLOW) if one[0] != "runner-label"] == []
    broken = tmp_path / "broken.yml"
    broken.write_text("on: push\njobs:\n  one:\n    runs-on: ubuntu-latest\n    step: []\n", "utf-8")
    assert complaints(broken)


def test_what_it_names_is_there() -> None:
    text = WORKFLOW.read_text("utf-8")
    assert len(named()) > 10
    assert [one for one in named() if not one.exists()] == []
    assert "python tests/elsewhere.py" in text


def test_types_are_checked_with_every_library_that_the_program_may_use() -> None:
    assert 'pip install -e ".[dev,hub,macos]"' in WORKFLOW.read_text("utf-8"), (
        "elsewhere.py reads all modules"
    )


def test_no_test_there_needs_a_library_of_linux_desktops() -> None:
    files: set[Path] = set()
    for one in named():
        files |= {one} if one.is_file() else {*one.rglob("*.py")}
        files |= {
            folder / "conftest.py" for folder in (one, *one.parents) if ROOT in (folder, *folder.parents)
        }
    found = [f"{one.relative_to(ROOT)}: {name}" for one in files if one.is_file() for name in _imports(one)]
    assert [one for one in found if one.split(": ")[1] in LINUX] == []


def _imports(file: Path) -> list[str]:
    """Modules that are imported at the top of a file, with those that `from` may name."""
    found: list[str] = []
    for node in ast.parse(file.read_text("utf-8")).body:
        if isinstance(node, ast.Import):
            found += [one.name for one in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found += [
                node.module,
                node.module.split(".")[0],
                *(f"{node.module}.{one.name}" for one in node.names),
            ]
    return found
