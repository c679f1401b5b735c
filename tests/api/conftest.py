"""One real hub for the tests of a file, and a way to ask its application without a network."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import hubs
from tests.postgresql import MISSING, binaries, cluster


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[hubs.Hub]:
    """A hub with a first parent, Ada, that answers over TLS."""
    with hubs.serving(hubs.set_up(tmp_path_factory.mktemp("hub"), "--family", "Lovelace")) as one:
        yield one


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def either_hub(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[hubs.Hub, str]]:
    """The same on each database, with where it keeps what it is told (empty: its file)."""
    folder: Path = tmp_path_factory.mktemp("hub")
    if request.param == "sqlite":
        with hubs.serving(hubs.set_up(folder)) as one:
            yield one, ""
        return
    where = binaries()
    if where is None:
        pytest.skip(MISSING)
    with cluster(where) as place, hubs.serving(hubs.set_up(folder, database=place)) as one:
        yield one, place
