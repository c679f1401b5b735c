"""A keyring in memory, in the place of the desktop's."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator
from pathlib import Path

import keyring
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError


class Ring(KeyringBackend):
    """Keeps what it is given; locked, it gives nothing."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # keyring is typed in part
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise KeyringLocked
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.locked:
            raise KeyringLocked
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.locked:
            raise KeyringLocked
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError


class FileRing(KeyringBackend):
    """One for other processes: `PYTHON_KEYRING_BACKEND=tests.keyrings.FileRing`, in the file `TEST_RING`."""

    priority = 1

    def get_password(self, service: str, username: str) -> str | None:
        return self._kept().get(f"{service} {username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        self._file().write_text(json.dumps(self._kept() | {f"{service} {username}": password}), "utf-8")

    def delete_password(self, service: str, username: str) -> None:
        kept = self._kept()
        if kept.pop(f"{service} {username}", None) is None:
            raise PasswordDeleteError
        self._file().write_text(json.dumps(kept), "utf-8")

    def _kept(self) -> dict[str, str]:
        return dict(json.loads(self._file().read_text("utf-8"))) if self._file().exists() else {}

    def _file(self) -> Path:
        return Path(os.environ["TEST_RING"])


@contextlib.contextmanager
def in_memory() -> Iterator[Ring]:
    """Put one in the place of the desktop's."""
    before, mine = keyring.get_keyring(), Ring()
    keyring.set_keyring(mine)
    try:
        yield mine
    finally:
        keyring.set_keyring(before)
