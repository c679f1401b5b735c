"""Mood beside use and experiments in sentences: what was seen, how sure it is, and never a cause."""

from __future__ import annotations

from wellbeing.analysis.experiment import DAYS, WEEK, Result, with_it
from wellbeing.analysis.mood import LEAST, Lag, Pattern, Says
from wellbeing.engine.view.feeling import AI
from wellbeing.ui.text import _, ngettext

_LITTLE = 0.4
"""Correlations below this are "a little"."""


def pattern(series: str, one: Pattern) -> str:
    """What may be said of one series."""
    if one.says is Says.TOO_FEW:
        return ngettext(
            "{series}: compared from {least} days with an answer on; so far {count} day.",
            "{series}: compared from {least} days with an answer on; so far {count} days.",
            one.days,
        ).format(series=_name(series), least=LEAST, count=one.days)
    if one.says is Says.TOO_EARLY:
        return _("{series}: too early to say ({count} days).").format(series=_name(series), count=one.days)
    if one.says is Says.NOTHING_CLEAR or one.rho is None or one.likely is None:
        return _("{series}: no clear pattern ({count} days).").format(series=_name(series), count=one.days)
    return _("{what} ({count} days, rank correlation {rho}, plausible range about {low} to {high}).").format(
        what=_seen(series, one.lag or Lag.SAME, one.rho),
        count=one.days,
        rho=_number(one.rho),
        low=_number(one.likely[0]),
        high=_number(one.likely[1]),
    )


def caution() -> str:
    """Stands below every pattern."""
    return _(
        "This is not a cause: weekends, work, stress and sleep can do both. "
        "If you like, try a week with less and look again."
    )


def result(one: Result) -> str:
    """What an own experiment shows so far."""
    if one.difference is None or one.likely is None:
        return ngettext(
            "{count} pair of days so far; the difference is shown from 8 on.",
            "{count} pairs of days so far; the difference is shown from 8 on.",
            one.pairs,
        ).format(count=one.pairs)
    said = _(
        "Mood in the weeks with it, less the weeks as usual: {difference} (plausible range {low} to {high})."
    )
    found = said.format(
        difference=_number(one.difference), low=_number(one.likely[0]), high=_number(one.likely[1])
    )
    return found if one.clear else found + " " + _("That may be chance.")


def week(day: int) -> str:
    """Where an own experiment stands on its day, from 0."""
    number = min(day // WEEK + 1, DAYS // WEEK)
    if with_it(day):
        return _("Week {number} of 4: with it.").format(number=number)
    return _("Week {number} of 4: as usual.").format(number=number)


def _name(series: str) -> str:
    return _("AI time") if series == AI else _("Screen time")


def _seen(series: str, lag: Lag, rho: float) -> str:
    lower, little, ai = rho < 0, abs(rho) < _LITTLE, series == AI
    if lag is Lag.USE_AFTER:
        if lower:
            return (
                _("After days with lower mood there was more AI time")
                if ai
                else _("After days with lower mood there was more screen time")
            )
        return (
            _("After days with better mood there was more AI time")
            if ai
            else _("After days with better mood there was more screen time")
        )
    mood = _mood(lower=lower, little=little)
    if lag is Lag.USE_BEFORE:
        said = (
            _("On days after more AI time your mood was {mood}")
            if ai
            else _("On days after more screen time your mood was {mood}")
        )
    else:
        said = (
            _("On days with more AI time your mood was {mood}")
            if ai
            else _("On days with more screen time your mood was {mood}")
        )
    return said.format(mood=mood)


def _mood(*, lower: bool, little: bool) -> str:
    if little:
        return _("a little lower") if lower else _("a little better")
    return _("lower") if lower else _("better")


def _number(value: float) -> str:
    return f"{value:+.2f}".replace("-", "\N{MINUS SIGN}")
