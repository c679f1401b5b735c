"""Joining a family by hub or by folder, as a person wishes it in one go."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import msgspec

from wellbeing.engine import joining, sharing
from wellbeing.engine import membership as members
from wellbeing.engine.sharing import NewFamily
from wellbeing.ports import KnownError, SleepClock, Store


@dataclass(frozen=True, slots=True)
class Joining:
    """How a person wants to join."""

    code: str
    """Of a hub, or of an invitation into a folder; empty to begin a family in a folder."""
    device: str
    """What this device is to be called."""
    folder: str = ""
    """Path of the shared folder; empty for a hub."""
    person: str = ""
    """Whoever begins a family."""


def join(store: Store, wish: Joining, since: date, clock: SleepClock) -> None:
    """Belong to a family from now on; what was agreed is asked for at once, where somebody answers.

    Args:
        store: the record, open for writing; may wait for seconds.
        wish: how.
        since: the first day that is told.
        clock: the clocks.

    Raises:
        KnownError: no such code, nobody answers, or this device belongs to a family already.
    """
    joining.need_none(store)
    if not wish.folder:
        members.keep(store, joining.join_hub(wish.code, wish.device, clock.zone().name, since))
    elif wish.code:
        sharing.join_folder(store, Path(wish.folder), wish.code, wish.device, since, clock.now)
    else:
        family = NewFamily("", wish.person, wish.device)
        sharing.create_folder(store, Path(wish.folder), family, since, clock.now)
    with contextlib.suppress(KnownError):  # asked again by the tracker
        joining.refreshed(store, clock.now)


def soon(store: Store) -> None:
    """Have the tracker exchange with its next look, within a minute."""
    members.keep_state(store, msgspec.structs.replace(members.state(store), next=None))
