"""The browser companion in real browsers: the site of the active tab is recorded, that of a private window is not."""

from __future__ import annotations

import contextlib
import json
import struct
import subprocess
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests import rig
from tests.e2e.browser import title as browser_title
from tests.e2e.program import Program
from wellbeing.files import companion

pytestmark = pytest.mark.desktop

CHROMIUM_OPTIONS = (
    "--no-sandbox",  # tests may run as root
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-gpu",
    "--password-store=basic",
    "--disable-features=DisableLoadExtensionCommandLineSwitch",
    "--host-resolver-rules=MAP * 127.0.0.1",
)
FIREFOX_PREFERENCES = {
    "network.dns.localDomains": "one.example.test,www.two.example.test,secret.example.test",
    "xpinstall.signatures.required": False,
    "extensions.autoDisableScopes": 0,
    "extensions.startupScanScopes": 15,
    "browser.shell.checkDefaultBrowser": False,
    "browser.aboutwelcome.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "http://127.0.0.1:9/",
    "app.update.enabled": False,
    "browser.tabs.warnOnClose": False,
    "dom.security.https_only_mode": False,
    "dom.security.https_first": False,
    "dom.security.https_first_pbm": False,
}


class Page(BaseHTTPRequestHandler):
    """Says its host in its title."""

    def do_GET(self) -> None:
        host = self.headers.get("Host", "").partition(":")[0]
        body = f"<!DOCTYPE html><meta charset=utf-8><title>Page of {host}</title>A page.".encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def port() -> Iterator[int]:
    """Where every site of the tests is served."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield int(server.server_address[1])
        server.shutdown()
        thread.join()


@dataclass
class Browser:
    """A browser that can be told to open pages, by its keys."""

    program: Program
    desktop: rig.Desktop
    command: tuple[str, ...]
    private: str
    """Keys that open a private window."""

    @contextlib.contextmanager
    def started(self, address: str) -> Iterator[None]:
        """The browser with a first page."""
        with rig.running(*self.command, address, env=self.program.environ):
            yield

    def open(self, address: str, *, private: bool = False) -> None:
        """Open another page, in the window in front or in a private one."""
        before = self.desktop.pointer.active()
        if private:
            self.desktop.xdotool("key", "--clearmodifiers", self.private)
            rig.until(lambda: self.desktop.pointer.active() not in (0, before), "the private window")
        title = f"Page of {urlsplit(address).hostname}"

        def shown() -> bool:
            # A browser that is still busy swallows keys.
            self.desktop.xdotool("key", "--clearmodifiers", "ctrl+l")
            self.desktop.xdotool("type", "--delay", "5", address)
            self.desktop.xdotool("key", "Return")
            with contextlib.suppress(AssertionError):
                return rig.until(
                    lambda: title in browser_title(self.desktop.pointer, self.desktop.pointer.active()),
                    "the page",
                    4.0,
                )
            return False

        rig.until(shown, "the page")


def chromium(program: Program, desktop: rig.Desktop, folder: Path, *more: str) -> Browser:
    """Chromium with the extension loaded unpacked, as the person is told to, and with more options."""
    profile = folder / ".config" / "chromium"
    profile.mkdir(parents=True)
    install(program)
    unpacked = program.home / "browser" / "chromium"
    options = (*CHROMIUM_OPTIONS, f"--user-data-dir={profile}", f"--load-extension={unpacked}", *more)
    return Browser(program, desktop, ("chromium", *options), "ctrl+shift+n")


def firefox(program: Program, desktop: rig.Desktop, folder: Path) -> Browser:
    """Firefox with the extension in its profile."""
    profile = folder / "profile"
    (profile / "extensions").mkdir(parents=True)
    (folder / ".mozilla").mkdir()
    install(program)
    package = program.home / "browser" / "firefox.xpi"
    (profile / "extensions" / f"{companion.FIREFOX_ID}.xpi").write_bytes(package.read_bytes())
    lines = (
        f"user_pref({json.dumps(name)}, {json.dumps(value)});\n"
        for name, value in FIREFOX_PREFERENCES.items()
    )
    (profile / "user.js").write_text("".join(lines), "utf-8")
    return Browser(program, desktop, ("firefox-esr", "--profile", str(profile)), "ctrl+shift+p")


def install(program: Program) -> None:
    """Let the browsers start the companion."""
    said = program.run("extension", "install", "browsers")
    assert said.code == 0, said.err


def sites(program: Program) -> dict[str, float]:
    """Seconds by site."""
    rows = program.json("usage", "--by", "site")["rows"]
    return {row["key"]: row["seconds"] for row in rows}


@pytest.mark.parametrize(
    ("name", "start"), [("chromium", chromium), ("firefox-esr", firefox)], ids=["chromium", "firefox"]
)
def test_the_site_of_the_active_tab_is_recorded_and_that_of_a_private_window_is_not(
    name: str,
    start: Callable[[Program, rig.Desktop, Path], Browser],
    program: Program,
    desktop: rig.Desktop,
    folder: Path,
    port: int,
) -> None:
    if why := rig.missing(name):
        pytest.skip(f"not installed: {why}")
    browser = start(program, desktop, folder)
    with contextlib.ExitStack() as stack:
        stack.enter_context(browser.started(f"http://one.example.test:{port}/path?query"))
        with program.tracker() as tracker:
            rig.until(lambda: sites(program).get("one.example.test", 0) > 0, "the first site", patience_s=120)
            browser.open(f"http://www.two.example.test:{port}/")
            rig.until(lambda: sites(program).get("two.example.test", 0) > 0, "the second site")
            assert tracker.end() == 0
        before = sites(program)["two.example.test"]
        tracker = stack.enter_context(program.tracker())
        # Nothing happens in the browser, and yet the new tracker is told.
        rig.until(
            lambda: sites(program)["two.example.test"] > before + 0.2,
            "the site, with a tracker that began anew",
        )
        browser.open(f"http://secret.example.test:{port}/", private=True)
        rig.until(lambda: settled(program), "the site to be left behind")
        seen = sites(program)
        rows = [row for row in tracker.ask("status")["sensors"] if row["fact"] == "site"]  # type: ignore[index]  # it listens
        assert rows
        assert all(row["ok"] for row in rows)
        assert tracker.end() == 0
    assert {one for one in seen if one.endswith("example.test")} == {"one.example.test", "two.example.test"}
    for file in (*program.home.glob("wellbeing.sqlite*"), *program.home.glob("logs/*")):
        raw = file.read_bytes()
        assert b"secret.example" not in raw
        assert b"query" not in raw or file.suffix == ".log"
    program.sound()


def test_a_browser_from_flatpak_is_heard_through_the_wall_of_its_sandbox(
    program: Program, folder: Path
) -> None:
    (folder / ".var" / "app" / "org.mozilla.firefox" / ".mozilla").mkdir(parents=True)
    install(program)
    (manifest,) = folder.rglob(f"{companion.NAME}.json")
    starter = json.loads(manifest.read_text())["path"]
    assert Path(starter).is_relative_to(manifest.parents[1]), "the sandbox shows its own folder"
    door = folder / "bin" / "flatpak-spawn"
    door.parent.mkdir()
    door.write_text('#!/bin/sh\n[ "$1" = --host ] && shift && exec "$@"\n')
    door.chmod(0o700)
    env = {**program.environ, "PATH": f"{door.parent}:{program.environ['PATH']}"}
    said = json.dumps({"site": "one.example.test", "private": False}).encode()
    with program.tracker() as tracker:
        with subprocess.Popen(
            [starter, str(manifest), companion.FIREFOX_ID], env=env, stdin=subprocess.PIPE
        ) as host:
            assert host.stdin is not None
            host.stdin.write(struct.pack("=I", len(said)) + said)
            host.stdin.flush()

            def heard() -> list[str]:
                rows = (tracker.ask("status") or {}).get("sensors", ())
                return [row["name"] for row in rows if row["fact"] == "site"]

            rig.until(lambda: heard() == ["companion-firefox"], "Firefox")
            host.stdin.close()
        assert tracker.end() == 0


def settled(program: Program) -> bool:
    """Whether what is in front now has no site."""
    told = json.loads(program.run("export", "json", "-").out)
    return bool(told) and told[-1]["site"] is None


def test_what_is_installed_can_be_removed(alone: Program, folder: Path) -> None:
    said = alone.run("extension", "install", "browsers")
    assert said.code == 1
    assert "Start a browser once" in said.err
    (folder / ".config" / "google-chrome").mkdir(parents=True)
    (folder / ".var" / "app" / "org.mozilla.firefox" / ".mozilla").mkdir(parents=True)
    said = alone.run("extension", "install", "browsers")
    assert said.code == 0
    assert "Chrome, Firefox (Flatpak)" in said.out
    assert "flatpak override" in said.out
    manifests = [*folder.rglob(f"{companion.NAME}.json")]
    assert len(manifests) == 2
    for manifest in manifests:
        told = json.loads(manifest.read_text())
        assert Path(told["path"]).stat().st_mode & 0o777 == 0o700
    said = alone.run("extension", "remove", "browsers")
    assert "Chrome, Firefox (Flatpak)" in said.out
    assert not [*folder.rglob(f"{companion.NAME}.json")]
    assert not (alone.home / "browser").exists()
    assert "No browser could" in alone.run("extension", "remove", "browsers").out
