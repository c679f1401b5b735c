"""Notes on Windows and macOS by a command of the system: shown, without buttons. Not yet run on a real machine."""

from __future__ import annotations

import base64
import logging
import queue
import subprocess
import threading
from collections.abc import Callable, Sequence
from xml.sax.saxutils import escape

from wellbeing.model.sentence import Sentence
from wellbeing.ports import Answered, KnownError, Note, Reaction, Support

log = logging.getLogger(__name__)
PATIENCE_S = 15.0
"""How long the command may take; PowerShell needs some seconds the first time."""
Command = Callable[[Note], Sequence[str]]
_POWERSHELL = "{1AC14E77-02E7-4E5D-B744-2EB1AE5198B7}\\WindowsPowerShell\\v1.0\\powershell.exe"
"""Windows shows notes of known programs only; ours borrows PowerShell's id until it is installed with one."""


class CommandNotifier:
    """Shows notes one after the other on a thread of its own; what the person does with them is not told."""

    def __init__(self, name: str, command: Command, heard: Callable[[Reaction], None]) -> None:
        self._name, self._command, self._heard = name, command, heard
        self._wishes: queue.SimpleQueue[Note | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None

    @property
    def name(self) -> str:
        """Shown by doctor."""
        return self._name

    def probe(self) -> Support:
        """They can be shown; nobody has seen it yet."""
        return Support(
            True,
            Sentence("The system shows notes, without buttons."),
            Sentence("This way is not yet verified on a real machine; tell us how it does."),
        )

    def show(self, note: Note) -> None:
        """See `ports.Notifier`."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="notify", daemon=True)
            self._thread.start()
        self._wishes.put(note)

    def take_away(self, slot: str) -> None:
        """Nothing: the system takes them away by itself."""

    def close(self) -> None:
        """See `ports.Notifier`."""
        if self._thread is not None:
            self._wishes.put(None)
            self._thread.join(timeout=PATIENCE_S)
            self._thread = None

    def _run(self) -> None:
        while (note := self._wishes.get()) is not None:
            self._heard(self._shown(note))

    def _shown(self, note: Note) -> Reaction:
        try:
            subprocess.run(  # noqa: S603 - one of the two commands below
                list(self._command(note)), check=True, capture_output=True, timeout=PATIENCE_S
            )
        except (OSError, subprocess.SubprocessError):
            log.info("a note could not be shown")
            trouble = KnownError(
                Sentence("The system did not show a note."), Sentence("Allow notifications in its settings.")
            )
            return Reaction(note.slot, Answered.FAILED, trouble=trouble)
        return Reaction(note.slot, Answered.EXPIRED)


def toast(note: Note) -> Sequence[str]:
    """Windows 10 and 11: a toast, by PowerShell; the script is encoded, so nothing in a text is ever run."""
    told = f"<text>{escape(note.title)}</text><text>{escape(note.body)}</text>"
    xml = f'<toast><visual><binding template="ToastGeneric">{told}</binding></visual></toast>'
    script = (
        "$null = [Windows.UI.Notifications.ToastNotificationManager, Windows.UI.Notifications, "
        "ContentType = WindowsRuntime];"
        "$null = [Windows.Data.Xml.Dom.XmlDocument, Windows.Data.Xml.Dom, ContentType = WindowsRuntime];"
        f"$text = [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('{_base64(xml.encode())}'));"
        "$xml = New-Object Windows.Data.Xml.Dom.XmlDocument; $xml.LoadXml($text);"
        f"[Windows.UI.Notifications.ToastNotificationManager]::CreateToastNotifier('{_POWERSHELL}')"
        ".Show([Windows.UI.Notifications.ToastNotification]::new($xml))"
    )
    encoded = _base64(script.encode("utf-16-le"))
    return ("powershell.exe", "-NoProfile", "-NonInteractive", "-EncodedCommand", encoded)


def banner(note: Note) -> Sequence[str]:
    """MacOS: a banner, by osascript; the texts are arguments, not part of the script."""
    script = "on run argv\ndisplay notification (item 2 of argv) with title (item 1 of argv)\nend run"
    return ("osascript", "-e", script, note.title, note.body)


def _base64(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")
