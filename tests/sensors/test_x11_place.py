"""Where windows of others stand, on a real screen with a real window manager."""

from __future__ import annotations

import select
from collections.abc import Iterator

import pytest

from tests import rig
from wellbeing.sensors.x11_place import Place, X11Places

pytestmark = pytest.mark.desktop


@pytest.fixture
def places(desktop: rig.Desktop) -> Iterator[X11Places]:
    places = X11Places(desktop.environ)
    yield places
    places.close()


def _woken(places: X11Places, wait_s: float) -> bool:
    return bool(select.select([places.fileno()], [], [], wait_s)[0])


def test_a_move_that_arrives_beside_an_answer_still_wakes_who_sleeps_on_it(
    desktop: rig.Desktop, places: X11Places
) -> None:
    film = desktop.xterm("film")
    places.follow(film.window)
    places.read()
    before = places.place(film.window)
    assert before is not None
    desktop.xdotool("windowmove", "--sync", film.window, 300, 120)
    desktop.pointer.sync()  # the server has told it: the next answer brings the move along
    assert places.active() == film.window
    assert _woken(places, rig.PATIENCE_S)
    places.read()
    now = places.place(film.window)
    assert now is not None
    assert (now.x, now.y) != (before.x, before.y)


def test_a_screen_on_which_nothing_happens_wakes_nobody(desktop: rig.Desktop, places: X11Places) -> None:
    film = desktop.xterm("film")
    places.follow(film.window)
    while _woken(places, 0.2):
        places.read()
    for _look in range(3):
        places.active()
        places.place(film.window)
    assert not _woken(places, 0.2)


def test_a_window_put_away_and_fetched_back_is_told_both_times(
    desktop: rig.Desktop, places: X11Places
) -> None:
    film = desktop.xterm("film")
    places.follow(film.window)

    def comes(there: bool) -> Place | None:
        def look() -> bool:
            seen = (places.place(film.window) is not None) is there
            if not seen:
                assert _woken(places, rig.PATIENCE_S)
                places.read()
            return seen

        rig.until(look, f"the window to be {there}")
        return places.place(film.window)

    assert comes(there=True) is not None
    places.put_away(film.window)
    assert comes(there=False) is None
    desktop.pointer.activate(film.window, wait=False)
    assert comes(there=True) is not None


def test_a_window_that_went_is_nowhere_and_following_it_is_no_error(
    desktop: rig.Desktop, places: X11Places
) -> None:
    window = desktop.pointer.window(title=b"gone")
    window.destroy()
    places.follow(window.id)
    assert places.place(window.id) is None
    assert places.pid(window.id) is None
    assert places.idle() is not None
