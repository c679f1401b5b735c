"""Writes the page Family in its states to a folder as PNG, to be looked at.

python tests/ui/window/render_family.py HOME FOLDER

HOME is copied nowhere: it is a home made for this, such as by `wellbeing --home HOME demo --days 730`.
"""

from __future__ import annotations

import os
import sys
from datetime import timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[3]))

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.window.render_window import built, picture, wait
from wellbeing import app
from wellbeing.engine import household
from wellbeing.engine import membership as members
from wellbeing.engine.membership import Membership, Met, State, Way
from wellbeing.family.agreement import Agreement, Member, OwnDevice, RequestTold, Sees
from wellbeing.family.level import Level
from wellbeing.family.person import Role
from wellbeing.files.paths import Home, home
from wellbeing.limits.limit import Agreed, Limit, Of, Target
from wellbeing.model.sentence import Sentence
from wellbeing.ports import Store
from wellbeing.ui.theme import Theme, Wish
from wellbeing.ui.window.desk import Where

ADA, MIA = Member(id="ada", name="Ada", role=Role.ADULT), Member(id="mia", name="Mia", role=Role.CHILD)
NOW = app.clock().now()
AWAY = State(
    met=Met.AWAY,
    tries=4,
    last=NOW - timedelta(hours=20),
    sentence=Sentence(
        "The hub at {url} does not answer: {why}.", url="https://192.168.1.20:8443", why="Connection refused"
    ),
    remedy=Sentence("Nothing is lost: days are kept here and sent once it answers."),
)
LOCKED = State(
    met=Met.LOCKED,
    tries=1,
    last=NOW - timedelta(hours=20),
    sentence=Sentence(
        "The desktop's keyring does not answer, so what proves this device to the family can be neither kept nor read."
    ),
    remedy=Sentence("Unlock it, or install one such as gnome-keyring or KWallet."),
)
GONE = State(
    met=Met.GONE,
    gone=True,
    last=NOW - timedelta(hours=20),
    sentence=Sentence("The hub says: {words}", words=Sentence("This device was removed from the family.")),
)
WELL = State(last=NOW - timedelta(minutes=4))


def agreement(me: Member) -> Agreement:
    """Ada and Mia; Mia asks where Ada looks."""
    asked = RequestTold(
        id="5",
        person="mia",
        at=NOW - timedelta(minutes=9),
        minutes=30,
        on=("category:games",),
        reason="chess",
    )
    return Agreement(
        family="Lovelace",
        person=me,
        members=(ADA, MIA),
        devices=(OwnDevice(id="d1", name="laptop"), OwnDevice(id="d2", name="tablet")),
        relations=(Sees(viewer="ada", subject="mia", level=Level.KINDS),),
        requests=(asked,) if me is ADA else (),
    )


def joined(store: Store, me: Member, state: State | None, *, folder: bool = False) -> None:
    """Belong to the family, the exchange standing so; None: to none."""
    one = Membership(
        way=Way.FOLDER if folder else Way.HUB,
        family="Lovelace",
        person=me,
        device="d1",
        name="laptop",
        since=NOW.date() - timedelta(days=30),
        url="" if folder else "https://192.168.1.20:8443",
        folder="/media/mia/stick/family" if folder else "",
    )
    members.keep(store, None if state is None else one)
    if state is not None:
        members.keep_state(store, msgspec.structs.replace(state, agreement=agreement(me), tag="x"))


STATES: dict[str, tuple[Member, State | None, bool]] = {
    "none": (MIA, None, False),
    "child": (MIA, WELL, False),
    "parent": (ADA, WELL, True),
    "away": (MIA, AWAY, False),
    "stick": (ADA, AWAY, True),
    "locked": (MIA, LOCKED, False),
    "gone": (MIA, GONE, False),
}


def set_up(where: Home, name: str) -> None:
    """The record as a state wants it."""
    store = app.open_record(where, app.settings_or_defaults(where), app.clock(), readonly=False)
    me, state, folder = STATES[name]
    joined(store, me, state, folder=folder)
    if me is MIA and state is not None and not store.limits.limits():
        store.limits.set(Limit((Target(Of.CATEGORY, "games"),), (60,) * 7, agreed=Agreed("Ada")), NOW)
        if not household.recent(store, NOW):
            household.ask(store, 30, None, "chess", NOW)
    if me is ADA:
        for limit in store.limits.limits():
            store.limits.remove(limit.id, NOW)
    store.close()


def main(where: Home, folder: Path, names: list[str]) -> None:
    """Write all of them."""
    folder.mkdir(parents=True, exist_ok=True)
    application = QApplication([])
    for name in names or list(STATES):
        set_up(where, name)
        for wish, mirrored, narrow in (
            (Wish.LIGHT, False, False),
            (Wish.DARK, False, True),
            (Wish.LIGHT, True, False),
        ):
            theme = Theme(wish=wish)
            theme.apply(application)
            side = Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight
            application.setLayoutDirection(side)
            window = built(where, theme)
            window.resize(*((640, 1700) if narrow else (1120, 1150)))
            window.open(Where("family"))
            wait(1500)
            shown = "rtl" if mirrored else "narrow_2x" if narrow else "wide"
            picture(window, 2 if narrow else 1).save(str(folder / f"{name}_{wish.value}_{shown}.png"))
            window.desk.bridge.close()
            window.close()


if __name__ == "__main__":
    main(home(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
