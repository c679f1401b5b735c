"""Tries that no account counts: for names that nobody has, and of browsers that were signed in before.

They make one wait as long as an account does, so that a wait tells of no account.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from datetime import datetime

from wellbeing.api.secret import left_s
from wellbeing.store.hub.people import login_name

_MOST = 10_000
"""Names that are remembered; about 300 bytes each."""


class Strangers:
    """Counts tries as accounts count them. Safe from any thread."""

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._turn = threading.Lock()
        self._tries: OrderedDict[str, tuple[int, datetime]] = OrderedDict()

    def wait_s(self, name: str, now: datetime) -> int:
        """Seconds until the name may be tried again; 0: at once, and the try counts as wrong from now on."""
        key = login_name(name)
        with self._turn:
            failed, at = self._tries.pop(key, (0, now))
            wait = left_s(failed, at, now)
            self._tries[key] = (failed, at) if wait else (failed + 1, now)
            if len(self._tries) > self._most:
                self._tries.popitem(last=False)
        return wait

    def right(self, name: str) -> None:
        """The last try was right: none counts any more."""
        with self._turn:
            self._tries.pop(login_name(name), None)
