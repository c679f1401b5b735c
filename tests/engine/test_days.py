"""Finished days read from a record: what apps count as, what is kept, and when it is reckoned anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.fakes.days import (
    CHAT,
    CODE,
    MAIL,
    MORNING,
    NEWS,
    NOW,
    STRANGE,
    TODAY,
    WRITER,
    Stay,
    activities,
    record,
    source,
)
from tests.fakes.store import FakeStore
from wellbeing.analysis.daily import DayParts, Sort
from wellbeing.engine.days import DayReader, Lived, reckoned, rules_of, sort_of
from wellbeing.files.settings import Settings
from wellbeing.model import AppIdentity, Prompt
from wellbeing.ports import Batch, DayBook

DAY = timedelta(days=1)
FRIEND = AppIdentity("firefox", "firefox", "character.ai")
AGENT = AppIdentity("xterm", "xterm", None, ("claude",))


def lived(store: FakeStore, most: int | None = None) -> Lived:
    found = DayReader().read(source(store), most)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("app", "expected"),
    [
        (CHAT, Sort(ai=True, talk=True)),
        (FRIEND, Sort(ai=True, talk=True, companion=True)),
        (AGENT, Sort(ai=True)),
        (MAIL, Sort(people=True)),
        (WRITER, Sort(work=True)),
        (CODE, Sort(work=True)),
        (NEWS, Sort()),
        (STRANGE, Sort()),
    ],
)
def test_apps_count_as_the_catalogue_says(app: AppIdentity, expected: Sort) -> None:
    assert sort_of(source(record()), app) == expected


def test_the_person_may_say_which_apps_are_for_people(tmp_path: Path) -> None:
    rules = tmp_path / "rules.toml"
    rules.write_text(
        '[[rule]]\ncategory = "meetings"\napp = "zorgblatt"\n[[rule]]\ncategory = "news"\napp = "thunderbird"\n'
    )
    own = source(record(), own_rules=rules)
    assert sort_of(own, STRANGE) == Sort(people=True)
    assert sort_of(own, MAIL) == Sort()
    assert rules_of(own) != rules_of(source(record()))


def test_every_finished_day_is_read_and_today_is_not() -> None:
    found = lived(record(days_before=5))
    assert (found.first, found.last, found.missing) == (TODAY - 5 * DAY, TODAY - DAY, 0)
    assert [one.active if one else None for one in found.parts] == [135.0] * 5
    assert found.parts[0] is not None
    assert (found.parts[0].ai, found.parts[0].people, found.parts[0].talk) == (20, 5, 20)
    assert found.prompts == (None,) * 5
    assert len(found.counted) == 5


def test_no_finished_day_is_none() -> None:
    assert DayReader().read(source(FakeStore())) is None
    assert DayReader().read(source(record(days_before=0))) is None


def test_days_can_be_reckoned_a_few_at_a_time_the_latest_first() -> None:
    reader, from_ = DayReader(), source(record(days_before=5))
    first = reader.read(from_, 2)
    assert first is not None
    assert [one is None for one in first.parts] == [True, True, True, False, False]
    assert first.missing == 3
    left = [found.missing for _ in range(3) if (found := reader.read(from_, 2)) is not None]
    assert left == [1, 0, 0]


def test_the_record_is_asked_once_however_few_days_are_reckoned_at_a_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read = source(record(days_before=5))
    asked: list[date] = []
    between = type(read.store.days).between

    def counted(book: DayBook, first: date, last: date, rules: str) -> dict[date, DayParts]:
        asked.append(first)
        return between(book, first, last, rules)

    monkeypatch.setattr(type(read.store.days), "between", counted)
    reader = DayReader()
    while (found := reader.read(read, 1)) is not None and found.missing:
        pass
    assert len(asked) == 1
    reader.begin_anew()
    reader.read(read)
    assert len(asked) == 2


def test_what_is_kept_in_the_record_is_not_reckoned_again(monkeypatch: pytest.MonkeyPatch) -> None:
    store = record(days_before=5)
    store.tally()
    assert DayReader().keep(source(store), 3) == 2
    assert DayReader().keep(source(store), 3) == 0

    def never(*_: object) -> None:
        raise AssertionError("reckoned again")

    monkeypatch.setattr("wellbeing.engine.days.reckoned", never)
    assert lived(store).missing == 0


def test_other_rules_or_another_night_reckon_anew() -> None:
    store = record(days_before=2, past=(Stay("23:30", 60, CHAT),))
    plain = source(store)
    other = replace(plain, settings=Settings(night_from="00:00", night_to="01:00"))
    assert rules_of(plain) != rules_of(other)
    assert [reckoned(one, TODAY - DAY).night for one in (plain, other)] == [60, 30]


def test_of_days_whose_activities_are_gone_the_totals_speak() -> None:
    store = record(days_before=40)
    store.tally()
    store.retain(NOW - 10 * DAY)
    found = reckoned(source(store), TODAY - 30 * DAY)
    assert (found.active, found.ai, found.sessions) == (135, 20, None)


def test_prompts_count_by_day_and_are_unknown_before_the_first() -> None:
    store = record(days_before=4)
    begin = source(store).calendar.begin
    asked = [begin(TODAY - 3 * DAY), begin(TODAY - DAY), begin(TODAY - DAY) + DAY / 2, begin(TODAY)]
    store.ledger.add(prompts=[Prompt("chatgpt", str(at), at, "s") for at in asked])
    assert lived(store).prompts == (None, 1, 0, 2)


def test_a_hole_in_the_record_is_a_day_that_does_not_count() -> None:
    store = FakeStore(zone=record().zones()[0])
    days = (TODAY - 4 * DAY, TODAY - DAY)
    store.write(
        Batch(closed=[one for day in days for one in activities(day, MORNING)], zones=record().zones())
    )
    found = lived(store)
    assert found.counted == [TODAY - 4 * DAY, TODAY - DAY]
    assert [one.active if one else None for one in found.parts] == [135, 0, 0, 135]
    assert found.day(1) == date(2026, 11, 21)
