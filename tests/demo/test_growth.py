"""Two years of Mia: the growth that her truth file tells of is noticed, soon and from about its day on."""

from __future__ import annotations

from datetime import date, timedelta

from wellbeing import demo
from wellbeing.analysis.growth import Metric, watched
from wellbeing.analysis.reliance import ai_amount

LAST, DAYS, ENOUGH_S = date(2026, 11, 25), 730, 1_800


def test_the_growth_of_two_years_is_noticed_near_its_true_day() -> None:
    first = LAST - timedelta(days=DAYS - 1)
    who, story = demo.cast(None, first, LAST)
    truth = demo.truth(who, story, demo.days(who, first, DAYS, story))
    days, episodes = truth["days"], truth["episodes"]
    assert isinstance(days, list)
    assert isinstance(episodes, list)
    (grew,) = (one for one in episodes if one["episode"] == "change" and one["size"] > 0)
    amounts = [
        ai_amount(day["ai_s"] / 60, None, day["prompts"]) if day["active_s"] >= ENOUGH_S else None
        for day in days
    ]
    weekdays = [(first + timedelta(days=place)).weekday() for place in range(DAYS)]
    told = [
        (first + timedelta(days=one.start), first + timedelta(days=one.day))
        for one in watched(amounts, weekdays, Metric.AI).episodes
    ]
    on = date.fromisoformat(grew["on"])
    start, noticed = next(one for one in told if one[1] >= on)
    assert (grew["series"], grew["size"]) == ("ai", 0.6)
    assert timedelta(3) <= noticed - on <= timedelta(28)
    assert abs(start - on) <= timedelta(14)
    assert len(told) <= 4, "two years without growth would have about two notes"
