"""A day stretch by stretch, as the page shows it."""

from __future__ import annotations

from datetime import date, time, timedelta

from tests.fakes.days import (
    CHAT,
    CODE,
    MAIL,
    MORNING,
    NOW,
    TODAY,
    WRITER,
    Stay,
    local,
    paused,
    record,
    source,
)
from tests.fakes.store import FakeStore
from wellbeing.engine.view.timeline import (
    DayLine,
    Search,
    asked,
    longest_hole,
    moment,
    read,
    room,
    rows,
    spans_of,
)
from wellbeing.model import PRIVATE, Activity, Hint, Offline, Pastime, Presence, Span
from wellbeing.ports import Batch
from wellbeing.timeline import edit
from wellbeing.timeline.marker import What

MINUTE = timedelta(minutes=1)


def line(store: FakeStore | None = None, day: date = TODAY) -> DayLine:
    return read(source(store or record()), day)


def test_a_day_is_told_in_stretches_that_add_up() -> None:
    found = rows(line())
    assert [
        (row.start.strftime("%H:%M"), row.amount // MINUTE, row.face.name if row.face else "")
        for row in found
    ] == [
        ("09:00", 30, "LibreOffice Writer"),
        ("09:30", 10, "LibreOffice Writer"),
        ("10:00", 20, "chatgpt.com"),
        ("10:20", 35, "Visual Studio Code"),
        ("10:55", 5, "Thunderbird"),
        ("11:30", 15, "bbc.co.uk"),
        ("15:00", 30, "LibreOffice Writer"),
    ]
    assert [row.away for row in found[:3]] == [False, True, False]
    assert sum((row.amount for row in found if not row.away), timedelta(0)) == line().total


def test_short_looks_are_parts_of_a_stretch_and_can_be_told_apart() -> None:
    looks = (
        Stay("09:00", 10, CODE),
        Stay("09:10", 0.25, MAIL),
        Stay("09:10:20", 9, CODE),
        Stay("09:20", 0.2, CHAT),
    )
    (first, second) = rows(line(record(looks)))
    assert (first.others, len(first.parts), first.app) == (("Thunderbird",), 3, CODE)
    assert spans_of([first], own=True) == [
        Span(local(TODAY, "09:00"), local(TODAY, "09:10")),
        Span(local(TODAY, "09:10:20"), local(TODAY, "09:19:20")),
    ]
    assert len(spans_of([first])) == 2
    assert (second.parts, second.app) == ((), CHAT)


def test_every_word_sought_must_occur_somewhere() -> None:
    day = line()
    assert [row.app for row in rows(day, Search("chatgpt"))] == [CHAT]
    assert [row.app for row in rows(day, Search("  FIREFOX ai "))] == [CHAT]
    assert [row.app for row in rows(day, Search("writer"))] == [WRITER, WRITER]
    assert rows(day, Search("nothing like it")) == ()
    assert {row.app for row in rows(day, Search(category="writing"))} == {WRITER}
    assert rows(day, Search("chat", "writing")) == ()


def test_titles_are_found_where_they_are_kept() -> None:
    store = FakeStore()
    span = Span(local(TODAY, "09:00"), local(TODAY, "09:30"))
    store.write(Batch(closed=[Activity(span, CODE, "Straße.py – Secret", Presence.ACTIVE)]))
    (row,) = rows(line(store), Search("strasse secret"))
    assert row.title == "Straße.py – Secret"


def test_holes_stand_between_the_stretches_with_their_reason() -> None:
    found = rows(line(record(entries=paused("12:00", "13:00"))))
    (hole,) = (row for row in found if row.marker is not None)
    assert hole.marker is not None
    assert (hole.marker.what, hole.amount) == (What.PAUSE, 60 * MINUTE)
    assert found.index(hole) == 6
    assert (hole.spans, hole.own) == ((), ())
    assert all(
        row.marker is None for row in rows(line(record(entries=paused("12:00", "13:00"))), Search("code"))
    )


def test_what_is_private_or_away_cannot_be_sorted() -> None:
    store = record()
    where = [Span(local(TODAY, "10:00"), local(TODAY, "10:20"))]
    whole = Span(local(TODAY, "04:00"), NOW)
    store.rewrite(whole, edit.hide(store.activities(whole), where))
    hidden = next(row for row in rows(line(store)) if row.app == PRIVATE)
    assert hidden.fixed
    assert not rows(line(store))[0].fixed


def test_a_corrected_category_is_what_counts() -> None:
    store = record()
    whole = Span(local(TODAY, "04:00"), NOW)
    store.rewrite(whole, edit.correct(store.activities(whole), [whole], "games"))
    found = rows(line(store))
    assert {row.face.category for row in found if row.face} == {"games"}
    assert found[0].app.hint == Hint("games", None, "you")


def test_offline_time_is_shown_by_its_name_or_kind() -> None:
    store = record(())
    for clock, what in (("09:00", Offline(Pastime.MEETING, "Stand-up")), ("10:00", Offline(Pastime.READING))):
        begin = local(TODAY, clock)
        span = Span(begin, begin + 30 * MINUTE)
        store.rewrite(span, edit.add([], span, what.identity("meetings")))
    found = rows(line(store))
    assert [row.face.name for row in found if row.face] == ["Stand-up", "Reading on paper"]
    assert [row.face.group for row in found if row.face] == ["people", "people"]
    assert [row.face.offline for row in found if row.face] == [
        Offline(Pastime.MEETING, "Stand-up"),
        Offline(Pastime.READING),
    ]
    assert [row.app.app_id for row in rows(line(store), Search("stand-up"))] == ["offline:meeting:Stand-up"]


def test_clock_times_before_the_day_starts_belong_to_its_night() -> None:
    day = line()
    assert moment(day, time(9)) == local(TODAY, "09:00")
    assert moment(day, time(1)) == local(TODAY + timedelta(days=1), "01:00")


def test_only_what_has_passed_can_be_filled() -> None:
    day = line()
    assert asked(day, time(15), time(17)) == Span(local(TODAY, "15:00"), NOW)
    assert asked(day, time(16), time(17)) is None
    assert asked(day, time(12), time(11)) is None
    assert room(day, Span(local(TODAY, "09:00"), local(TODAY, "11:30"))) == 60 * MINUTE
    assert longest_hole(day) == Span(local(TODAY, "11:45"), local(TODAY, "15:00"))
    assert longest_hole(line(record(MORNING[:1]))) is None


def test_a_day_of_which_only_totals_are_left_says_so() -> None:
    store = record()
    store.retain(local(TODAY - timedelta(days=10), "12:00"))
    old = line(store, TODAY - timedelta(days=20))
    assert (old.only_totals, old.activities) == (True, ())
    assert not line(store, TODAY - timedelta(days=90)).only_totals
    assert not line(store).only_totals
