"""Joining, showing more or less, and leaving, in two steps: first the family is asked, then the record is changed.

The first step may take seconds and touches no record, so that no tracker has to hold still for it.
"""

from __future__ import annotations

import contextlib
from datetime import date

import msgspec

from wellbeing.engine import joining
from wellbeing.engine import membership as members
from wellbeing.engine.membership import Membership, State
from wellbeing.exchange import keychain
from wellbeing.family.level import Level
from wellbeing.ports import KnownError, Store


def join(code: str, name: str, zone: str, since: date) -> tuple[Membership, State]:
    """Pair this device with the hub that made a code, and ask what was agreed.

    Raises:
        KnownError: see `joining.join_hub`.
    """
    joined = joining.join_hub(code, name, zone, since)
    with contextlib.suppress(KnownError):  # asked again by the tracker
        return joined, _asked(joined, State())
    return joined, State()


def keep(store: Store, joined: Membership, state: State) -> None:
    """Belong to the family from now on.

    Raises:
        KnownError: this device belongs to one already.
    """
    joining.need_none(store)
    members.keep(store, joined)
    members.keep_state(store, state)


def show(
    joined: Membership, state: State, viewer: str, level: Level | None, *, moods: bool | None = None
) -> State:
    """Have a member see more or less of this person's days from now on; how things stand after.

    Args:
        joined: this device in its family.
        state: as it stood before.
        viewer: id of the member.
        level: None: nothing any more.
        moods: None: as it is.

    Raises:
        KnownError: it could not be told to the family.
    """
    joining.hub(joined).relate(viewer, level, moods=moods)
    return _asked(joined, state)


def leave(joined: Membership) -> None:
    """Tell the family, as far as it can be reached, that this device tells nothing any more.

    Raises:
        KnownError: the keyring does not answer.
    """
    with contextlib.suppress(KnownError):  # a parent can take the device out there; here it ends in any case
        joining.hub(joined).revoke(joined.device)
    keychain.keep_secret(joined.secret, "")


def soon(store: Store) -> None:
    """Have the tracker exchange with its next look, within a minute."""
    members.keep_state(store, msgspec.structs.replace(members.state(store), next=None))


def _asked(joined: Membership, state: State) -> State:
    came = joining.exchange(joined).agreement("")
    return state if came is None else msgspec.structs.replace(state, agreement=came[0], tag=came[1])
