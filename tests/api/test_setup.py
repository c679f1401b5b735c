"""Setting up, serving, backing up: what goes wrong is a sentence with a remedy, and a stop loses nothing."""

from __future__ import annotations

import concurrent.futures
import http.client
import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import ssl
import stat
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import psutil
import pytest
from cryptography import x509

from tests import hubs, rig
from tests.e2e.program import COMMAND
from wellbeing.api import certificate
from wellbeing.exchange.pinned import PinnedConnection, Sessions
from wellbeing.family import code
from wellbeing.ports import KnownError

DAY = hubs.yesterday()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> hubs.Hub:
    """A hub that was set up."""
    return hubs.set_up(tmp_path_factory.mktemp("made"))


@pytest.fixture
def hub(made: hubs.Hub, tmp_path: Path) -> hubs.Hub:
    """A hub that was set up and does not run: a copy, since setting up takes a second."""
    shutil.copytree(made.home, tmp_path / "hub-home")
    return replace(made, home=tmp_path / "hub-home", said=tmp_path / "said.txt")


def refused(hub: hubs.Hub, *words: str, stdin: str = "") -> str:
    """What a command says that is refused: a sentence and a remedy."""
    done = hub.run(*words, stdin=stdin)
    assert done.returncode == 1, done.stdout
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 2, done.stderr
    return "\n".join(lines)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


# ---------------------------------------------------------------- set-up


def test_what_was_set_up_is_closed_to_others(hub: hubs.Hub) -> None:
    folder = hub.home / "hub"
    assert mode(folder) == 0o700
    assert {mode(one) for one in folder.iterdir() if one.is_file()} == {0o600}
    kept = b"".join(one.read_bytes() for one in folder.iterdir() if one.is_file())
    assert hubs.PASSWORD.encode() not in kept
    assert b"$argon2id$" in kept


def test_there_is_no_hub_and_no_password_until_somebody_makes_them(tmp_path: Path) -> None:
    one = hubs.Hub(tmp_path / "home", 1, {**os.environ, "LC_ALL": "C.UTF-8"}, tmp_path / "said")
    for words in (
        ("serve",),
        ("members",),
        ("invite", "Ben"),
        ("backup",),
        ("revoke", "x"),
        ("certificate",),
    ):
        assert "wellbeing hub setup" in refused(one, *words)
    for weak in ("", "short", "aaaaaaaaaaaaaa", "Ada Ada Ada"):
        assert "Four words" in refused(one, "setup", "--parent", "Ada Ada Ada", stdin=weak + "\n")
    assert not one.home.exists(), "nothing is left of what failed"


def test_a_second_set_up_changes_nothing(hub: hubs.Hub) -> None:
    before = {one.name: one.read_bytes() for one in (hub.home / "hub").iterdir() if one.suffix != ".sqlite"}
    assert "set up already" in refused(hub, "setup", "--parent", "Eve", stdin=hubs.PASSWORD + "\n")
    assert {name: (hub.home / "hub" / name).read_bytes() for name in before} == before


@pytest.mark.parametrize("url", ["http://hub.example", "https://", "https://a b", "ftp://x", "https://u@h"])
def test_an_address_that_no_code_could_name_is_refused(tmp_path: Path, url: str) -> None:
    one = hubs.Hub(tmp_path / "home", 1, {**os.environ, "LC_ALL": "C.UTF-8"}, tmp_path / "said")
    assert "https://" in refused(one, "setup", "--parent", "Ada", "--url", url, stdin=hubs.PASSWORD + "\n")
    assert not one.home.exists()


def test_the_certificate_fits_the_names_and_the_code_its_fingerprint(tmp_path: Path) -> None:
    files = certificate.Files(tmp_path / "certificate.pem", tmp_path / "key.pem")
    names = ["family.example.org", "192.168.1.7", "fd00::7", "family.example.org"]
    shown = certificate.make(files, names, datetime(2026, 1, 1, tzinfo=UTC))
    made = x509.load_pem_x509_certificate(files.certificate.read_bytes())
    found = made.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert found.get_values_for_type(x509.DNSName) == ["family.example.org"]
    assert [str(one) for one in found.get_values_for_type(x509.IPAddress)] == ["192.168.1.7", "fd00::7"]
    assert shown == certificate.fingerprint(files.certificate)
    assert shown == sha256(ssl.PEM_cert_to_DER_cert(files.certificate.read_text())).digest()
    assert mode(files.key) == 0o600
    assert re.fullmatch(r"([0-9A-F]{2}:){31}[0-9A-F]{2}", certificate.shown(shown))
    assert made.not_valid_after_utc - made.not_valid_before_utc > timedelta(days=3650)
    files.key.write_text("nothing")
    with pytest.raises(KnownError, match="cannot be used"):
        certificate.context(files)


def test_a_device_that_comes_again_goes_on_with_its_tls_session(hub: hubs.Hub) -> None:
    pin = certificate.fingerprint(hub.home / "hub" / "certificate.pem").hex()
    kept, resumed = Sessions(), []
    with hubs.serving(hub):
        for _visit in range(3):
            one = PinnedConnection(hub.url, pin, kept)
            one.request("GET", "/api/v1/openapi.json")
            assert one.getresponse().read()
            one.close()
            resumed.append((one.resumed, one.shown == pin))
    assert resumed == [(False, True), (True, True), (True, True)]


def test_without_the_extra_one_sentence_says_how_to_get_it(hub: hubs.Hub) -> None:
    script = (
        "import sys, importlib.util as u; real = u.find_spec\n"
        "u.find_spec = lambda name, *more: None if name == 'starlette' else real(name, *more)\n"
        f"sys.argv = ['wellbeing', '--home', {str(hub.home)!r}, 'hub', 'serve']\n"
        "from wellbeing.cli import main; main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], env=dict(hub.environ), capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "pip install 'wellbeing[hub]'" in done.stderr


def test_a_forgotten_password_is_chosen_anew_with_the_recovery_code(tmp_path: Path) -> None:
    one = hubs.Hub(
        tmp_path / "home", hubs.free_port(), {**os.environ, "LC_ALL": "C.UTF-8"}, tmp_path / "said"
    )
    done = one.run("setup", "--parent", "Ada", "--port", str(one.port), stdin=hubs.PASSWORD + "\n")
    [recovery] = re.findall(r"^  (\S{4}(?:-\S{1,4})+)$", done.stdout, re.MULTILINE)
    assert "slip" in refused(one, "recover", "Ada", stdin=f"{recovery[:-2]}\nfour other words\n")
    good = one.run("recover", "ada", stdin=f"{recovery.lower()}\nfour other words\n")
    assert good.returncode == 0, good.stderr
    [fresh] = re.findall(r"^  (\S{4}(?:-\S{1,4})+)$", good.stdout, re.MULTILINE)
    assert fresh != recovery
    assert "do not belong together" in refused(one, "recover", "Ada", stdin=f"{recovery}\nfour newer words\n")


# ---------------------------------------------------------------- what goes wrong when it starts


def test_a_port_in_use_is_said(hub: hubs.Hub) -> None:
    with socket.create_server(("", hub.port)):
        assert f"port {hub.port}" in refused(hub, "serve")
    assert "Nothing can listen" in refused(hub, "serve", "--address", "192.0.2.1")


def test_a_database_of_a_newer_program_is_left_alone(hub: hubs.Hub) -> None:
    file = hub.home / "hub" / "hub.sqlite"
    own = sqlite3.connect(file)
    own.execute("UPDATE hub_version SET version_num = '9999'")
    own.commit()
    own.close()
    before = file.read_bytes()
    assert "newer version" in refused(hub, "serve")
    assert file.read_bytes() == before


@pytest.mark.parametrize("content", [b"nonsense" * 900, b"SQLite format 3\0" + b"\xff" * 8000])
def test_a_damaged_database_is_said(hub: hubs.Hub, content: bytes) -> None:
    (hub.home / "hub" / "hub.sqlite").write_bytes(content)
    assert "damaged" in refused(hub, "serve")


def test_a_foreign_database_is_not_touched(hub: hubs.Hub) -> None:
    file = hub.home / "hub" / "hub.sqlite"
    file.unlink()
    own = sqlite3.connect(file)
    own.execute("CREATE TABLE mine (x)")
    own.close()
    assert "no database of a hub" in refused(hub, "serve")


def test_a_missing_database_certificate_or_setting_is_said(hub: hubs.Hub) -> None:
    folder = hub.home / "hub"
    for name, words in (("hub.sqlite", "no hub yet"), ("certificate.pem", "certificate"), ("key.pem", "key")):
        kept = (folder / name).read_bytes()
        (folder / name).unlink()
        assert words in refused(hub, "serve")
        (folder / name).write_bytes(kept)
    (folder / "hub.toml").write_text("port = 99999999\n")
    assert "port" in refused(hub, "serve")


def test_a_server_that_is_away_is_said_without_its_password(tmp_path: Path) -> None:
    one = hubs.Hub(tmp_path / "home", 1, {**os.environ, "LC_ALL": "C.UTF-8"}, tmp_path / "said")
    address = f"postgresql://hub:secret@127.0.0.1:{hubs.free_port()}/hub"
    said = refused(one, "setup", "--parent", "Ada", "--database", address, stdin=hubs.PASSWORD + "\n")
    assert "cannot be reached" in said
    assert "secret" not in said
    said = refused(one, "setup", "--parent", "Ada", "--database", "mysql://x", stdin=hubs.PASSWORD + "\n")
    assert "postgresql://" in said


# ---------------------------------------------------------------- while it runs


def push(hub: hubs.Hub, device: tuple[str, str], revision: int = 1) -> int:
    digest = hubs.figures(device[0], DAY, revision)
    return hub.ask("PUT", f"/api/v1/digests/{DAY}", digest, token=device[1]).status


def test_fifty_devices_push_at_once_and_none_is_lost_when_it_is_stopped(hub: hubs.Hub) -> None:
    made = hubs.add_devices(hub, 50)
    with hubs.serving(hub):
        with concurrent.futures.ThreadPoolExecutor(25) as many:
            assert list(many.map(lambda one: push(hub, one), made)) == [201] * 50
            again = [many.submit(push, hub, one, 2) for one in made]
            concurrent.futures.wait(again, return_when=concurrent.futures.FIRST_COMPLETED)
            assert hub.end() == 0
            answered = [one for one in again if one.exception() is None]
        told = hub.said.read_text("utf-8")
        assert "has ended" in told
        assert "Traceback" not in told
    own = sqlite3.connect(hub.home / "hub" / "hub.sqlite")
    kept = dict(own.execute("SELECT revision, count(*) FROM digest GROUP BY revision").fetchall())
    own.close()
    assert sum(kept.values()) == 50
    assert kept.get(2, 0) >= len([one for one in answered if one.result() == 200])


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_when_it_is_asked_to(hub: hubs.Hub, how: signal.Signals) -> None:
    with hubs.serving(hub):
        assert hub.end(how) == 0
    assert not (hub.home / "hub" / "hub.sqlite-wal").exists(), "the file is whole by itself"


def test_a_database_that_another_program_holds_is_waited_for(hub: hubs.Hub) -> None:
    [device] = hubs.add_devices(hub, 1)
    with hubs.serving(hub):
        own = sqlite3.connect(hub.home / "hub" / "hub.sqlite", isolation_level=None)
        own.execute("BEGIN IMMEDIATE")
        busy = hub.ask("PUT", f"/api/v1/digests/{DAY}", hubs.figures(device[0], DAY), token=device[1])
        assert busy.status == 503
        assert int(busy.headers["retry-after"]) > 0
        own.execute("COMMIT")
        own.close()
        assert push(hub, device) == 201


def test_a_full_disk_loses_nothing_and_is_told(hub: hubs.Hub) -> None:
    """A bound on the size of its files stands for the disk."""
    [device] = hubs.add_devices(hub, 1)
    limit = ["prlimit", "--fsize=160000", *COMMAND, "--home", str(hub.home), "hub", "serve"]
    with hub.said.open("wb") as said:
        process = subprocess.Popen(limit, env=dict(hub.environ), stdout=said, stderr=said)
    try:
        rig.until(lambda: hubs.answers(hub), "the hub to answer")
        statuses = []
        for back in range(100):
            day = DAY - timedelta(days=back)
            digest = hubs.figures(device[0], day)
            statuses.append(hub.ask("PUT", f"/api/v1/digests/{day}", digest, token=device[1]).status)
            if statuses[-1] == 503:
                break
        assert statuses[-1] == 503
        assert statuses[0] == 201
    finally:
        process.terminate()
        process.wait(rig.PATIENCE_S)
    with hubs.serving(hub):
        assert push(hub, device) == 200
    own = sqlite3.connect(hub.home / "hub" / "hub.sqlite")
    assert own.execute("SELECT count(*) FROM digest").fetchone()[0] == statuses.count(201)
    own.close()


def test_a_backup_is_one_whole_file_while_it_is_served(hub: hubs.Hub, tmp_path: Path) -> None:
    [device] = hubs.add_devices(hub, 1)
    with hubs.serving(hub):
        assert push(hub, device) == 201
        target = tmp_path / "copy.sqlite"
        assert hub.run("backup", str(target)).returncode == 0
        folder = hub.home / "hub" / "backups"
        rig.until(lambda: list(folder.glob("*.sqlite3")), "the copy of the day")
        assert hub.run("backup").returncode == 0
    assert mode(target) == 0o600
    own = sqlite3.connect(target)
    assert own.execute("SELECT count(*) FROM digest").fetchone() == (1,)
    assert own.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    own.close()
    kept = max(folder.iterdir())
    assert mode(kept) == 0o600
    (hub.home / "hub" / "hub.sqlite").write_bytes(kept.read_bytes())
    with hubs.serving(hub):
        assert push(hub, device) == 200, "a backup in its place goes on"


def test_behind_a_proxy_it_speaks_http_to_this_machine_alone(tmp_path: Path) -> None:
    one = hubs.set_up(tmp_path, secure=False)
    assert not (one.home / "hub" / "key.pem").exists()
    said = code.read(one.invite("Ada"))
    assert said.fingerprint is None
    assert "on this machine alone" in refused(one, "serve", "--address", "::")
    with hubs.serving(one):
        assert one.process is not None
        listens = psutil.Process(one.process.pid).net_connections(kind="tcp")
        assert [each.laddr.ip for each in listens if each.status == psutil.CONN_LISTEN] == ["127.0.0.1"]
        for turn in range(30):
            headers = {"X-Forwarded-For": f"203.0.113.{turn}", "X-Forwarded-Proto": "https"}
            assert one.ask("GET", "/api/v1/agreement", token="f" * 43, headers=headers).status == 401
        spoofed = {"X-Forwarded-For": "203.0.113.250, 198.51.100.7", "X-Forwarded-Proto": "https"}
        statuses = [
            one.ask("GET", "/api/v1/agreement", token="f" * 43, headers=spoofed).status for _ in range(25)
        ]
        assert statuses[-1] == 429, "the address that the proxy saw counts"
        plain = http.client.HTTPConnection("127.0.0.1", one.port, timeout=20)
        plain.request("GET", "/sign-in")
        page = plain.getresponse()
        assert page.status == 200
        assert "Secure" in page.headers["Set-Cookie"]
        plain.close()


def test_members_are_listed_with_their_devices(hub: hubs.Hub) -> None:
    hubs.add_devices(hub, 1)
    hub.invite("Ben", "--role", "child", "--level", "kinds")
    told = json.loads(hub.run("members", "--json").stdout)
    ada, ben = told["members"]
    assert (ada["signs_in"], ben["signs_in"]) == (True, False)
    assert ben["seen_by"] == {"Ada": "kinds"}
    assert [one["name"] for one in ada["devices"]] == ["laptop"]
    assert "Ben" in hub.run("members").stdout
    assert "There is no parent" in refused(hub, "invite", "Mia", "--acting", "Ben")
    assert "There is no device nobody" in refused(hub, "revoke", "nobody")
    assert re.search(r"until \d{4}-\d\d-\d\d \d\d:\d\d\.", hub.run("invite", "Ben").stdout)
