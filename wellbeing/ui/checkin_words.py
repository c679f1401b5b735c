"""What is asked, in words: the program's own questions, those of others unchanged, and what one may have done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from wellbeing.checkins.checkin import ACTIVITIES
from wellbeing.checkins.form import Form
from wellbeing.files.packs import Pack, packs
from wellbeing.ui.text import _


@dataclass(frozen=True, slots=True)
class Questions:
    """A form as it is read."""

    name: str
    intro: str
    items: tuple[str, ...]
    choices: tuple[tuple[int, str], ...]
    """Value and words, in the order in which they are shown."""
    credit: str = ""
    """Whose questions they are, and under which licence; empty for the program's own."""


def unheard() -> str:
    """Said where nobody can ever ask."""
    return _(
        "The hour of asking lies in your quiet hours, so nobody asks. Change one of them in the settings."
    )


def questions(form: Form) -> Questions:
    """A form in the person's language.

    Raises:
        KeyError: its pack is not installed.
    """
    if form is Form.DAILY:
        return Questions(
            _("Mood and energy"), "", (_("Mood"), _("Energy")), tuple((n, str(n)) for n in range(1, 8))
        )
    if form is Form.AI:
        return Questions(
            _("You and AI"),
            _("In the last four weeks …"),
            (
                _("I started with AI when I would rather have tried myself first."),
                _("I talked to an AI when I would rather have talked to a person."),
            ),
            tuple(enumerate((_("never"), _("rarely"), _("sometimes"), _("often"), _("very often")))),
        )
    return _of_pack(packs()[form])


def rhythm(form: Form) -> str:
    """How often it comes."""
    if form is Form.DAILY:
        return _("once a day")
    return _("every four weeks") if form in (Form.LONELY, Form.AI) else _("every two weeks")


def name(form: Form) -> str:
    """What a form is called; its own word where its pack is not installed."""
    known = form in (Form.DAILY, Form.AI) or form in packs()
    return questions(form).name if known else form.value.upper()


def mood(value: int) -> str:
    """1 to 7 in a word."""
    return (
        _("very low"),
        _("low"),
        _("rather low"),
        _("in between"),
        _("rather good"),
        _("good"),
        _("very good"),
    )[value - 1]


def energy(value: int) -> str:
    """1 to 7 in a word."""
    return (
        _("none at all"),
        _("little"),
        _("rather little"),
        _("some"),
        _("rather much"),
        _("much"),
        _("plenty"),
    )[value - 1]


_ACTIVITIES: dict[str, Callable[[], str]] = {
    "people": lambda: _("Met someone"),
    "outside": lambda: _("Was outside"),
    "exercise": lambda: _("Moved"),
    "slept": lambda: _("Slept well"),
    "made": lambda: _("Made something"),
    "rest": lambda: _("Rested"),
    "music": lambda: _("Music or a book"),
    "help": lambda: _("Helped someone"),
}


def activity(word: str) -> str:
    """What one did; the person's own words as they are."""
    return _ACTIVITIES[word]() if word in ACTIVITIES else word


def _of_pack(pack: Pack) -> Questions:
    words = pack.words
    credit = f"{pack.licence}. {pack.source}"
    return Questions(
        pack.title, words.intro, words.items, tuple(zip(pack.scores, words.choices, strict=True)), credit
    )
