"""A tracker that runs tells its family by itself; two profiles of one OS user, and two OS users, stay apart."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest

from tests import rig
from tests.e2e.program import Program, now, quiet
from tests.homes import WRITER, HomeOf
from wellbeing.engine import membership as members

ROOT = Path(__file__).parents[2]


def program(folder: Path, name: str) -> Program:
    ring = {"PYTHON_KEYRING_BACKEND": "tests.keyrings.FileRing", "TEST_RING": str(folder / "ring.json")}
    environ = quiet(ring, folder)
    return Program(folder / name, environ | {"PYTHONPATH": f"{ROOT}{os.pathsep}{environ['PYTHONPATH']}"})


def test_a_running_tracker_tells_what_is_due(tmp_path: Path) -> None:
    one, shared = program(tmp_path, "one"), tmp_path / "shared"
    HomeOf(one.home).live(now().date() - timedelta(days=1), (9, 10, WRITER))
    since = (now().date() - timedelta(days=2)).isoformat()
    said = one.run("family", "folder", str(shared), "create", "--person", "Ada", "--since", since)
    assert said.code == 0, said.err
    device = one.json("family", "status")["device"]["id"]
    card = shared / "wellbeing-family" / f"{device}.card"
    card.unlink()
    store = HomeOf(one.home).store()
    members.keep_state(store, members.State())
    store.close()
    with one.tracker() as tracker:
        rig.until(card.exists, "the tracker to write its card")
        rig.until(lambda: one.json("family", "status")["last"], "the exchange to be noted")
        assert tracker.alive
    assert one.json("family", "status")["trouble"] is None


def test_two_profiles_of_one_os_user_know_nothing_of_each_other(tmp_path: Path) -> None:
    work, home = program(tmp_path, "work"), program(tmp_path, "home")
    assert work.run("family", "folder", str(tmp_path / "shared"), "create", "--person", "Ada").code == 0
    assert work.json("family", "status")["joined"] is True
    assert home.json("family", "status") == {"joined": False}


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder to somebody else")
def test_root_touches_no_other_users_days(tmp_path: Path) -> None:
    one = program(tmp_path, "one")
    HomeOf(one.home).live(now().date(), (0, 0.01, WRITER))
    os.chown(one.home, 12345, 12345)
    for words in (("status",), ("usage",), ("family", "status"), ("run", "--headless")):
        said = one.run(*words)
        assert said.code == 1
        assert "belongs to another user" in said.err
        assert "without sudo" in said.err
