"""What lies in the checkout: only what has its place, nothing that belongs to one machine or one moment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PLACES = {
    "CHANGELOG.md", "LICENSE", "README.md", "packaging", "pyproject.toml", "resources", "tests", "wellbeing",
}  # fmt: skip
"""The top level of design, section 2; files that begin with a dot come on top."""

FORBIDDEN = {
    "a mark for later": r"\b(TO[D]O|FIX[M]E|X{3})\b",
    "a path of one machine": r"(?<![\w./-])/(work|shared|root)/",
    "an index of packages": (
        r"--(extra-)?index-[u]rl[= ]+.?http|pythonhosted\.[o]rg|registry\.npm[j]s|pkg\.[d]ev\b|deb\.debian\.[o]rg"
    ),
}
"""Why it is forbidden, and how it is recognised. The brackets keep these lines from matching themselves."""


def ignored() -> list[str]:
    """The patterns of .gitignore that stand for a name anywhere, or for a folder of the top level."""
    lines = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    return [line.strip("/") for line in lines if line and not line.startswith("#")]


def texts() -> Iterator[tuple[str, str]]:
    """Every text file that is ours, as path from the top and content."""
    patterns = ignored()
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        if parts[0] in {".git", "LICENSE"} or any(fnmatch(part, p) for part in parts for p in patterns):
            continue
        if path.is_file() and b"\0" not in (content := path.read_bytes()):
            yield "/".join(parts), content.decode("utf-8")


def test_the_top_level_holds_what_has_its_place_and_nothing_else() -> None:
    patterns = ignored()
    found = {path.name for path in ROOT.iterdir() if not any(fnmatch(path.name, p) for p in patterns)}
    assert {name for name in found if not name.startswith(".")} <= PLACES


@pytest.mark.parametrize("why", FORBIDDEN)
def test_no_file_holds(why: str) -> None:
    pattern = re.compile(FORBIDDEN[why])
    found = [
        f"{path}:{number}: {line.strip()[:120]}"
        for path, text in texts()
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]
    assert not found, f"{why}:\n" + "\n".join(found)


@pytest.mark.parametrize(
    ("why", "line"),
    [
        ("a mark for later", "# TO" + "DO: later"),
        ("a path of one machine", "open('/wo" + "rk/x')"),
        ("a path of one machine", "cd /ro" + "ot/src"),
        ("an index of packages", "pip install --index" + "-url https://example.org"),
    ],
)
def test_what_is_forbidden_is_recognised(why: str, line: str) -> None:
    assert re.search(FORBIDDEN[why], line)
