"""Is something watched, or does somebody talk?"""

from __future__ import annotations

import pytest

from wellbeing.engine.watching import Watching
from wellbeing.model import AppIdentity, Evidence
from wellbeing.ports import Player, Sound, Stream

CATEGORIES = {"mpv": "video", "spotify": "music", "zoom": "meetings", "editor": "writing", "game": "games"}


def watched(front: Evidence | None, players: tuple[Player, ...] = (), sound: Sound | None = None) -> bool:
    watching = Watching(lambda app: CATEGORIES.get(app.app_id, "browsing"), lambda a, b: abs(a - b) <= 1)
    app = AppIdentity(front.app_id or "" if front else "")
    said = watching(front, app, players, sound or Sound())
    assert watching(front, app, players, sound or Sound()) == said
    return said


def window(app_id: str, pid: int | None = 10, *, full: bool = False) -> Evidence:
    return Evidence(app_id, "a title", app_id, pid, full_screen=full)


FILM = Stream(11, "mpv", "video")


@pytest.mark.parametrize(
    ("front", "players", "sound", "expected"),
    [
        (window("editor"), (), Sound(), False),
        (window("firefox"), (Player("firefox.instance_1_2", 11),), Sound(), True),
        (window("firefox"), (Player("vlc", 77),), Sound(), False),
        (window("firefox", None), (Player("firefox.instance_1_2", 77),), Sound(), True),
        (window("org.kde.haruna"), (Player("x", 77, "org.kde.haruna.desktop"),), Sound(), True),
        (window("spotify"), (Player("spotify", 10, "spotify"),), Sound(), False),
        (window("spotify", full=True), (Player("spotify", 10),), Sound(), False),
        (window("kiosk", full=True), (Player("x", None),), Sound(), True),
        (window("game", full=True), (), Sound(), False),
        (window("game"), (), Sound(playing=(Stream(10, "game"),)), False),
        (window("mpv"), (), Sound(playing=(FILM,)), True),
        (window("mpv"), (), Sound(playing=(Stream(50, "mpv"),)), False),
        (window("mpv", None), (), Sound(playing=(Stream(50, "mpv"),)), True),
        (window("mpv"), (), Sound(playing=(Stream(10, "mpv", "event"),)), False),
        (window("kiosk", full=True), (), Sound(playing=(Stream(50, "x", "music"),)), False),
        (window("kiosk", full=True), (), Sound(playing=(Stream(50, "x"),)), True),
        (None, (Player("vlc", 1),), Sound(), False),
        (None, (), Sound(recording=(Stream(1, "zoom"),)), True),
        (window("editor"), (), Sound(recording=(Stream(1, ""),)), True),
    ],
)
def test_what_counts_as_watching(
    front: Evidence | None, players: tuple[Player, ...], sound: Sound, expected: bool
) -> None:
    assert watched(front, players, sound) is expected
