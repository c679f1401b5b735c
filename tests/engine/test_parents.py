"""The child and the parents at the limit's dialog: asked, allowed, refused, and told by a note."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests.engine.test_nudger import Life
from wellbeing.app import labels_or_shipped
from wellbeing.engine import household, permit
from wellbeing.engine import membership as members
from wellbeing.engine.membership import Membership, Way
from wellbeing.engine.onscreen import Refused
from wellbeing.engine.parents import Leave, Parents
from wellbeing.engine.permit import PinNeeded
from wellbeing.family.agreement import Agreement, Member, RequestTold
from wellbeing.family.person import Role
from wellbeing.family.request import OPEN_FOR, Answer
from wellbeing.files.paths import home
from wellbeing.limits.limit import Agreed, Grant, Level
from wellbeing.ports import KnownError
from wellbeing.ui import request_words


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash quickly: the cost itself is tested elsewhere."""
    import argon2

    cheap = argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(argon2, "PasswordHasher", lambda: cheap)


@pytest.fixture
def life() -> Iterator[Life]:
    made = Life()
    made.screen.attach(made.told.append)
    permit.set_pin(made.store, "4711", made.clock)
    made.limit(1, level=Level.DIALOG, agreed=Agreed("Mum"))
    made.live(2)
    yield made
    made.senses.close()
    made.idle.close()
    made.selector.close()


@pytest.fixture
def parents(life: Life) -> Parents:
    made = Parents(
        store=life.store,
        clock=life.clock,
        nudger=life.nudger,
        screen=life.screen,
        notifier=life.notifier,
        note=lambda one: request_words.note(one, "AI tools"),
        asked=lambda one: request_words.asked_note(one, labels_or_shipped(home("/nonexistent"))),
    )
    made.look()
    return made


def refused(life: Life) -> Refused:
    return next(one for one in reversed(life.told) if isinstance(one, Refused))


def test_what_was_asked_for_stands_in_the_dialog_until_it_is_answered(life: Life, parents: Parents) -> None:
    (stop,) = life.look_at()
    assert (stop.asked, stop.guarded) == (None, True)
    parents.ask(stop.nudge, 1, 30, "chess")
    life.live(0.2)
    (stop,) = life.look_at()
    assert stop.asked is not None
    assert stop.asked.reason == "chess"
    parents.ask(stop.nudge, 1, 30, "chess")
    assert "asked for already" in refused(life).error.sentence
    parents.allow(stop.nudge, 1, Leave(30), "4712")
    assert refused(life).wait == timedelta(seconds=2)
    life.live(0.2)
    parents.allow(stop.nudge, 1, Leave(30), "4711")
    life.live(0.2)
    assert life.look_at() == ()
    assert life.nudger.standings()[0].left == pytest.approx(30, abs=1)
    assert life.notifier.shown[-1].title == "30 minutes more today: AI tools"


def test_a_parent_gives_ignores_and_declines_at_the_dialog(life: Life, parents: Parents) -> None:
    (stop,) = life.look_at()
    parents.allow(stop.nudge, 1, Leave(15), "4711")
    assert [one.grant for one in life.nudger.standings()[0].extensions] == [Grant.GIVEN]
    life.live(17)
    (stop,) = life.look_at()
    parents.ask(stop.nudge, 1, 60, "")
    parents.allow(stop.nudge, 1, Leave(), "4711")
    assert life.notifier.shown[-1].title == "No more time today: AI tools"
    parents.allow(stop.nudge, 1, Leave(ignore=True), "4711")
    assert life.nudger.standings()[0].extensions[-1].grant is Grant.IGNORE
    parents.allow(stop.nudge, 7, Leave(15), "4711")
    assert "no limit 7" in refused(life).error.sentence


def test_an_answer_from_elsewhere_is_told_once(life: Life, parents: Parents) -> None:
    one = household.ask(life.store, 30, 1, "", life.clock.now())
    household.answer(
        life.store,
        one.id,
        Answer(life.clock.now(), 15, "then dinner", "Dad"),
        life.nudger.standings(),
        life.clock,
    )
    before = len(life.notifier.shown)
    parents.look()
    parents.look()
    assert [note.body for note in life.notifier.shown[before:]] == ["Dad answered. “then dinner”"]


def test_a_button_of_a_note_gives_no_more_than_was_agreed(life: Life) -> None:
    life.nudger.extend(1, Grant.LITTLE)
    with pytest.raises(PinNeeded):
        life.nudger.extend(1, Grant.MORE)
    with pytest.raises(KnownError):
        life.nudger.extend(1, Grant.IGNORE)


def test_what_a_child_asks_for_elsewhere_is_told_to_an_adult_once(life: Life, parents: Parents) -> None:
    ada, mia = Member(id="ada", name="Ada", role=Role.ADULT), Member(id="mia", name="Mia", role=Role.CHILD)
    joined = Membership(
        way=Way.FOLDER,
        family="Home",
        person=ada,
        device="d",
        name="pc",
        since=life.clock.now().date(),
        folder="/x",
    )
    members.keep(life.store, joined)
    asked = RequestTold(
        id="1",
        person="mia",
        at=life.clock.now(),
        minutes=30,
        limit="of:0",
        on=("category:games",),
        reason="chess",
    )
    old = RequestTold(id="2", person="mia", at=life.clock.now() - OPEN_FOR, minutes=15)
    told = Agreement(family="Home", person=ada, members=(ada, mia), requests=(old, asked))
    members.keep_state(life.store, members.State(agreement=told, tag="x"))
    before = len(life.notifier.shown)
    for _ in range(2):
        parents.look()
    [note] = life.notifier.shown[before:]
    assert note.title == "Mia asks for 30 minutes"
    assert note.body == "For: Games. “chess” Answer on the page Family."
    members.keep(life.store, None)
    parents.look()
    assert len(life.notifier.shown) == before + 1
