"""A running tracker brings a child's request to the hub, takes the parent's answer, and the limit goes on."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import keyring
import pytest

from tests import hubs, rig
from tests.e2e.program import Program, quiet
from tests.homes import HomeOf
from tests.keyrings import FileRing
from wellbeing import app
from wellbeing.engine import joining

ROOT = Path(__file__).parents[2]
PATIENCE_S = 150.0
"""The tracker looks each minute."""


@pytest.fixture
def ring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A keyring that this process and the tracker share."""
    file, before = tmp_path / "ring.json", keyring.get_keyring()
    monkeypatch.setenv("TEST_RING", str(file))
    keyring.set_keyring(FileRing())  # type: ignore[no-untyped-call]  # keyring is typed in part
    yield file
    keyring.set_keyring(before)


@pytest.mark.soak
def test_a_request_is_answered_away_from_the_computer(tmp_path: Path, ring: Path) -> None:
    leo, ada = HomeOf(tmp_path / "leo"), HomeOf(tmp_path / "ada")
    with hubs.serving(hubs.set_up(tmp_path)) as hub:
        leo.done("join", hub.invite("Leo", "--role", "child"), "--name", "desk")
        ada.done("join", hub.invite("Ada"), "--name", "phone")
        own = {"PYTHON_KEYRING_BACKEND": "tests.keyrings.FileRing", "TEST_RING": str(ring)}
        environ = quiet(own, tmp_path)
        environ["PYTHONPATH"] = f"{ROOT}{os.pathsep}{environ['PYTHONPATH']}"
        program = Program(leo.root, environ)
        with program.tracker():
            assert program.run("family", "pin", "set", stdin="4711\n").code == 0
            program.run("limits", "set", "--total", "--minutes", "60", "--agreed", "Ada")
            asked = program.json("family", "ask", "30", "--limit", "1", "--reason", "chess")
            rig.until(lambda: asked["id"] in _sent(leo), "the request to be sent", PATIENCE_S)
            theirs = ada.store()
            way = joining.hub(theirs, joining.need_membership(theirs), app.clock().now)
            way.ask("PUT", f"/requests/{asked['id']}/answer", {"minutes": 15, "words": "then dinner"})
            theirs.close()
            rig.until(
                lambda: program.json("family", "requests")["requests"][0]["answer"], "the answer", PATIENCE_S
            )
            [limit] = program.json("limits", "list")["limits"]
            assert limit["today"]["extensions"] == ["given"]
            assert limit["today"]["allowed"] == 75


def _sent(home: HomeOf) -> str:
    """Which requests the hub has."""
    store = home.store()
    try:
        return store.mark("family-asked") or ""
    finally:
        store.close()


@pytest.mark.soak
def test_a_request_is_answered_through_a_shared_folder(tmp_path: Path, ring: Path) -> None:
    """Two running trackers and nothing but a folder between them."""
    leo, ada, shared = HomeOf(tmp_path / "leo"), HomeOf(tmp_path / "ada"), tmp_path / "shared"
    ada.done("folder", str(shared), "create", "--person", "Ada", "--name", "pc")
    [code] = re.findall(r"join '(\S+)'", ada.done("invite", "Leo", "--level", "kinds"))
    leo.done("folder", str(shared), "join", code, "--name", "desk")
    ada.push()
    own = {"PYTHON_KEYRING_BACKEND": "tests.keyrings.FileRing", "TEST_RING": str(ring)}
    environ = quiet(own, tmp_path)
    environ["PYTHONPATH"] = f"{ROOT}{os.pathsep}{environ['PYTHONPATH']}"
    child, parent = Program(leo.root, environ), Program(ada.root, environ)
    with child.tracker(), parent.tracker():
        assert child.run("family", "pin", "set", stdin="4711\n").code == 0
        child.run("limits", "set", "--total", "--minutes", "60", "--agreed", "Ada")
        asked = child.json("family", "ask", "30", "--limit", "1", "--reason", "chess")
        rig.until(lambda: _of_others(parent), "the request at the parent's computer", PATIENCE_S)
        [seen] = _of_others(parent)
        assert (seen["id"], seen["person"], seen["reason"]) == (asked["id"], "Leo", "chess")
        assert parent.run("family", "answer", "last", "15").code == 0
        rig.until(lambda: child.json("family", "requests")["requests"][0]["answer"], "the answer", PATIENCE_S)
        [limit] = child.json("limits", "list")["limits"]
        assert limit["today"]["extensions"] == ["given"]
        assert limit["today"]["allowed"] == 75


def _of_others(program: Program) -> list[dict[str, Any]]:
    return list(program.json("family", "requests")["of_others"])
