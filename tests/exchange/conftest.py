"""What tests of exchange share: a keyring in memory, and English."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests import keyrings


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> Iterator[keyrings.Ring]:
    """The keyring of whoever runs the test, empty and in memory."""
    monkeypatch.setenv("LANGUAGE", "en")
    with keyrings.in_memory() as one:
        yield one
