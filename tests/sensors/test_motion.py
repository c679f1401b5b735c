"""What the desktop says about motion, asked of a real bus."""

from __future__ import annotations

import pytest

from tests import rig
from tests.ui.notifier_host import desktop
from wellbeing.sensors.motion import less_motion

pytestmark = pytest.mark.desktop


def test_the_settings_portal_is_asked_and_its_absence_means_that_things_may_move() -> None:
    assert less_motion({}) is False
    assert less_motion({"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent"}) is False
    with rig.message_bus_daemon() as bus:
        asked = {"DBUS_SESSION_BUS_ADDRESS": bus.address}
        assert less_motion(asked) is False, "no portal there"
        with desktop(bus.address) as portal:
            assert less_motion(asked) is False
            portal.animated = False
            assert less_motion(asked) is True
