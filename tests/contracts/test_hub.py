"""The hub's database does the same on SQLite and PostgreSQL: nothing twice, nothing lower, nothing of others."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, inspect, text

from tests.e2e.program import now
from wellbeing.family.level import Level
from wellbeing.family.person import Person, PersonId, Relation, Role
from wellbeing.ports import KnownError, StoreError, StoreNewer
from wellbeing.store.hub import devices, digests, opening, people, requests
from wellbeing.store.hub.devices import Kept, Purpose
from wellbeing.store.hub.digests import Outcome, Push
from wellbeing.store.hub.opening import open_hub
from wellbeing.store.hub.requests import Asked
from wellbeing.store.hub.source import HubSource
from wellbeing.store.hub.tables import HEAD, metadata

NOW = now()
DAY = date(2026, 11, 24).toordinal()
ADA, BEN = Person(PersonId("ada"), "Ada", Role.ADULT), Person(PersonId("ben"), "Ben", Role.CHILD)


def empty(address: str) -> None:
    engine = create_engine(address.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path | str:
    if request.param == "sqlite":
        return tmp_path / "hub.sqlite"
    address = str(request.getfixturevalue("postgresql"))
    empty(address)
    return address


@pytest.fixture
def source(place: Path | str, tmp_path: Path) -> Iterator[HubSource]:
    made = open_hub(place, now=NOW, backups=tmp_path / "backups", create=True)
    with made.writing() as connection:
        people.add_family(connection, "f", "Lovelace", NOW)
        for one in (ADA, BEN):
            people.add_person(connection, "f", one, NOW)
        for name in ("one", "two"):
            devices.add(connection, Kept(name, "f", "ben", name, "", NOW, None, None), f"token-{name}")
    yield made
    made.close()


def push(
    device: str = "one", day: int = DAY, revision: int = 1, content: bytes = b"{}", by: str = ""
) -> Push:
    return Push(sha256((by or f"token-{device}").encode()).digest(), device, day, revision, content)


def outcomes(source: HubSource, *pushes: Push) -> list[Outcome]:
    return [one.outcome for one in digests.push(source, pushes, NOW)]


def kept(source: HubSource) -> dict[tuple[str, int], bytes]:
    with source.reading() as connection:
        found = digests.between(connection, ["ben"], date(2026, 1, 1), date(2026, 12, 31))
    return {(one.device, one.day): one.content for one in found}


# ---------------------------------------------------------------- digests


def test_the_same_push_again_is_the_same(source: HubSource) -> None:
    assert outcomes(source, push()) == [Outcome.CREATED]
    assert outcomes(source, push()) == [Outcome.KEPT]
    assert kept(source) == {("one", DAY): b"{}"}


def test_a_higher_revision_stands_and_a_lower_one_changes_nothing(source: HubSource) -> None:
    assert outcomes(source, push(revision=5, content=b"5")) == [Outcome.CREATED]
    [answer] = digests.push(source, [push(revision=4, content=b"4")], NOW)
    assert (answer.outcome, answer.revision) == (Outcome.OLDER, 5)
    assert outcomes(source, push(revision=6, content=b"6")) == [Outcome.KEPT]
    assert kept(source) == {("one", DAY): b"6"}


def test_the_same_revision_with_other_content_is_told_apart(source: HubSource) -> None:
    assert outcomes(source, push(content=b"a"), push(content=b"b")) == [Outcome.CREATED, Outcome.DIFFERENT]
    assert outcomes(source, push(content=b"c")) == [Outcome.DIFFERENT]
    assert kept(source) == {("one", DAY): b"a"}


def test_nobody_pushes_for_another_device_nor_without_a_token(source: HubSource) -> None:
    assert outcomes(source, push("two", by="token-one")) == [Outcome.FOREIGN]
    assert outcomes(source, push(by="forged")) == [Outcome.UNKNOWN]
    with source.writing() as connection:
        assert devices.revoke(connection, "f", "one", NOW)
        assert not devices.revoke(connection, "another family", "two", NOW)
    assert outcomes(source, push(), push("two")) == [Outcome.REVOKED, Outcome.CREATED]
    assert list(kept(source)) == [("two", DAY)]


def test_many_are_written_together_and_answered_in_their_order(source: HubSource) -> None:
    some = [push(name, DAY - back) for back in range(300) for name in ("one", "two")]
    assert outcomes(source, *some, push(by="forged")) == [*[Outcome.CREATED] * 600, Outcome.UNKNOWN]
    assert outcomes(source, *some) == [Outcome.KEPT] * 600


def test_two_hubs_on_one_database_never_lower_a_revision(source: HubSource) -> None:
    def send(revisions: range) -> None:
        for revision in revisions:
            digests.push(source, [push(revision=revision, content=str(revision).encode())], NOW)

    hubs = [threading.Thread(target=send, args=(range(first, 41, 2),)) for first in (1, 2)]
    for one in hubs:
        one.start()
    for one in hubs:
        one.join()
    assert kept(source) == {("one", DAY): b"40"}


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(1, 4), st.sampled_from([b"a", b"b"])), max_size=12), st.integers(1, 12))
def test_in_whatever_parts_pushes_come_the_first_of_the_highest_revision_stands(
    source: HubSource, sent: list[tuple[int, bytes]], cut: int
) -> None:
    with source.writing() as connection:
        digests.forget(connection, date(9000, 1, 1))
    some = [push(revision=revision, content=content) for revision, content in sent]
    for part in (some[:cut], some[cut:]):
        digests.push(source, part, NOW)
    stands: tuple[int, bytes] | None = None
    for one in sent:
        stands = one if stands is None or one[0] > stands[0] else stands
    assert kept(source) == ({} if stands is None else {("one", DAY): stands[1]})


def test_old_days_are_forgotten(source: HubSource) -> None:
    digests.push(source, [push(day=DAY), push(day=DAY - 10)], NOW)
    with source.writing() as connection:
        assert digests.forget(connection, date.fromordinal(DAY - 5)) == 1
    assert list(kept(source)) == [("one", DAY)]


# ---------------------------------------------------------------- members and what they hold


def test_an_invitation_works_once_and_not_for_long(source: HubSource) -> None:
    later = NOW + timedelta(minutes=15)
    with source.writing() as connection:
        devices.invite(connection, "s", "f", "ben", Purpose.DEVICE, later)
        assert devices.redeem(connection, "s", Purpose.PASSWORD, NOW) is None
        assert devices.redeem(connection, "s", Purpose.DEVICE, later) is None
        assert devices.redeem(connection, "s", Purpose.DEVICE, NOW) == ("f", "ben")
        assert devices.redeem(connection, "s", Purpose.DEVICE, NOW) is None
        devices.invite(connection, "t", "f", "ben", Purpose.DEVICE, later)
        devices.invite(connection, "u", "f", "ben", Purpose.DEVICE, later)
        assert devices.redeem(connection, "t", Purpose.DEVICE, NOW) is None
        devices.clear(connection, later + timedelta(days=2))
        assert devices.redeem(connection, "u", Purpose.DEVICE, NOW) is None


def test_a_browser_is_signed_in_while_it_is_used_and_not_for_ever(source: HubSource) -> None:
    with source.writing() as connection:
        devices.sign_in(connection, "cookie", "form", "ada", NOW)
        assert devices.signed_in(connection, "another", NOW) is None
        found = devices.signed_in(connection, "cookie", NOW + devices.SESSION_IDLE)
        assert found is not None
        assert found[1], "its use is noted"
        assert (
            devices.signed_in(connection, "cookie", NOW + devices.SESSION_IDLE + timedelta(seconds=1)) is None
        )
        for week in range(14):
            devices.note_seen(connection, "cookie", NOW + timedelta(weeks=week))
        assert devices.signed_in(connection, "cookie", NOW + devices.SESSION_MOST + timedelta(days=1)) is None
        devices.sign_in(connection, "second", "form", "ada", NOW)
        devices.sign_out(connection, member="ada")
        assert devices.signed_in(connection, "second", NOW) is None


def test_names_are_told_apart_as_people_type_them(source: HubSource) -> None:
    with source.writing() as connection:
        assert people.by_login(connection, "  ADA ") == people.by_id(connection, "ada")
        assert people.by_login(connection, "nobody") is None
    with pytest.raises(KnownError), source.writing() as connection:
        people.add_person(connection, "f", Person(PersonId("x"), "aDa", Role.TEEN), NOW)
    with source.reading() as connection:
        assert [one.person for one in people.members(connection, "f")] == [ADA, BEN]


def test_wrong_passwords_are_counted_and_a_right_one_ends_it(source: HubSource) -> None:
    with source.writing() as connection:
        for _ in range(3):
            people.note_wrong(connection, "ada", NOW)
        account = people.by_id(connection, "ada")
        assert account is not None
        assert account.failed == 3
        people.set_password(connection, "ada", "hash")
        assert not people.note_right(connection, "ada", "an older hash")
        people.note_wrong(connection, "ada", NOW)
        assert people.note_right(connection, "ada", "hash")
        after = people.by_id(connection, "ada")
        assert after is not None
        assert after.failed == 0


def test_a_recovery_code_is_used_once(source: HubSource) -> None:
    with source.writing() as connection:
        people.set_recovery(connection, "ada", "first")
        assert people.renew(connection, "ada", "first", "password", "second")
        assert not people.renew(connection, "ada", "first", "of somebody else", "third")
        account = people.by_id(connection, "ada")
    assert account is not None
    assert (account.password, account.recovery) == ("password", "second")


def at_once(count: int, work: Callable[[], None]) -> None:
    """Have threads do the same in the same moment."""
    together = threading.Barrier(count)

    def one() -> None:
        together.wait()
        work()

    threads = [threading.Thread(target=one) for _ in range(count)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()


def test_passwords_tried_in_the_same_moment_are_tried_one_after_the_other(source: HubSource) -> None:
    first: list[int] = []

    def attempt() -> None:
        with source.writing() as connection:
            account = people.by_login(connection, "Ada", alone=True)
            assert account is not None
            people.note_wrong(connection, account.person.id, NOW)
            first.append(account.failed)

    at_once(6, attempt)
    assert sorted(first) == [0, 1, 2, 3, 4, 5]


def test_what_is_said_in_the_same_moment_is_said_one_after_the_other(source: HubSource) -> None:
    done: list[bool] = []

    def say() -> None:
        with source.writing() as connection:
            people.relate(connection, "f", Relation(ADA.id, BEN.id, Level.APPS, moods=False), "ada", NOW)
            requests.agree(connection, "f", b"{}", NOW)
            devices.invite(connection, f"code-{threading.get_ident()}", "f", "ben", Purpose.DEVICE, NOW)
            requests.ask(connection, Asked("r", "ben", "f", None, 30, "", NOW))
        done.append(True)

    at_once(6, say)
    assert len(done) == 6
    with source.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM invitation").scalar() == 1


def test_a_relation_is_what_was_said_last(source: HubSource) -> None:
    with source.writing() as connection:
        for level in (Level.APPS, Level.TOTALS):
            people.relate(connection, "f", Relation(ADA.id, BEN.id, level, moods=True), "ada", NOW)
        assert people.between(connection, "ada", "ben") == Relation(ADA.id, BEN.id, Level.TOTALS, moods=True)
        assert people.between(connection, "ben", "ada") is None
        assert people.relations(connection, "f", of="ben") == people.relations(connection, "f")
        people.end_relation(connection, "ada", "ben")
        assert people.relations(connection, "f") == []


def test_a_request_that_was_taken_back_counts_and_tells_nothing(source: HubSource) -> None:
    one = Asked("r", "ben", "f", "games", 30, "please", NOW)
    with source.writing() as connection:
        requests.ask(connection, one)
        assert not requests.withdraw(connection, "f", "r", "ada", NOW)
        assert requests.withdraw(connection, "f", "r", "ben", NOW)
        assert not requests.withdraw(connection, "f", "r", "ben", NOW)
        assert requests.asked_since(connection, "ben", NOW) == 1
        assert requests.by_id(connection, "f", "r") is None
        assert requests.since(connection, "f", NOW) == []
        assert not requests.answer(connection, "f", "r", "ada", 15, "", NOW)
        assert requests.ask(connection, one) is None, "what was taken back does not come again"
        [kept] = connection.exec_driver_sql("SELECT reason, limit_name FROM request").all()
    assert tuple(kept) == ("", None)


def test_a_request_is_asked_once_and_answered_once(source: HubSource) -> None:
    one = Asked("r", "ben", "f", None, 30, "please", NOW)
    with source.writing() as connection:
        assert requests.ask(connection, one) == requests.ask(connection, one)
        assert requests.ask(connection, Asked("r", "ada", "f", None, 30, "", NOW)) is None
        assert requests.asked_since(connection, "ben", NOW) == 1
        assert requests.answer(connection, "f", "r", "ada", 15, "fine", NOW)
        assert not requests.answer(connection, "f", "r", "ada", 60, "", NOW)
        assert not requests.answer(connection, "another", "r", "ada", 60, "", NOW)
        [stands] = requests.since(connection, "f", NOW - timedelta(days=1), of="ben")
        assert (stands.granted, stands.words, stands.by) == (15, "fine", "ada")
        requests.agree(connection, "f", b"{}", NOW)
        requests.agree(connection, "f", b"[]", NOW)
        assert requests.agreed(connection, "f") == b"[]"
        requests.forget(connection, NOW + timedelta(days=2), timedelta(days=1))
        assert requests.since(connection, "f", NOW - timedelta(days=1)) == []


# ---------------------------------------------------------------- opening


def shape(source: HubSource) -> dict[str, Any]:
    with source.reading() as connection:
        look = inspect(connection)
        return {
            name: (
                [(one["name"], str(one["type"]), one["nullable"]) for one in look.get_columns(name)],
                look.get_pk_constraint(name)["constrained_columns"],
                sorted(str(one["column_names"]) for one in look.get_indexes(name)),
                sorted(str(one["column_names"]) for one in look.get_unique_constraints(name)),
                sorted(str(one["constrained_columns"]) for one in look.get_foreign_keys(name)),
            )
            for name in sorted(look.get_table_names())
        }


def test_a_new_database_is_what_the_migrations_make(
    source: HubSource, place: Path | str, tmp_path: Path
) -> None:
    created = shape(source)
    with source.writing() as connection:
        metadata.drop_all(connection)
    with source.writing() as connection:
        opening.upgrade(connection)
    assert shape(source) == created
    with source.reading() as connection:
        assert opening.found(connection) == HEAD


def test_a_database_of_the_first_version_keeps_its_requests(
    source: HubSource, place: Path | str, tmp_path: Path
) -> None:
    with source.writing() as connection:
        metadata.drop_all(connection)
    with source.writing() as connection:
        opening.upgrade(connection, "0001")
        people.add_family(connection, "f", "Lovelace", NOW)
        people.add_person(connection, "f", BEN, NOW)
        connection.exec_driver_sql(
            "INSERT INTO request (id, person, family, minutes, reason, asked_ms) VALUES ('r', 'ben', 'f', 30, 'x', 9)"
        )
    later = open_hub(place, now=NOW, backups=tmp_path / "before")
    try:
        with later.reading() as connection:
            found = requests.by_id(connection, "f", "r")
            assert opening.found(connection) == HEAD
    finally:
        later.close()
    assert found is not None
    assert found.reason == "x"


def test_a_newer_database_is_left_alone(source: HubSource, place: Path | str, tmp_path: Path) -> None:
    with source.writing() as connection:
        connection.exec_driver_sql("UPDATE hub_version SET version_num = '9999'")
    with pytest.raises(StoreNewer):
        open_hub(place, now=NOW, backups=tmp_path)


def test_where_nothing_was_set_up_it_is_said(place: Path | str, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no hub yet"):
        open_hub(place, now=NOW, backups=tmp_path)
