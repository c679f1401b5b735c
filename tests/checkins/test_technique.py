"""One thing to try at a time, fitting what the record shows, and none that was not wanted."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from wellbeing.checkins.technique import Sign, Trial, offered

TODAY = date(2026, 5, 4)
WHEN = {"try": (Sign.AI_MUCH,), "walk": (Sign.SCREEN_MUCH, Sign.ANY), "write": (Sign.ANY,)}
DAY = timedelta(days=1)


def test_what_fits_comes_before_what_always_fits() -> None:
    assert offered(WHEN, {Sign.AI_MUCH, Sign.ANY}, {}, [], TODAY) == "try"
    assert offered(WHEN, {Sign.ANY}, {}, [], TODAY) in ("walk", "write")


def test_from_week_to_week_another_one_is_offered() -> None:
    seen = {offered(WHEN, {Sign.ANY}, {}, [], TODAY + week * 7 * DAY) for week in range(4)}
    assert seen == {"walk", "write"}
    within = {offered(WHEN, {Sign.ANY}, {}, [], date(2026, 5, 3) + day * DAY) for day in range(2)}
    assert len(within) >= 1


def test_what_was_not_wanted_rests_for_four_weeks() -> None:
    declined = {"try": TODAY}
    assert offered(WHEN, {Sign.AI_MUCH}, declined, [], TODAY + 27 * DAY) != "try"
    assert offered(WHEN, {Sign.AI_MUCH}, declined, [], TODAY + 28 * DAY) == "try"


def test_what_is_tried_already_is_not_offered() -> None:
    assert offered({"try": (Sign.ANY,)}, {Sign.ANY}, {}, [Trial("try", TODAY - DAY)], TODAY) is None


@given(st.sets(st.sampled_from(Sign)), st.sets(st.sampled_from(sorted(WHEN))), st.integers(0, 400))
def test_only_one_of_the_list_that_was_not_declined(signs: set[Sign], no: set[str], later: int) -> None:
    found = offered(WHEN, signs, dict.fromkeys(no, TODAY), [], TODAY + later * DAY)
    assert found is None or (found in WHEN and (later >= 28 or found not in no))
