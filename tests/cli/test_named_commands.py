"""Whatever command a sentence names, it is there."""

from __future__ import annotations

import re

import click
import pytest
from babel.messages.pofile import read_po

from wellbeing.cli.commands import wellbeing
from wellbeing.files.resources import resource

_NAMED = re.compile(r"\bwellbeing((?: [a-z][a-z-]*)+)")


def named() -> list[str]:
    """Commands as sentences name them, each once; what follows a command are its words."""
    with resource("locale", "de", "LC_MESSAGES", "wellbeing.po").open("rb") as file:
        texts = [str(one.id) for one in read_po(file) if one.id]
    found = {words.strip() for text in texts for words in _NAMED.findall(text)}
    # "wellbeing" is a word as well: only what begins like a command is one.
    return sorted(words for words in found if words.split()[0] in wellbeing.commands)


def test_sentences_name_commands() -> None:
    assert len(named()) > 20


@pytest.mark.parametrize("words", named())
def test_a_command_that_a_sentence_names_is_there(words: str) -> None:
    command: click.Command = wellbeing
    for word in words.split():
        if not isinstance(command, click.Group):
            return
        assert word in command.commands or command.invoke_without_command, f"no command {word}"
        if word not in command.commands:
            return
        command = command.commands[word]
