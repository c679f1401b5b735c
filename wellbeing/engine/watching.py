"""Does the person watch or talk, although they touch nothing? Decided from what plays, records and is in front.

* A program that records from a microphone is a call, wherever its window is.
* A player in front counts, by MPRIS; so does anything that plays behind a full-screen window.
* A program in front that sounds without telling by MPRIS (mpv as Debian has it) counts when it is for films,
  lessons or meetings, or covers the screen.
* Music alone never counts, in front or behind: it plays on when people leave.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from wellbeing.model import AppIdentity, Evidence
from wellbeing.ports import Player, Sound, Stream

MUSIC = "music"
WATCHED = frozenset({"video", "learning", "meetings"})
"""Categories whose apps are watched or listened to by somebody who is there."""
_NO_FILM = frozenset({"music", "event", "notification", "a11y", "test"})
"""Roles of streams that are no film (PulseAudio, PA_PROP_MEDIA_ROLE)."""
Related = Callable[[int, int], bool]
"""Whether two processes belong to one program."""


@dataclass(slots=True)
class Watching:
    """Answers for one look at a time; asked the same again it remembers."""

    category: Callable[[AppIdentity], str]
    related: Related
    _asked: object = None
    _said: bool = False

    def __call__(
        self, front: Evidence | None, app: AppIdentity, players: tuple[Player, ...], sound: Sound
    ) -> bool:
        """Whether something is watched, or a call runs."""
        if not players and not sound.recording and not sound.playing:
            return False
        # Titles change and change nothing here.
        seen = None if front is None else (front.app_id, front.exe, front.pid, front.full_screen)
        asked = (seen, app, players, sound)
        if asked != self._asked:
            self._asked, self._said = asked, self._decide(front, app, players, sound)
        return self._said

    def _decide(
        self, front: Evidence | None, app: AppIdentity, players: tuple[Player, ...], sound: Sound
    ) -> bool:
        if sound.recording:
            return True
        if front is None:
            return False
        category = self.category(app)
        if category == MUSIC:
            return False
        films = [one for one in sound.playing if one.role not in _NO_FILM]
        if front.full_screen and (players or films):
            return True
        if any(self._plays(player, front) for player in players):
            return True
        return category in WATCHED and any(self._sounds(stream, front) for stream in films)

    def _plays(self, player: Player, front: Evidence) -> bool:
        """By process, or by name where a sandbox hides the process."""
        if front.pid is not None and player.pid is not None and self.related(player.pid, front.pid):
            return True
        names = {_plain(one) for one in (front.app_id, front.exe) if one}
        return bool(names & {_plain(one) for one in (player.name.split(".")[0], player.entry) if one})

    def _sounds(self, stream: Stream, front: Evidence) -> bool:
        if front.pid is not None and stream.pid is not None:
            return self.related(stream.pid, front.pid)
        return bool(stream.program) and _plain(stream.program) in {
            _plain(one) for one in (front.app_id, front.exe) if one
        }


def _plain(name: str) -> str:
    return name.casefold().removesuffix(".desktop")
