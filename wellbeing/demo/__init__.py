"""A synthetic person, for trying the program and for testing what it concludes.

who, story = cast(None, first, last)                     # Mia; a number gives somebody else
witness = Witness(who, story)
for day in days(who, first, count, story, until=now):
    ...                                                  # write day.activities, day.zones, day.entries
    told(who, day)                                       # what goes into the ledger: prompts, answers, works
    witness.note(day)
witness.truth()                                          # for the file beside the record
"""

from __future__ import annotations

from datetime import date

from wellbeing.demo.character import Person, mia, person
from wellbeing.demo.day import CheckIn, Day, Kind, Prompt, Run, Truth
from wellbeing.demo.diary import days
from wellbeing.demo.story import MIA_DAYS, Absence, Away, Binge, Change, Series, Story, life, scenario
from wellbeing.demo.story import mia as mia_story
from wellbeing.demo.turn import Told, told
from wellbeing.demo.witness import GENERATOR, Json, Witness, truth


def cast(seed: int | None, first: date, last: date) -> tuple[Person, Story]:
    """Somebody and what happens to them between two days, both included; Mia when no seed is given."""
    if seed is None:
        return mia(), mia_story(last)
    return person(seed), life(seed, first, last)


__all__ = [
    "GENERATOR",
    "MIA_DAYS",
    "Absence",
    "Away",
    "Binge",
    "Change",
    "CheckIn",
    "Day",
    "Json",
    "Kind",
    "Person",
    "Prompt",
    "Run",
    "Series",
    "Story",
    "Told",
    "Truth",
    "Witness",
    "cast",
    "days",
    "life",
    "mia",
    "mia_story",
    "person",
    "scenario",
    "told",
    "truth",
]
