"""How a week felt, as its owner answered it: only where they chose to show it to whoever reads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wellbeing.api.words import Words
from wellbeing.checkins.form import SHAPES, Form
from wellbeing.family.figures import Mood
from wellbeing.family.line import Line
from wellbeing.render.page import Row, Section

_FORMS = {one.value: one for one in Form}


def feelings(days: Sequence[Line], words: Words) -> Section:
    """A line each answer, in order; without lines where nothing was shown.

    Args:
        days: as pared for whose view it is.
        words: the language.
    """
    _ = words._
    rows = tuple(row for day in days for mood in day.moods or () for row in _rows(day, mood, words))
    return Section("feelings", _("How it felt"), _("shared by its owner"), (_("Day"), _("Mood")), rows)


def _rows(day: Line, mood: Mood, words: Words) -> Iterable[Row]:
    _, form = words._, _FORMS.get(mood.form)
    if form is None:  # of a newer program
        return
    when = words.short_date(day.day)
    if form is not Form.DAILY:
        yield Row(_name(form, words), note=when, value=_answers(form, mood, words))
        return
    felt, energy = (*mood.values, None, None)[:2]
    if felt is None and energy is None:
        return
    yield Row(
        when,
        note="" if energy is None else _("Energy: {words}").format(words=_said(energy, _energies(words))),
        bar=None if felt is None else felt / SHAPES[form].high,
        value="" if felt is None else _said(felt, _moods(words)),
    )


def _answers(form: Form, mood: Mood, words: Words) -> str:
    shape, several = SHAPES[form], words._("{number} of {most}")
    if mood.score is not None and shape.factor is not None:
        return several.format(number=mood.score, most=shape.factor * shape.items * shape.high)
    told = [several.format(number=one, most=shape.high) for one in mood.values if one is not None]
    return ", ".join(told) or words._("skipped")


def _said(value: int, scale: Sequence[str]) -> str:
    """Its word; the number where the scale has none for it."""
    return scale[value - 1] if 1 <= value <= len(scale) else str(value)


def _name(form: Form, words: Words) -> str:
    _ = words._
    return {
        Form.WHO5: "WHO-5",
        Form.PHQ2: "PHQ-2",
        Form.PHQ4: "PHQ-4",
        Form.LONELY: _("How often lonely"),
        Form.AI: _("AI instead of oneself, or of somebody"),
    }[form]


def _moods(words: Words) -> tuple[str, ...]:
    _ = words._
    return (
        _("very low"),
        _("low"),
        _("rather low"),
        _("in between"),
        _("rather good"),
        _("good"),
        _("very good"),
    )


def _energies(words: Words) -> tuple[str, ...]:
    _ = words._
    return (
        _("none at all"),
        _("little"),
        _("rather little"),
        _("some"),
        _("rather much"),
        _("much"),
        _("plenty"),
    )
