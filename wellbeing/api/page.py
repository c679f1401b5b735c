"""The pages as HTML: templates filled with what a member may see, everything escaped."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date, timedelta
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from sqlalchemy import Connection
from starlette.types import Scope

from wellbeing.api import agreement, pairing, week
from wellbeing.api.deed import Code
from wellbeing.api.hub import Asker, Hub
from wellbeing.api.name import shipped
from wellbeing.api.shown import Shown, shown
from wellbeing.api.value import RequestTold, WeekTold
from wellbeing.api.words import Words, words, zone_of
from wellbeing.family.level import Level
from wellbeing.family.person import Person, Role, may_set
from wellbeing.family.request import LENGTHS, MOST, WORDS
from wellbeing.files.resources import resource
from wellbeing.ports import KnownError
from wellbeing.render.ink import ink
from wellbeing.store.hub import devices, people


class Pages:
    """Makes each page. Safe from any thread.

    Args:
        hub: what they are made from.
    """

    def __init__(self, hub: Hub) -> None:
        self._hub, self._names = hub, shipped()
        self._templates = Environment(
            loader=FileSystemLoader(resource("hub")),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        colours = ink(resource("style", "tokens.toml").read_bytes())
        named = [
            "".join(f"--{name.replace('_', '-')}:{one};" for name, one in kind.items())
            for kind in (colours.light, colours.dark)
        ]
        self.css = (
            f":root{{color-scheme:light dark;{named[0]}}}\n"
            f"@media(prefers-color-scheme:dark){{:root{{{named[1]}}}}}\n"
            + resource("hub", "hub.css").read_text("utf-8")
        )
        self._mark = sha256(self.css.encode()).hexdigest()[:12]

    # ------------------------------------------------------------ before signing in

    def sign_in(self, say: Words, form: str, wrong: str) -> str:
        """Asks for name and password."""
        return self._made("sign_in.html.j2", say, form=form, wrong=wrong)

    def join(self, say: Words, form: str, wrong: str) -> str:
        """Asks for an invitation and a new password."""
        return self._made("join.html.j2", say, form=form, wrong=wrong)

    def trouble(self, scope: Scope, error: KnownError, status: int) -> tuple[bytes, bytes]:
        """Tells of an error: (content type, page)."""
        accepted = next((value for name, value in scope["headers"] if name == b"accept-language"), b"")
        say = words(accepted.decode("latin-1"))
        page = self._made(
            "trouble.html.j2",
            say,
            sentence=say.said(error.sentence),
            remedy=say.said(error.remedy),
            status=status,
        )
        return b"text/html; charset=utf-8", page.encode()

    # ------------------------------------------------------------ days

    def home(self, asker: Asker, say: Words, form: str) -> str:
        """This week of everybody whom the member sees, themselves first."""
        with self._hub.reading() as connection:
            family = people.family_name(connection, asker.family)
            known = _people(connection, asker)
            seen = [
                known[one.subject]
                for one in people.relations(connection, asker.family, of=asker.person.id)
                if one.viewer == asker.person.id and one.subject in known
            ]
        today = self._today(asker)
        cards = []
        for one in [asker.person, *seen]:
            told = week.week(self._hub, asker, one.id, today)
            cards.append((one, self._shown(told, say, today)))
        waiting = [one for one in agreement.asked(self._hub, asker) if one.state == "open"]
        return self._made(
            "home.html.j2", say, asker, form, here="home", family=family, cards=cards, waiting=len(waiting)
        )

    def week(self, asker: Asker, say: Words, form: str, person: str, monday: date | None) -> str:
        """A week of one member; this one where none is named."""
        today = self._today(asker)
        told = week.week(self._hub, asker, person, monday or today)
        return self._week(asker, say, form, told, today, "week.html.j2", here="home")

    def weeks(self, asker: Asker, say: Words, form: str, person: str) -> str:
        """All weeks of one member."""
        found = week.weeks(self._hub, asker, person)
        with self._hub.reading() as connection:
            one = people.by_id(connection, person)
        years: dict[int, list[tuple[date, str]]] = {}
        for monday in found:
            dates = say.dates(monday, monday + timedelta(days=6))
            years.setdefault(monday.year, []).append((monday, dates))
        name = one.person if one is not None else asker.person
        return self._made(
            "weeks.html.j2", say, asker, form, here="home", person=name, years=list(years.items())
        )

    def seen(self, asker: Asker, say: Words, form: str, viewer: str) -> str:
        """What others see of the member: the very page that they get."""
        with self._hub.reading() as connection:
            known = _people(connection, asker)
            viewers = [
                (known[one.viewer], one)
                for one in people.relations(connection, asker.family, of=asker.person.id)
                if one.subject == asker.person.id and one.viewer in known
            ]
        if not viewers:
            return self._made("seen_by_nobody.html.j2", say, asker, form, here="seen")
        chosen = viewer if any(one.id == viewer for one, _ in viewers) else viewers[0][0].id
        today = self._today(asker)
        told = week.week(self._hub, asker, asker.person.id, today, chosen)
        return self._week(
            asker, say, form, told, today, "seen.html.j2", here="seen", viewers=viewers, chosen=known[chosen]
        )

    def _week(
        self,
        asker: Asker,
        say: Words,
        form: str,
        told: WeekTold,
        today: date,
        template: str,
        **more: Any,  # Any: what the template takes
    ) -> str:
        monday = told.monday
        this = week.monday_of(today)
        return self._made(
            template,
            say,
            asker,
            form,
            person=told.person,
            week=self._shown(told, say, today),
            level=self._level(say, told.level, moods=told.moods),
            before=monday - timedelta(days=7),
            after=monday + timedelta(days=7) if monday < this else None,
            own=told.person.id == asker.person.id,
            **more,
        )

    def _shown(self, told: WeekTold, say: Words, today: date) -> Shown:
        return shown(told, say, self._names, today)

    # ------------------------------------------------------------ requests

    def requests(self, asker: Asker, say: Words, form: str) -> str:
        """Requests for time, the open ones first."""
        found = agreement.asked(self._hub, asker)
        with self._hub.reading() as connection:
            known = {number: one.name for number, one in _people(connection, asker).items()}
            limits = {one.id: one.name for one in agreement.of_family(connection, asker.family).limits}
        zone = self._zone(asker)

        def row(one: RequestTold) -> dict[str, Any]:  # Any: what the template shows
            at = say.moment(one.at, zone)
            return {
                "told": one,
                "name": known.get(one.person, ""),
                "at": at,
                "limit": limits.get(one.limit or ""),
            }

        return self._made(
            "requests.html.j2",
            say,
            asker,
            form,
            here="requests",
            waiting=[row(one) for one in found if one.state == "open"],
            past=[row(one) for one in found if one.state != "open"],
            lengths=LENGTHS,
            most=MOST,
            longest=WORDS,
            number=str(uuid.uuid4()),
        )

    # ------------------------------------------------------------ the family

    def family(self, asker: Asker, say: Words, form: str, wrong: KnownError | None = None) -> str:
        """Members, devices, who sees whom; what may be changed has its form beside it."""
        with self._hub.reading() as connection:
            name = people.family_name(connection, asker.family)
            accounts = people.members(connection, asker.family)
            kept = devices.of_family(connection, asker.family)
            relations = people.relations(connection, asker.family)
            may_pair = {one.person.id for one in accounts if pairing.may_pair(connection, asker, one)}
        known: dict[str, Person] = {one.person.id: one.person for one in accounts}
        zone = self._zone(asker)
        mine = [one for one in accounts if asker.parent or one.person.id == asker.person.id]
        members = [
            {
                "person": one.person,
                "role": self._roles(say)[one.person.role],
                "signs_in": one.password is not None,
                "mine": one in mine,
                "may_pair": one.person.id in may_pair,
                "may_sign_in": asker.parent and one.person.id in may_pair,
                "devices": [
                    (each, say.moment(each.seen, zone) if each.seen else "")
                    for each in kept
                    if each.person == one.person.id and one in mine
                ],
                "seen_by": self._seen_by(asker, one.person, known, relations),
            }
            for one in accounts
        ]
        return self._made(
            "family.html.j2",
            say,
            asker,
            form,
            here="family",
            family=name,
            members=members,
            levels=self._levels(say),
            roles=self._roles(say),
            wrong="" if wrong is None else f"{say.said(wrong.sentence)} {say.said(wrong.remedy)}",
        )

    @staticmethod
    def _seen_by(
        asker: Asker, subject: Person, known: Mapping[str, Person], relations: list[Any]
    ) -> list[dict[str, Any]]:  # Any: what the template shows
        """Who sees a member at what level, where the asker may know it: of themselves, by themselves, of minors."""
        rows = []
        for viewer in known.values():
            if viewer.id == subject.id:
                continue
            one = next(
                (each for each in relations if (each.viewer, each.subject) == (viewer.id, subject.id)), None
            )
            may = may_set(asker.person, subject, viewer, moods=False)
            concerned = asker.person.id in (viewer.id, subject.id)
            if may or (concerned and one is not None):
                level = one.level.value if one is not None else "nothing"
                # Whether somebody shows how it felt concerns nobody but the two of them.
                moods = concerned and one is not None and one.moods
                rows.append({"viewer": viewer, "level": level, "may": may, "moods": moods})
        return rows

    def code(self, asker: Asker, say: Words, form: str, code: Code) -> str:
        """Shows a code, once."""
        until = say.moment(code.until, self._zone(asker))
        join = f"{self._hub.url}/join"
        return self._made("code.html.j2", say, asker, form, here="family", code=code, until=until, join=join)

    # ------------------------------------------------------------ words

    @staticmethod
    def _levels(say: Words) -> dict[str, str]:
        _ = say._
        return {
            "nothing": _("nothing"),
            Level.TOTALS.value: _("totals only"),
            Level.KINDS.value: _("categories and kinds of AI"),
            Level.APPS.value: _("apps and AI tools"),
        }

    def _level(self, say: Words, level: Level, *, moods: bool) -> str:
        shown = self._levels(say)[level.value]
        return say._("{shown}, and how it felt").format(shown=shown) if moods else shown

    @staticmethod
    def _roles(say: Words) -> dict[Role, str]:
        _ = say._
        return {Role.ADULT: _("adult"), Role.TEEN: _("teen"), Role.CHILD: _("child")}

    def _zone(self, asker: Asker) -> ZoneInfo:
        """That of the newest device of the member, else of anybody in the family, else UTC."""
        with self._hub.reading() as connection:
            kept = devices.of_family(connection, asker.family)
        mine = [one for one in kept if one.person == asker.person.id and one.zone]
        rest = [one for one in kept if one.zone]
        return zone_of((mine or rest)[-1].zone if mine or rest else "")

    def _today(self, asker: Asker) -> date:
        return self._hub.now().astimezone(self._zone(asker)).date()

    def _made(
        self, template: str, say: Words, asker: Asker | None = None, form: str = "", **more: Any
    ) -> str:  # Any: what the template takes
        return self._templates.get_template(template).render(
            {"here": "", **more},
            _=say._,
            ngettext=say.ngettext,
            say=say,
            me=None if asker is None else asker.person,
            parent=asker is not None and asker.parent,
            form=form,
            mark=self._mark,
        )


def _people(connection: Connection, asker: Asker) -> dict[str, Person]:
    return {one.person.id: one.person for one in people.members(connection, asker.family)}
