"""Forgetting everything reaches the family too: what lies elsewhere is taken back, as far as it can be reached.

before   what is to be taken back is noted          ─┐ beside the record, which may be gone a moment later
after    hub: each day told is emptied, the device removed; folder: this device's files removed
         keyring: what proves this device removed
left     a sentence with what is to be done by hand, for each that could not be reached
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from wellbeing.engine import membership as members
from wellbeing.engine.membership import Membership, Way
from wellbeing.model.sentence import Sentence, counted
from wellbeing.ports import KnownError, Store

if TYPE_CHECKING:
    from wellbeing.exchange.hub import HubClient
    from wellbeing.family.digest import Digest

KEYRING_S = 15.0
"""How long a keyring is waited for: one that is locked may ask the person, who may have gone."""


@dataclass(frozen=True, slots=True)
class Parting:
    """What is to be taken back, read while the record still knew it."""

    joined: Membership
    told: tuple[tuple[date, int], ...] = ()
    """Days that arrived at the hub, and the revision of each."""


def parting(store: Store) -> Parting | None:
    """What is to be taken back from the family; None where none was joined."""
    joined = members.membership(store)
    if joined is None:
        return None
    return Parting(joined, tuple((one.day, one.revision) for one in store.family.told() if one.sent))


def part(one: Parting, now: Callable[[], datetime]) -> list[KnownError]:
    """Take back what can be reached, within some 40 s; for each that could not be, what happened and what to do.

    Args:
        one: what is to be taken back.
        now: the wall clock, aware UTC.
    """
    secret, troubles = _in_time(lambda: _secret(one.joined.secret))
    if one.joined.way is Way.FOLDER:
        troubles = _files(one.joined) + troubles
    elif secret:
        troubles += _hub(one, secret, now)
    elif not troubles:
        troubles = [_by_hand(one.joined, Sentence("The keyring no longer holds what proves this device."))]
    else:
        troubles = [*troubles, _by_hand(one.joined, Sentence("The hub was not told."))]
    if secret:
        _done, kept = _in_time(lambda: _take_away(one.joined.secret))
        troubles += kept
    return troubles


# ---------------------------------------------------------------- the keyring


def _secret(name: str) -> str | None:
    from wellbeing.exchange import keychain

    return keychain.secret(name)


def _take_away(name: str) -> str | None:
    from wellbeing.exchange import keychain

    keychain.keep_secret(name, "")
    return None


def _in_time(work: Callable[[], str | None]) -> tuple[str | None, list[KnownError]]:
    """What the keyring says, if it does within `KEYRING_S`."""
    said: list[str | None] = []

    def ask() -> None:
        with contextlib.suppress(
            KnownError
        ):  # a keyring that refuses keeps what it holds, as one that is mute
            said.append(work())

    asking = threading.Thread(target=ask, name="keyring", daemon=True)
    asking.start()
    asking.join(KEYRING_S)
    if said:
        return said[0], []
    return None, [
        KnownError(
            Sentence("The desktop's keyring does not answer, so what it holds for the family stays in it."),
            Sentence("Remove the entry “wellbeing family” there by hand, such as with Passwords and Keys."),
        )
    ]


# ---------------------------------------------------------------- the folder


def _files(joined: Membership) -> list[KnownError]:
    from wellbeing.exchange import shelf

    folder = Path(joined.folder)
    shelf.take_away(folder, joined.device)
    left = shelf.own(folder, joined.device)
    if left == []:
        return []
    what = Sentence("What this device wrote into {folder} could not be removed.", folder=joined.folder)
    return [
        KnownError(
            what,
            Sentence(
                "Once it is there, remove the files that begin with {device} from the folder {name} in it.",
                device=joined.device,
                name=shelf.FOLDER,
            ),
        )
    ]


# ---------------------------------------------------------------- the hub


def _hub(one: Parting, secret: str, now: Callable[[], datetime]) -> list[KnownError]:
    from wellbeing.exchange.hub import HubClient
    from wellbeing.ports import FamilyGone

    joined = one.joined
    way = HubClient(joined.url, joined.fingerprint, secret, now)
    try:
        left = _emptied(way, joined, one.told)
        way.revoke(joined.device)
    except FamilyGone:
        return [_by_hand(joined, Sentence("The hub had removed this device before."))] if one.told else []
    except KnownError as error:
        return [_by_hand(joined, error.sentence)]
    if not left:
        return []
    return [
        _by_hand(joined, counted("{count} day stays with the hub.", "{count} days stay with the hub.", left))
    ]


def _emptied(way: HubClient, joined: Membership, told: Sequence[tuple[date, int]]) -> int:
    """Have the hub keep nothing of the days; how many it kept nevertheless.

    Raises:
        KnownError: no answer; what was emptied before stays so.
    """
    from wellbeing.family.digest import encoded

    left = [*told]
    for _again in range(2):
        # In order: what the hub answers belongs to what it was sent.
        outcomes = list(way.push([encoded(_nothing(joined.device, day, number + 1)) for day, number in left]))
        left = [
            (day, max(number, one.revision) + 1)
            for (day, number), one in zip(left, outcomes, strict=True)
            if one.trouble or one.conflict or one.revision != number + 1
        ]
        if not left:
            break
    return len(left)


def _nothing(device: str, day: date, revision: int) -> Digest:
    """A day of which nothing is told."""
    from wellbeing.family.digest import Digest
    from wellbeing.family.figures import Ai, Journal
    from wellbeing.family.level import Level

    none = (0,) * 24
    return Digest(
        device=device,
        day=day,
        zone="",
        revision=revision,
        until=datetime.combine(day, time(), UTC),
        level=Level.TOTALS,
        active_s=0,
        hours=none,
        ai=Ai(attended_s=0, unattended_s=0, prompts=None, night_s=0, hours=none),
        night_s=0,
        longest_free_s=None,
        breaks=None,
        journal=Journal(),
    )


def _by_hand(joined: Membership, what: str) -> KnownError:
    return KnownError(
        Sentence("{what} So the hub at {url} may still hold days of this device.", what=what, url=joined.url),
        Sentence(
            "A parent removes the device {name} there, on the hub's page or with wellbeing hub revoke; "
            "days that stay are deleted by the hub after three years.",
            name=joined.name,
        ),
    )
