"""What is written for people stays true: guide and README name every setting and command, and their pictures exist."""

from __future__ import annotations

import re
from pathlib import Path

import click
import msgspec
import pytest

from wellbeing.cli.commands import wellbeing
from wellbeing.files.resources import resource
from wellbeing.files.settings import Settings
from wellbeing.ui.window.pages import KEYS

ROOT = Path(__file__).parents[2]
HELP = resource("help")
GUIDE = {path.name: path.read_text("utf-8") for path in sorted(HELP.glob("*.md"))}
DEFAULTS = msgspec.json.decode(msgspec.json.encode(Settings()))
LARGEST = 150_000
"""Bytes of a picture: the guide comes with the program."""
_LINK = re.compile(r"\]\(([^)\s]+)\)")


@pytest.mark.parametrize("field", Settings.__struct_fields__)
def test_a_setting_stands_in_the_guide_with_its_default(field: str) -> None:
    default = msgspec.json.encode(DEFAULTS[field]).decode()
    assert f"| `{field}` | {default} |" in GUIDE["settings.md"]


@pytest.mark.parametrize("name", wellbeing.commands)
def test_a_command_has_help_and_stands_in_the_guide(name: str) -> None:
    command = wellbeing.commands[name]
    assert command.help
    assert f"| `wellbeing {name}` |" in GUIDE["command-line.md"]
    for parameter in command.params:
        assert not isinstance(parameter, click.Option) or parameter.help, parameter.name


def test_the_guide_tells_of_no_command_that_does_not_exist() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    told = {
        name
        for text in (readme, *GUIDE.values())
        for name in re.findall(r"^(?:\| `|`)?wellbeing ([a-z]+)", text, re.MULTILINE)
    }
    assert told <= set(wellbeing.commands)


@pytest.mark.parametrize("page", KEYS)
def test_a_page_has_a_chapter_with_a_picture(page: str) -> None:
    assert f"(pictures/{page}.png)" in GUIDE[f"{page}.md"]


@pytest.mark.parametrize("chapter", sorted(set(GUIDE) - {"guide.md"}))
def test_a_chapter_stands_in_the_index(chapter: str) -> None:
    assert f"({chapter})" in GUIDE["guide.md"]


@pytest.mark.parametrize("path", [ROOT / "README.md", *sorted(HELP.glob("*.md"))], ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    for link in _LINK.findall(path.read_text("utf-8")):
        if "://" in link:
            continue
        where, _, heading = link.partition("#")
        target = path.parent / where if where else path
        assert target.exists(), link
        if heading:
            headings = re.findall(r"^#+ (.+)$", target.read_text("utf-8"), re.MULTILINE)
            assert heading in {words.lower().replace(" ", "-") for words in headings}, link


def test_pictures_are_small_and_none_is_left_over() -> None:
    shown = {name for text in GUIDE.values() for name in re.findall(r"\(pictures/([^)]+)\)", text)}
    pictures = sorted((HELP / "pictures").iterdir())
    assert {picture.name for picture in pictures} == shown
    assert [picture.name for picture in pictures if picture.stat().st_size > LARGEST] == []


def test_the_command_line_opens_every_page() -> None:
    [page] = [one for one in wellbeing.commands["window"].params if one.name == "page"]
    assert isinstance(page.type, click.Choice)
    assert tuple(page.type.choices) == KEYS
