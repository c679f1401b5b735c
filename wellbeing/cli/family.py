"""The family on the command line: joined, told, and exactly what each of them sees."""

from __future__ import annotations

import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from wellbeing import app
from wellbeing.cli import family_day, say
from wellbeing.cli.pin import let_pass
from wellbeing.cli.reader import reading
from wellbeing.cli.time import chosen
from wellbeing.engine import joining
from wellbeing.engine import membership as members
from wellbeing.engine.digests import Telling, digest
from wellbeing.engine.family import waiting
from wellbeing.engine.membership import Membership, State
from wellbeing.engine.source import Source
from wellbeing.exchange.hub import HubClient
from wellbeing.family.agreement import Agreement, Member
from wellbeing.family.figures import Figures
from wellbeing.family.level import Level
from wellbeing.family.line import Line, lines
from wellbeing.family.person import Role
from wellbeing.family.privacy import seen
from wellbeing.files.paths import Home
from wellbeing.line import client
from wellbeing.model.sentence import Sentence
from wellbeing.ports import KnownError, Store
from wellbeing.ui import family_words as words
from wellbeing.ui import limit_words
from wellbeing.ui.text import _, ngettext

if TYPE_CHECKING:
    from wellbeing.engine.sharing import NewFamily

_APART_S = 120
"""From when on two clocks are said to disagree."""


@contextmanager
def _changing(home: Home) -> Iterator[Store]:
    """The record for notes about the family; a running tracker goes on beside it."""
    home.prepare()
    client.ask(home.socket, "flush")
    store = app.open_record(home, app.settings_or_defaults(home), app.clock(), readonly=False)
    try:
        yield store
    finally:
        store.close()


# ---------------------------------------------------------------- joining and leaving


def join(home: Home, code: str, name: str | None, since: date | timedelta | None) -> None:
    """Pair this device with the hub that made the code.

    Whoever leads the family that is joined may change what was agreed here: so the PIN is asked for.
    """
    let_pass(home, "family")
    with _changing(home) as store:
        joining.need_none(store)
        source = app.family_source(home, store)
        first = source.today if since is None else chosen(since, source.calendar, source.now)
        zone = source.clock.zone().name
        joined = joining.join_hub(code, name or socket.gethostname(), zone, min(first, source.today))
        members.keep(store, joined)
        _tell_joined(joined)
        _tell_outcome(_told(home, store))


def _tell_joined(joined: Membership) -> None:
    click.echo(
        _("This device now belongs to {person} in the family {family}, {way}.").format(
            person=joined.person.name, family=joined.family, way=words.way(joined.folder, joined.url)
        )
    )
    click.echo(_("Days are told from {day} on.").format(day=joined.since.isoformat()))
    click.echo(_("What each of them sees: wellbeing family see"))


def folder(
    home: Home,
    place: Path,
    code: str,
    wish: NewFamily,
    since: date | timedelta | None,
) -> None:
    """Begin a family in a shared folder, or join the one that is there."""
    from wellbeing.engine import sharing

    let_pass(home, "family")
    with _changing(home) as store:
        joining.need_none(store)
        source, now = app.family_source(home, store), app.clock().now
        first = source.today if since is None else chosen(since, source.calendar, source.now)
        first = min(first, source.today)
        if not code:
            joined = sharing.create_folder(store, place, wish, first, now)
            _tell_joined(joined)
            click.echo(_("Invite others, and further devices: wellbeing family invite NAME"))
        else:
            joined = sharing.join_folder(store, place, code, wish.device, first, now)
            click.echo(
                _(
                    "The invitation lies in {folder}. It counts once the device that invited has seen it."
                ).format(folder=joined.folder)
            )
        _tell_outcome(_told(home, store))


def invite(home: Home, name: str, role: str, level: str) -> None:
    """An invitation into the shared folder."""
    with _changing(home) as store:
        shown = None if level == "nothing" else Level(level)
        code, who, until = joining.invite(store, name, Role(role), shown, app.clock().now)
    click.echo(_("Type or paste this on the device of {name}, beside the folder:").format(name=who.name))
    # Quoted, since the last symbol may be one that a shell takes for something else.
    click.echo(f"\n    wellbeing family folder DIR join '{code}'\n")
    click.echo(_("DIR is where the shared folder lies on that device."))
    click.echo(_("It can be used once, until {time}.").format(time=f"{until.astimezone():%Y-%m-%d %H:%M}"))


def revoke(home: Home, device: str) -> None:
    """Remove a device from the family."""
    with _changing(home) as store:
        joining.revoke(store, device, app.clock().now)
        folder = joining.need_membership(store).folder
    # In a folder, nobody reads letters of a device that was removed.
    click.echo(_("Removed.") if folder else _("Removed; what it told before stays."))


def leave(home: Home) -> None:
    """Belong to no family any more."""
    with _changing(home) as store:
        joined = joining.leave(store, app.clock().now)
    click.echo(
        _("This device no longer belongs to the family {family}.").format(family=joined.family)
        + f" {words.after_leaving(joined.folder)}"
    )


# ---------------------------------------------------------------- who sees what


def list_members(home: Home, *, as_json: bool) -> None:
    """Who belongs to the family, and who sees what of whom."""
    with _changing(home) as store:
        joined, agreed = joining.need_membership(store), joining.refreshed(store, app.clock().now)
        others = _all_devices(store) if joined.folder else []
    me = agreed.person.id
    if as_json:
        say.json_value(
            {
                "family": agreed.family,
                "person": me,
                "members": [
                    {
                        "id": one.id,
                        "name": one.name,
                        "role": one.role.value,
                        "sees": _sees(agreed, one.id, me),
                        "seen": _sees(agreed, me, one.id),
                    }
                    for one in agreed.members
                ],
                "devices": [{"id": one.id, "name": one.name} for one in agreed.own],
                **({"all_devices": others} if joined.folder else {}),
            }
        )
        return
    if not agreed.members:
        click.echo(words.waits())
        return
    click.echo(agreed.family)
    rows = [(_("member"), _("role"), _("sees of these days"), _("shows of theirs"))]
    for one in agreed.members:
        own = one.id == me
        rows.append(
            (
                f"{one.name} *" if own else one.name,
                words.role(one.role),
                _("everything") if own else _level(agreed, one.id, me),
                "" if own else _level(agreed, me, one.id),
            )
        )
    click.echo(say.table(rows))
    names = ", ".join(
        _("{name} (this one)").format(name=one.name) if one.id == joined.device else one.name
        for one in agreed.own
    )
    click.echo(_("Own devices: {names}").format(names=names))


def _all_devices(store: Store) -> list[dict[str, str]]:
    """Those of the whole family, as an adult needs them to remove one."""
    from wellbeing.engine import sharing

    return [
        {"id": one.device, "name": one.name, "person": one.person.id}
        for one in sharing.folder_state(store).entries
        if not one.revoked
    ]


def _sees(agreed: Agreement, viewer: str, subject: str) -> dict[str, object] | None:
    found = _relation(agreed, viewer, subject)
    return None if found is None else {"level": found[0].value, "moods": found[1]}


def _relation(agreed: Agreement, viewer: str, subject: str) -> tuple[Level, bool] | None:
    if viewer == subject:
        return Level.APPS, True
    return next(
        (
            (one.level, one.moods)
            for one in agreed.relations
            if (one.viewer, one.subject) == (viewer, subject)
        ),
        None,
    )


def _level(agreed: Agreement, viewer: str, subject: str) -> str:
    found = _relation(agreed, viewer, subject)
    return words.level(None) if found is None else words.level(found[0], moods=found[1])


def set_level(home: Home, viewer: str, level: Level | None, of: str) -> None:
    """Have a member see more or less."""
    with _changing(home) as store:
        other = joining.show(store, viewer, level, app.clock().now, of=of)
        _tell_outcome(_told(home, store))
    click.echo(_("{name} now sees: {level}.").format(name=other.name, level=words.level(level)))


def set_moods(home: Home, viewer: str, *, on: bool) -> None:
    """Have a member see how these days felt, or no longer."""
    with _changing(home) as store:
        other = joining.show(store, viewer, None, app.clock().now, moods=on)
        _tell_outcome(_told(home, store))
    said = (
        _("{name} now sees how these days felt.") if on else _("{name} no longer sees how these days felt.")
    )
    click.echo(said.format(name=other.name))


def see(home: Home, viewer: str | None, day: date | timedelta | None, *, week: bool, as_json: bool) -> None:
    """Exactly what each of the others is shown of this device's days, before it leaves."""
    with _changing(home) as store:
        joined, agreed = joining.need_membership(store), joining.refreshed(store, app.clock().now)
        source = app.family_source(home, store)
        last = source.today if day is None else chosen(day, source.calendar, source.now)
        first = last - timedelta(days=last.weekday()) if week else last
        days = [first + timedelta(days=place) for place in range((last - first).days + 1)]
        others = [one for one in agreed.members if one.id != agreed.person.id]
        chosen_ones = others if viewer is None else [joining.viewer(agreed, viewer)]
        shown = [(one, _shown(store, source, joined, agreed, one, days)) for one in chosen_ones]
    if as_json:
        say.json_value({"viewers": [_viewed(one, agreed, digests) for one, digests in shown]})
        return
    if not shown:
        click.echo(_("Nobody else belongs to the family yet."))
    for one, digests in shown:
        click.echo(f"{one.name}: {_level(agreed, one.id, agreed.person.id)}")
        for told in digests:
            click.echo("\n".join(f"  {line}" for line in family_day.told(told, source.labels)))


def _shown(
    store: Store, source: Source, joined: Membership, agreed: Agreement, viewer: Member, days: Sequence[date]
) -> Sequence[Figures]:
    """A hub puts devices together and is told of this one; in a folder they are put together before they leave."""
    relation = _relation(agreed, viewer.id, agreed.person.id)
    if relation is None:
        return []
    level, moods = relation
    labels = source.labels
    telling = Telling(
        joined.device, lambda limit: limit_words.name(limit, labels), moods=moods, minutes=bool(joined.folder)
    )
    made = [digest(source, day, telling) for day in days if day >= joined.since]
    way = joining.exchange(store, joined, app.clock().now) if joined.folder else None
    if way is None or isinstance(way, HubClient):
        return [seen(one, level, moods=moods) for one in made]
    return [seen(one, level, moods=moods) for one in way.put_together(made)]


def _viewed(viewer: Member, agreed: Agreement, digests: Sequence[Figures]) -> dict[str, object]:
    return {
        "viewer": {"id": viewer.id, "name": viewer.name},
        "sees": _sees(agreed, viewer.id, agreed.person.id),
        "days": [_plain(one) for one in digests],
    }


def _plain(one: Figures) -> Any:  # any JSON value: the wire format of the day
    return msgspec.json.decode(msgspec.json.encode(one))


# ---------------------------------------------------------------- days


def show(home: Home, day: date | timedelta, *, as_json: bool) -> None:
    """The person's own day, all devices put together."""
    with _changing(home) as store:
        joined = joining.need_membership(store)
        source = app.family_source(home, store)
        wanted = chosen(day, source.calendar, source.now)
        line, sentence = _line(store, source, joined, wanted)
    if as_json:
        say.json_value({"day": wanted.isoformat(), "line": None if line is None else _plain(line)})
        return
    if sentence is not None:
        click.echo(str(sentence), err=True)
    if line is None:
        click.echo(_("Nothing is known of {day}.").format(day=wanted.isoformat()))
        return
    click.echo("\n".join(family_day.told(line, source.labels)))
    click.echo(family_day.devices(line))


def _line(store: Store, source: Source, joined: Membership, day: date) -> tuple[Line | None, Sentence | None]:
    """The day of all devices; of this one alone, with a sentence, where the family cannot be asked."""
    monday = day - timedelta(days=day.weekday())
    try:
        week = joining.exchange(store, joined, app.clock().now).week(joined.person.id, monday)
    except KnownError as error:
        labels = source.labels
        telling = Telling(joined.device, lambda limit: limit_words.name(limit, labels), minutes=True)
        only = Sentence("Only this device's part is shown.")
        [own] = lines([digest(source, day, telling)])
        return own, Sentence("{trouble} {only}", trouble=error.sentence, only=only)
    return next((one for one in week.days if one.day == day), None), None


# ---------------------------------------------------------------- the exchange


def push(home: Home, *, as_json: bool) -> None:
    """Tell the family everything that is due, now.

    Raises:
        KnownError: it did not arrive; it is kept.
    """
    with _changing(home) as store:
        joining.need_membership(store)
        after = _told(home, store)
        joined = joining.need_membership(store)
        left = waiting(store.family.told())
    if as_json:
        say.json_value({"waiting": left, "trouble": after.sentence or None, "remedy": after.remedy or None})
        return
    if after.sentence:
        raise KnownError(after.sentence, after.remedy)
    click.echo(words.waits() if joined.waits else _("Everything has arrived."))


def _told(home: Home, store: Store) -> State:
    source = app.family_source(home, store)
    after = app.family_teller(store, lambda: source).look(at_once=True)
    app.family_taker(store, lambda: source, lambda: None).look()
    return after


def _tell_outcome(after: State) -> None:
    if after.sentence:
        say.known_error(KnownError(words.kept(after.sentence), words.kept(after.remedy)))


def status(home: Home, *, as_json: bool) -> None:
    """Which family, which way, and how far the exchange is."""
    with reading(home) as reader:
        joined, state = members.membership(reader.store), members.state(reader.store)
        left = waiting(reader.store.family.told())
        notes = _notes(reader.store) if joined is not None and joined.folder else ()
    if as_json:
        passed = [{"file": name, "why": why} for name, why in notes]
        say.json_value(_status(joined, state, left) | ({"passed_over": passed} if joined else {}))
        return
    if joined is None:
        click.echo(_("This device belongs to no family; nothing is told, and nothing touches the network."))
        click.echo(_("Join one with a code from it: wellbeing family join CODE"))
        click.echo(_("Begin one without a server: wellbeing family folder DIR create"))
        return
    who = "–" if joined.waits else f"{joined.person.name} ({words.role(joined.person.role)})"
    rows = [
        (_("family"), "–" if joined.waits else joined.family),
        (_("person"), who),
        (_("device"), joined.name),
        (_("exchange"), words.way(joined.folder, joined.url)),
        (_("told from"), joined.since.isoformat()),
        (_("last time"), "–" if state.last is None else f"{state.last.astimezone():%Y-%m-%d %H:%M}"),
        (_("waiting"), ngettext("{count} day", "{count} days", left).format(count=left)),
    ]
    click.echo(say.table(rows))
    if joined.waits:
        click.echo(words.waits())
    if state.ahead_s is not None and abs(state.ahead_s) >= _APART_S:
        click.echo(_clock(state.ahead_s), err=True)
    for name, why in notes:
        click.echo(_("Passed over: {file}. {why}").format(file=name, why=words.kept(why)), err=True)
    _tell_outcome(state)


def _clock(ahead_s: int) -> str:
    minutes = round(abs(ahead_s) / 60)
    said = (
        ngettext(
            "This device's clock is {count} minute ahead of the hub's: set it, for days are told by it.",
            "This device's clock is {count} minutes ahead of the hub's: set it, for days are told by it.",
            minutes,
        )
        if ahead_s > 0
        else ngettext(
            "This device's clock is {count} minute behind the hub's: set it, for days are told by it.",
            "This device's clock is {count} minutes behind the hub's: set it, for days are told by it.",
            minutes,
        )
    )
    return said.format(count=minutes)


def _notes(store: Store) -> tuple[tuple[str, str], ...]:
    from wellbeing.engine import sharing

    return sharing.folder_state(store).notes


def _status(joined: Membership | None, state: State, left: int) -> dict[str, object]:
    if joined is None:
        return {"joined": False}
    return {
        "joined": True,
        "taken_in": not joined.waits,
        "family": joined.family,
        "person": {"id": joined.person.id, "name": joined.person.name, "role": joined.person.role.value},
        "device": {"id": joined.device, "name": joined.name},
        "way": joined.way.value,
        "url": joined.url or None,
        "folder": joined.folder or None,
        "since": joined.since.isoformat(),
        "last": None if state.last is None else say.iso(state.last),
        "next": None if state.next is None else say.iso(state.next),
        "waiting": left,
        "clock_ahead_s": state.ahead_s,
        "gone": state.gone,
        "trouble": state.sentence or None,
        "remedy": state.remedy or None,
    }
