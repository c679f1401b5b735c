"""School holidays out of calendar files as they are found: by the letter, sloppy, and not at all."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from wellbeing.family.holiday import Holiday
from wellbeing.files.ics import holidays
from wellbeing.ports import KnownError

D = date


def calendar(file: Path, *events: str, end: str = "\r\n") -> Path:
    """A calendar with events, each given by its inner lines."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Ministry//Holidays//EN"]
    for one in events:
        lines += ["BEGIN:VEVENT", *one.split("|"), "END:VEVENT"]
    file.write_text(end.join([*lines, "END:VCALENDAR", ""]), "utf-8")
    return file


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "school.ics"


def test_events_of_whole_days_are_holidays_the_end_being_the_day_after(file: Path) -> None:
    found = holidays(
        calendar(
            file,
            "UID:1|DTSTART;VALUE=DATE:20261221|DTEND;VALUE=DATE:20270106|SUMMARY:Weihnachtsferien",
            "UID:2|DTSTART;VALUE=DATE:20261019|DTEND;VALUE=DATE:20261101|SUMMARY:Herbstferien\\, Berlin",
        ),
        6,
    )
    assert found == (
        Holiday(D(2026, 10, 19), D(2026, 10, 31), "Herbstferien, Berlin", 6),
        Holiday(D(2026, 12, 21), D(2027, 1, 5), "Weihnachtsferien", 6),
    )


@pytest.mark.parametrize(
    ("event", "stretch"),
    [
        ("DTSTART;VALUE=DATE:20270325", (D(2027, 3, 25), D(2027, 3, 25))),
        ("DTSTART;VALUE=DATE:20270325|DTEND;VALUE=DATE:20270325", (D(2027, 3, 25), D(2027, 3, 25))),
        ("DTSTART;VALUE=DATE:20270325|DURATION:P3D", (D(2027, 3, 25), D(2027, 3, 27))),
        ("DTSTART:20270325T000000|DTEND:20270328T000000", (D(2027, 3, 25), D(2027, 3, 27))),
        (
            "DTSTART;TZID=Europe/Berlin:20270325T000000|DTEND;TZID=Europe/Berlin:20270326T000000",
            (D(2027, 3, 25), D(2027, 3, 25)),
        ),
        ("DTSTART:20270325T080000Z|DTEND:20270327T160000Z", (D(2027, 3, 25), D(2027, 3, 27))),
    ],
)
def test_ends_are_read_leniently(file: Path, event: str, stretch: tuple[date, date]) -> None:
    (found,) = holidays(calendar(file, event, end="\n"))
    assert (found.first, found.last, found.name, found.like) == (*stretch, "", 5)


def test_what_repeats_each_year_is_taken_for_the_years_ahead(file: Path) -> None:
    found = holidays(calendar(file, "DTSTART;VALUE=DATE:20240229|RRULE:FREQ=YEARLY|SUMMARY:Leap"))
    assert [one.first for one in found] == [D(2024, 2, 29)]
    found = holidays(calendar(file, "DTSTART;VALUE=DATE:20261003|RRULE:FREQ=YEARLY|SUMMARY:Unity"))
    assert [one.first.year for one in found] == [2026, 2027, 2028]


@pytest.mark.parametrize(
    ("rules", "years"),
    [
        (("RRULE:FREQ=YEARLY", "RRULE:FREQ=YEARLY;COUNT=2"), True),
        (("RRULE;VALUE=TEXT:abc",), False),
        (("RRULE:FREQ=",), False),
        (("RRULE:FREQ=YEARLY;BYDAY=XX",), False),
    ],
)
def test_rules_that_are_broken_or_written_twice_harm_nothing(
    file: Path, rules: tuple[str, ...], years: bool
) -> None:
    dates = ("DTSTART;VALUE=DATE:20261221", "DTEND;VALUE=DATE:20270106")
    found = holidays(calendar(file, "\r\n".join((*dates, *rules))))
    assert (len(found) > 1) is years


def test_appointments_and_what_cannot_be_read_are_left_out(file: Path) -> None:
    calendar(
        file,
        "DTSTART:20270325T080000Z|DTEND:20270325T090000Z|SUMMARY:Parents' evening",
        "SUMMARY:No day at all",
        "DTSTART;VALUE=DATE:notaday",
        "DTSTART;VALUE=DATE:20270101|DTEND;VALUE=DATE:20271231|SUMMARY:Too long",
        "DTSTART;VALUE=DATE:20270701|SUMMARY:  Last \\n day ",
    )
    content = b"\xef\xbb\xbf" + file.read_bytes()
    file.write_bytes(content)
    assert holidays(file) == (Holiday(D(2027, 7, 1), D(2027, 7, 1), "Last day"),)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "not a calendar|holds no whole days"),
        (b"Dear parents,", "not a calendar"),
        (b"\x00\xff\xfe", "not a calendar"),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "holds no whole days"),
        (b"x" * 5_000_001, "too large"),
    ],
)
def test_what_is_no_calendar_is_said_so(file: Path, content: bytes, sentence: str) -> None:
    file.write_bytes(content)
    with pytest.raises(KnownError, match=sentence):
        holidays(file)


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="cannot be read"):
        holidays(tmp_path / "gone.ics")
