"""Signing in, with a clock in the hand: what wrong passwords cost, whoever tries them and however many at once."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from starlette.concurrency import run_in_threadpool

from tests import hubs
from tests.clocks import HandClock
from wellbeing.api import account, pairing, rate, secret, serve
from wellbeing.api.hub import Asker, Hub
from wellbeing.api.page import Pages
from wellbeing.api.refused import Refused
from wellbeing.api.site import Site
from wellbeing.api.stranger import Strangers
from wellbeing.api.value import NewDevice, Pairing
from wellbeing.family import code as codes
from wellbeing.family.level import Level
from wellbeing.family.person import Role
from wellbeing.family.pin import DELAYS
from wellbeing.ports import KnownError
from wellbeing.store.hub import devices, people
from wellbeing.store.hub.devices import SESSION_IDLE
from wellbeing.store.hub.opening import open_hub


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def hub(tmp_path: Path, clock: HandClock) -> Iterator[Hub]:
    source = open_hub(tmp_path / "hub.sqlite", now=clock.now(), backups=tmp_path, create=True)
    made = Hub(source, clock, "https://hub.example", None)
    pairing.set_up(made, "Lovelace", "Ada", hubs.PASSWORD)
    yield made
    source.close()


@pytest.fixture
def ada(hub: Hub) -> Asker:
    with hub.reading() as connection:
        [(family, _name)] = people.families(connection)
        return pairing.owner(connection, family, "")


def status(hub: Hub, password: str, name: str = "Ada") -> int:
    try:
        account.sign_in(hub, name, password)
    except Refused as error:
        return error.status
    return 200


def test_the_wait_grows_with_each_wrong_password_and_ends_with_a_right_one(
    hub: Hub, clock: HandClock
) -> None:
    for failed in range(1, 5):
        assert status(hub, "wrong") == 401
        if wait := DELAYS[failed].total_seconds():
            assert status(hub, hubs.PASSWORD) == 429, "the right one has to wait as well"
            clock.advance(wait)
    assert status(hub, hubs.PASSWORD) == 200
    assert status(hub, "wrong") == 401
    clock.advance(DELAYS[1].total_seconds())
    assert status(hub, hubs.PASSWORD) == 200


def test_a_hub_whose_clock_was_set_back_keeps_nobody_out_for_long(hub: Hub, clock: HandClock) -> None:
    for _ in range(3):
        status(hub, "wrong")
        clock.advance(DELAYS[3].total_seconds())
    status(hub, "wrong")
    clock.set(-timedelta(days=900).total_seconds())
    with hub.reading() as connection:
        ada = people.by_login(connection, "ada")
    assert ada is not None
    assert 0 < secret.wait_s(ada, clock.now()) <= DELAYS[4].total_seconds()


def test_many_guesses_at_the_same_moment_count_as_one_after_the_other(hub: Hub, clock: HandClock) -> None:
    told: list[int] = []
    threads = [threading.Thread(target=lambda: told.append(status(hub, "wrong"))) for _ in range(6)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(told) == [401, 429, 429, 429, 429, 429]


def test_of_two_recoveries_with_the_same_code_one_succeeds(
    hub: Hub, ada: Asker, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    recovery = secret.recovery_code()
    with hub.writing() as connection:
        people.set_recovery(connection, ada.person.id, secret.hashed(secret.plain_code(recovery)))
    fits, inner = secret.fits, []

    def while_the_first_is_compared(kept: str | None, password: str) -> bool:
        monkeypatch.setattr(secret, "fits", fits)
        clock.advance(10)
        inner.append(account.recover(hub, "Ada", recovery, "the second of four words"))
        return fits(kept, password)

    monkeypatch.setattr(secret, "fits", while_the_first_is_compared)
    with pytest.raises(Refused):
        account.recover(hub, "Ada", recovery, "the first of four words")
    assert len(inner) == 1
    clock.advance(3600)
    assert status(hub, "the first of four words") == 401
    clock.advance(3600)
    assert status(hub, "the second of four words") == 200


def test_an_old_password_signs_nobody_in_once_a_new_one_was_chosen(
    hub: Hub, ada: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, fits = pairing.sign_in_code(hub, ada, ada.person.id).text, secret.fits

    def while_the_old_one_is_compared(kept: str | None, password: str) -> bool:
        pairing.choose_password(hub, code, "another one of four words")
        return fits(kept, password)

    monkeypatch.setattr(secret, "fits", while_the_old_one_is_compared)
    assert status(hub, hubs.PASSWORD) == 401


def test_wrong_passwords_of_others_keep_no_known_browser_out(hub: Hub, ada: Asker, clock: HandClock) -> None:
    known = account.sign_in(hub, "Ada", hubs.PASSWORD).known
    for _ in range(20):
        status(hub, "a guess")
    assert status(hub, hubs.PASSWORD) == 429
    for forged in (
        known[:-1] + ("0" if known[-1] != "0" else "1"),
        "." + known.partition(".")[2],
        "x.y",
        "\udcff.",
    ):
        with pytest.raises(Refused, match="too often"):
            account.sign_in(hub, "Ada", hubs.PASSWORD, forged)
    again = account.sign_in(hub, "Ada", hubs.PASSWORD, known).known
    for told in (401, 429):
        with pytest.raises(Refused) as wrong:
            account.sign_in(hub, "Ada", "a guess", again)
        assert wrong.value.status == told, "its own tries have their own wait"
    clock.advance(3600)
    other = pairing.add_member(hub, ada, "Gus", Role.ADULT, None)
    gus = account.join(hub, pairing.sign_in_code(hub, ada, other.id).text, "gus has four words too").known
    status(hub, "a guess")
    with pytest.raises(Refused, match="too often"):
        account.sign_in(hub, "Ada", hubs.PASSWORD, gus)
    pairing.choose_password(
        hub, pairing.sign_in_code(hub, ada, ada.person.id).text, "another one of four words"
    )
    status(hub, "a guess")
    with pytest.raises(Refused, match="too often"):
        account.sign_in(hub, "Ada", "another one of four words", known)


def test_while_many_passwords_are_compared_others_are_answered(hub: Hub) -> None:
    begun, go_on = threading.Semaphore(0), threading.Event()

    def slow() -> bool:
        begun.release()
        return go_on.wait(60)

    async def run() -> list[bool]:
        site = Site(hub, Pages(hub))
        many = [asyncio.ensure_future(site.compared(slow)) for _ in range(200)]
        await run_in_threadpool(begun.acquire)
        assert await run_in_threadpool(account.signed_in, hub, "nobody's") is None
        go_on.set()
        return list(await asyncio.gather(*many))

    assert all(asyncio.run(run()))


def test_a_session_ends_when_it_is_not_used(hub: Hub, clock: HandClock) -> None:
    browser = account.sign_in(hub, "ada", hubs.PASSWORD)
    for _ in range(3):
        clock.advance(SESSION_IDLE.total_seconds() - 60)
        found = account.signed_in(hub, browser.cookie)
        assert found is not None
        assert found[1].form == browser.form
    clock.advance(SESSION_IDLE.total_seconds() + 60)
    assert account.signed_in(hub, browser.cookie) is None


def test_a_new_password_signs_every_browser_out(hub: Hub, ada: Asker) -> None:
    browser = account.sign_in(hub, "Ada", hubs.PASSWORD)
    code = pairing.sign_in_code(hub, ada, ada.person.id).text
    assert pairing.choose_password(hub, code, "another one of four words") == ada.person
    assert account.signed_in(hub, browser.cookie) is None
    assert status(hub, "another one of four words") == 200


def test_one_parent_sets_no_password_for_another(hub: Hub, ada: Asker) -> None:
    gus = pairing.add_member(hub, ada, "Gus", Role.ADULT, Level.APPS)
    code = pairing.sign_in_code(hub, ada, gus.id).text
    pairing.choose_password(hub, code, "gus has four words too")
    with pytest.raises(Refused):
        pairing.sign_in_code(hub, ada, gus.id)
    with hub.reading() as connection:
        assert people.relations(connection, ada.family) == [], "an adult is shown by themselves only"


def test_no_parent_pairs_a_device_that_would_act_as_another_adult(hub: Hub, ada: Asker) -> None:
    parent = replace(ada, keeper=False)
    gus = pairing.add_member(hub, parent, "Gus", Role.ADULT, None)
    ben = pairing.add_member(hub, parent, "Ben", Role.CHILD, Level.TOTALS)
    first = codes.read(pairing.device_code(hub, parent, gus.id).text).proof
    paired = pairing.pair(hub, Pairing(code=first, device=NewDevice(name="laptop")))
    for make in (pairing.device_code, pairing.sign_in_code):
        with pytest.raises(Refused) as told:
            make(hub, parent, gus.id)
        assert told.value.status == 403
        make(hub, ada, gus.id)  # whoever keeps the hub
        make(hub, parent, ben.id)
        make(hub, parent, parent.person.id)
    pairing.device_code(hub, Asker(gus, ada.family), gus.id)
    with hub.writing() as connection:
        devices.revoke(connection, ada.family, paired.device, hub.now())
    pairing.device_code(hub, parent, gus.id)


def test_tries_of_names_that_nobody_has_are_counted_in_bounded_room(clock: HandClock) -> None:
    some = Strangers(most=3)
    assert [some.wait_s("Nobody", clock.now()) for _ in range(2)] == [0, 2]
    assert some.wait_s(" NOBODY ", clock.now()) == 2
    clock.advance(2)
    assert [some.wait_s("nobody", clock.now()) for _ in range(2)] == [0, 5]
    for name in "abc":
        some.wait_s(name, clock.now())
    assert some.wait_s("Nobody", clock.now()) == 0


def test_another_family_on_the_same_hub_is_out_of_reach(hub: Hub, ada: Asker, clock: HandClock) -> None:
    with hub.writing() as connection:
        people.add_family(connection, "other", "Babbage", clock.now())
        stranger = pairing._person("Charles", Role.ADULT)
        people.add_person(connection, "other", stranger, clock.now())
    them = Asker(stranger, "other")
    for wish in (pairing.device_code, pairing.sign_in_code):
        with pytest.raises(Refused) as told:
            wish(hub, them, ada.person.id)
        assert told.value.status == 404


def test_names_hold_nothing_that_turns_the_text_around_them(hub: Hub, ada: Asker) -> None:
    assert pairing.add_member(hub, ada, " B\u202een \n ", Role.CHILD, None).name == "B en"
    for nothing in ("", " \u200e\u202e ", "\n"):
        with pytest.raises(KnownError):
            pairing.add_member(hub, ada, nothing, Role.CHILD, None)
    with pytest.raises(KnownError, match="already"):
        pairing.add_member(hub, ada, "ADA", Role.CHILD, None)


def test_passwords_are_long_and_not_the_name() -> None:
    for weak in ("nine char", "x" * 201, "aaaaaaaaaabbb", "Ada Lovelace"):
        with pytest.raises(KnownError):
            secret.check_new(weak, "ada lovelace")
    secret.check_new("ten chars!", "Ada")
    assert not secret.fits(None, "anything")
    assert not secret.fits("no hash", "anything")


# ---------------------------------------------------------------- how often somebody may ask


def test_a_bucket_holds_so_much_and_fills_again() -> None:
    buckets = rate.Buckets(rate.Pace(3, 0.5))
    assert [buckets.wait_s("a", 0.0) for _ in range(5)] == [0, 0, 0, 2, 2]
    assert buckets.wait_s("b", 0.0) == 0
    assert buckets.wait_s("a", 2.0) == 0
    assert buckets.wait_s("a", 2.0) == 2
    assert buckets.wait_s("a", 1000.0, cost=0) == 0
    assert [buckets.wait_s("a", 1000.0) for _ in range(4)] == [0, 0, 0, 2]
    buckets.give_back("a")
    buckets.give_back("nobody")
    assert [buckets.wait_s("a", 1000.0) for _ in range(2)] == [0, 2]


def test_buckets_of_many_askers_take_no_more_room_than_was_given() -> None:
    buckets = rate.Buckets(rate.Pace(1, 1), most=10)
    for who in range(100):
        buckets.wait_s(who, 0.0)
    assert len(buckets._left) == 10


@pytest.mark.parametrize(
    ("address", "stands_for"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("unknown", "unknown"),
        ("", ""),
    ],
)
def test_a_household_has_one_bucket(address: str, stands_for: str) -> None:
    assert rate.neighbourhood(address) == stands_for


def test_upkeep_goes_on_after_an_error_of_ours(hub: Hub, caplog: pytest.LogCaptureFixture) -> None:
    class Wrong(HandClock):
        def now(self) -> datetime:
            raise ZeroDivisionError

    async def looked_after() -> bool:
        said = asyncio.Event()

        class Told(logging.Handler):
            def emit(self, record: logging.LogRecord) -> None:
                said.set()

        told = Told()
        log = logging.getLogger(serve.__name__)
        log.addHandler(told)
        care, heard = asyncio.create_task(serve._upkeep(broken)), asyncio.create_task(said.wait())
        await asyncio.wait((care, heard), return_when=asyncio.FIRST_COMPLETED)
        log.removeHandler(told)
        ended = care.done()
        for task in (care, heard):
            task.cancel()
        await asyncio.gather(care, heard, return_exceptions=True)
        return not ended

    broken = replace(hub, clock=Wrong())
    assert asyncio.run(looked_after()), "it is there for the next time"
    assert [one.message for one in caplog.records] == ["upkeep failed"]
    caplog.clear()


def test_an_unused_session_costs_no_write(hub: Hub, clock: HandClock) -> None:
    browser = account.sign_in(hub, "Ada", hubs.PASSWORD)
    clock.advance(timedelta(minutes=5).total_seconds())
    assert account.signed_in(hub, browser.cookie) is not None
    assert account.signed_in(hub, "another") is None
    account.sign_out(hub, browser.cookie)
    assert account.signed_in(hub, browser.cookie) is None
