"""Forgetting everything: hub, folder and keyring hold nothing after, or a sentence says what to do by hand."""

from __future__ import annotations

import socket
import threading
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests import hubs, keyrings
from tests.exchange.test_family_hub import MONDAY, invite, week_of
from tests.homes import CHAT, WRITER, HomeOf
from wellbeing.cli.commands import wellbeing
from wellbeing.engine import parting
from wellbeing.exchange import pinned, shelf

SINCE = ("--since", MONDAY.isoformat())


pytestmark = pytest.mark.usefixtures("ring")


def forgotten(home: HomeOf, *words: str) -> Result:
    """Everything, without a question."""
    result = CliRunner().invoke(
        wellbeing, ["--home", str(home.root), "forget", "--everything", *(words or ("--yes",))]
    )
    assert result.exit_code == 0, result.output
    return result


def test_the_hub_holds_no_days_and_takes_no_more_of_the_device(tmp_path: Path, ring: keyrings.Ring) -> None:
    mia, ada = HomeOf(tmp_path / "mia"), HomeOf(tmp_path / "ada")
    mia.live(MONDAY, (9, 11, WRITER), (11, 12, CHAT))
    with hubs.serving(hubs.set_up(tmp_path)) as hub:
        mia.done("join", invite(hub, "Mia", "--role", "child", "--level", "apps"), *SINCE, "--name", "desk")
        ada.done("join", invite(hub, "Ada"), "--name", "pc")
        number = mia.json("status")["person"]["id"]
        assert week_of(ada, number).days[0].active_s == 3 * 3600
        before = set(ring.kept)

        said = forgotten(mia, "--preview").stdout
        assert "leaves the family" in said
        assert "The days that it told are emptied at the hub." in said
        assert mia.json("status")["joined"] is True

        result = forgotten(mia)
        assert result.stderr == ""
        assert "The hub holds no days of it any more, the keyring no keys." in result.stdout
        assert mia.json("status") == {"joined": False}
        assert [day.active_s for day in week_of(ada, number).days if day.active_s] == []
        assert all(not day.categories and not day.apps for day in week_of(ada, number).days)
        devices = hub.run("members", "--json").stdout
        assert "desk" not in devices or "revoked" in devices
        assert len(before - set(ring.kept)) == 1
        assert len(ring.kept) == 1, "only the other's is left"


def test_a_hub_that_is_away_or_never_answers_is_named_and_holds_nothing_up(
    tmp_path: Path, ring: keyrings.Ring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pinned, "PATIENCE_S", 0.3)
    one = hubs.set_up(tmp_path)
    for name in ("away", "mute"):
        home = HomeOf(tmp_path / name)
        home.live(MONDAY, (9, 11, WRITER))
        with hubs.serving(one):
            monkeypatch.setattr(pinned, "PATIENCE_S", 20.0)
            home.done("join", invite(one, name), *SINCE, "--name", "desk")
            monkeypatch.setattr(pinned, "PATIENCE_S", 0.3)
        with socket.socket() as mute:
            if name == "mute":
                mute.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                mute.bind(("127.0.0.1", one.port))
                mute.listen()
            result = forgotten(home)
        first, second = result.stderr.strip().splitlines()
        assert "does not answer" in first
        assert "may still hold days of this device" in first
        assert "A parent removes the device desk there" in second
        assert "no longer belongs" in result.stdout
        assert home.json("status") == {"joined": False}
        assert not ring.kept


def test_a_folder_is_left_with_nothing_of_the_device_in_it(tmp_path: Path, ring: keyrings.Ring) -> None:
    ada, shared = HomeOf(tmp_path / "ada"), tmp_path / "shared"
    ada.done("folder", str(shared), "create", "--person", "Ada")
    (shared / shelf.FOLDER / "holiday.jpg").write_bytes(b"jpg")
    result = forgotten(ada)
    assert "Its files are out of the folder, its keys out of the keyring." in result.stdout
    assert result.stderr == ""
    assert [one.name for one in (shared / shelf.FOLDER).iterdir()] == ["holiday.jpg"]
    assert not ring.kept
    assert "Nothing is recorded" in forgotten(ada).stdout


def test_a_stick_that_is_away_and_a_locked_keyring_are_named_with_what_to_do(
    tmp_path: Path, ring: keyrings.Ring
) -> None:
    ada, shared = HomeOf(tmp_path / "ada"), tmp_path / "shared"
    ada.done("folder", str(shared), "create", "--person", "Ada")
    device = ada.json("status")["device"]["id"]
    shared.rename(tmp_path / "away")
    ring.locked = True
    said = forgotten(ada).stderr
    assert f"What this device wrote into {shared} could not be removed." in said
    assert f"remove the files that begin with {device} from the folder {shelf.FOLDER}" in said
    assert "what it holds for the family stays in it" in said
    assert "Remove the entry “wellbeing family” there by hand" in said
    assert ada.json("status") == {"joined": False}


def test_a_keyring_that_waits_for_somebody_who_is_gone_holds_nothing_up(
    tmp_path: Path, ring: keyrings.Ring, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = HomeOf(tmp_path / "ada")
    ada.done("folder", str(tmp_path / "shared"), "create", "--person", "Ada")
    never = threading.Event()

    def waits(self: keyrings.Ring, service: str, username: str) -> str | None:
        never.wait()
        return None

    monkeypatch.setattr(keyrings.Ring, "get_password", waits)
    monkeypatch.setattr(parting, "KEYRING_S", 0.2)
    try:
        assert "keyring does not answer" in forgotten(ada).stderr
    finally:
        never.set()


def test_without_a_family_nothing_is_said_of_one(tmp_path: Path) -> None:
    lone = HomeOf(tmp_path / "lone")
    lone.live(MONDAY, (9, 10, WRITER))
    assert "family" not in forgotten(lone).output
