"""The shipped rules see in a synthetic record what a person would."""

from __future__ import annotations

import pytest

from wellbeing.demo.app import APPS, App, Role
from wellbeing.files.rules import catalogue

MEANT = {
    Role.WORK: {"development", "writing", "design"},
    Role.LEARN: {"learning", "development", "news", "browsing"},
    Role.PEOPLE: {"communication"},
    Role.CALL: {"meetings"},
    Role.BREAK: {"news", "social", "music", "browsing"},
    Role.WATCH: {"video"},
    Role.PLAY: {"games"},
    Role.SYSTEM: {"system"},
    Role.CHAT: {"ai"},
    Role.AGENT: {"development", "ai"},
    Role.COMPANION: {"ai"},
}


@pytest.mark.parametrize(
    "app", APPS, ids=lambda app: " ".join(filter(None, [app.identity.app_id, app.identity.site]))
)
def test_every_app_gets_a_category_that_suits_its_use(app: App) -> None:
    label = catalogue().label(app.identity)
    assert label.category in MEANT[app.role]
    assert label.sure
