"""A device's day survives the way, and nothing that is no such day gets in."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.digests import MONDAY, digest, digests, in_hours
from wellbeing.family.digest import LARGEST, Digest, DigestError, decoded, encoded, listed
from wellbeing.family.figures import App


@settings(max_examples=30)
@given(digests())
def test_a_day_survives_the_way(one: Digest) -> None:
    data = encoded(one)
    assert decoded(data) == one
    assert encoded(decoded(data)) == data


def test_the_same_figures_are_the_same_bytes_in_whatever_order_they_were_found() -> None:
    some = {"video": 60, "games": 60}
    other = dict(reversed(some.items()))
    hours = in_hours(h9=600)
    assert encoded(digest(hours=hours, categories=some)) == encoded(digest(hours=hours, categories=other))


@given(st.binary(max_size=60))
def test_no_rubbish_is_a_day(data: bytes) -> None:
    with pytest.raises(DigestError) as caught:
        decoded(data)
    assert caught.value.remedy


@settings(max_examples=30)
@given(digests(), st.data())
def test_a_day_with_anything_changed_is_refused_or_read_never_more(one: Digest, data: st.DataObject) -> None:
    text = bytearray(encoded(one))
    text[data.draw(st.integers(0, len(text) - 1))] = data.draw(st.integers(0, 255))
    with suppress(DigestError):
        assert encoded(decoded(bytes(text)))


def changed(**fields: object) -> bytes:
    """A sound day on the wire with fields of another kind; dots lead inside."""
    tree = json.loads(encoded(digest(hours=in_hours(h9=600, h23=60), ai=in_hours(h9=60))))
    for path, value in fields.items():
        *way, last = path.split("__")
        place = tree
        for step in way:
            place = place[step]
        place[last] = value
    return json.dumps(tree).encode()


WRONG = {
    "another version": {"version": 2},
    "a field for titles": {"titles": ["a"]},
    "more than a day": {"active_s": 90_001},
    "less than nothing": {"breaks": -1},
    "hours that are not the day": {"active_s": 661},
    "hours of AI that are not its time": {"ai__attended_s": 61},
    "more AI than time": {
        "hours": [0] * 23 + [60],
        "active_s": 60,
        "ai__attended_s": 61,
        "ai__hours": [61] + [0] * 23,
    },
    "another night": {"night_s": 0},
    "another night of AI": {"ai__night_s": 1},
    "23 hours": {"hours": [0] * 23},
    "an hour of three": {"hours": [10_800] + [0] * 23, "active_s": 10_800, "night_s": 10_800},
    "a longer stretch than the day": {"longest_free_s": 661},
    "categories beyond the day": {"categories": {"video": 661}},
    "kinds beyond AI": {"ai_kinds": {"chat": 61}},
    "apps beyond the day": {"apps": [{"name": "A", "active_s": 400}, {"name": "B", "active_s": 400}]},
    "tools beyond AI": {"tools": [{"id": "a", "attended_s": 61, "unattended_s": 0, "prompts": None}]},
    "a name that turns the text around it": {"apps": [{"name": "A\u202eB", "active_s": 1}]},
    "a name without end": {"apps": [{"name": "A" * 101, "active_s": 1}]},
    "a category that is none": {"categories": {"<b>": 1}},
    "apps below their level": {"level": "kinds", "apps": [{"name": "A", "active_s": 1}]},
    "categories below their level": {"level": "totals", "categories": {"video": 1}},
    "a limit's name below its level": {
        "level": "kinds",
        "limits": [{"id": "1", "name": "A", "shown": "apps", "kept": True, "agreed": False}],
    },
    "a time without a zone": {"until": "2026-05-04T20:00:00"},
    "a time in another zone": {"until": "2026-05-04T20:00:00+02:00"},
    "a time of another week": {"until": "2026-05-14T20:00:00Z"},
    "a day that is none": {"day": "2026-13-01"},
    "no revision": {"revision": 0},
    "a device with a path": {"device": "../desk"},
    "a hash that is none": {"chain": {"entries": 1, "head": "abc"}},
    "minutes of another month": {"minutes": {"begin": "2026-06-04T02:00:00Z", "active": "", "ai": ""}},
    "too many minutes": {"minutes": {"begin": "2026-05-04T02:00:00Z", "active": "A" * 481, "ai": ""}},
}


@pytest.mark.parametrize("fields", WRONG.values(), ids=WRONG.keys())
def test_figures_that_cannot_be_are_refused_with_a_sentence(fields: dict[str, object]) -> None:
    with pytest.raises(DigestError) as caught:
        decoded(changed(**fields))
    assert caught.value.sentence.startswith("The figures of a day cannot be read")
    assert caught.value.remedy


def test_the_day_itself_is_sound() -> None:
    assert decoded(changed()).day == MONDAY


def test_a_day_that_is_too_large_is_refused_before_it_is_read() -> None:
    with pytest.raises(DigestError, match="65537 bytes"):
        decoded(b" " * (LARGEST + 1))


def test_the_most_apps_there_may_be_fit() -> None:
    some = tuple(App(name=f"{number:0100}", active_s=1) for number in range(200))
    assert len(encoded(digest(hours=in_hours(h9=600), apps=some))) < LARGEST
    with pytest.raises(DigestError):
        decoded(encoded(digest(hours=in_hours(h9=600), apps=(*some, App(name="one more", active_s=1)))))


def test_of_a_list_each_day_is_read_by_itself() -> None:
    good = digest(hours=in_hours(h9=60))
    some = listed(b"[" + encoded(good) + b', {"day": 3}]')
    assert decoded(some[0]) == good
    with pytest.raises(DigestError):
        decoded(some[1])
    for text in (b"{}", b"[1", b"[" * 5000):
        with pytest.raises(DigestError):
            listed(text)


def test_a_day_cannot_be_changed_by_who_holds_it() -> None:
    one = digest()
    with pytest.raises(AttributeError):
        one.active_s = 3  # type: ignore[misc]  # that it cannot be done is the point
