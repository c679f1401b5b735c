"""The words of the tray: from a view to what is read, in the person's language."""

from __future__ import annotations

from datetime import timedelta

from wellbeing.ui import limit_words, text
from wellbeing.ui.text import _, ngettext
from wellbeing.ui.tray.mark import State
from wellbeing.ui.tray.view import AppUse, LimitLeft, PanelView, PauseFor

PROGRAM = "Wellbeing"
"""The name is not translated."""


def state(view: PanelView | None) -> State:
    """Which of the four marks stands for a view; None while nothing has been read."""
    if view is None:
        return State.NOTHING
    if view.paused_until is not None:
        return State.PAUSED
    if view.trouble is not None or not view.total:
        return State.NOTHING
    return State.ABOVE if view.above else State.USUAL


def moment(view: PanelView) -> str:
    """`Tuesday, 15:42`."""
    return _("{weekday}, {time}").format(weekday=text.weekday(view.now.date()), time=text.clock(view.now))


def limit(one: LimitLeft) -> tuple[str, str]:
    """What is left of a limit, and of how much."""
    now = one.standing
    if now.closed_until is not None and now.reached:
        return _("not until {time}").format(time=text.clock(now.closed_until.astimezone())), ""
    whole = "" if now.allowed is None else limit_words.amount(now.limit, now.allowed)
    return limit_words.state(now), _("of {amount}").format(amount=whole) if whole else ""


def next_break(view: PanelView) -> str:
    """What is left of a focus session, or when the next break comes; empty where there is neither."""
    if view.focus_left is not None:
        return _("Focus: {amount} left").format(amount=text.duration(view.focus_left))
    if view.next_break is None or view.paused_until is not None:
        return ""
    if view.next_break < timedelta(minutes=1):
        return _("Break soon")
    return _("Next break in {amount}").format(amount=text.duration(view.next_break))


def comparison(view: PanelView) -> tuple[str, str]:
    """The total beside the usual, in two lines; says why where there is nothing to compare with."""
    if not view.total:
        stopped = view.trouble is not None or view.paused_until is not None
        return _("Nothing recorded yet"), "" if stopped else _("the first minutes appear soon")
    if view.usual is None:
        return _too_early(view)
    weekday = text.weekday(view.day)
    difference = text.minutes(view.total) - text.minutes(view.usual)
    amount = text.duration(timedelta(minutes=abs(difference)))
    if difference < 0:
        return _("{amount} less").format(amount=amount), _("than your usual {weekday}").format(
            weekday=weekday
        )
    if difference > 0:
        return _("{amount} more").format(amount=amount), _("than your usual {weekday}").format(
            weekday=weekday
        )
    return _("Just as much"), _("as on your usual {weekday}").format(weekday=weekday)


def _too_early(view: PanelView) -> tuple[str, str]:
    if view.since is not None:
        return _("First day"), _("recording since {time}").format(time=text.clock(view.since))
    if view.usual_from is None:
        return _("Too early to compare"), _("your usual needs more days")
    return _("Too early to compare"), _("your usual from {date}").format(
        date=text.short_date(view.usual_from)
    )


def total(view: PanelView) -> str:
    """The total in one line, for tooltip and menu."""
    return _("{amount} today").format(amount=text.duration(view.total))


def today(view: PanelView) -> str:
    """Total and comparison in one sentence, as a screen reader says it."""
    first, second = comparison(view)
    said = _("{amount} today").format(amount=text.spoken(view.total))
    if not second:
        return _("{total}. {comparison}.").format(total=said, comparison=first)
    return _("{total}. {comparison} {with_what}.").format(total=said, comparison=first, with_what=second)


def pause(view: PanelView) -> str:
    """`Paused until 16:00, by you`; with the weekday when that is another day."""
    if view.paused_until is None:
        return ""
    until = text.clock(view.paused_until)
    if view.paused_until.date() != view.now.date():
        weekday = text.weekday(view.paused_until.date())
        until = _("{weekday}, {time}").format(weekday=weekday, time=until)
    return _("Paused until {time}, by you").format(time=until)


def pause_for(choice: PauseFor) -> str:
    """`15 minutes`, `1 hour`, `Until tomorrow`."""
    return _("Until tomorrow") if choice.value is None else text.spoken(choice.value)


def app(use: AppUse) -> str:
    """`Thunderbird: 22 min`."""
    return _("{name}: {amount}").format(name=use.name, amount=text.duration(use.amount))


def ai(view: PanelView) -> tuple[str, str]:
    """The part with AI tools and its share: `48 min with AI tools`, `19 %`; both empty where there is none."""
    if not (view.ai or view.prompts or view.unattended):
        return "", ""
    share = text.percent(view.ai / view.total) if view.ai and view.total else ""
    return _("{amount} with AI tools").format(amount=text.duration(view.ai)), share


def ai_beside(view: PanelView) -> str:
    """What it is compared with, what was asked, and what agents did alone."""
    said = []
    if view.ai_usual is not None:
        said.append(_("usual by now {usual}").format(usual=text.duration(view.ai_usual)))
    if view.prompts:
        said.append(ngettext("{count} prompt", "{count} prompts", view.prompts).format(count=view.prompts))
    if view.unattended:
        said.append(_("{amount} by agents without you").format(amount=text.duration(view.unattended)))
    return ", ".join(said)


def tooltip(view: PanelView | None) -> str:
    """Today's total and the top three, a line each; what is wrong before all."""
    if view is None:
        return PROGRAM
    first = total(view) if view.total else _("Nothing recorded yet")
    lines = [_("{program}: {total}").format(program=PROGRAM, total=first)]
    if ai(view)[0]:
        lines.append(ai(view)[0])
    if view.demo:
        lines.append(_("Demo data, not yours"))
    if view.trouble is not None:
        lines.append(view.trouble.sentence)
    if view.paused_until is not None:
        lines.append(pause(view))
    return "\n".join([*lines, *(app(use) for use in view.top[:3])])


def hour(view: PanelView, index: int) -> str:
    """One hour of the strip in words: `10-11: 52 min, usually 45 min`."""
    start = view.day_start + index
    names = {
        "start": text.hour(start % 24),
        "end": text.hour((start + 1) % 24),
        "used": text.duration(view.hours[index].used),
    }
    one = view.hours[index]
    said = _("{start}–{end}: {used}").format(**names)
    if one.usual is not None:
        said = _("{start}–{end}: {used}, usually {usual}").format(usual=text.duration(one.usual), **names)
    if not one.ai:
        return said
    return _("{hour}, {amount} of it with AI tools").format(hour=said, amount=text.duration(one.ai))


def hours(view: PanelView) -> str:
    """The whole strip in words: every hour that holds or usually holds something."""
    told = [hour(view, index) for index, it in enumerate(view.hours) if it.used or it.usual]
    return "; ".join(told) if told else _("No hour holds anything yet.")
