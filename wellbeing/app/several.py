"""Several works as one."""

from __future__ import annotations

from collections.abc import Callable

from wellbeing.engine.changes import Change
from wellbeing.engine.sampler import Scene


def when_past_changes(*works: Callable[[], None]) -> Callable[[Change], None]:
    """What is to be done when the record is another one."""

    def heed(change: Change) -> None:
        if change is Change.RECORD:
            for work in works:
                work()

    return heed


def each(*looks: Callable[[Scene], None]) -> Callable[[Scene], None]:
    """Everybody who looks at each turn of the beat."""

    def look(scene: Scene) -> None:
        for one in looks:
            one(scene)

    return look


def all_of(*works: Callable[[], None]) -> Callable[[], None]:
    """All of them, one after the other."""

    def work() -> None:
        for one in works:
            one()

    return work
