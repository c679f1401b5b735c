"""Which media players play, by MPRIS 2.2 on the session bus; never what they play."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import jeepney
from jeepney.bus_messages import message_bus

from wellbeing.model.sentence import Sentence, joined
from wellbeing.ports import Fact, Player, SensorLost, Support
from wellbeing.sensors.session_bus import Heard, SessionBus

PREFIX = "org.mpris.MediaPlayer2."
OBJECT = "/org/mpris/MediaPlayer2"
PLAYER = f"{PREFIX}Player"
_STATUS = "PlaybackStatus"


@dataclass(frozen=True, slots=True)
class _Known:
    player: Player
    owner: str = ""
    playing: bool = False


class Mpris:
    """Players by their own word. A read without news asks nothing; a player that hangs holds nothing up."""

    name = "mpris"
    fact = Fact.MEDIA

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self._bus: SessionBus | None = None
        self._known: dict[str, _Known] = {}

    def probe(self) -> Support:
        """Whether there is a session bus, on which players speak."""
        try:
            self._open().settle()
        except SensorLost as lost:
            self.close()
            return Support(
                False, joined(lost.sentence, Sentence("Films and music are not seen.")), lost.remedy
            )
        return Support(True, Sentence("Media players tell on the session bus when they play."))

    def read(self) -> tuple[Player, ...]:
        """Those that play now, by name.

        Raises:
            SensorLost: the session bus cannot be reached or has gone.
        """
        self._open().take_in()
        return tuple(one.player for _, one in sorted(self._known.items()) if one.playing)

    def fileno(self) -> int | None:
        """The bus's socket; None while not connected."""
        return None if self._bus is None else self._bus.fileno()

    def close(self) -> None:
        """Leave the bus; `probe` and `read` come back to it."""
        if self._bus is not None:
            self._bus.close()
            self._bus = None
        self._known.clear()

    def _open(self) -> SessionBus:
        if self._bus is None:
            bus = self._bus = SessionBus(self._environ, self._hear)
            bus.listen(f"type='signal',interface='org.freedesktop.DBus.Properties',path='{OBJECT}'")
            bus.listen(
                "type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged',"
                f"arg0namespace='{PREFIX[:-1]}'"
            )
            bus.ask(message_bus.ListNames(), self._meet_all)
        return self._bus

    def _meet_all(self, body: tuple[Any, ...] | None) -> None:
        for name in body[0] if body else ():
            if name.startswith(PREFIX):
                self._meet(name)

    def _meet(self, name: str) -> None:
        bus = self._bus
        if bus is None:
            return
        self._known[name] = _Known(Player(name.removeprefix(PREFIX), None))

        def owner(body: tuple[Any, ...] | None) -> None:
            self._note(name, owner=body[0] if body else "")

        def pid(body: tuple[Any, ...] | None) -> None:
            if body and name in self._known:
                self._note(name, player=replace(self._known[name].player, pid=int(body[0])))

        def entry(body: tuple[Any, ...] | None) -> None:
            if body and name in self._known and isinstance(body[0], str):
                self._note(name, player=replace(self._known[name].player, entry=body[0] or None))

        bus.ask(message_bus.GetNameOwner(name), owner)
        bus.ask(message_bus.GetConnectionUnixProcessID(name), pid)
        bus.property(jeepney.DBusAddress(OBJECT, name, PREFIX[:-1]), "DesktopEntry", entry)
        self._ask_status(name)

    def _ask_status(self, name: str) -> None:
        if self._bus is not None:
            where = jeepney.DBusAddress(OBJECT, name, PLAYER)
            self._bus.property(where, _STATUS, lambda body: self._note(name, playing=_plays(body)))

    def _note(self, name: str, **changes: Any) -> None:
        if name in self._known:
            self._known[name] = replace(self._known[name], **changes)

    def _hear(self, heard: Heard) -> None:
        if heard.member == "NameOwnerChanged":
            name, _, new = heard.body
            self._known.pop(name, None)
            if new and name.startswith(PREFIX):
                self._meet(name)
        elif heard.member == "PropertiesChanged" and heard.body[0] == PLAYER:
            changed, invalid = heard.body[1], heard.body[2]
            for name, one in list(self._known.items()):
                if one.owner != heard.sender:
                    continue
                if _STATUS in changed:
                    self._note(name, playing=changed[_STATUS][1] == "Playing")
                elif _STATUS in invalid:
                    self._ask_status(name)


def _plays(body: tuple[Any, ...] | None) -> bool:
    return body is not None and body[0] == "Playing"
