"""How often somebody may ask: buckets that fill at a steady rate, for a bounded number of askers."""

from __future__ import annotations

import ipaddress
import math
from collections import OrderedDict
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Pace:
    """How much at once, and how much in the long run."""

    most: float
    """So many at once."""
    per_s: float
    """So many a second after that."""


DEVICE = Pace(120, 1.0)
"""A device pushes every quarter of an hour; after a holiday it brings 60 days at once."""
ADDRESS = Pace(4000, 200.0)
"""All of a school behind one address, with keep-alive or without."""
FAILED = Pace(20, 0.1)
"""Wrong tokens, codes and passwords from one address."""
PAGES = Pace(120, 2.0)
"""A person who reads and clicks."""


class Buckets:
    """A bucket for each asker; whoever was not heard of for long is forgotten first.

    Args:
        pace: of each.
        most: how many askers are remembered; about 200 bytes each.
    """

    def __init__(self, pace: Pace, most: int = 20_000) -> None:
        self._pace, self._most = pace, most
        self._left: OrderedDict[object, tuple[float, float]] = OrderedDict()

    def wait_s(self, who: object, now_s: float, cost: float = 1.0) -> int:
        """Take from a bucket; 0 when there was enough, else after how many seconds there will be.

        Args:
            who: the asker.
            now_s: a monotonic clock.
            cost: how much is asked for; 0 only looks whether the bucket is empty.
        """
        left, at = self._left.pop(who, (self._pace.most, now_s))
        left = min(self._pace.most, left + (now_s - at) * self._pace.per_s)
        enough = left >= max(cost, 1.0)
        self._left[who] = (left - cost if enough else left, now_s)
        if len(self._left) > self._most:
            self._left.popitem(last=False)
        return 0 if enough else max(1, math.ceil((max(cost, 1.0) - left) / self._pace.per_s))

    def give_back(self, who: object) -> None:
        """What was taken last turned out not to count."""
        left, at = self._left.get(who, (self._pace.most, 0.0))
        if who in self._left:
            self._left[who] = (min(self._pace.most, left + 1), at)


@lru_cache(maxsize=4096)
def neighbourhood(address: str) -> str:
    """Whom an address stands for: itself, or the /64 network that one household has in IPv6 (RFC 6177)."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv4Address):
        return address
    if found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((found, 64), strict=False).network_address)
