"""`wellbeing import` as people meet it."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import signal
import subprocess
import zipfile
from pathlib import Path

from tests.e2e.program import COMMAND
from tests.interop.test_export import chat, packed


def run(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, "--home", str(home), "import", *words],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_an_export_is_brought_in_once(tmp_path: Path) -> None:
    export = packed(tmp_path, {"conversations.json": [chat(number) for number in range(20)]})
    first = run(tmp_path / "home", "chatgpt", str(export))
    assert first.returncode == 0, first.stderr
    assert first.stdout.startswith("40 prompts from 2026-05-05 to 2026-05-05.")
    again = run(tmp_path / "home", "chatgpt", str(export), "--json")
    assert json.loads(again.stdout)["prompts"] == 40
    said = subprocess.run(
        [*COMMAND, "--home", str(tmp_path / "home"), "ai", "--from", "2026-05-01", "--to", "2026-06-01", "--json"],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    (tool,) = [one for one in json.loads(said.stdout)["tools"] if one["tool"] == "chatgpt"]
    assert (tool["prompts"], tool["sessions"]) == (40, 20)


def test_a_wrong_file_is_refused_with_a_remedy(tmp_path: Path) -> None:
    wrong = tmp_path / "holiday.zip"
    with zipfile.ZipFile(wrong, "w") as own:
        own.writestr("photo.jpg", "x")
    for kind in ("chatgpt", "claude", "gemini"):
        said = run(tmp_path / "home", kind, str(wrong))
        assert (said.returncode, said.stdout) == (1, "")
        assert len(said.stderr.splitlines()) == 2
    assert run(tmp_path / "home", "tetris", str(wrong)).returncode == 2


def test_interrupted_it_keeps_what_it_read_and_goes_on(tmp_path: Path) -> None:
    export = tmp_path / "conversations.json"
    export.write_text(json.dumps([chat(number) for number in range(6_000)]), encoding="utf-8")
    command = [*COMMAND, "--home", str(tmp_path / "home"), "import", "chatgpt", str(export)]
    ours, theirs = pty.openpty()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=theirs)
    os.close(theirs)
    err = b""
    while b"%" not in err:  # it shows how far it is
        err += os.read(ours, 4096)
    process.send_signal(signal.SIGINT)
    with contextlib.suppress(OSError):  # how a terminal says that the other side is gone
        while piece := os.read(ours, 4096):
            err += piece
    os.close(ours)
    process.wait(timeout=60)
    assert process.returncode == 1
    assert b"Import it again to go on" in err
    done = run(tmp_path / "home", "chatgpt", str(export), "--json")
    assert json.loads(done.stdout)["prompts"] == 12_000
    said = subprocess.run(
        [*COMMAND, "--home", str(tmp_path / "home"), "ai", "--from", "2026-05-01", "--to", "2026-06-01", "--json"],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    (tool,) = [one for one in json.loads(said.stdout)["tools"] if one["tool"] == "chatgpt"]
    assert tool["prompts"] == 12_000
