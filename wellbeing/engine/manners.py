"""How the person wants to be spoken to: settings, and what was switched or put off since, in the record."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import msgspec

from wellbeing.nudges.kind import RULES, Kind
from wellbeing.nudges.manners import Manners
from wellbeing.ports import Store

_KINDS = "nudge-kinds"
_SNOOZED = "snoozed"


def manners(chosen: Manners, store: Store) -> Manners:
    """The settings' manners, with the kinds that are on and until when notes are put off."""
    until = store.mark(_SNOOZED)
    on = frozenset(kind for kind, is_on in kinds(store).items() if is_on)
    return replace(chosen, on=on, snoozed_until=datetime.fromisoformat(until) if until else None)


def kinds(store: Store) -> dict[Kind, bool]:
    """Every kind, and whether it may speak."""
    chosen = _chosen(store)
    return {kind: chosen.get(kind.value, rule.on) for kind, rule in RULES.items()}


def switch(store: Store, kind: Kind, *, on: bool) -> None:
    """Let a kind speak, or not."""
    store.mark(_KINDS, msgspec.json.encode({**_chosen(store), kind.value: on}).decode())


def snooze(store: Store, until: datetime | None) -> None:
    """Put everything off but the person's own stops; None ends it."""
    store.mark(_SNOOZED, until.isoformat() if until else "")


def _chosen(store: Store) -> dict[str, bool]:
    text = store.mark(_KINDS)
    return msgspec.json.decode(text, type=dict[str, bool]) if text else {}
