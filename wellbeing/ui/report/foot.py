"""The idea of the report, what happened to the record, and what could not be measured."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta

from wellbeing.reports.report import Idea, Journal, Lack, Report, Suggestion, Unmeasured
from wellbeing.ui.report.amount import spent
from wellbeing.ui.report.legible import legible, listed
from wellbeing.ui.report.sections import Called
from wellbeing.ui.text import _, ngettext

_TOLD = 8
"""Tools that are named; nobody reads more."""


def idea(report: Report, called: Called) -> tuple[str, str] | None:
    """Heading and reason of the one idea; None where nothing stands out."""
    one = report.suggestion
    if one is None:
        return None
    heading, reason = _IDEAS[one.idea]()
    limit = called(one.limit) if one.limit is not None else ""
    values = {
        "count": one.count,
        "of": one.of,
        "amount": spent(one.amount),
        "usual": spent(one.usual),
        "limit": limit,
    }
    small = _("Only an idea, and easy to undo.")
    return heading.format(**values), f"{reason.format(**values)} {small}"


_IDEAS: dict[Idea, Callable[[], tuple[str, str]]] = {
    Idea.OWN_FIRST: lambda: (
        _("Begin with ten minutes of your own"),
        _("Because on {count} of {of} days with AI, a tool came within the first {amount} of use."),
    ),
    Idea.AI_FREE_HOUR: lambda: (
        _("One hour a day without AI"),
        _("Because AI tools had {amount}, where such days usually have {usual}."),
    ),
    Idea.EARLIER_NIGHT: lambda: (
        _("Close the screen before 23:00"),
        _("Because it was in use late on {count} nights, {amount} together."),
    ),
    Idea.OTHER_LIMIT: lambda: (
        _("Give the limit “{limit}” another amount, or let it go"),
        _("Because it was kept on {count} of {of} days: a limit helps when it fits."),
    ),
    Idea.WRITE_TO_SOMEONE: lambda: (
        _("Write to someone you know"),
        _("Because companions had {amount}, and calls, messages and mail {usual}."),
    ),
    Idea.BREAK: lambda: (
        _("Stand up once an hour"),
        _("Because the longest stretch without a break was {amount}."),
    ),
}


def foot(report: Report) -> tuple[str, ...]:
    """The small print: sentences."""
    ahead = sum(one.count for one in report.unmeasured if one.lack is Lack.RUNNING)
    whole = len(report.stretch.days) - ahead
    recorded = ngettext("Recorded on {count} of {whole} day.", "Recorded on {count} of {whole} days.", whole)
    parts = [recorded.format(count=report.recorded, whole=whole), *_journal(report)]
    parts += [_lack(one) for one in report.unmeasured]
    parts.append(
        _("Counts only: no titles, no texts, no check-in answers.")
        if report.feelings is None
        else _("No titles, no texts; of check-ins only means of mood and energy, which their owner shares.")
    )
    return tuple(one for one in parts if one)


def _journal(report: Report) -> Sequence[str]:
    journal = report.journal
    found = []
    if journal.pauses:
        said = ngettext("Paused once, {amount}.", "Paused {count} times, {amount}.", journal.pauses)
        found.append(said.format(count=journal.pauses, amount=spent(journal.paused)))
    if journal.missed >= timedelta(minutes=1):
        said = ngettext("One gap, {amount}.", "{count} gaps, {amount} together.", journal.gaps)
        found.append(said.format(count=journal.gaps, amount=spent(journal.missed)))
    if journal.jumps:
        said = ngettext("The clock was set once.", "The clock was set {count} times.", journal.jumps)
        found.append(said.format(count=journal.jumps))
    if journal.limits:
        said = ngettext("Limits were changed once.", "Limits were changed {count} times.", journal.limits)
        found.append(said.format(count=journal.limits))
    found += _home(journal)
    if journal.settings:
        said = ngettext(
            "Settings were changed once.", "Settings were changed {count} times.", journal.settings
        )
        found.append(said.format(count=journal.settings))
    if journal.edits:
        said = ngettext("Edited by hand once.", "Edited by hand {count} times.", journal.edits)
        found.append(said.format(count=journal.edits))
    if journal.forgotten:
        said = ngettext(
            "Something was deleted once.", "Something was deleted {count} times.", journal.forgotten
        )
        found.append(said.format(count=journal.forgotten))
    if journal.broken:
        found.append(_("The journal was changed outside of the program, so what it tells is not certain."))
    return found


def _home(journal: Journal) -> Sequence[str]:
    """What happened to what was agreed."""
    counts = (
        (
            journal.agreed,
            ngettext(
                "An agreed limit was changed or ignored once.",
                "Agreed limits were changed or ignored {count} times.",
                journal.agreed,
            ),
        ),
        (journal.asked, ngettext("Asked for time once.", "Asked for time {count} times.", journal.asked)),
        (journal.given, ngettext("Time was given once.", "Time was given {count} times.", journal.given)),
        (
            journal.pins,
            ngettext("A wrong PIN was tried once.", "A wrong PIN was tried {count} times.", journal.pins),
        ),
        (
            journal.new_pins,
            ngettext("The PIN was changed once.", "The PIN was changed {count} times.", journal.new_pins),
        ),
    )
    return [said.format(count=count) for count, said in counts if count]


def _lack(one: Unmeasured) -> str:
    count = one.count
    match one.lack:
        case Lack.PROMPTS:
            return _("Prompts are not known of: {names}.").format(
                names=listed([legible(name) for name in one.names[:_TOLD]])
            )
        case Lack.RHYTHM:
            said = ngettext(
                "Of {count} day only totals are left, without breaks and first use.",
                "Of {count} days only totals are left, without breaks and first use.",
                count,
            )
            return said.format(count=count)
        case Lack.COMPARED:
            return _("The time before is not recorded well enough to compare.")
        case Lack.USUAL:
            return _("Too few days before this week to say what is usual.")
        case Lack.SHORT:
            return _("Too few days of this week are over to hold it beside what is usual.")
        case Lack.DAYS | Lack.RUNNING:
            return ""


def idea_label(one: Suggestion | None) -> str:
    """Before the idea's heading."""
    return _("One idea") if one is not None else ""
