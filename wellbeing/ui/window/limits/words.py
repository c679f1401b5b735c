"""The sentences of the Limits page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from wellbeing.engine.labels import Labels
from wellbeing.engine.view.limits import LimitRow, LimitsView
from wellbeing.limits.check import clock
from wellbeing.limits.kept import tally
from wellbeing.limits.limit import ALL_WEEK, Aim, Extension, Grant, Hours, Level, Limit, Measure
from wellbeing.limits.standing import Standing, State
from wellbeing.nudges.nudge import Record, Verdict
from wellbeing.ui import holiday_words, limit_words, text
from wellbeing.ui.text import _, ngettext

WORKDAYS, WEEKEND = range(5), range(5, 7)


def title(view: LimitsView, labels: Labels) -> str:
    """What is left of the limit that ends soonest."""
    if not view.rows:
        return _("No limits yet")
    open_ = [
        row.standing
        for row in view.rows
        if row.standing.state is State.OPEN and row.standing.limit.aim is Aim.AT_MOST
    ]
    reached = [row.standing for row in view.rows if row.standing.reached]
    if open_:
        first = min(open_, key=lambda one: one.left or 0.0)
        left = limit_words.amount(first.limit, first.left or 0.0)
        return _("{amount} left today: {name}").format(
            amount=left, name=limit_words.name(first.limit, labels)
        )
    if reached:
        return _("Reached today: {name}").format(name=limit_words.name(reached[0].limit, labels))
    return _("Nothing is limited now")


def under(view: LimitsView) -> str:
    """Whose limits these are."""
    if not view.rows:
        return _(
            "A limit is your own decision, made in a calm moment. The program reminds you of it, no more."
        )
    count, agreed = len(view.rows), sum(row.standing.limit.agreed is not None for row in view.rows)
    said = ngettext("One limit, set by you.", "{count} limits, all set by you.", count).format(count=count)
    if agreed:
        said = ngettext(
            "{count} limit, {agreed} of them agreed.", "{count} limits, {agreed} of them agreed.", count
        )
        said = said.format(count=count, agreed=agreed)
    decides = _("You decide what happens when one is reached.")
    parts = [
        said,
        *([decides] if agreed < count else []),
        *([holiday_words.today(view.holiday)] if view.holiday else []),
    ]
    return " ".join(part if part.endswith(".") else f"{part}." for part in parts)


def plan(limit: Limit) -> str:
    """How much, on which days, in which hours."""
    goal = limit.aim is Aim.AT_LEAST
    parts = [*_days(limit)]
    if limit.week is not None:
        parts.append(_("{amount} a week").format(amount=limit_words.amount(limit, limit.week)))
    said = ", ".join(parts)
    if goal and said:
        said = _("at least: {amounts}").format(amounts=said)
    rests = [stretch(one) for one in limit.hours]
    return "; ".join(part for part in (said, *rests, limit_words.agreed(limit)) if part)


def _days(limit: Limit) -> list[str]:
    groups: dict[int | None, list[int]] = {}
    for day, amount in enumerate(limit.days):
        groups.setdefault(amount, []).append(day)
    if set(groups) == {None}:
        return []
    if len(groups) == 1:
        (amount,) = groups
        return [_("every day {amount}").format(amount=_amount(limit, amount))]
    return [f"{days(some)} {_amount(limit, amount)}" for amount, some in groups.items()]


def _amount(limit: Limit, amount: int | None) -> str:
    return _("free") if amount is None else limit_words.amount(limit, amount)


def days(some: Sequence[int] | frozenset[int]) -> str:
    """Weekdays by name; the usual groups by theirs."""
    chosen = sorted(some)
    if chosen == list(WORKDAYS):
        return _("workdays")
    if chosen == list(WEEKEND):
        return _("weekends")
    return ", ".join(text.short_weekday(date(2024, 1, 1 + day)) for day in chosen)


def stretch(one: Hours) -> str:
    """Hours in which it is not wanted."""
    if one.weekdays == ALL_WEEK:
        return _("not from {start} to {end}").format(start=clock(one.start), end=clock(one.end))
    return _("not from {start} to {end} ({days})").format(
        start=clock(one.start), end=clock(one.end), days=days(one.weekdays)
    )


def left(now: Standing) -> str:
    """What is left, in bold at the right."""
    if now.closed_until is not None and now.reached:
        return _("not wanted until {time}").format(time=text.clock(now.closed_until.astimezone()))
    return limit_words.state(now)


def of(now: Standing) -> str:
    """What was used, of how much."""
    used = limit_words.amount(now.limit, now.used)
    if now.allowed is None:
        return _("{used} today").format(used=used)
    return _("{used} of {allowed}").format(used=used, allowed=limit_words.amount(now.limit, now.allowed))


def kept(row: LimitRow, *, first: bool) -> str:
    """On how many of the days before today it was kept."""
    on, asked = tally(one for _day, one in row.kept)
    if not asked:
        return _("It is new: whether it was kept will stand here from tomorrow on.")
    said = ngettext(
        "Kept on {kept} of the last {asked} day", "Kept on {kept} of the last {asked} days", asked
    )
    said = said.format(kept=on, asked=asked)
    return _("{sentence}; a filled square is a day kept.").format(sentence=said) if first else f"{said}."


def usual(row: LimitRow) -> str:
    """The person's usual day of this kind; empty while it is too early."""
    if row.usual is None:
        return ""
    return _("Your usual: {amount}").format(amount=limit_words.amount(row.standing.limit, row.usual))


def measure(one: Measure) -> str:
    """In what is counted."""
    return _("Minutes") if one is Measure.MINUTES else _("Prompts")


def level(one: Level) -> str:
    """What happens at the limit."""
    return {Level.NOTE: _("A note"), Level.DIALOG: _("Ask me"), Level.COVER: _("Cover the window")}[one]


def level_effect(one: Level, *, covers: bool) -> str:
    """The same in a sentence."""
    if one is Level.COVER and not covers:
        return _("On this desktop windows of other programs cannot be covered, so you are asked instead.")
    return {
        Level.NOTE: _("A quiet note says so, and that is all."),
        Level.DIALOG: _(
            "A calm question: done, one more minute, 15 more, or ignore today. It never blocks you."
        ),
        Level.COVER: _(
            "A quiet page lies over the window. The way out is always there; ways to go on open after 10 seconds."
        ),
    }[one]


def agreed_more(count: int) -> str:
    """How often a day going on for 15 minutes is part of what was agreed."""
    if not count:
        return _("Only one more minute, once")
    return ngettext("15 more minutes once a day", "15 more minutes {count} times a day", count).format(
        count=count
    )


def warnings(some: tuple[int, ...]) -> str:
    """What is left when it is told."""
    if not some:
        return _("Never before")
    return _("at {amounts} left").format(amounts=", ".join(str(one) for one in some))


def extended(some: Sequence[Extension]) -> tuple[int, str]:
    """How often this month it was 15 more, and with how many reasons."""
    more = [one for one in some if one.grant is Grant.MORE]
    reasons = sum(bool(one.reason) for one in more)
    if not more:
        return 0, _("None this month.")
    if not reasons:
        return len(more), _("without a reason")
    said = ngettext("{count} with a reason", "{count} with a reason", reasons)
    return len(more), said.format(count=reasons)


def ignored(some: Sequence[Extension]) -> tuple[int, str]:
    """On how many days this month a limit was ignored, and which was the last."""
    all_days = sorted({one.day for one in some if one.grant is Grant.IGNORE})
    return len(all_days), text.long_date(all_days[-1]) if all_days else _("None this month.")


def told(one: Record, limits: Sequence[Limit], labels: Labels) -> str:
    """One thing that was said of a limit today."""
    wish = one.decision.wish
    limit = next((each for each in limits if str(each.id) == wish.about), None)
    name = _("a limit that is gone") if limit is None else limit_words.name(limit, labels)
    what = str(wish.figures.get("what", ""))
    if what.startswith("warning") and limit is not None:
        said = _("{amount} left: {name}").format(
            amount=limit_words.amount(limit, float(wish.figures.get("left") or 0)), name=name
        )
    elif what == "done":
        said = _("Done: {name}").format(name=name)
    else:
        said = _("Reached: {name}").format(name=name)
    if one.decision.verdict is Verdict.HELD:
        return _("{sentence} (waits for a better moment)").format(sentence=said)
    return said
