"""What all tests share: the desktops and buses of `rig`, a screen-less Qt, and the switch for long tests."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

# `from tests.rig import …` works from every test folder.
sys.path.insert(0, str(Path(__file__).parents[1]))
# Widgets in tests never open on the screen of whoever runs them.
os.environ["QT_QPA_PLATFORM"] = "offscreen"

if TYPE_CHECKING:  # it needs libraries of Linux desktops
    from tests import rig

# A slow or crowded machine is no failure; where nobody can look into a find, the same examples are tried each time.
hypothesis.settings.register_profile(
    "checks",
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("checks")


@pytest.fixture(autouse=True)
def no_noise(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A warning in the log means that a person should look: it fails a test that does not ask for `caplog`."""
    yield
    if "caplog" in request.function.__code__.co_varnames:
        return
    noise = [one for one in caplog.get_records("call") if one.levelno >= logging.WARNING]
    assert not noise, "\n".join(one.getMessage() for one in noise)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--soak`."""
    parser.addoption("--soak", action="store_true", help="run the tests that take minutes, too")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave long tests out unless they are asked for."""
    if config.getoption("--soak"):
        return
    for item in items:
        if item.get_closest_marker("soak"):
            item.add_marker(pytest.mark.skip(reason="runs for minutes; add --soak"))


@pytest.fixture
def xserver() -> Iterator[rig.XServer]:
    """A private X server without a window manager."""
    from tests import rig

    with rig.XServer() as server:
        yield server


@pytest.fixture
def desktop(xserver: rig.XServer) -> Iterator[rig.Desktop]:
    """A private X server with openbox."""
    from tests import rig

    with rig.desktop(xserver) as result:
        yield result


@pytest.fixture
def session_bus() -> Iterator[rig.Bus]:
    """A private session bus, with nobody on it."""
    from tests import rig

    with rig.message_bus_daemon() as bus:
        yield bus


@pytest.fixture
def system_bus() -> Iterator[rig.Login]:
    """A private system bus with a mocked logind, nobody logged in."""
    from tests import rig

    with rig.message_bus_daemon() as bus, rig.logind(bus) as login:
        yield login
