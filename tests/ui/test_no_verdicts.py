"""No text says what only a doctor may: every word that a person can read is scanned, in English and German."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from wellbeing.cli.commands import wellbeing
from wellbeing.files.resources import resource

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "packaging"))

VERDICTS = re.compile(
    r"\b(?:addict\w*|disorder\w*|depress\w*|therap\w*|diagnos\w*|relaps\w*|symptom\w*|patholog\w*|disease\w*"
    r"|illness\w*|clinical\w*|psychiatr\w*|treatment\w*|cured?|unhealthy|compulsi\w*|withdrawal\w*"
    r"|süchtig\w*|sucht(?:krank|verhalten|gefahr|mittel)\w*|störung\w*|erkrank\w*|krankhaft\w*|krankheit\w*|rückfall\w*"
    r"|behandlung\w*|heilung\w*|klinisch\w*|psychisch\w*|zwanghaft\w*|entzug\w*)",
    re.IGNORECASE,
)
NOUN = re.compile(r"\bSucht\b|\b[Aa]bhängig(?:keit)?\b")
"""German: the noun; `sucht` is also a form of "to look for"."""

ALLOWED: dict[str, str] = {
    "Feeling down, depressed, or hopeless": "PHQ, word for word; not asked unless the person adds it",
    "never a diagnosis": "says what the program is not",
    "no diagnosis": "says what the program is not",
    "No diagnosis": "says what the program is not",
    "keine Diagnose": "says what the program is not",
    "Patient Health Questionnaire": "the name of an instrument",
    "988 Suicide & Crisis Lifeline": "a name",
    "WHO suggests": "a citation",
}
"""Text in which such a word may stand, and why."""
FILES: dict[str, str] = {
    "catalogue/ai_tools.toml": "names and sources of other people's programs",
    "catalogue/sites.toml": "names and sources of other people's sites",
    "catalogue/apps.toml": "names and sources of other people's programs",
    "help/ai-tools.md": "the list of other people's programs",
}


def texts() -> Iterator[tuple[str, str]]:
    """Where, and what a person reads there."""
    from texts import extracted, sources, translation  # type: ignore[import-not-found]  # packaging/texts.py

    for one in extracted():
        for words in one.id if isinstance(one.id, tuple) else (one.id,):
            yield f"text {words[:40]!r}", words
    for source in sources():
        for one in translation(source):
            for words in one.string if isinstance(one.string, tuple) else (one.string,):
                yield f"{source.parts[-3]} {words[:40]!r}", words
    yield from files()
    yield from helps(wellbeing, "wellbeing")


def files() -> Iterator[tuple[str, str]]:
    for file in sorted(resource().rglob("*")):
        place = file.relative_to(resource()).as_posix()
        if file.suffix in {".toml", ".md", ".js", ".json", ".j2", ".html"} and place not in FILES:
            for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
                yield f"{place}:{number}", line
    for name in ("README.md", "CHANGELOG.md"):
        for number, line in enumerate((ROOT / name).read_text("utf-8").splitlines(), 1):
            yield f"{name}:{number}", line


def helps(command: click.Command, path: str) -> Iterator[tuple[str, str]]:
    yield path, command.help or ""
    for one in command.params:
        yield path, getattr(one, "help", None) or ""
    if isinstance(command, click.Group):
        for name, inner in command.commands.items():
            yield from helps(inner, f"{path} {name}")


def verdicts(words: str) -> list[str]:
    for allowed in ALLOWED:
        words = words.replace(allowed, "")
    return [*VERDICTS.findall(words), *NOUN.findall(words)]


def test_no_text_says_what_only_a_doctor_may() -> None:
    found = [f"{where}: {words}" for where, text in texts() if (words := verdicts(text))]
    assert found == []


@pytest.mark.parametrize(
    "words",
    [
        "You may be addicted.",
        "Signs of depression",
        "Your diagnosis",
        "A relapse",
        "Sie sind süchtig.",
        "Ihre Sucht",
        "Eine Störung",
        "Therapie",
        "Hinweis auf eine Depression",
        "Rückfälle sind normal, ein Rückfall auch",
    ],
)
def test_the_scan_bites(words: str) -> None:
    assert verdicts(words)


def test_ordinary_words_pass() -> None:
    assert not verdicts(
        "The program sucht nach Updates; how you are; well-being; a hard time; eine schwere Zeit"
    )
    assert not verdicts("It is no diagnosis.")


def test_every_exception_has_its_reason() -> None:
    assert all(len(reason) > 5 for reason in (*ALLOWED.values(), *FILES.values()))
    assert all(resource(*name.split("/")).exists() for name in FILES)
