"""A tracker that runs tells its family by itself; two profiles of one OS user, and two OS users, stay apart."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import keyring
import pytest

from tests import rig
from tests.e2e.program import Program, now, quiet
from tests.homes import WRITER, HomeOf
from tests.keyrings import FileRing
from wellbeing.engine import membership as members

ROOT = Path(__file__).parents[2]


@pytest.fixture
def ring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A keyring that this process and trackers share."""
    file, before = tmp_path / "ring.json", keyring.get_keyring()
    monkeypatch.setenv("TEST_RING", str(file))
    keyring.set_keyring(FileRing())  # type: ignore[no-untyped-call]  # keyring is typed in part
    yield file
    keyring.set_keyring(before)


def test_a_running_tracker_tells_what_is_due(tmp_path: Path, ring: Path) -> None:
    one, shared = HomeOf(tmp_path / "one"), tmp_path / "shared"
    one.live(now().date() - timedelta(days=1), (9, 10, WRITER))
    since = (now().date() - timedelta(days=2)).isoformat()
    one.done("folder", str(shared), "create", "--person", "Ada", "--since", since)
    card = shared / "wellbeing-family" / f"{one.json('status')['device']['id']}.card"
    card.unlink()
    store = one.store()
    members.keep_state(store, members.State())
    store.close()
    own = {"PYTHON_KEYRING_BACKEND": "tests.keyrings.FileRing", "TEST_RING": str(ring)}
    environ = quiet(own, tmp_path)
    environ["PYTHONPATH"] = f"{ROOT}{os.pathsep}{environ['PYTHONPATH']}"
    with Program(one.root, environ).tracker() as tracker:
        rig.until(card.exists, "the tracker to write its card")
        rig.until(lambda: one.json("status")["last"], "the exchange to be noted")
        assert tracker.alive
    assert one.json("status")["trouble"] is None


def test_two_profiles_of_one_os_user_know_nothing_of_each_other(tmp_path: Path, ring: Path) -> None:
    work, home = HomeOf(tmp_path / "work"), HomeOf(tmp_path / "home")
    work.done("folder", str(tmp_path / "shared"), "create", "--person", "Ada")
    assert work.json("status")["joined"] is True
    assert home.json("status") == {"joined": False}


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder to somebody else")
def test_root_touches_no_other_users_days(tmp_path: Path) -> None:
    one = HomeOf(tmp_path / "one")
    one.live(now().date(), (0, 0.01, WRITER))
    os.chown(one.root, 12345, 12345)
    for words in (("status",), ("members",), ("push",)):
        assert "without sudo" in one.refused(*words)
