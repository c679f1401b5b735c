"""The parents' PIN on this computer: set, changed, recovered, and asked for where something was agreed otherwise.

wish ── PIN needed? ── no ──► done
            └─ yes ── a try is taken (counts as wrong until it is right) ── argon2id ── right ──► done, journaled
                                                                              └─ wrong ──► wait, ever longer
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from wellbeing.family.pin import Weakness, delay, left, weakness
from wellbeing.files import secret
from wellbeing.model.sentence import Sentence, counted
from wellbeing.ports import KeptPin, KnownError, SleepClock, Store

_SECOND = timedelta(seconds=1)


class PinNeeded(KnownError):
    """What is wished was agreed otherwise, so the PIN is asked for."""

    def __init__(self) -> None:
        super().__init__(
            Sentence("This was agreed upon, so the PIN is needed."),
            Sentence("A parent enters it; or ask for time: wellbeing family ask"),
        )


class PinWrong(KnownError):
    """That was not the PIN, or it is too early to try again."""

    def __init__(self, sentence: str, wait: timedelta) -> None:
        super().__init__(sentence, _wait(wait) if wait else Sentence("Try again."))
        self.wait = wait
        """Until the next try."""


def has_pin(store: Store) -> bool:
    """Whether a PIN is set."""
    return store.household.pin() is not None


def guards(store: Store) -> bool:
    """Whether the PIN guards anything: one is set, and a limit in force was agreed upon."""
    return has_pin(store) and any(one.agreed is not None for one in store.limits.limits())


def set_pin(store: Store, pin: str, clock: SleepClock) -> str:
    """Set the first PIN; the recovery code, which is shown once and kept as a hash only.

    Raises:
        KnownError: there is one already, or this one is too easy to guess.
    """
    if has_pin(store):
        raise KnownError(
            Sentence("A PIN is set already."), Sentence("Change it with: wellbeing family pin change")
        )
    return _keep(store, pin, "pin-set", clock)


def change_pin(store: Store, old: str, new: str, clock: SleepClock) -> None:
    """Another PIN; the recovery code stays.

    Raises:
        KnownError: the old one is wrong, there is none, or the new one is too easy to guess.
    """
    _refuse_weak(new)
    _need_pin(store)
    admit(store, old, "pin", clock)
    kept = _need_pin(store)
    store.household.keep_pin(replace(kept, hash=secret.hashed(new)), "pin-changed", clock.now())


def recover(store: Store, code: str, new: str, clock: SleepClock) -> str:
    """Another PIN by the recovery code, which is used up by it; the next recovery code.

    Raises:
        KnownError: the code is wrong, there is no PIN, or the new one is too easy to guess.
    """
    _refuse_weak(new)
    kept = _need_pin(store)
    _try(store, kept.recovery, secret.plain_code(code), Sentence("That is not the recovery code."), clock)
    return _keep(store, new, "pin-recovered", clock)


def remove_pin(store: Store, pin: str, clock: SleepClock) -> None:
    """Guard nothing any more; what was agreed stays agreed.

    Raises:
        KnownError: the PIN is wrong, or there is none.
    """
    _need_pin(store)
    admit(store, pin, "pin", clock)
    store.household.keep_pin(None, "pin-removed", clock.now())


def admit(store: Store, pin: str | None, why: str, clock: SleepClock) -> None:
    """Let something through for which the PIN is asked; without a PIN set, at once.

    Args:
        store: the record, open for writing.
        pin: as it was entered; None where nobody entered one.
        why: journaled: a word of ours.
        clock: the clocks.

    Raises:
        PinNeeded: none was entered.
        PinWrong: it is wrong, or the wait after wrong ones is not over.
    """
    kept = store.household.pin()
    if kept is None:
        return
    if not pin:
        raise PinNeeded
    _try(store, kept.hash, pin, Sentence("That is not the PIN."), clock)
    store.household.was_right(why, clock.now())


def guard(store: Store, pin: str | None, why: str, clock: SleepClock) -> None:
    """As `admit`, where an agreed limit is in force: for what would undo it, such as a pause or other settings."""
    if guards(store):
        admit(store, pin, why, clock)


def left_as_it_is() -> KnownError:
    """Nobody entered the PIN."""
    return KnownError(
        Sentence("Nothing was changed, since it was agreed upon."),
        Sentence("A parent can change it with the PIN."),
    )


def wait_left(store: Store, clock: SleepClock) -> timedelta:
    """Until the PIN may be tried again; zero when it may now."""
    kept = store.household.pin()
    return timedelta(0) if kept is None else left(kept.tries, clock.tick() + clock.slept())


def _try(store: Store, known: str, given: str, wrong: Sentence, clock: SleepClock) -> None:
    wait = store.household.take_try(clock.tick() + clock.slept(), clock.now())
    if wait:
        raise PinWrong(Sentence("After wrong tries there is a wait."), wait)
    if not secret.matches(known, given):
        kept = store.household.pin()
        raise PinWrong(wrong, delay(kept.tries.failed) if kept else timedelta(0))


def _keep(store: Store, pin: str, what: str, clock: SleepClock) -> str:
    _refuse_weak(pin)
    code = secret.fresh_code()
    kept = KeptPin(secret.hashed(pin), secret.hashed(secret.plain_code(code)))
    store.household.keep_pin(kept, what, clock.now())
    return code


def _need_pin(store: Store) -> KeptPin:
    kept = store.household.pin()
    if kept is None:
        raise KnownError(Sentence("No PIN is set."), Sentence("Set one with: wellbeing family pin set"))
    return kept


def _refuse_weak(pin: str) -> None:
    why = weakness(pin)
    if why is None:
        return
    said = {
        Weakness.TOO_SHORT: Sentence("This PIN is too short."),
        Weakness.TOO_LONG: Sentence("This PIN is too long."),
        Weakness.ALL_ALIKE: Sentence("This PIN is one character over and over."),
        Weakness.IN_ORDER: Sentence("This PIN counts up or down."),
    }
    raise KnownError(said[why], Sentence("Take 4 to 64 characters that nobody guesses at once."))


def _wait(wait: timedelta) -> Sentence:
    seconds = -(-wait // _SECOND)
    if seconds < 120:
        return counted("Try again in {count} second.", "Try again in {count} seconds.", seconds)
    return counted("Try again in {count} minute.", "Try again in {count} minutes.", -(-seconds // 60))
