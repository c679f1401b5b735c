"""One connection to an X server: the requests and quirks that the X11 sensors share."""

from __future__ import annotations

import contextlib
import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import xcffib
import xcffib.screensaver
import xcffib.sync
import xcffib.xproto as x11
from xcffib.ffi import ffi

from wellbeing.model.sentence import Sentence
from wellbeing.ports import SensorLost, Support

Vanished = x11.WindowError
"""The window went away between being named and being asked."""

_connect: Any = xcffib.Connection  # xcffib's own code carries no types
LONGS = 1024
"""Properties are read up to this many 32-bit units, 4 kB; a title may claim to be 100 kB long."""
ANY_TYPE = 0


@dataclass(frozen=True, slots=True)
class Property:
    """The value of a window's property, at most 4 kB of it."""

    kind: int
    """Atom of its type; 0 when the window has no such property."""
    raw: bytes
    cut: bool
    """Whether there was more."""

    @property
    def numbers(self) -> tuple[int, ...]:
        """The value as 32-bit numbers, in the machine's byte order as the server sends it."""
        whole = len(self.raw) // 4
        return struct.unpack(f"={whole}I", self.raw[: whole * 4])


class Happened(NamedTuple):
    """The fields of an event that the sensors need, as the protocol lays them out (X11 protocol, appendix B)."""

    code: int
    """Kind of event, whether the server or another program sent it."""
    detail: int
    one: int
    """The window that tells, for the kinds that are used here."""
    two: int
    """What it tells of: a window, an atom; for a focus its low byte is the mode."""
    three: int
    """For a property, the server's time in milliseconds."""


_event = struct.Struct("=BB2xIII")
_lib: Any = xcffib.lib
_free: Any = xcffib.c_free


def _property(raw: bytes) -> Property:
    """Take a GetProperty reply apart (X11 protocol, appendix B); xcffib's own way takes twice as long."""
    width, kind, after, length = struct.unpack_from("=xB6xIII", raw)
    return Property(kind, raw[32 : 32 + length * width // 8], after > 0)


class X11Connection:
    """A connection of its own, for one thread.

    libxcb reads ahead: while waiting for a reply it may take events off the socket, and a selector
    would then sleep on them. So whoever asked something must empty `events()` before sleeping.

    Raises:
        SensorLost: the server cannot be reached; also by every call once it has gone.
    """

    def __init__(self, display: str) -> None:
        self._display = display
        try:
            self.xcb: Any = _connect(display)
        except xcffib.XcffibException as error:
            raise SensorLost(
                Sentence("The X server at {display} cannot be reached.", display=display),
                Sentence("Check that it runs and that DISPLAY and XAUTHORITY are those of your desktop."),
            ) from error
        self.root: int = self.xcb.get_setup().roots[self.xcb.pref_screen].root
        self._fileno = int(self.xcb.get_file_descriptor())

    @contextlib.contextmanager
    def lasting(self) -> Iterator[None]:
        """Turn the end of the connection into SensorLost; everything that asks the server runs inside."""
        try:
            yield
        except xcffib.ConnectionException as error:
            raise SensorLost(
                Sentence("The X server at {display} has gone.", display=self._display),
                Sentence("Nothing to do: it is tried again by itself."),
            ) from error

    def fileno(self) -> int:
        """Readable when the server has sent something, or has gone; stays the same until `close`."""
        return self._fileno

    def atoms(self, names: Sequence[str]) -> Mapping[str, int]:
        """Numbers of named atoms, in one round trip."""
        asked = [(name, self.xcb.core.InternAtom(False, len(name), name)) for name in names]
        return {name: cookie.reply().atom for name, cookie in asked}

    def offers(self, extension: str) -> bool:
        """Whether the server has an extension; using one that it lacks would end the connection."""
        return bool(self.xcb.core.QueryExtension(len(extension), extension).reply().present)

    def ask(self, window: int, *atoms: int) -> list[Property]:
        """Several properties of a window in one round trip.

        Raises:
            Vanished: there is no such window.
        """
        ask = self.xcb.core.GetProperty
        asked = [ask(False, window, atom, ANY_TYPE, 0, LONGS).sequence for atom in atoms]
        answers: list[Property] = []
        gone: Exception | None = None
        for sequence in asked:
            # Every answer is fetched, even after an error: what is left lying would never be freed.
            try:
                reply = self.xcb.wait_for_reply(sequence)
            except Vanished as error:
                gone = error
            else:
                answers.append(_property(bytes(ffi.buffer(reply.cdata, reply.known_max))))
        if gone is not None:
            raise gone
        return answers

    def mapped(self, window: int) -> bool:
        """Whether a window is on the screen, though perhaps below others.

        Raises:
            Vanished: there is no such window.
        """
        attributes = self.xcb.core.GetWindowAttributes(window).reply()
        return bool(attributes.map_state != x11.MapState.Unmapped)

    def listen(self, window: int, mask: int) -> None:
        """Ask for a window's events; nothing happens when it has gone. Sent with the next question."""
        self.xcb.core.ChangeWindowAttributes(window, x11.CW.EventMask, [mask])

    def events(self) -> Iterator[Any]:
        """Everything that has arrived; when this ends, nothing is queued."""
        while True:
            try:
                event = self.xcb.poll_for_event()
            except Vanished:
                continue  # a window went before `listen` reached it
            except LookupError:
                continue  # an event or error of an extension that xcffib does not know
            if event is None:
                return
            yield event

    def happened(self) -> Iterator[Happened]:
        """As `events`, in a third of the time; events of extensions are told as well and mean nothing here."""
        poll, connection = _lib.xcb_poll_for_event, self.xcb._conn  # noqa: SLF001 - what xcffib itself would call
        while True:
            event = poll(connection)
            if event == ffi.NULL:
                self.xcb.invalid()
                return
            event = ffi.gc(event, _free)
            if event.response_type == 0:
                with contextlib.suppress(Vanished, LookupError):
                    self.xcb.hoist_event(event)  # raises what went wrong
                continue
            code, detail, *rest = _event.unpack(ffi.buffer(event, _event.size))
            yield Happened(code & 0x7F, detail, *rest)

    def prod(self) -> None:
        """Make the file number readable soon, so that whoever sleeps on it reads again."""
        self.xcb.core.GetInputFocus().discard_reply()
        self.xcb.flush()

    def close(self) -> None:
        """Leave the server; may be called twice."""
        self.xcb.disconnect()


def unreachable(environ: Mapping[str, str]) -> Support:
    """Why there is no X server to ask, where DISPLAY is not set."""
    if environ.get("WAYLAND_DISPLAY"):
        return Support(
            False,
            Sentence("This is a Wayland session without an X server (DISPLAY is not set)."),
            Sentence("Choose an X11 (Xorg) session at the login screen."),
        )
    return Support(
        False,
        Sentence("There is no desktop here: DISPLAY is not set."),
        Sentence("Start the program from within your desktop session, or set DISPLAY."),
    )


def supported(environ: Mapping[str, str], reason: str) -> Support:
    """That it works, with what stays hidden from X11 under Wayland."""
    if environ.get("WAYLAND_DISPLAY"):
        return Support(
            True,
            Sentence(
                "{reason} Under Wayland only: native Wayland windows, and input to them, are not seen.",
                reason=reason,
            ),
            Sentence("Choose an X11 (Xorg) session at the login screen to have every window counted."),
        )
    return Support(True, reason)
