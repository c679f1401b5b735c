"""One real hub for the tests of a file, and a way to ask its application without a network."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests import hubs


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[hubs.Hub]:
    """A hub with a first parent, Ada, that answers over TLS."""
    with hubs.serving(hubs.set_up(tmp_path_factory.mktemp("hub"), "--family", "Lovelace")) as one:
        yield one
