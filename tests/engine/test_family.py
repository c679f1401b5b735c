"""Days reach the family: each once, none lost, after growing pauses, and nothing before joining."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import msgspec
import pytest

from tests.fakes import days
from tests.fakes.days import NOW, TODAY
from tests.fakes.store import FakeStore
from wellbeing.engine import membership as members
from wellbeing.engine.family import EVERY, Teller
from wellbeing.engine.membership import Membership, State, Way
from wellbeing.family.agreement import Agreement, Member, OwnDevice, Sees, Week
from wellbeing.family.digest import Digest, decoded
from wellbeing.family.level import Level
from wellbeing.family.person import Role
from wellbeing.family.privacy import Need
from wellbeing.ports import Batch, FamilyGone, FamilyLater, KnownError, Pushed

DAY = timedelta(days=1)
MIA, ADA = Member(id="mia", name="Mia", role=Role.CHILD), Member(id="ada", name="Ada", role=Role.ADULT)
AGREED = Agreement(
    family="F",
    person=MIA,
    members=(MIA, ADA),
    devices=(OwnDevice(id="desk", name="desk"),),
    relations=(Sees(viewer="ada", subject="mia", level=Level.KINDS),),
)
JOINED = Membership(
    way=Way.HUB, family="F", person=MIA, device="desk", name="desk", since=TODAY - 3 * DAY, url="https://hub"
)


@dataclass
class Hub:
    """A hub in memory that behaves as it is told."""

    agreed: Agreement = AGREED
    fails: list[KnownError] = field(default_factory=list)
    """Raised one after the other, before anything is taken."""
    kept: dict[date, Digest] = field(default_factory=dict)
    answers: list[Pushed] = field(default_factory=list)
    """Given instead of taking a digest."""
    came: list[tuple[date, int]] = field(default_factory=list)
    needs: list[Need] = field(default_factory=list)

    def agreement(self, tag: str = "") -> tuple[Agreement, str, bytes] | None:
        if self.fails:
            raise self.fails.pop(0)
        mark = str(hash(repr(self.agreed)))
        return None if tag == mark else (self.agreed, mark, b"")

    def send(self, days: Sequence[Digest], agreed: Agreement, what: Need) -> Iterator[Pushed]:
        self.needs.append(what)
        for one in days:
            if self.fails:
                raise self.fails.pop(0)
            self.came.append((one.day, one.revision))
            if self.answers:
                yield self.answers.pop(0)
                continue
            self.kept[one.day] = one
            yield Pushed(one.revision)

    def week(self, person: str, monday: date, as_viewer: str | None = None) -> Week:
        raise NotImplementedError


class Life:
    """A device that joined, its hub, and time that passes."""

    def __init__(self, hub: Hub | None = None, *, joined: bool = True) -> None:
        self.hub, self.now = hub or Hub(), NOW
        self.store = days.record(days_before=10)
        if joined:
            members.keep(self.store, JOINED)
        self.teller = Teller(
            self.store,
            lambda: days.source(self.store, now=self.now),
            lambda _joined: self.hub,
            str,
            lambda: 0,
        )

    def look(self, after: timedelta = timedelta(0), *, at_once: bool = False) -> State:
        self.now += after
        return self.teller.look(at_once=at_once)


def later(wait_s: int = 0) -> FamilyLater:
    return FamilyLater("Away.", "Wait.", wait_s)


def test_before_joining_nothing_happens() -> None:
    life = Life(joined=False)
    assert life.look(at_once=True) == State()
    assert (life.hub.came, life.store.family.told()) == ([], [])


def test_each_day_since_joining_arrives_once() -> None:
    life = Life()
    state = life.look()
    assert [day for day, _ in life.hub.came] == [TODAY - back * DAY for back in (3, 2, 1, 0)]
    assert (state.last, state.next, state.sentence) == (NOW, NOW + EVERY, "")
    life.look(timedelta(minutes=1))
    life.look(EVERY)
    assert len(life.hub.came) == 4, "nothing changed, so nothing is sent again"
    assert all(one.sent == one.revision for one in life.store.family.told())


def test_a_day_that_goes_on_is_told_again_under_a_higher_revision() -> None:
    life = Life()
    life.look()
    life.store.write(Batch(closed=days.activities(TODAY, [days.Stay("15:45", 5)])))
    life.look(EVERY)
    assert life.hub.came[-1] == (TODAY, 2)
    assert life.hub.kept[TODAY].active_s == 140 * 60


def test_who_leaves_while_the_hub_is_slow_to_answer_has_left() -> None:
    life = Life()

    class Slow(Hub):
        def agreement(self, tag: str = "") -> tuple[Agreement, str, bytes] | None:
            members.keep(life.store, None)
            return super().agreement(tag)

    life.hub = Slow(replace_agreement(family="Renamed"))
    assert life.look() == State()
    assert (members.membership(life.store), life.store.family.told(), life.hub.came) == (None, [], [])


def test_who_leaves_while_days_are_sent_has_left() -> None:
    life = Life()

    class Slow(Hub):
        def send(self, days: Sequence[Digest], agreed: Agreement, what: Need) -> Iterator[Pushed]:
            for outcome in super().send(days, agreed, what):
                members.keep(life.store, None)
                yield outcome

    life.hub = Slow()
    assert life.look() == State()
    assert (members.membership(life.store), life.store.family.told()) == (None, [])


def test_what_waits_survives_a_hub_that_is_away_and_pauses_grow() -> None:
    life = Life(Hub(fails=[later() for _ in range(3)]))
    assert life.look().sentence == "Away."
    assert life.store.family.told() == [], "what is to be sent is not known yet"
    assert life.look(timedelta(seconds=50)).tries == 1
    assert life.look(timedelta(minutes=1)).tries == 2
    assert life.look(timedelta(minutes=1)).tries == 2, "the second pause is longer"
    assert life.look(timedelta(minutes=1)).tries == 3
    assert life.look(timedelta(minutes=6)).last is not None
    life.hub.fails = [later(), later()]
    life.look(DAY)
    assert [one.waiting for one in life.store.family.told()] == [False] * 4 + [True]
    life.look(timedelta(hours=1))
    life.look(timedelta(hours=1))
    assert TODAY + DAY in life.hub.kept


def test_a_hub_that_asks_to_wait_is_given_the_time() -> None:
    life = Life(Hub(fails=[later(1800)]))
    assert life.look().next == NOW + timedelta(minutes=30)


def test_what_arrived_before_the_line_broke_is_not_sent_again() -> None:
    life = Life()

    class Breaks(Hub):
        def send(self, days: Sequence[Digest], agreed: Agreement, what: Need) -> Iterator[Pushed]:
            yield from super().send(days[:2], agreed, what)
            raise later()

    life.hub = Breaks()
    life.look()
    assert [one.waiting for one in life.store.family.told()] == [False, False, True, True]
    life.hub = Hub()
    life.look(timedelta(minutes=2))
    assert len(life.hub.came) == 2


def test_a_hub_that_knows_a_later_look_gets_a_later_one_still() -> None:
    life = Life(Hub(answers=[Pushed(9), Pushed(0, conflict=True, trouble="Other figures.")]))
    life.look()
    assert life.hub.kept[TODAY - 3 * DAY].revision == 10
    assert life.hub.kept[TODAY - 2 * DAY].revision == 2
    assert not any(one.waiting for one in life.store.family.told())


def test_a_refused_day_keeps_no_other_out_and_is_tried_again_the_next_day() -> None:
    life = Life(Hub(answers=[Pushed(0, trouble="This day has not begun.")]))
    assert life.look().sentence == "The hub says: This day has not begun."
    assert len(life.hub.kept) == 3
    life.look(EVERY)
    assert len(life.hub.kept) == 3
    assert life.look(DAY).sentence == ""
    assert len(life.hub.kept) == 5


def test_a_device_that_was_taken_out_stays_silent_until_it_is_asked() -> None:
    life = Life()
    life.hub.fails = [FamilyGone("Removed.", "Join again.")]
    assert life.look().gone
    assert life.look(DAY).gone
    assert life.hub.came == []
    assert not life.look(at_once=True).gone
    assert life.hub.came
    life.hub.fails = [FamilyGone("Removed.", "Join again.")]
    life.hub.agreed = replace_agreement(devices=())
    assert life.look(DAY).gone


def replace_agreement(**changes: object) -> Agreement:
    return msgspec.structs.replace(AGREED, **changes)


def test_nothing_is_prepared_while_nobody_sees_anything() -> None:
    life = Life(Hub(replace_agreement(relations=())))
    assert life.look().last == NOW
    assert (life.hub.came, life.store.family.told()) == ([], [])
    life.hub.agreed = AGREED
    life.look(EVERY)
    assert len(life.hub.kept) == 4


@pytest.mark.parametrize("level", [Level.TOTALS, Level.APPS])
def test_another_level_sends_the_last_days_again(level: Level) -> None:
    life = Life()
    life.look()
    life.hub.agreed = replace_agreement(relations=(Sees(viewer="ada", subject="mia", level=level),))
    life.look(EVERY)
    assert [revision for _, revision in life.hub.came] == [1] * 4 + [2] * 4
    assert life.hub.needs[-1] == Need(level)


def test_minutes_and_moods_are_prepared_only_where_they_are_to_leave() -> None:
    life = Life()
    life.look()
    assert all(decoded(one.content).minutes is None for one in life.store.family.told())
    both = (OwnDevice(id="desk", name="desk"), OwnDevice(id="lap", name="lap"))
    relations = (Sees(viewer="ada", subject="mia", level=Level.KINDS, moods=True),)
    life.hub.agreed = replace_agreement(devices=both, relations=relations)
    life.look(EVERY)
    assert life.hub.needs[-1] == Need(Level.KINDS, moods=True, minutes=True)
    told = [decoded(one.content) for one in life.store.family.told()]
    assert all(one.minutes is not None and one.moods == () for one in told)


def test_a_changed_past_is_told_again() -> None:
    life = Life()
    life.look()
    life.store.forget(span=days.source(life.store).calendar.span_of(TODAY - 2 * DAY), app=None)
    life.teller.begin_anew()
    life.look(EVERY)
    assert life.hub.kept[TODAY - 2 * DAY].active_s == 0
    assert (TODAY - 2 * DAY, 2) in life.hub.came


def test_days_that_arrived_long_ago_are_not_kept_twice() -> None:
    life = Life()
    life.look()
    life.look(40 * DAY)
    assert [bool(one.content) for one in life.store.family.told()][:4] == [False] * 4
    assert life.store.family.told()[0].revision == 1


def test_a_clock_that_was_set_back_puts_nothing_off() -> None:
    life = Life()
    life.look()
    assert life.look(-30 * DAY).last == NOW - 30 * DAY


def test_a_clock_that_is_not_the_hubs_is_noted() -> None:
    class Late(Hub):
        ahead = timedelta(minutes=5)

    assert Life(Late()).look().ahead_s == 300
    assert Life().look().ahead_s is None


def test_the_real_record_keeps_a_membership_and_drops_its_days_with_it() -> None:
    store = FakeStore()
    members.keep(store, JOINED)
    assert members.membership(store) == JOINED
    members.keep_state(store, State(tries=3, agreement=AGREED))
    assert members.state(store).agreement == AGREED
    members.keep(store, None)
    assert members.membership(store) is None
    assert members.state(store) == State()
