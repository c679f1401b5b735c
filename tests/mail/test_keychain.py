"""The password in a keyring."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.keyrings import Ring, in_memory
from wellbeing.mail.account import Account
from wellbeing.mail.keychain import keep_password, password
from wellbeing.ports import KnownError

ACCOUNT = Account("mail.example.org", "mia@example.org")


@pytest.fixture
def ring() -> Iterator[Ring]:
    with in_memory() as mine:
        yield mine


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
