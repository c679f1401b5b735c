"""The sentences of what a viewer sees of a week."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta

from wellbeing.engine.labels import Labels
from wellbeing.engine.view.family import SeenWeek
from wellbeing.family.digest import Digest
from wellbeing.family.level import Level
from wellbeing.ui import text
from wellbeing.ui.group import group
from wellbeing.ui.kind import kind_name
from wellbeing.ui.text import _, ngettext
from wellbeing.ui.widgets.ledger import Line

_MOST = 8
"""Of apps and tools in one sentence; the rest is counted."""


def level(one: Level) -> str:
    """What is shown, in a word or two."""
    return {Level.TOTALS: _("Totals"), Level.KINDS: _("+ categories"), Level.APPS: _("+ apps")}[one]


def about(*, joined: bool, seen: bool) -> str:
    """Whose page this is."""
    if seen:
        return _("This is the very page, made from the same figures, before it leaves.")
    if joined:
        return _("Nobody sees anything now. Try what each level would show.")
    return _("Nothing leaves this computer. Try what each level would show, before deciding anything.")


def never() -> str:
    """What no level shows."""
    return _(
        "Never: titles, sites, pages, and what was written to an AI. Moods only where their owner shows them."
    )


def total(week: SeenWeek, name: str) -> str:
    """The week in one sentence."""
    active = _s(sum(one.active_s for one in week.days))
    attended = _s(sum(one.ai.attended_s for one in week.days))
    said = _("This week {active}, {ai} of it with AI tools").format(active=active, ai=attended)
    return f"{name}: {said}" if name else said


def days(week: SeenWeek) -> list[Line]:
    """A line a day."""
    longest = max((one.active_s for one in week.days), default=0)
    return [_day(one, longest) for one in week.days]


def _day(one: Digest, longest: int) -> Line:
    name, active, attended = text.weekday(one.day), _s(one.active_s), _s(one.ai.attended_s)
    beside = _("{amount} AI").format(amount=attended)
    share = one.active_s / longest if longest else 0.0
    return Line(name, active, beside, share, "other", f"{name}: {active}, {beside}")


def categories(week: SeenWeek, labels: Labels) -> list[Line]:
    """Time by category; nothing where the level does not show it."""
    sums = _added(one.categories for one in week.days)
    longest = max(sums.values(), default=0)
    found = []
    for key, amount in sums.most_common():
        known = labels.catalogue.categories.get(key)
        name = labels.category_name(key)
        found.append(
            Line(
                name,
                _s(amount),
                "",
                amount / longest if longest else 0.0,
                group(known.group if known else ""),
                f"{name}: {_s(amount)}",
            )
        )
    return found


def more(week: SeenWeek, labels: Labels) -> list[str]:
    """Everything else that is inside, a sentence each."""
    prompts = [one.ai.prompts for one in week.days if one.ai.prompts is not None]
    parts = [
        _listed(_("Kinds of AI: {list}"), _named(_added(one.ai_kinds for one in week.days), kind_name)),
        _listed(_("Apps: {list}"), _named(_apps(week), str)),
        _listed(_("AI tools: {list}"), _named(_tools(week), labels.tool_name)),
        ngettext("{count} prompt.", "{count} prompts.", sum(prompts)).format(count=sum(prompts))
        if prompts
        else "",
        _amount(_("Agents working alone: {amount}."), sum(one.ai.unattended_s for one in week.days)),
        _amount(_("From 23:00 to 05:00: {amount}."), sum(one.night_s for one in week.days)),
        _amount(
            _("Longest stretch of use without AI: {amount}."),
            max((one.longest_free_s or 0 for one in week.days), default=0),
        ),
        *_limits(week),
        *_journal(week),
        _moods(week),
    ]
    return [one for one in parts if one]


def _limits(week: SeenWeek) -> list[str]:
    asked: Counter[str] = Counter()
    kept: Counter[str] = Counter()
    for day in week.days:
        for one in day.limits:
            name = one.name or _("A limit without its name")
            asked[name] += 1
            kept[name] += one.kept
    return [
        ngettext(
            "{name}: kept on {kept} of {asked} day.", "{name}: kept on {kept} of {asked} days.", count
        ).format(name=name, kept=kept[name], asked=count)
        for name, count in asked.items()
    ]


def _journal(week: SeenWeek) -> list[str]:
    journals = [one.journal for one in week.days]
    found = []
    for count, said in (
        (sum(one.pauses for one in journals), _("Pauses: {count}.")),
        (sum(one.gaps for one in journals), _("Gaps: {count}.")),
        (sum(one.jumps for one in journals), _("Clock set: {count}.")),
        (sum(one.limits for one in journals), _("Limits changed: {count}.")),
        (sum(one.edits for one in journals), _("Edited by hand: {count}.")),
        (sum(one.forgotten for one in journals), _("Deleted: {count}.")),
    ):
        if count:
            found.append(said.format(count=count))
    return [" ".join(found)] if found else []


def _moods(week: SeenWeek) -> str:
    if not week.moods:
        return ""
    count = sum(len(one.moods or ()) for one in week.days)
    return ngettext(
        "{count} check-in with its answers.", "{count} check-ins with their answers.", count
    ).format(count=count)


def _apps(week: SeenWeek) -> Counter[str]:
    return _added({app.name: app.active_s for app in one.apps} for one in week.days)


def _tools(week: SeenWeek) -> Counter[str]:
    return _added({tool.id: tool.attended_s for tool in one.tools} for one in week.days)


def _added(some: Iterable[Mapping[str, int]]) -> Counter[str]:
    sums: Counter[str] = Counter()
    for one in some:
        sums.update(one)
    return sums


def _named(sums: Counter[str], name: Callable[[str], str]) -> str:
    ranked = [(key, amount) for key, amount in sums.most_common() if amount]
    said = [f"{name(key)} {_s(amount)}" for key, amount in ranked[:_MOST]]
    rest = len(ranked) - _MOST
    if rest > 0:
        said.append(ngettext("and {count} more", "and {count} more", rest).format(count=rest))
    return ", ".join(said)


def _listed(words: str, some: str) -> str:
    return words.format(list=some) if some else ""


def _amount(words: str, amount_s: int) -> str:
    return words.format(amount=_s(amount_s)) if amount_s >= 60 else ""


def _s(seconds: int) -> str:
    return text.duration(timedelta(seconds=seconds))
