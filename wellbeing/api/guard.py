"""Who may ask, and how often: addresses, devices, members, and whoever tries secrets."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

from starlette.types import Scope

from wellbeing.api import rate, refused

_MOST_KNOWN = 50_000
"""Devices that are remembered as good; 100 bytes each."""


class Guard:
    """Counts, and lets pass or not. For one event loop.

    Args:
        tick_s: a clock that nobody sets, in seconds.
    """

    def __init__(self, tick_s: Callable[[], float]) -> None:
        self._tick_s = tick_s
        self._addresses = rate.Buckets(rate.ADDRESS)
        self._failed = rate.Buckets(rate.FAILED)
        self._devices = rate.Buckets(rate.DEVICE)
        self._readers = rate.Buckets(rate.PAGES)
        self._known: dict[bytes, None] = {}

    def may_come(self, address: str) -> None:
        """Let an address ask for anything at all.

        Raises:
            Refused: too often.
        """
        if wait := self._addresses.wait_s(address, self._tick_s()):
            raise refused.too_many(wait)

    def bearer(self, scope: Scope, address: str) -> bytes:
        """SHA-256 of the token that came; whoever sent many wrong ones has to wait.

        Raises:
            Refused: none came, or too many wrong ones came from there.
        """
        words = (header_of(scope, b"authorization") or b"").split()
        if len(words) != 2 or words[0].lower() != b"bearer" or len(words[1]) > 200:
            raise refused.unknown_token()
        token = sha256(words[1]).digest()
        now = self._tick_s()
        if token not in self._known and (wait := self._failed.wait_s(address, now, cost=0)):
            raise refused.too_many(wait)
        if wait := self._devices.wait_s(token, now):
            raise refused.too_many(wait)
        return token

    def may_try(self, address: str) -> None:
        """Let a secret be tried; each that turns out wrong is counted where it is refused.

        Raises:
            Refused: too many wrong ones came from this address.
        """
        if wait := self._failed.wait_s(address, self._tick_s(), cost=0):
            raise refused.too_many(wait)

    def failed(self, address: str) -> None:
        """A secret from an address was wrong."""
        self._failed.wait_s(address, self._tick_s())

    def may_read(self, person: str) -> None:
        """Let a signed-in member go on.

        Raises:
            Refused: too often.
        """
        if wait := self._readers.wait_s(person, self._tick_s()):
            raise refused.too_many(wait)

    def good(self, token: bytes) -> None:
        """A device is known: others behind the same address who are not cannot keep it out."""
        self._known.pop(token, None)
        self._known[token] = None
        if len(self._known) > _MOST_KNOWN:
            self._known.pop(next(iter(self._known)))


class Visit:
    """What a route may ask about the request it answers."""

    __slots__ = ("_guard", "address")

    def __init__(self, guard: Guard, address: str) -> None:
        self._guard, self.address = guard, address

    def bearer(self, scope: Scope) -> bytes:
        """As `Guard.bearer`."""
        return self._guard.bearer(scope, self.address)

    def good(self, token: bytes) -> None:
        """As `Guard.good`."""
        self._guard.good(token)

    def failed(self) -> None:
        """A secret from this address was wrong."""
        self._guard.failed(self.address)

    def read(self, person: str) -> None:
        """A signed-in member asks for a page.

        Raises:
            Refused: too often.
        """
        self._guard.may_read(person)

    def may_try(self) -> None:
        """Let a code or a password be tried.

        Raises:
            Refused: too many wrong ones came from this address.
        """
        self._guard.may_try(self.address)


def header_of(scope: Scope, name: bytes) -> bytes | None:
    """A header of a request; None where it has none of that name."""
    return next((value for key, value in scope["headers"] if key == name), None)
