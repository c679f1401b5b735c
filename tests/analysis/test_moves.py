"""What other rules would change in the past."""

from __future__ import annotations

from datetime import timedelta

from wellbeing.analysis.moves import Move, amount, moves
from wellbeing.model import AppIdentity, Presence, Use

HOUR = timedelta(hours=1)
MAIL, GAME, GAME_BETA = AppIdentity("mail"), AppIdentity("game"), AppIdentity("game", exe="beta")
USES = [
    Use(MAIL, Presence.ACTIVE, HOUR),
    Use(GAME, Presence.ACTIVE, 2 * HOUR),
    Use(GAME, Presence.IDLE, 9 * HOUR),
    Use(GAME_BETA, Presence.PASSIVE, HOUR),
]


def _name(app: AppIdentity) -> str:
    return app.app_id


def test_only_what_changes_its_category_is_told_longest_first() -> None:
    after = {"mail": "work", "game": "sport"}
    found = moves(USES, _name, lambda _: "other", lambda app: after[app.app_id])
    assert found == [Move("game", "other", "sport", 3 * HOUR), Move("mail", "other", "work", HOUR)]
    assert amount(found) == 4 * HOUR


def test_the_same_categories_move_nothing() -> None:
    assert moves(USES, _name, lambda _: "other", lambda _: "other") == []


def test_absence_does_not_move() -> None:
    assert moves([USES[2]], _name, lambda _: "other", lambda _: "sport") == []
