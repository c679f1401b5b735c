"""The family's hub, asked over HTTPS: paired once, then told of days and asked what was agreed."""

from __future__ import annotations

import contextlib
import http.client
import ssl
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TypeVar
from urllib.parse import quote, urlencode, urlsplit

import msgspec
from msgspec.structs import replace

from wellbeing.exchange.pinned import PinnedConnection, Sessions
from wellbeing.family.agreement import Agreement, Member, Week
from wellbeing.family.digest import Digest, encoded
from wellbeing.family.figures import UNSEEN
from wellbeing.family.level import Level
from wellbeing.family.privacy import Need, sent
from wellbeing.model.sentence import Sentence, verbatim
from wellbeing.ports import FamilyGone, FamilyLater, FamilyRefused, Pushed

_AT_ONCE = 20
"""Digests in one request: 1.3 MB at most."""
_LARGEST = 8 * 1024 * 1024
"""Bytes of an answer; a week of a family has some 200 kB."""
_LONGEST_WAIT_S = 24 * 3600
_FAR = 24 * 60
"""Minutes: a clock that is further off is on another day, and its minutes fit nobody's."""
_T = TypeVar("_T")


class Paired(msgspec.Struct, frozen=True, kw_only=True):
    """What the hub says to a device that it takes in."""

    device: str
    token: str
    person: Member
    family: str


class _Outcome(msgspec.Struct, frozen=True, kw_only=True):
    status: int
    revision: int | None = None
    error: str | None = None
    remedy: str | None = None


class _Problem(msgspec.Struct, frozen=True, kw_only=True):
    error: str = ""
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    body: bytes
    tag: str
    """Marks this content (ETag); empty where the hub gives none."""
    wait_s: int
    """Seconds that the hub asks to wait; 0 where it says nothing."""
    fingerprint: str
    """Of the certificate that was shown, whole."""


class HubClient:
    """One device's way to the hub; each call blocks for seconds at most.

    Each is a connection of its own, which goes on with the TLS session of the one before.

    Args:
        url: `https://host[:port][/path]`.
        fingerprint: as `pinned.PinnedConnection` takes it.
        token: the device's; empty while it is not paired.
        now: the wall clock, aware UTC; None where it is not compared with the hub's.
        sessions: where the caller keeps them from one visit to the next.
    """

    def __init__(
        self,
        url: str,
        fingerprint: str = "",
        token: str = "",
        now: Callable[[], datetime] | None = None,
        sessions: Sessions | None = None,
    ) -> None:
        self._url, self._fingerprint, self._token = url, fingerprint, token
        self._base = urlsplit(url).path.rstrip("/") + "/api/v1"
        self._now = now
        self._sessions = sessions or Sessions()
        self.ahead: timedelta | None = None
        """How far this device's clock is ahead of the hub's, to a few seconds; None before the hub told its time."""

    def pair(self, proof: str, name: str, zone: str) -> tuple[Paired, str]:
        """Be taken in with a pairing code; what the hub says, and the fingerprint of its certificate, whole.

        Raises:
            FamilyRefused: the code is wrong, used, or too old.
            FamilyLater: no answer.
        """
        answer = self._asked("POST", "/pair", {"code": proof, "device": {"name": name, "zone": zone}})
        return self._read(answer, Paired), answer.fingerprint

    def push(self, digests: Sequence[bytes]) -> Iterator[Pushed]:
        """Send digests, some at a time; what became of each, in order, as it becomes known.

        Raises:
            FamilyGone: the device was revoked, or is not known there.
            FamilyLater: no answer; what was told of before stands.
        """
        for place in range(0, len(digests), _AT_ONCE):
            some = digests[place : place + _AT_ONCE]
            answer = self._asked("POST", "/digests", b"[" + b",".join(some) + b"]")
            outcomes = self._read(answer, list[_Outcome])
            if len(outcomes) != len(some):
                raise self._nonsense()
            for one in outcomes:
                yield self._pushed(one)

    def send(self, days: Sequence[Digest], agreed: Agreement, what: Need) -> Iterator[Pushed]:  # noqa: ARG002 - a folder needs who sees what
        """Send days, pared to the most that anybody is to see; the hub pares them again for each who reads.

        Raises:
            FamilyGone, FamilyLater: as `push`.
        """
        return self.push([encoded(self._righted(sent(one, what))) for one in days])

    def _righted(self, day: Digest) -> Digest:
        """The day with its minutes by the hub's clock, so that those of two devices fit each other."""
        minutes = 0 if self.ahead is None else round(self.ahead / timedelta(minutes=1))
        if day.minutes is None or not minutes or abs(minutes) > _FAR:
            return day
        begin = day.minutes.begin - timedelta(minutes=minutes)
        return replace(day, minutes=replace(day.minutes, begin=begin))

    def _pushed(self, one: _Outcome) -> Pushed:
        if one.status in (200, 201) and one.revision is not None:
            return Pushed(one.revision)
        if one.status in (401, 403):
            raise FamilyGone(*_said(one.error, one.remedy))
        return Pushed(0, conflict=one.status == 409, trouble=_clean(one.error or f"{one.status}"))

    def agreement(self, tag: str = "") -> tuple[Agreement, str, bytes] | None:
        """What concerns this person: the value, its mark, and as it came; None where it is as `tag` marks it.

        Raises:
            FamilyGone, FamilyLater: as `push`.
        """
        answer = self._asked("GET", "/agreement", tag=tag)
        return None if answer.status == 304 else (self._read(answer, Agreement), answer.tag, answer.body)

    def relate(
        self, viewer: str, level: Level | None, *, moods: bool | None = None, subject: str | None = None
    ) -> None:
        """Have a viewer see more or less; without a level and moods: nothing any more.

        Raises:
            FamilyRefused: that is not this person's to decide.
            FamilyGone, FamilyLater: as `push`.
        """
        wish: dict[str, object] = {"level": None if level is None else level.value}
        wish |= {} if moods is None else {"moods": moods}
        wish |= {} if subject is None else {"subject": subject}
        self._asked("PUT", f"/relations/{quote(viewer, safe='')}", wish)

    def week(self, person: str, monday: date, as_viewer: str | None = None) -> Week:
        """A week as it is shown to this person, or (of their own) as a viewer is shown it.

        Raises:
            FamilyRefused: nothing of it may be seen.
            FamilyGone, FamilyLater: as `push`.
        """
        asked = "" if as_viewer is None else "?" + urlencode({"as": as_viewer})
        path = f"/people/{quote(person, safe='')}/weeks/{monday.isoformat()}{asked}"
        return self._read(self._asked("GET", path), Week)

    def revoke(self, device: str) -> None:
        """Have the hub take nothing more from a device.

        Raises:
            FamilyRefused, FamilyGone, FamilyLater: as above.
        """
        self._asked("DELETE", f"/devices/{quote(device, safe='')}")

    def answer(self, request: str, minutes: int, words: str) -> None:
        """Answer a member's request for time, as an adult of the family.

        Raises:
            FamilyRefused: there is none that is open, it is this person's own, or they are no adult.
            FamilyGone, FamilyLater: as `push`.
        """
        path = f"/requests/{quote(request, safe='')}/answer"
        self._asked("PUT", path, {"minutes": minutes, "words": words})

    def ask(self, method: str, path: str, body: object = None, tag: str = "") -> Answer:
        """Ask anything else of the interface: the path below `/api/v1`, a body that becomes JSON.

        Raises:
            FamilyRefused, FamilyGone, FamilyLater: as above.
        """
        return self._asked(method, path, body, tag=tag)

    # ------------------------------------------------------------ one request

    def _asked(self, method: str, path: str, body: object = None, *, tag: str = "") -> Answer:
        answer = self._sent(method, path, body, tag)
        if answer.status < 300 or (answer.status == 304 and tag):
            return answer
        error, remedy = self._problem(answer)
        if answer.status == 401 or (answer.status == 403 and self._token and method in ("GET", "POST")):
            raise FamilyGone(error, remedy)
        if answer.status in (408, 425, 429) or answer.status >= 500:
            raise FamilyLater(error, remedy, answer.wait_s)
        if answer.status < 400:
            raise self._nonsense()
        raise FamilyRefused(error, remedy)

    def _sent(self, method: str, path: str, body: object, tag: str) -> Answer:
        headers = {"Accept": "application/json", "User-Agent": "wellbeing"}
        headers |= {"Authorization": f"Bearer {self._token}"} if self._token else {}
        headers |= {"If-None-Match": tag} if tag else {}
        content = None
        if body is not None:
            headers["Content-Type"] = "application/json"
            content = body if isinstance(body, bytes) else msgspec.json.encode(body)
        connection = PinnedConnection(self._url, self._fingerprint, self._sessions)
        try:
            connection.request(method, self._base + path, content, headers)
            came = connection.getresponse()
            told = came.read(_LARGEST + 1)
            if len(told) > _LARGEST:
                raise self._nonsense()
            wait = came.headers.get("Retry-After", "")
            self._compare(came.headers.get("Date", ""))
            return Answer(
                came.status,
                told,
                came.headers.get("ETag", ""),
                min(int(wait), _LONGEST_WAIT_S) if wait.isdecimal() else 0,
                connection.shown,
            )
        except ssl.SSLCertVerificationError as error:
            raise FamilyLater(
                Sentence(
                    "Nobody vouches for the certificate of {url}: {why}.",
                    url=self._url,
                    why=error.verify_message,
                ),
                Sentence(
                    "Join with a code that the hub made itself: it holds the certificate's fingerprint."
                ),
            ) from error
        except (OSError, http.client.HTTPException) as error:
            why = getattr(error, "strerror", None) or str(error) or type(error).__name__
            raise FamilyLater(
                Sentence("The hub at {url} does not answer: {why}.", url=self._url, why=why),
                Sentence("Nothing is lost: days are kept here and sent once it answers."),
            ) from error
        finally:
            connection.close()

    def _compare(self, told: str) -> None:
        """Note how far the two clocks are apart (`Date`, RFC 9110, 6.6.1)."""
        if self._now is None or not told:
            return
        with contextlib.suppress(ValueError):
            moment = parsedate_to_datetime(told)
            self.ahead = self._now() - moment if moment.tzinfo is not None else None

    def _problem(self, answer: Answer) -> tuple[Sentence, Sentence]:
        try:
            told = msgspec.json.decode(answer.body, type=_Problem)
        except (msgspec.MsgspecError, RecursionError, ValueError):
            told = _Problem()
        return _said(told.error or f"HTTP {answer.status}", told.remedy)

    def _read(self, answer: Answer, kind: type[_T]) -> _T:
        try:
            return msgspec.json.decode(answer.body, type=kind)
        except (msgspec.MsgspecError, RecursionError, ValueError) as error:
            raise self._nonsense() from error

    def _nonsense(self) -> FamilyLater:
        return FamilyLater(
            Sentence("What answers at {url} is not the hub of a family.", url=self._url),
            Sentence("Look at its address, and bring the program to its newest version on both sides."),
        )


def _said(error: str | None, remedy: str | None) -> tuple[Sentence, Sentence]:
    return (
        Sentence("The hub says: {words}", words=verbatim(_clean(error or "no"))),
        verbatim(_clean(remedy or "")),
    )


def _clean(words: str) -> str:
    """What another machine says, in one line of bounded length."""
    return " ".join(UNSEEN.sub(" ", words).split())[:300]
