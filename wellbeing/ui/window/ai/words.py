"""The words of the AI page: from some days to what is read, in the person's language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from wellbeing.analysis.usual import TooEarly
from wellbeing.catalogue.tool import Kind
from wellbeing.engine.view.ai import Agents, AiView, Day, Hour, Stretch, Tool
from wellbeing.ui import text
from wellbeing.ui.kind import kind_of_tool
from wellbeing.ui.text import _, ngettext

ZERO = timedelta(0)


# ------------------------------------------------------------ heading


def over(view: AiView) -> str:
    """Which days: `Tuesday 24 November`, `18–24 Nov`."""
    if len(view.days) == Stretch.DAY:
        return text.long_date(view.last)
    return text.dates(view.first, view.last, year=view.last.year != view.today.year)


def title(view: AiView) -> str:
    """The sentence: how much, and how large a part of the time in use."""
    if view.recorded is None:
        return _("Nothing recorded yet")
    if view.attended and view.share is not None:
        words = {"amount": text.duration(view.attended), "share": text.percent(view.share)}
        if view.current and len(view.days) == Stretch.DAY:
            return _("{amount} with AI tools so far, {share} of your active time").format(**words)
        return _("{amount} with AI tools, {share} of your active time").format(**words)
    if view.agents.unattended:
        amount = text.duration(view.agents.unattended)
        return _("{amount} of work by agents, none of it with you").format(amount=amount)
    if view.prompts:
        return ngettext(
            "{count} prompt, but no AI tool seen in front",
            "{count} prompts, but no AI tool seen in front",
            view.prompts,
        ).format(count=view.prompts)
    return _none(view)


def _none(view: AiView) -> str:
    one = len(view.days) == Stretch.DAY
    if not any(day.recorded for day in view.days):
        if one and view.current:
            return _("Nothing recorded so far")
        return _("Nothing recorded on this day") if one else _("Nothing recorded on these days")
    if one:
        return _("No AI tool in use so far") if view.current else _("No AI tool in use on this day")
    return _("No AI tool in use on these days")


def under(view: AiView) -> str:
    """The second line: what is usual or when that will be known, and what went on without the person."""
    if view.recorded is None:
        return _("The first numbers appear after a minute, your usual after 24 days.")
    parts = [_usual(view)]
    if view.attended and view.agents.unattended:
        amount = text.duration(view.agents.unattended)
        parts.append(_("Agents worked another {amount} without you.").format(amount=amount))
    parts.append(_editors(view))
    return " ".join(part for part in parts if part)


def _editors(view: AiView) -> str:
    """Why this page may tell more than the others: empty without editors built around an assistant."""
    amount = dict(view.kinds).get(Kind.AI_IDE.value)
    if not amount:
        return ""
    return _("{amount} of it in AI editors, which other pages count as development.").format(
        amount=text.duration(amount)
    )


def _usual(view: AiView) -> str:
    usual = view.usual
    if isinstance(usual, TooEarly):
        if not view.current:
            return ""
        return _("Too early to say what is usual; that begins on {date}.").format(
            date=text.short_date(usual.until)
        )
    words = {
        "amount": text.duration(usual.attended),
        "share": text.percent(usual.attended / usual.active if usual.active else 0.0),
        "weekday": text.weekday(view.last),
    }
    if len(view.days) == Stretch.DAY:
        said = (
            _("Your usual {weekday} has {amount} by now, {share}.")
            if view.current
            else _("Your usual {weekday} has {amount}, {share}.")
        )
    else:
        said = (
            _("Your usual by now is {amount} and {share}.")
            if view.current
            else _("Your usual is {amount} and {share}.")
        )
    return said.format(**words)


# ------------------------------------------------------------ states


def empty(view: AiView) -> bool:
    """Whether there is no tool to show at all."""
    return not view.tools


def blank(view: AiView) -> tuple[str, str]:
    """Why there is no list of tools, and what to do: heading and sentence."""
    if view.recorded is None or not any(day.recorded for day in view.days):
        if view.current:
            return _("No chart yet: nothing is recorded"), _("It begins with the first minute of use.")
        return _("No chart: nothing is recorded"), _("The computer was off, or the tracker was not running.")
    return _("No chart: no AI tool was in use"), _(
        "Chats, assistants in editors and agents in terminals appear here by themselves."
        " If one is missing, you can name it in a file."
    )


# ------------------------------------------------------------ tools


def amount(tool: Tool) -> str:
    """Time with the person, `about` where a guess is part of it: `1 h 34`, `about 17 min`, `–`."""
    if not tool.attended:
        return "–"
    said = text.duration(tool.attended)
    return _("about {amount}").format(amount=said) if tool.guessed else said


def prompts(count: int | None) -> str:
    """`128`; `–` where no log tells of them."""
    return "–" if count is None else str(count)


def unattended(tool: Tool) -> str:
    """What the hatched part says: `3 h 05 without you`."""
    return _("{amount} without you").format(amount=text.duration(tool.unattended)) if tool.unattended else ""


def tool(one: Tool) -> str:
    """One tool in words: `Claude Code, coding agent: 2 hours and 10 minutes with you, 128 prompts`."""
    kind = kind_of_tool(one.kind)
    name = _("{name}, {kind}").format(name=one.name, kind=kind) if kind else one.name
    said = [_("{amount} with you").format(amount=text.spoken(one.attended))]
    if one.prompts is not None:
        said.append(ngettext("{count} prompt", "{count} prompts", one.prompts).format(count=one.prompts))
    if one.unattended:
        said.append(_("{amount} without you").format(amount=text.spoken(one.unattended)))
    if one.guessed:
        guessed = text.spoken(one.guessed)
        said.append(_("{amount} of it an estimate from titles").format(amount=guessed))
    return _("{name}: {amount}").format(name=name, amount=", ".join(said))


def hatched(view: AiView) -> str:
    """What the patterns of the list mean; empty where there are none."""
    said = []
    if any(one.unattended for one in view.tools):
        said.append(_("hatched: an agent worked without you"))
    if any(one.guessed for one in view.tools):
        said.append(_("outlined: an estimate"))
    return "; ".join(said)


# ------------------------------------------------------------ days and hours


def day(one: Day) -> str:
    """One day in words: `Tuesday 24 November: 48 min with AI tools, 19 % of 4 h 12`."""
    name = text.long_date(one.day)
    if not one.recorded:
        return _("{day}: not recorded").format(day=name)
    if not one.active:
        return _("{day}: not in use").format(day=name)
    return _("{day}: {amount} with AI tools, {share} of {active}").format(
        day=name,
        amount=text.duration(one.attended),
        share=text.percent(one.attended / one.active),
        active=text.duration(one.active),
    )


def day_name(one: date, view: AiView) -> str:
    """Under a bar: `today`, `11 Nov`."""
    return _("today") if one == view.today else text.dates(one, one, year=False)


def last_share(view: AiView) -> str:
    """Beside the last bar: `19 % today`; empty where it shows nothing."""
    last = view.shares[-1]
    if not last.recorded or not last.active:
        return ""
    share = text.percent(last.attended / last.active)
    return _("{share} today").format(share=share) if last.day == view.today else share


def band(view: AiView) -> str:
    """Beside the band; empty while nothing is usual."""
    if view.band is None:
        return ""
    low, high = (text.percent(edge) for edge in view.band)
    return _("your usual\n{low} to {high}").format(low=low, high=high)


def hour(one: Hour, *, single: bool) -> str:
    """One hour in words: `10–11: 8 min a day, usually 6 min`."""
    words = {
        "hour": between(one.hour),
        "amount": text.duration(one.attended),
        "usual": text.duration(one.usual or ZERO),
    }
    if single:
        if one.usual is None:
            return _("{hour}: {amount}").format(**words)
        return _("{hour}: {amount}, usually {usual}").format(**words)
    if one.usual is None:
        return _("{hour}: {amount} a day").format(**words)
    return _("{hour}: {amount} a day, usually {usual}").format(**words)


def between(start: int) -> str:
    """`10–11`."""
    return _("{start}–{end}").format(start=text.hour(start), end=text.hour((start + 1) % 24))


def hours_hint(view: AiView, hours: Sequence[Hour], name: str) -> str:
    """Of which tool, over how many days, and what the dashes are."""
    count = sum(one.recorded for one in view.days)
    said = [name] if name else []
    if len(view.days) > Stretch.DAY:
        said.append(ngettext("average of {count} day", "average of {count} days", count).format(count=count))
    if any(one.usual is not None for one in hours):
        said.append(_("dashed: your usual"))
    return "; ".join(said)


# ------------------------------------------------------------ beside people


def companion_days(view: AiView) -> str:
    """`on 1 of 7 days`; empty for a single day."""
    if len(view.days) == Stretch.DAY or not view.company.companion:
        return ""
    return _("on {count} of {days} days").format(count=view.company.companion_days, days=len(view.days))


def people_usual(view: AiView) -> str:
    """`usual 2 h 20`; empty while too early."""
    if isinstance(view.usual, TooEarly):
        return ""
    said = _("usual by now {usual}") if view.current else _("usual {usual}")
    return said.format(usual=text.duration(view.usual.people))


# ------------------------------------------------------------ agents


def agents(one: Agents) -> str:
    """Agent time beside time on the clock, and how much of it nobody attended."""
    if not one.working:
        return _("no agent worked")
    several = text.minutes(one.agent_time) > text.minutes(one.working)
    alone = text.duration(one.unattended)
    if several:
        return _("{agents} counting each agent, {alone} without you").format(
            agents=text.duration(one.agent_time), alone=alone
        )
    return _("one at a time; {alone} without you").format(alone=alone)
