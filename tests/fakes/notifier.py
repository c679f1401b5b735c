"""A notifier that shows nothing and remembers all."""

from __future__ import annotations

from wellbeing.ports import Note, Support


class FakeNotifier:
    """Implements `ports.Notifier`."""

    name = "fake-notifier"

    def __init__(self) -> None:
        self.shown: list[Note] = []
        self.taken: list[str] = []
        self.closed = False

    def probe(self) -> Support:
        return Support(True, "It remembers notes.")

    def show(self, note: Note) -> None:
        self.shown.append(note)

    def take_away(self, slot: str) -> None:
        self.taken.append(slot)

    def close(self) -> None:
        self.closed = True
