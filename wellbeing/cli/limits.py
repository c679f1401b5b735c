"""Limits on the command line: listed, set, removed, extended."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import click

from wellbeing import app
from wellbeing.cli import say
from wellbeing.cli.pin import with_pin
from wellbeing.cli.reader import Reader, reading
from wellbeing.cli.reads import first_weekday
from wellbeing.engine import household
from wellbeing.engine.limits import Reckoner
from wellbeing.files.paths import Home
from wellbeing.limits import check
from wellbeing.limits.day import LimitDay
from wellbeing.limits.kept import tally
from wellbeing.limits.limit import (
    DAILY_WARNINGS,
    Agreed,
    Aim,
    Grant,
    Hours,
    Level,
    Limit,
    Measure,
    Of,
    Target,
)
from wellbeing.limits.standing import Standing
from wellbeing.ports import KnownError, Store
from wellbeing.ui import limit_words as words
from wellbeing.ui.text import _, ngettext

_AMOUNT = re.compile(r"^(-?\d{1,6})(h(\d{1,2})?|m)?$")
_HOURS = re.compile(r"^(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})(?:@([a-z,]+))?$")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_LOOK_BACK = 7


@dataclass(frozen=True, slots=True)
class Wish:
    """What was typed."""

    id: int | None = None
    app: tuple[str, ...] = ()
    category: tuple[str, ...] = ()
    tool: tuple[str, ...] = ()
    site: tuple[str, ...] = ()
    ai: bool = False
    total: bool = False
    minutes: str | None = None
    prompts: str | None = None
    week: str | None = None
    without: tuple[str, ...] = ()
    hours: tuple[str, ...] = ()
    goal: bool = False
    level: str | None = None
    warn: str | None = None
    name: str | None = None
    agreed: str | None = None
    more: int | None = None


def list_limits(home: Home, *, as_json: bool) -> None:
    """Every limit with how it stands today."""
    with reading(home) as reader:
        reckoner, day = reckoner_of(reader)
        stands = reckoner.standings(day)
        past = [day.day - timedelta(days=back) for back in range(_LOOK_BACK, 0, -1)]
        rows = [_row(one, reader, *tally(reckoner.kept(one.limit.id, past))) for one in stands]
        if as_json:
            say.json_value({"day": day.day.isoformat(), "limits": rows})
            return
        reader.mention_demo()
        if not rows:
            click.echo(_("There are no limits. Set one with: {command}").format(command=_EXAMPLE))
            return
        lines = [
            (
                str(one.limit.id),
                words.name(one.limit, reader.labels),
                _used(one),
                words.state(one),
                _kept_days(row),
                words.agreed(one.limit),
            )
            for one, row in zip(stands, rows, strict=True)
        ]
        click.echo(say.table(lines, right=frozenset({0})))


_EXAMPLE = "wellbeing limits set --ai --minutes 60"


def set_limit(home: Home, wish: Wish, *, as_json: bool) -> None:
    """Set a new limit, or change one.

    Raises:
        KnownError: it makes no sense; the first problem with its remedy.
    """
    with reading(home) as reader:
        known = reader.store.limits.limits()
        before = next((one for one in known if one.id == wish.id), None)
        if wish.id is not None and before is None:
            raise _no_limit(wish.id)
        limit = _limit(wish, before)
        _refuse(limit, reader, known)
        labels = reader.labels

    def work(pin: str | None) -> Limit:
        with app.writing(home) as store:
            return household.set_limit(store, limit, app.clock(), pin)

    kept = with_pin(work)
    if as_json:
        say.json_value({"id": kept.id})
        return
    click.echo(_("Limit {id} is set: {name}.").format(id=kept.id, name=words.name(kept, labels)))


def remove_limit(home: Home, limit_id: int) -> None:
    """End a limit."""

    def work(pin: str | None) -> None:
        with app.writing(home) as store:
            household.remove_limit(store, limit_id, app.clock(), pin)

    with_pin(work)
    click.echo(_("Limit {id} is removed; what it was stays in the journal.").format(id=limit_id))


def extend_limit(home: Home, limit_id: int, grant: Grant, reason: str, *, as_json: bool) -> None:
    """Go on at a limit.

    Raises:
        KnownError: there is none, or this way is not open.
    """
    with reading(home) as reader:
        reckoner, day = reckoner_of(reader)
        now = next((one for one in reckoner.standings(day) if one.limit.id == limit_id), None)
        if now is None:
            raise _no_limit(limit_id)
        if not now.may(grant):
            raise KnownError(*_closed(now, grant))
    one = now.extended(grant, " ".join(reason.split())[:200])

    def work(pin: str | None) -> None:
        with app.writing(home) as store:
            household.extend(store, now, one, app.clock(), pin)

    with_pin(work)
    if as_json:
        say.json_value({"id": limit_id, "grant": grant.value, "upto": one.upto})
    elif grant is Grant.IGNORE:
        click.echo(_("Limit {id} does not count for the rest of the day; that is noted.").format(id=limit_id))
    else:
        click.echo(
            _("Limit {id} reaches up to {amount} today.").format(
                id=limit_id, amount=words.amount(now.limit, one.upto)
            )
        )


def reckoner_of(reader: Reader) -> tuple[Reckoner, LimitDay]:
    """What counts, and the day in force."""
    reckoner = Reckoner(reader.store, reader.labels.label, reader.calendar, first_weekday(reader))
    clock = app.clock()
    return reckoner, reckoner.day(reader.now, clock.tick() + clock.slept())


def _limit(wish: Wish, before: Limit | None) -> Limit:
    """What was typed, over what a limit was before.

    Raises:
        KnownError: an amount, hours or a target that cannot be read.
    """
    limit = before or Limit(())
    named = _targets(wish)
    given = wish.prompts if wish.prompts is not None else wish.minutes
    changes: dict[str, Any] = {}  # fields of a limit
    if named:
        changes["targets"] = named
    if given is not None:
        changes["days"] = _days(given)
        changes["measure"] = Measure.PROMPTS if wish.prompts is not None else Measure.MINUTES
    if wish.week is not None:
        changes["week"] = None if wish.week == "-" else _amount(wish.week)
    if wish.hours:
        changes["hours"] = tuple(_stretch(one) for one in wish.hours if one != "-")
    if wish.without:
        changes["without"] = tuple(_target(one) for one in wish.without if one != "-")
    if wish.goal:
        changes["aim"] = Aim.AT_LEAST
    if wish.level is not None:
        changes["level"] = Level(wish.level)
    if wish.warn is not None:
        changes["warnings"] = _warnings(wish.warn)
    if wish.name is not None:
        changes["name"] = " ".join(wish.name.split())
    return replace(limit, **changes, agreed=_agreed(wish, limit.agreed))


def _targets(wish: Wish) -> tuple[Target, ...]:
    named = [Target(Of.APP, one) for one in wish.app]
    named += [Target(Of.CATEGORY, one) for one in wish.category]
    named += [Target(Of.TOOL, one) for one in wish.tool]
    named += [Target(Of.SITE, _host(one)) for one in wish.site]
    named += [Target(Of.AI)] * wish.ai + [Target(Of.TOTAL)] * wish.total
    return tuple(dict.fromkeys(named))


def _target(text: str) -> Target:
    of, _sep, key = text.partition(":")
    if of not in set(Of) or bool(key) == (of in (Of.AI, Of.TOTAL)):
        raise KnownError(
            _("{text} says of nothing that it does not count.").format(text=text),
            _("Write ai, app:ID, category:ID, tool:ID or site:HOST."),
        )
    return Target(Of(of), _host(key) if of == Of.SITE else key)


def _host(text: str) -> str:
    return text.lower().removeprefix("www.").rstrip(".")


def _days(text: str) -> tuple[int | None, ...]:
    parts = text.split(",")
    amounts = tuple(None if part.strip() == "-" else _amount(part) for part in parts)
    return amounts * 7 if len(amounts) == 1 else amounts


def _amount(text: str) -> int:
    found = _AMOUNT.match(text.strip().lower())
    if found is None:
        raise KnownError(
            _("{text} is no amount.").format(text=text),
            _("Write 45, 1h30, or seven of them, Monday first, with - for a free day: 60,60,60,60,60,-,90"),
        )
    number, unit, rest = found.groups()
    return int(number) * 60 + int(rest or 0) if unit and unit[0] == "h" else int(number)


def _stretch(text: str) -> Hours:
    found = _HOURS.match(text.strip().lower())
    days = found.group(5).split(",") if found and found.group(5) else list(_WEEKDAYS)
    if (
        found is None
        or not set(days) <= set(_WEEKDAYS)
        or int(found.group(2)) > 59
        or int(found.group(4)) > 59
    ):
        raise KnownError(
            _("{text} is no stretch of a day.").format(text=text),
            _("Write 22:30-06:00, or 22:30-06:00@fri,sat for some days only."),
        )
    start, start_m, end, end_m = (int(found.group(n)) for n in range(1, 5))
    weekdays = frozenset(_WEEKDAYS.index(day) for day in days)
    return Hours(timedelta(hours=start, minutes=start_m), timedelta(hours=end, minutes=end_m), weekdays)


def _agreed(wish: Wish, before: Agreed | None) -> Agreed | None:
    """With whom, and how often 15 more minutes are part of it; as before where nothing is said."""
    if wish.agreed is None and wish.more is None:
        return before
    by = before.by if wish.agreed is None and before else " ".join((wish.agreed or "").split())
    if by in ("", "-"):
        if wish.more:
            raise KnownError(_("Nobody is named with whom it is agreed."), _("Name them: --agreed Mum"))
        return None
    more = before.more if wish.more is None and before else wish.more or 0
    return Agreed(by[: check.NAME_LENGTH], more)


def _warnings(text: str) -> tuple[int, ...]:
    if text.strip() in ("", "-"):
        return ()
    return tuple(dict.fromkeys(_amount(one) for one in text.split(","))) or DAILY_WARNINGS


def _refuse(limit: Limit, reader: Reader, known: Sequence[Limit]) -> None:
    catalogue = reader.labels.catalogue
    apps = app.applications(os.environ)
    there = check.Known(
        lambda one: apps.entry(one) is not None or _recorded(reader.store, one),
        catalogue.categories.keys(),
        catalogue.tools.by_id.keys(),
        known,
    )
    found = check.problems(limit, there)
    if found:
        raise KnownError(*words.problem(found[0]))


def _recorded(store: Store, app_id: str) -> bool:
    span = store.extent()
    wanted = app_id.casefold()
    return span is not None and any(
        wanted in (use.app.app_id.casefold(), (use.app.exe or "").casefold()) for use in store.uses(span)
    )


def _closed(now: Standing, grant: Grant) -> tuple[str, str]:
    if now.limit.aim is Aim.AT_LEAST:
        return _("A goal needs no extension."), _("Change it with: wellbeing limits set --id {id}").format(
            id=now.limit.id
        )
    if grant is Grant.LITTLE:
        return _("One more was given today already."), _(
            "Take more: wellbeing limits extend {id} more"
        ).format(id=now.limit.id)
    return _("The limit is ignored today already."), _("It counts again tomorrow.")


def _no_limit(limit_id: int) -> KnownError:
    return KnownError(
        _("There is no limit {id}.").format(id=limit_id), _("See which there are: wellbeing limits list")
    )


def _used(now: Standing) -> str:
    used = words.amount(now.limit, now.used)
    if now.allowed is None:
        return used
    return _("{used} of {allowed}").format(used=used, allowed=words.amount(now.limit, now.allowed))


def _kept_days(row: dict[str, Any]) -> str:
    asked = row["asked_days"]
    if not asked:
        return ""
    said = ngettext("kept on {kept} of {asked} day", "kept on {kept} of {asked} days", asked)
    return said.format(kept=row["kept_days"], asked=asked)


def _row(now: Standing, reader: Reader, kept: int, asked: int) -> dict[str, Any]:
    limit = now.limit
    return {
        "id": limit.id,
        "name": words.name(limit, reader.labels),
        "targets": [_plain(one) for one in limit.targets],
        "without": [_plain(one) for one in limit.without],
        "measure": limit.measure,
        "aim": limit.aim,
        "level": limit.level,
        "days": limit.days,
        "week": limit.week,
        "hours": [
            {
                "from": check.clock(one.start),
                "to": check.clock(one.end),
                "weekdays": [_WEEKDAYS[day] for day in sorted(one.weekdays)],
            }
            for one in limit.hours
        ],
        "warnings": limit.warnings,
        "agreed": None if limit.agreed is None else {"by": limit.agreed.by, "more": limit.agreed.more},
        "today": {
            "used": round(now.used, 3),
            "week_used": None if limit.week is None else round(now.week_used, 3),
            "allowed": now.allowed,
            "left": None if now.left is None else round(now.left, 3),
            "state": now.state,
            "extensions": [one.grant for one in now.extensions],
        },
        "kept_days": kept,
        "asked_days": asked,
    }


def _plain(one: Target) -> dict[str, str]:
    return {"of": one.of, "key": one.key}
