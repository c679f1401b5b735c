"""The password in a keyring."""

from __future__ import annotations

from collections.abc import Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError

from wellbeing.mail.account import Account
from wellbeing.mail.keychain import keep_password, password
from wellbeing.ports import KnownError

ACCOUNT = Account("mail.example.org", "mia@example.org")


class Ring(KeyringBackend):
    """A keyring in memory."""

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
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError


@pytest.fixture
def ring() -> Iterator[Ring]:
    before = keyring.get_keyring()
    mine = Ring()
    keyring.set_keyring(mine)
    yield mine
    keyring.set_keyring(before)


def test_a_password_is_kept_read_and_taken_away(ring: Ring) -> None:
    assert password(ACCOUNT) is None
    keep_password(ACCOUNT, "secret")
    assert password(ACCOUNT) == "secret"
    assert list(ring.kept) == [("wellbeing mail", "mia@example.org@mail.example.org")]
    keep_password(ACCOUNT, "")
    keep_password(ACCOUNT, "")
    assert password(ACCOUNT) is None


def test_a_locked_keyring_is_a_sentence_and_a_remedy(ring: Ring) -> None:
    ring.locked = True
    with pytest.raises(KnownError, match="Unlock it"):
        password(ACCOUNT)
    with pytest.raises(KnownError, match="Unlock it"):
        keep_password(ACCOUNT, "secret")
