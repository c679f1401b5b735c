"""Notes by a command of the system."""

from __future__ import annotations

import base64
import re
import sys
from collections.abc import Callable
from xml.etree import ElementTree as ET

from tests.notify.conftest import Heard, note
from wellbeing.notify.command import CommandNotifier, banner, toast
from wellbeing.ports import Answered


def shown(command: Callable[..., tuple[str, ...]], heard: Heard) -> CommandNotifier:
    return CommandNotifier("test", command, heard.append)


def test_each_note_is_shown_and_ends(heard: Heard) -> None:
    notifier = shown(lambda one: (sys.executable, "-c", "pass", one.title), heard)
    assert notifier.probe().ok
    notifier.show(note())
    notifier.show(note("other"))
    assert [one.slot for one in heard.wait(2)] == ["limit", "other"]
    assert {one.answered for one in heard} == {Answered.EXPIRED}
    notifier.take_away("limit")
    notifier.close()
    notifier.close()


def test_a_note_that_could_not_be_shown_says_why(heard: Heard) -> None:
    for command in (("/nonexistent/program",), (sys.executable, "-c", "raise SystemExit(1)")):
        notifier = shown(lambda _one, command=command: command, heard)
        notifier.show(note())
        heard.wait(len(heard) + 1)
        notifier.close()
    assert all(one.answered is Answered.FAILED and one.trouble for one in heard)


def test_no_text_of_a_note_is_ever_run() -> None:
    hostile = note(title="'); Remove-Item C:\\ </text>&\" $(x) `y`")
    *_, encoded = toast(hostile)
    script = base64.b64decode(encoded).decode("utf-16-le")
    assert "Remove-Item" not in script
    found = re.search(r"FromBase64String\('([A-Za-z0-9+/=]+)'\)", script)
    assert found is not None
    xml = ET.fromstring(base64.b64decode(found[1]).decode())  # noqa: S314 - our own
    assert [one.text for one in xml.iter("text")] == [hostile.title, hostile.body]
    program, option, script, title, body = banner(hostile)
    assert (program, option, title, body) == ("osascript", "-e", hostile.title, hostile.body)
    assert "Remove-Item" not in script
