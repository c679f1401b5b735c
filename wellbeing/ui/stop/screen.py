"""Brings about what should stand on the screen: dialogs and covers at limits, and notes nobody else shows."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, QSocketNotifier, Signal
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import QWidget

from wellbeing.engine.breaks import BreakShown
from wellbeing.engine.focus import Ask, Asked
from wellbeing.engine.labels import Labels
from wellbeing.engine.onscreen import Refused, Shown, Stop, TakenAway
from wellbeing.engine.parents import Leave
from wellbeing.limits.limit import Grant, Level
from wellbeing.nudges.nudge import Response
from wellbeing.nudges.rest import Rest, Stage
from wellbeing.ports import Answered, Note, Reaction, SensorLost
from wellbeing.ui import break_words, limit_words
from wellbeing.ui.group import of_limit
from wellbeing.ui.stop.asking import SLOT, CheckInCard
from wellbeing.ui.stop.breaking import BreakCard
from wellbeing.ui.stop.card import LimitCard
from wellbeing.ui.stop.cover import WAIT_MS, Cover
from wellbeing.ui.stop.floating import Floating
from wellbeing.ui.stop.note import NoteCard
from wellbeing.ui.stop.over import WIDTH
from wellbeing.ui.stop.pause import PauseCard
from wellbeing.ui.text import _
from wellbeing.ui.theme import Theme

if TYPE_CHECKING:
    from wellbeing.sensors.x11_place import X11Places

log = logging.getLogger(__name__)

_MARGIN = 24
"""px between a note and the edge of the screen."""


@dataclass(frozen=True, slots=True)
class Replies:
    """What the person's wishes do; each returns at once."""

    heard: Callable[[Reaction], None]
    """A note ended."""
    answered: Callable[[int, Response], None]
    """A nudge was answered; by its number."""
    extended: Callable[[int, int, Grant, str], None]
    """A limit goes on: the nudge, the limit, how, and the reason."""
    opens: Callable[[str], None]
    """A place in the window, such as `limits/3`."""
    rest: Callable[[str], None]
    """A wish about a break: `start`, `postpone` or `skip`."""
    paused: Callable[[int, bool], None]
    """A pause before something was answered: its nudge, and whether the person goes on."""
    asked: Callable[[int, int, int, str], None]
    """The child asks for time: the nudge, the limit, minutes and what for."""
    allowed: Callable[[int, int, Leave, str], None]
    """A parent allows something: the nudge, the limit, what, and the PIN."""
    checked_in: Callable[[int | None, int | None, str], None]
    """The question of the day was answered: mood, energy and a note."""


class StopScreen(QObject):
    """GUI thread only; built when there is something to show."""

    empty = Signal()
    """Nothing stands on the screen any more."""

    def __init__(
        self, theme: Theme, labels: Callable[[], Labels], replies: Replies, environ: Mapping[str, str]
    ) -> None:
        super().__init__()
        self._theme, self._labels, self._replies = theme, labels, replies
        self._dialogs: dict[int, tuple[Floating, LimitCard]] = {}
        """By number of the nudge."""
        self._over: set[int] = set()
        """Nudges whose dialog the person has answered."""
        self._covers: dict[int, tuple[Cover, int]] = {}
        """Cover and its limit by window."""
        self._notes: dict[str, Floating] = {}
        self._break: tuple[Floating, BreakCard] | None = None
        self._pause: tuple[Cover | Floating, Ask] | None = None
        self._places = _places(environ)
        if self._places is not None:
            self._moves = QSocketNotifier(self._places.fileno(), QSocketNotifier.Type.Read, self)
            self._moves.activated.connect(self._moved)

    def take(self, value: object) -> None:
        """Show what the tracker says."""
        match value:
            case Shown(stops):
                self._show_dialogs(stops)
                self._show_covers(stops)
            case Refused():
                self._refuse(value)
            case Note():
                self._show_note(value)
            case Asked(ask):
                self._show_ask(ask)
            case BreakShown(rest):
                self._show_break(rest)
            case TakenAway(slot):
                self._drop_note(slot)
        if not (self._dialogs or self._covers or self._notes or self._break or self._pause):
            self.empty.emit()

    def close(self) -> None:
        """Everything goes."""
        self.take(Shown(()))
        self.take(BreakShown(None))
        self.take(Asked(None))
        for slot in list(self._notes):
            self._drop_note(slot)
        if self._places is not None:
            self._moves.setEnabled(False)
            self._places.close()
            self._places = None

    # ------------------------------------------------------------ dialogs

    def _show_dialogs(self, stops: tuple[Stop, ...]) -> None:
        """One at a time: the next waits for the answer to the first."""
        asked = [one for one in stops if not self._covered(one) and one.nudge not in self._over]
        wanted = {one.nudge: one for one in asked}
        for nudge in set(self._dialogs) - set(wanted):
            _end(self._dialogs.pop(nudge)[0])
        if not self._dialogs and asked:
            self._new_dialog(asked[0])
        for nudge, (window, card) in self._dialogs.items():
            self._fill(card, wanted[nudge])
            window.fit()

    def _new_dialog(self, stop: Stop) -> None:
        hint = ""
        if stop.standing.limit.level is Level.COVER:
            hint = _("On this desktop windows of other programs cannot be covered, so you are asked instead.")
        card = LimitCard(self._theme, hint=hint)
        window = Floating(self._theme, card, self._name(stop))
        self._dialogs[stop.nudge] = (window, card)
        card.done.connect(lambda: self._answer(stop, Response.ACTED))
        card.granted.connect(lambda way, reason: self._extend(stop, way, reason))
        card.change.connect(lambda: self._change(stop))
        card.grown.connect(window.fit)
        self._connect_agreed(card, stop)
        window.dismissed.connect(lambda: self._answer(stop, Response.DISMISSED))
        self._fill(card, stop)
        window.setFixedWidth(WIDTH)
        window.fit()
        screen = _screen()
        corner = screen.center() - window.rect().center()
        window.move(corner)
        card.take_focus()
        window.show()

    def _covered(self, stop: Stop) -> bool:
        return stop.standing.limit.level is Level.COVER and self._places is not None

    # ------------------------------------------------------------ covers

    def _show_covers(self, stops: tuple[Stop, ...]) -> None:
        covering = {one.standing.limit.id: one for one in stops if self._covered(one)}
        for window, (cover, limit) in list(self._covers.items()):
            stop = covering.get(limit)
            if stop is None:
                self._uncover(window)
            else:
                self._fill_cover(cover, stop)
        if self._places is None or not (covering or self._covers):
            return
        active = self._places.active()
        if not active or active in {int(cover.winId()) for cover, _limit in self._covers.values()}:
            return
        front = next((one for one in covering.values() if one.in_front), None)
        if front is None:
            self._uncover(active)
        elif active not in self._covers and front.pid in (None, self._places.pid(active)):
            self._cover(active, front)

    def _cover(self, window: int, stop: Stop) -> None:
        if self._places is None:
            return
        hint = _("“Done for today” puts the window away. The other ways open after ten seconds.")
        card = LimitCard(self._theme, wait_ms=WAIT_MS, hint=hint)
        cover = Cover(self._theme, self._places, window, card)
        self._covers[window] = (cover, stop.standing.limit.id)
        cover.put_away.connect(lambda: self._put_away(window, stop))
        card.granted.connect(lambda way, reason: self._extend(stop, way, reason))
        card.change.connect(lambda: self._replies.opens(f"limits/{stop.standing.limit.id}"))
        self._connect_agreed(card, stop)
        self._fill_cover(cover, stop)
        cover.follow()

    def _fill_cover(self, cover: Cover, stop: Stop) -> None:
        cover.setWindowTitle(self._name(stop))
        if isinstance(cover.card, LimitCard):
            self._fill(cover.card, stop)

    def _uncover(self, window: int) -> None:
        known = self._covers.pop(window, None)
        if known is not None:
            _end(known[0])

    def _put_away(self, window: int, stop: Stop) -> None:
        if self._places is not None:
            self._places.put_away(window)
        self._replies.answered(stop.nudge, Response.ACTED)

    def _moved(self) -> None:
        if self._places is None:
            return
        self._places.read()
        for cover, _limit in list(self._covers.values()):
            cover.follow()
        if self._pause is not None and isinstance(self._pause[0], Cover):
            self._pause[0].follow()

    # ------------------------------------------------------------ pauses

    def _show_ask(self, ask: Ask | None) -> None:
        """One pause at a time; it lies over its window where that is possible."""
        if self._pause is not None and (ask is None or self._pause[1] != ask):
            _end(self._pause[0])
            self._pause = None
        if ask is None or self._pause is not None:
            return
        name = limit_words.target(ask.target, self._labels())
        card = PauseCard(self._theme, ask, name)
        window: Cover | Floating
        active = 0 if self._places is None else self._places.active()
        if self._places is not None and active and ask.pid in (None, self._places.pid(active)):
            window = Cover(self._theme, self._places, active, card)
            window.put_away.connect(lambda: self._leave(ask, active))
            window.setWindowTitle(name)
            window.follow()
        else:
            window = Floating(self._theme, card, name)
            card.done.connect(lambda: self._leave(ask, 0))
            window.dismissed.connect(lambda: self._leave(ask, 0))
            window.setFixedWidth(WIDTH)
            window.fit()
            window.move(_screen().center() - window.rect().center())
            window.show()
        card.went_on.connect(lambda: self._answer_ask(ask, goes_on=True))
        self._pause = (window, ask)

    def _leave(self, ask: Ask, window: int) -> None:
        if window and self._places is not None:
            self._places.put_away(window)
        self._answer_ask(ask, goes_on=False)

    def _answer_ask(self, ask: Ask, *, goes_on: bool) -> None:
        self._show_ask(None)
        self._replies.paused(ask.nudge, goes_on)

    # ------------------------------------------------------------ notes

    def _show_note(self, note: Note) -> None:
        self._drop_note(note.slot)
        card = self._card(note)
        window = Floating(self._theme, card, note.title)
        self._notes[note.slot] = window
        card.pressed.connect(
            lambda key: self._ended(note.slot, Answered.PRESSED if key else Answered.DISMISSED, key)
        )
        card.stale.connect(lambda: self._ended(note.slot, Answered.EXPIRED))
        window.dismissed.connect(lambda: self._ended(note.slot, Answered.DISMISSED))
        window.setFixedWidth(card.width())
        window.fit()
        screen = _screen()
        above = sum(one.height() + 8 for slot, one in self._notes.items() if slot != note.slot)
        right_to_left = self.is_mirrored()
        left = screen.left() + _MARGIN if right_to_left else screen.right() - _MARGIN - window.width()
        window.move(left, screen.top() + _MARGIN + above)
        window.show()

    def _card(self, note: Note) -> NoteCard:
        if note.slot != SLOT:
            return NoteCard(self._theme, note)
        asks = CheckInCard(self._theme, note)
        asks.answered.connect(self._checked_in)
        return asks

    def _checked_in(self, mood: int | None, energy: int | None, note: str) -> None:
        self._drop_note(SLOT)
        self._replies.checked_in(mood, energy, note)
        self.take(None)

    @staticmethod
    def is_mirrored() -> bool:
        """Whether people read from the right here."""
        from PySide6.QtCore import Qt

        return QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft

    def _ended(self, slot: str, how: Answered, key: str = "") -> None:
        self._drop_note(slot)
        self._replies.heard(Reaction(slot, how, key))
        self.take(None)

    def _drop_note(self, slot: str) -> None:
        window = self._notes.pop(slot, None)
        if window is not None:
            _end(window)

    # ------------------------------------------------------------ rests

    def _show_break(self, rest: Rest | None) -> None:
        if self._break is not None and (rest is None or self._break[1].stage is not rest.stage):
            _end(self._break[0])
            self._break = None
        if rest is None:
            return
        if self._break is None:
            card = BreakCard(self._theme, rest.stage)
            window = Floating(self._theme, card, break_words.title(rest))
            # A plain function: Qt keeps methods by weak references, which slotted objects do not allow.
            card.wished.connect(lambda wish: self._replies.rest(wish))  # noqa: PLW0108
            window.dismissed.connect(lambda: self._replies.rest("skip"))
            self._break = (window, card)
            card.show_rest(rest)
            window.setFixedWidth(card.width())
            window.fit()
            self._place_break(window, rest)
            window.show()
        self._break[1].show_rest(rest)

    def _place_break(self, window: Floating, rest: Rest) -> None:
        """The announcement in the corner, the break in the middle; neither takes the keyboard."""
        screen = _screen()
        if rest.stage is Stage.BREAK:
            window.move(screen.center() - window.rect().center())
            return
        left = screen.left() + _MARGIN if self.is_mirrored() else screen.right() - _MARGIN - window.width()
        window.move(left, screen.top() + _MARGIN)

    # ------------------------------------------------------------ answers

    def _answer(self, stop: Stop, response: Response) -> None:
        self._close_dialog(stop)
        self._replies.answered(stop.nudge, response)

    def _extend(self, stop: Stop, way: Grant, reason: str) -> None:
        self._close_dialog(stop)
        self._replies.extended(stop.nudge, stop.standing.limit.id, way, reason)

    def _connect_agreed(self, card: LimitCard, stop: Stop) -> None:
        limit = stop.standing.limit.id
        card.asked.connect(lambda minutes, why: self._replies.asked(stop.nudge, limit, minutes, why))
        card.allowed.connect(lambda leave, pin: self._replies.allowed(stop.nudge, limit, leave, pin))

    def _refuse(self, refused: Refused) -> None:
        """Where it was wished: what cannot be is said there."""
        if (known := self._dialogs.get(refused.nudge)) is not None:
            known[1].refuse(refused)
        for cover, _limit in self._covers.values():
            if isinstance(cover.card, LimitCard):
                cover.card.refuse(refused)

    def _change(self, stop: Stop) -> None:
        self._answer(stop, Response.ACTED)
        self._replies.opens(f"limits/{stop.standing.limit.id}")

    def _close_dialog(self, stop: Stop) -> None:
        """At once, not when the tracker has taken it in."""
        self._over.add(stop.nudge)
        known = self._dialogs.pop(stop.nudge, None)
        if known is not None:
            _end(known[0])

    def _fill(self, card: LimitCard, stop: Stop) -> None:
        card.show_stop(stop, self._name(stop), of_limit(stop.standing.limit, self._labels()))

    def _name(self, stop: Stop) -> str:
        return limit_words.name(stop.standing.limit, self._labels())


def _places(environ: Mapping[str, str]) -> X11Places | None:
    """Windows of others can be found and followed on X11 only."""
    if QGuiApplication.platformName() != "xcb" or environ.get("WAYLAND_DISPLAY"):
        return None
    from wellbeing.sensors.x11_place import X11Places

    try:
        return X11Places(environ)
    except SensorLost:
        log.info("windows of other programs cannot be found on this screen")
        return None


def _screen() -> QRect:
    screen = QGuiApplication.screenAt(QCursor.pos()) or QGuiApplication.primaryScreen()
    return screen.availableGeometry()


def _end(window: QWidget) -> None:
    window.hide()
    window.deleteLater()
