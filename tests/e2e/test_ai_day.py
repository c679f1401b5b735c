"""A day with AI in half a minute, acted on a real desktop: sites in Chromium, an agent in a terminal, left working."""

from __future__ import annotations

import os
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest

from tests import rig
from tests.e2e.browser import title
from tests.e2e.program import Program, now
from tests.e2e.test_agents import terminal
from tests.e2e.test_ai import AI, TOOL, row
from tests.e2e.test_companion import Page, chromium, sites

pytestmark = [
    pytest.mark.desktop,
    pytest.mark.skipif(
        bool(rig.missing("xterm", "xdotool", "bash", "chromium", "openssl")),
        reason="no terminal or browser here",
    ),
]

RULES = """\
[[tool]]
id = "house_chat"
name = "House chat"
kind = "chat_assistant"
sites = ["chat.example.test"]
"""
AGENT = """#!{python} -S
import json, os, sys, time
from datetime import datetime, timezone
log = os.path.expanduser("~/.claude/projects/-work/0b5c.jsonl")
os.makedirs(os.path.dirname(log), exist_ok=True)
count = 0
def note(kind, content, **more):
    global count
    count += 1
    at = datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    message = dict(role=kind, content=content, **more)
    one = dict(type=kind, uuid=f"u{count}", sessionId="0b5c", timestamp=at, version="2.1.0", message=message)
    with open(log, "a") as file:
        print(json.dumps(one, separators=(",", ":")), file=file)
for line in sys.stdin:
    word, _, rest = line.strip().partition(" ")
    if word != "work":
        continue
    note("user", [dict(type="text", text="SECRET look at this"), dict(type="image", source=dict(data="AAAA"))])
    end = time.monotonic() + float(rest)
    while time.monotonic() < end:
        time.sleep(0.5)
        sys.stdout.write("|"); sys.stdout.flush()
        usage = dict(input_tokens=3, output_tokens=2)
        note("assistant", [dict(type="text", text="SECRET")], id=f"m{count}", model="claude-x", usage=usage)
        note("user", [dict(type="tool_result", content="SECRET")])
"""
"""Stands for Claude Code: works as long as it is told to, and keeps its log as that does."""
WORK_S = 16
SLACK_S = 3.0
"""Machines under test are slow."""
GRAIN_S = 6.0
"""Beside its log an agent shows by its terminal that it works, whose times are right to 8 s, half of them early."""


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    """Where every site is served, over TLS: browsers ask for well-known ones in no other way."""
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = ("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=sites")
    subprocess.run([*command, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield int(server.server_address[1])
        server.shutdown()
        thread.join()


def test_a_day_with_ai_is_told_as_it_was(
    program: Program, desktop: rig.Desktop, folder: Path, port: int
) -> None:
    agent(folder)
    program.home.mkdir(mode=0o700)
    (program.home / "rules.toml").write_text(RULES, "utf-8")
    browser = chromium(program, desktop, folder, "--ignore-certificate-errors")

    with program.tracker(headless=False) as tracker, terminal(desktop, folder, "work") as xterm:
        tracker.sees("window")
        # Where no tray is, what it would show is a window.
        desktop.pointer.of_process(tracker.pid)
        other = desktop.xterm("notes", "Notes")
        xterm.front()
        xterm.types("claude")
        xterm.runs("claude")
        with browser.started(f"https://chat.example.test:{port}/"):
            shown(desktop, "chat.example.test")
            # The companion takes a moment to start with the browser: what was before it is not this test's.
            rig.until(lambda: sites(program).get("chat.example.test"), "the companion to tell of the site")
            house, begin = time.monotonic(), now()
            time.sleep(5)
            # A second start opens a tab in the browser that runs.
            with rig.running(*browser.command, f"https://www.chatgpt.com:{port}/", env=program.environ):
                chatgpt = shown(desktop, "www.chatgpt.com")
            time.sleep(5)
            xterm.front()
            claude = time.monotonic()
            xterm.types(f"work {WORK_S}")
            time.sleep(5)
            desktop.pointer.activate(other.window)
            left = time.monotonic()
            time.sleep(WORK_S - 5 + 1)
            end = now()
            span = ("--from", begin.isoformat(), "--to", end.isoformat())
            said = program.json("ai", *span)
            rows = program.json("usage", "--by", "tool", *span)["rows"]
            today = program.json("status")["today"]
    assert list(said) == AI
    assert all(list(one) == TOOL for one in said["tools"])
    attended = {"house_chat": chatgpt - house, "chatgpt": claude - chatgpt, "claude_code": left - claude}
    unattended = {"claude_code": WORK_S - attended["claude_code"]}
    assert {one["tool"] for one in said["tools"]} == attended.keys()
    for tool, seconds in attended.items():
        found = row(said, tool)
        assert found["attended_s"] == pytest.approx(seconds, abs=SLACK_S)
        assert (found["unattended_s"] > 0) == (tool in unattended)
        assert found["unattended_s"] == pytest.approx(unattended.get(tool, 0), abs=GRAIN_S)
        assert found["prompts"] == (tool == "claude_code")
        by_tool = next(one["seconds"] for one in rows if one["key"] == tool)
        assert by_tool == pytest.approx(found["attended_s"], abs=0.1)
    assert today["ai_s"] >= sum(attended.values()) - SLACK_S
    kept = b"".join(path.read_bytes() for path in program.home.rglob("*") if path.is_file())
    assert b"SECRET" not in kept
    program.sound()


def shown(desktop: rig.Desktop, host: str) -> float:
    """When a page was there and in front: openbox leaves the focus with whoever was typed into."""

    def found() -> int:
        windows = desktop.pointer.windows()
        return next((one for one in windows if f"Page of {host}" in title(desktop.pointer, one)), 0)

    desktop.pointer.activate(rig.until(found, "the page"))
    return time.monotonic()


def agent(folder: Path) -> None:
    """Install it as the person's own."""
    place = folder / "bin" / "claude"
    place.parent.mkdir()
    place.write_text(AGENT.replace("{python}", os.path.realpath(sys.executable)))
    place.chmod(0o755)
