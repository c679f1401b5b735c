"""What the family agreed elsewhere is taken in once, and requests go there and come back answered."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest

from tests.clocks import HandClock
from tests.fakes.days import source
from tests.fakes.store import FakeStore
from wellbeing.engine import agreed, household, permit
from wellbeing.engine import membership as members
from wellbeing.engine.membership import Membership, Way
from wellbeing.family.agreement import Agreement, AnswerTold, HolidayTold, LimitTold, Member, RequestTold
from wellbeing.family.holiday import Holiday
from wellbeing.family.person import Role
from wellbeing.family.request import Answer, State
from wellbeing.limits.limit import Agreed, Grant, Level, Limit, Of, Target
from wellbeing.limits.standing import Count, Standing, standing
from wellbeing.ports import FamilyRefused, KnownError
from wellbeing.timeline.day import Calendar

TODAY = date(2026, 5, 5)
LEO = Member(id="leo", name="Leo", role=Role.CHILD)
GAMES = LimitTold(id="g", person="leo", name="Games", target="category:games", minutes=(60,) * 5 + (90, None))
WINTER = HolidayTold(first=date(2026, 12, 21), last=date(2027, 1, 5), name="Winter")


def agreement(*limits: LimitTold, holidays: tuple[HolidayTold, ...] = ()) -> Agreement:
    return Agreement(family="Ada", person=LEO, limits=limits, holidays=holidays)


@dataclass
class Reply:
    body: bytes


@dataclass
class FakeHub:
    """Keeps requests and answers them when a test says so."""

    asked: list[dict[str, object]] = field(default_factory=list)
    answer: AnswerTold | None = None
    away: bool = False
    withdrawn: list[str] = field(default_factory=list)

    def ask(self, method: str, path: str, body: object = None, tag: str = "") -> Reply:
        if self.away:
            raise KnownError("The hub does not answer.", "")
        if method == "DELETE":
            self.withdrawn.append(path)
            raise FamilyRefused("Answered already.", "")
        assert path == "/requests"
        if method == "POST":
            assert isinstance(body, dict)
            self.asked.append(body)
            return Reply(b"{}")
        told = [RequestTold(id=str(one["id"]), person="leo", answer=self.answer) for one in self.asked]
        return Reply(msgspec.json.encode({"requests": told, "later": 1}))


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def store(clock: HandClock) -> FakeStore:
    return FakeStore(now=clock.now)


def stands(store: FakeStore, clock: HandClock) -> list[Standing]:
    calendar = Calendar([clock.zone()])
    some = store.limits.extensions(TODAY, TODAY)
    return [standing(one, TODAY, Count(60, 60), some, clock.now(), calendar) for one in store.limits.limits()]


def test_limits_of_the_family_are_taken_in_changed_and_ended_with_it(
    store: FakeStore, clock: HandClock
) -> None:
    others = msgspec.structs.replace(GAMES, id="x", person="mia")
    unknown = msgspec.structs.replace(GAMES, id="y", target="planet:mars")
    assert agreed.take_in(store, agreement(GAMES, others, unknown), clock)
    (limit,) = store.limits.limits()
    assert limit.targets == (Target(Of.CATEGORY, "games"),)
    assert (limit.days, limit.level, limit.agreed) == ((60,) * 5 + (90, None), Level.DIALOG, Agreed("Ada"))
    assert not agreed.take_in(store, agreement(GAMES, others, unknown), clock)
    tighter = msgspec.structs.replace(GAMES, minutes=(0,) * 7, week_minutes=100)
    assert agreed.take_in(store, agreement(tighter), clock)
    (limit,) = store.limits.limits()
    assert (limit.days, limit.week) == ((1,) * 7, 100)
    assert agreed.take_in(store, agreement(), clock)
    assert store.limits.limits() == []


def test_what_a_parent_changed_here_stands_until_it_changes_there(store: FakeStore, clock: HandClock) -> None:
    agreed.take_in(store, agreement(GAMES), clock)
    store.limits.remove(1, clock.now())
    assert not agreed.take_in(store, agreement(GAMES), clock)
    assert store.limits.limits() == []
    agreed.take_in(store, agreement(msgspec.structs.replace(GAMES, name="Play")), clock)
    assert [one.name for one in store.limits.limits()] == ["Play"]


def test_joining_once_more_makes_no_second_limit(store: FakeStore, clock: HandClock) -> None:
    store.limits.set(Limit((Target(Of.CATEGORY, "games"),), (30,) * 7, agreed=Agreed("Mum")), clock.now())
    agreed.take_in(store, agreement(GAMES), clock)
    (limit,) = store.limits.limits()
    assert (limit.days[0], limit.agreed) == (60, Agreed("Mum"))


def test_another_family_ends_no_limit_that_the_one_before_agreed(store: FakeStore, clock: HandClock) -> None:
    agreed.take_in(store, agreement(GAMES, holidays=(WINTER,)), clock)
    members.keep(store, None)
    assert not agreed.take_in(store, Agreement(family="Other", person=LEO), clock)
    assert len(store.limits.limits()) == len(store.household.holidays()) == 1


def test_holidays_of_the_family_are_taken_in_when_they_are_new(store: FakeStore, clock: HandClock) -> None:
    own = Holiday(date(2026, 7, 1), date(2026, 7, 9))
    store.household.set_holidays([own], clock.now())
    assert not agreed.take_in(store, agreement(), clock)
    backwards = HolidayTold(first=WINTER.last, last=WINTER.first)
    assert agreed.take_in(store, agreement(holidays=(WINTER, backwards)), clock)
    assert store.household.holidays() == (Holiday(WINTER.first, WINTER.last, "Winter"),)
    assert not agreed.take_in(store, agreement(holidays=(WINTER, backwards)), clock)


def test_a_request_goes_to_the_hub_once_and_its_answer_extends_the_limit(
    store: FakeStore, clock: HandClock
) -> None:
    hub = FakeHub()
    agreed.take_in(store, agreement(GAMES), clock)
    permit.set_pin(store, "4711", clock)
    assert not agreed.exchange(store, hub, stands(store, clock), clock)
    assert hub.asked == []
    one = household.ask(store, 30, 1, "chess", clock.now())
    hub.away = True
    with pytest.raises(KnownError):
        agreed.exchange(store, hub, stands(store, clock), clock)
    hub.away = False
    assert not agreed.exchange(store, hub, stands(store, clock), clock)
    assert not agreed.exchange(store, hub, stands(store, clock), clock)
    assert hub.asked == [{"id": one.id, "limit": "g", "minutes": 30, "reason": "chess"}]
    hub.answer = AnswerTold(at=datetime(2026, 5, 5, 9, tzinfo=UTC), minutes=900, words="ok", by="Mum")
    assert agreed.exchange(store, hub, stands(store, clock), clock)
    known = store.household.request(one.id)
    assert known is not None
    assert known.answer is not None
    assert (known.answer.minutes, known.answer.by) == (60, "Mum")
    assert [each.grant for each in store.limits.extensions(TODAY, TODAY)] == [Grant.GIVEN]


def test_what_was_answered_at_the_computer_is_taken_back_at_the_hub_once(
    store: FakeStore, clock: HandClock
) -> None:
    hub = FakeHub()
    agreed.take_in(store, agreement(GAMES), clock)
    first = household.ask(store, 30, 1, "", clock.now())
    agreed.exchange(store, hub, stands(store, clock), clock)
    household.answer(store, first.id, Answer(clock.now(), 15), stands(store, clock), clock)
    hub.away = True
    with pytest.raises(KnownError):
        agreed.exchange(store, hub, stands(store, clock), clock)
    hub.away = False
    for _ in range(2):
        assert not agreed.exchange(store, hub, stands(store, clock), clock)
    assert hub.withdrawn == [f"/requests/{first.id}"]


def test_an_answer_that_comes_the_next_day_extends_nothing(store: FakeStore, clock: HandClock) -> None:
    agreed.take_in(store, agreement(GAMES), clock)
    one = household.ask(store, 30, 1, "", clock.now())
    clock.advance(timedelta(hours=13).total_seconds())
    answer = AnswerTold(at=clock.now(), minutes=30)
    told = [RequestTold(id=one.id, person="leo", answer=answer), RequestTold(id="other", person="leo")]
    assert agreed.answers(store, told, stands(store, clock), clock)
    known = store.household.request(one.id)
    assert known is not None
    assert known.state(clock.now()) is State.GRANTED
    assert store.limits.extensions(TODAY, TODAY + timedelta(days=2)) == []


def test_what_was_asked_on_the_phone_and_answered_there_counts_here(
    store: FakeStore, clock: HandClock
) -> None:
    now = clock.now()
    answer = AnswerTold(at=now, minutes=15, words="then supper", by="Ada")
    asked = RequestTold(
        id="a", person="leo", at=now - timedelta(minutes=2), minutes=30, limit="g", answer=answer
    )
    others = msgspec.structs.replace(asked, id="b", person="mia")
    old = msgspec.structs.replace(asked, id="c", at=now - timedelta(days=1))
    told = msgspec.structs.replace(agreement(GAMES), requests=(asked, others, old))
    agreed.take_in(store, told, clock)
    agreed.adopt(store, told, now)
    assert agreed.answers(store, told.requests, stands(store, clock), clock)
    assert [one.id for one in store.household.requests(now - timedelta(days=2))] == ["a"]
    (given,) = store.limits.extensions(TODAY, TODAY)
    assert (given.limit, given.units) == (1, 15)
    agreed.adopt(store, told, now)
    assert not agreed.answers(store, told.requests, stands(store, clock), clock)


@dataclass
class FakeFolder:
    """Tells of a family, or that the keyring is locked; counts how often it is asked."""

    told: Agreement
    locked: bool = False
    asked: int = 0
    lies: str = "1"

    def agreement(self, tag: str = "") -> tuple[Agreement, str, bytes] | None:
        self.asked += 1
        if self.locked:
            raise KnownError("The keyring is locked.", "")
        mark = str(hash(self.told))
        return None if mark == tag else (self.told, mark, b"")


def test_a_folder_is_read_once_for_each_change_and_a_locked_keyring_is_not_asked_each_minute(
    store: FakeStore, clock: HandClock
) -> None:
    joined = Membership(
        way=Way.FOLDER, family="Ada", person=LEO, device="d", name="d", since=TODAY, folder="/x"
    )
    members.keep(store, joined)
    store.limits.set(Limit((Target(Of.CATEGORY, "games"),), (30,) * 7, agreed=Agreed("Mum")), clock.now())
    folder, changes = FakeFolder(agreement()), []
    taker = agreed.Taker(
        store=store,
        source=lambda: source(store, now=clock.now()),
        hub=lambda _joined: None,
        folder=lambda _joined: folder,
        lies=lambda _joined: folder.lies,
        week_begins=lambda: 0,
        changed=lambda: changes.append(1),
    )
    for _ in range(3):
        taker.look()
    assert folder.asked == 1
    folder.locked, folder.lies = True, "2"
    for _ in range(3):
        taker.look()
    assert folder.asked == 2
    folder.locked = False
    one = household.ask(store, 30, None, "chess", clock.now())
    taker.look()
    assert folder.asked == 3
    told = RequestTold(
        id=one.id, person="leo", at=one.at, minutes=30, answer=AnswerTold(at=one.at, minutes=15, by="Ada")
    )
    folder.told, folder.lies = msgspec.structs.replace(agreement(), requests=(told,)), "3"
    changes.clear()
    for _ in range(2):
        taker.look()
    known = store.household.request(one.id)
    assert known is not None
    assert known.state(clock.now()) is State.GRANTED
    assert changes


def test_what_others_ask_for_is_passed_on_at_a_device_of_an_adult(store: FakeStore, clock: HandClock) -> None:
    ada = Member(id="ada", name="Ada", role=Role.ADULT)
    members.keep(
        store,
        Membership(way=Way.HUB, family="Ada", person=ada, device="d", name="d", since=TODAY, url="https://h"),
    )
    asked = RequestTold(id="1", person="leo", at=clock.now(), minutes=30)
    told = Agreement(family="Ada", person=ada, requests=(asked,))
    members.keep_state(store, members.State(agreement=told, tag="1"))
    changes: list[int] = []
    taker = agreed.Taker(
        store=store,
        source=lambda: source(store, now=clock.now()),
        hub=lambda _joined: None,
        folder=lambda _joined: None,
        lies=lambda _joined: "",
        week_begins=lambda: 0,
        changed=lambda: changes.append(1),
    )
    for _ in range(3):
        taker.look()
    assert changes == [1]
