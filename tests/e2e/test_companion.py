"""The browser companion in real browsers: the site of the active tab is recorded, that of a private window is not."""

from __future__ import annotations

import contextlib
import json
import struct
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import psutil
import pytest

from tests import rig
from tests.e2e.browser import title as browser_title
from tests.e2e.program import Program
from wellbeing.analysis.usage import ranking
from wellbeing.cli.reader import reading
from wellbeing.files import companion
from wellbeing.files.paths import home

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
    "network.dns.localDomains": "one.example.test,www.two.example.test,three.example.test,secret.example.test",
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


def firefox(
    program: Program, desktop: rig.Desktop, folder: Path, more_preferences: Mapping[str, int] | None = None
) -> Browser:
    """Firefox with the extension in its profile."""
    profile = folder / "profile"
    (profile / "extensions").mkdir(parents=True)
    (folder / ".mozilla" / "firefox").mkdir(parents=True)
    install(program)
    package = program.home / "browser" / "firefox.xpi"
    (profile / "extensions" / f"{companion.FIREFOX_ID}.xpi").write_bytes(package.read_bytes())
    lines = (
        f"user_pref({json.dumps(name)}, {json.dumps(value)});\n"
        for name, value in {**FIREFOX_PREFERENCES, **(more_preferences or {})}.items()
    )
    (profile / "user.js").write_text("".join(lines), "utf-8")
    return Browser(program, desktop, ("firefox-esr", "--profile", str(profile)), "ctrl+shift+p")


def install(program: Program) -> None:
    """Let the browsers start the companion."""
    said = program.run("extension", "install", "browsers")
    assert said.code == 0, said.err


def sites(program: Program) -> dict[str, float]:
    """Seconds by site, as `usage` reads them; without starting a program, which takes a busy browser's time."""
    with reading(home(str(program.home))) as reader:
        rows = ranking(reader.store.uses(reader.span(None, None)), lambda use: use.app.site)
    return {row.key: row.amount.total_seconds() for row in rows}


def until(what: Callable[[], object], why: str) -> None:
    """Wait until the record says so; it is looked at ten times a second, since each look has it written."""

    def looked() -> bool:
        return bool(what()) or threading.Event().wait(0.1)

    rig.until(looked, why, 120.0)


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
            until(lambda: sites(program).get("one.example.test", 0) > 0, "the first site")
            browser.open(f"http://www.two.example.test:{port}/")
            until(lambda: sites(program).get("two.example.test", 0) > 0, "the second site")
            assert tracker.end() == 0
        before = sites(program)["two.example.test"]
        tracker = stack.enter_context(program.tracker())
        # Nothing happens in the browser, and yet the new tracker is told.
        until(
            lambda: sites(program)["two.example.test"] > before + 0.2,
            "the site, with a tracker that began anew",
        )
        browser.open(f"http://secret.example.test:{port}/", private=True)
        until(lambda: settled(program), "the site to be left behind")
        seen = {row["key"] for row in program.json("usage", "--by", "site")["rows"]}
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


def window(desktop: rig.Desktop, title: str) -> int:
    """The window whose title begins so, once it is there."""

    def found() -> int:
        hand = desktop.pointer
        return next((one for one in hand.windows() if browser_title(hand, one).startswith(title)), 0)

    return rig.until(found, title, 60.0)


def grows(program: Program, site: str, by_s: float = 0.2) -> None:
    """Wait until a site has more time than now."""
    before = sites(program).get(site, 0)
    until(lambda: sites(program).get(site, 0) > before + by_s, site)


@pytest.mark.skipif(bool(why := rig.missing("chromium", "firefox-esr")), reason=f"not installed: {why}")
def test_of_two_browsers_and_two_windows_that_in_front_tells_its_site(
    program: Program, desktop: rig.Desktop, folder: Path, port: int
) -> None:
    first, second = chromium(program, desktop, folder), firefox(program, desktop, folder)
    with (
        first.started(f"http://one.example.test:{port}/"),
        second.started(f"http://www.two.example.test:{port}/"),
        program.tracker() as tracker,
    ):
        one, two = window(desktop, "Page of one"), window(desktop, "Page of www.two")
        for front, site in ((one, "one"), (two, "two")):
            desktop.pointer.activate(front)
            grows(program, f"{site}.example.test")
        desktop.pointer.activate(one)
        rig.until(lambda: desktop.pointer.active() == one, "Chromium in front")
        desktop.xdotool("key", "--clearmodifiers", "ctrl+n")
        rig.until(lambda: desktop.pointer.active() not in (0, one, two), "another window of Chromium")
        first.open(f"http://three.example.test:{port}/")
        grows(program, "three.example.test")
        desktop.pointer.activate(one)
        grows(program, "one.example.test")
        assert tracker.end() == 0
    program.sound()


@pytest.mark.skipif(bool(why := rig.missing("chromium")), reason=f"not installed: {why}")
def test_chromium_tells_the_site_after_its_worker_was_stopped_its_companion_killed_and_after_an_update(
    program: Program, desktop: rig.Desktop, folder: Path, port: int
) -> None:
    browser = chromium(program, desktop, folder, "--remote-debugging-port=0")
    one, two = f"http://one.example.test:{port}/", f"http://www.two.example.test:{port}/"
    with program.tracker() as tracker:
        with browser.started(one):
            grows(program, "one.example.test")
            stop_worker(folder / ".config" / "chromium")
            browser.open(two)
            grows(program, "two.example.test")
            (host,) = hosts()
            host.kill()
            # It is started again, though nothing happens in the browser.
            rig.until(lambda: [one for one in hosts() if one.pid != host.pid], "another companion")
            grows(program, "two.example.test")
        manifest = program.home / "browser" / "chromium" / "manifest.json"
        manifest.write_text(manifest.read_text("utf-8").replace('"1.0"', '"1.1"'), "utf-8")
        with browser.started(one):
            grows(program, "one.example.test")
        assert tracker.end() == 0


def stop_worker(profile: Path) -> None:
    """End the extension's service worker by the DevTools protocol over HTTP."""
    number = (profile / "DevToolsActivePort").read_text("ascii").split()[0]

    def asked(path: str) -> bytes:
        with urlopen(f"http://127.0.0.1:{number}/json/{path}", timeout=rig.PATIENCE_S) as answer:
            return bytes(answer.read())

    workers = [one["id"] for one in json.loads(asked("list")) if one["type"] == "service_worker"]
    (worker,) = workers
    asked(f"close/{worker}")
    rig.until(lambda: worker not in asked("list").decode(), "the worker's end")


def hosts() -> list[psutil.Process]:
    """Companions that browsers of this test started."""
    found = []
    for one in psutil.Process().children(recursive=True):
        with contextlib.suppress(psutil.NoSuchProcess):  # it has just ended
            if "wellbeing.cli.companion" in one.cmdline():
                found.append(one)
    return found


@pytest.mark.skipif(bool(why := rig.missing("firefox-esr")), reason=f"not installed: {why}")
def test_firefox_tells_the_site_while_its_event_page_would_sleep(
    program: Program, desktop: rig.Desktop, folder: Path, port: int
) -> None:
    browser = firefox(program, desktop, folder, {"extensions.background.idle.timeout": 500})
    with browser.started(f"http://one.example.test:{port}/"), program.tracker() as tracker:
        grows(program, "one.example.test")
        grows(program, "one.example.test", 2.0)
        browser.open(f"http://www.two.example.test:{port}/")
        grows(program, "two.example.test")
        assert tracker.end() == 0


def test_a_browser_from_flatpak_is_heard_through_the_wall_of_its_sandbox(
    program: Program, folder: Path
) -> None:
    (folder / ".var" / "app" / "org.mozilla.firefox" / ".mozilla").mkdir(parents=True)
    install(program)
    (manifest,) = (folder / ".var").rglob(f"{companion.NAME}.json")
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
    with reading(home(str(program.home))) as reader:
        told = reader.store.activities(reader.span(None, None))
    return bool(told) and told[-1].app.site is None


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
    assert len(manifests) == 3, "Firefox from Flatpak looks inside its sandbox, or has a portal look outside"
    for manifest in manifests:
        told = json.loads(manifest.read_text())
        assert Path(told["path"]).stat().st_mode & 0o777 == 0o700
    said = alone.run("extension", "remove", "browsers")
    assert "Chrome, Firefox (Flatpak)" in said.out
    assert not [*folder.rglob(f"{companion.NAME}.json")]
    assert not (alone.home / "browser").exists()
    assert "No browser could" in alone.run("extension", "remove", "browsers").out
