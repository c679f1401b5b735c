"""HTTPS to a hub whose certificate is known by its fingerprint, or vouched for by an authority."""

from __future__ import annotations

import hmac
import http.client
import ssl
import threading
from hashlib import sha256
from urllib.parse import urlsplit

from wellbeing.model.sentence import Sentence
from wellbeing.ports import FamilyLater

PATIENCE_S = 20.0
"""For the hub to answer at all, and between two pieces of its answer."""


class Stranger(FamilyLater):
    """Another certificate than the one that was agreed on: nothing was sent."""


class Sessions:
    """TLS sessions of hubs that showed the right certificate before, in memory only. Safe from any thread.

    A connection that goes on with one needs neither certificate nor signature (RFC 8446, section 2.2).
    """

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._contexts: dict[bool, ssl.SSLContext] = {}
        self._kept: dict[str, ssl.SSLSession] = {}

    def context(self, *, pinned: bool) -> ssl.SSLContext:
        """What connections are made with; a session only fits the one that it began with."""
        with self._turn:
            if pinned not in self._contexts:
                self._contexts[pinned] = _context(pinned=pinned)
            return self._contexts[pinned]

    def taken(self, place: str) -> ssl.SSLSession | None:
        """What was kept of a place, once: used twice, it would tell whoever watches that it is the same device."""
        with self._turn:
            return self._kept.pop(place, None)

    def keep(self, place: str, session: ssl.SSLSession | None) -> None:
        """Keep what the hub gave for the next time."""
        if session is not None and session.has_ticket:
            with self._turn:
                self._kept[place] = session


class PinnedConnection(http.client.HTTPSConnection):
    """A connection that sends nothing before the other side has shown the right certificate.

    Args:
        url: `https://host[:port][/path]`.
        fingerprint: SHA-256 of the certificate in hex, whole or its first half; empty where authorities that the
            system trusts vouch for it.
        sessions: from connections before; None: it begins anew.
    """

    def __init__(self, url: str, fingerprint: str, sessions: Sessions | None = None) -> None:
        parts = urlsplit(url)
        self._sessions = sessions or Sessions()
        self._tls = self._sessions.context(pinned=bool(fingerprint))
        super().__init__(parts.hostname or "", parts.port or 443, timeout=PATIENCE_S, context=self._tls)
        self._place = f"{self.host}:{self.port} {fingerprint.lower()}"
        self._pin = fingerprint.lower()
        self.shown = ""
        """The fingerprint of the certificate that was shown, whole; empty before the connection."""
        self.resumed = False
        """Whether it goes on with the session of an earlier connection."""
        self._right = False

    def connect(self) -> None:
        """Connect and look at the certificate.

        Raises:
            Stranger: another one than agreed.
            OSError: no connection, or (without fingerprint) nobody vouches for the certificate.
        """
        http.client.HTTPConnection.connect(self)
        before = self._sessions.taken(self._place)
        try:
            secured = self._tls.wrap_socket(self.sock, server_hostname=self.host, session=before)
        except BaseException:
            self.close()
            raise
        self.sock = secured
        self.resumed = bool(secured.session_reused)
        # Of a session that goes on, this is the certificate with which it began.
        shown = secured.getpeercert(binary_form=True) or b""
        self.shown = sha256(shown).hexdigest()
        if self._pin and not hmac.compare_digest(self.shown[: len(self._pin)], self._pin):
            self.close()
            raise Stranger(
                Sentence(
                    "The hub shows another certificate than the one that was agreed on; nothing was sent."
                ),
                Sentence("Where the hub got a new certificate, join again with a new code from it."),
            )
        self._right = True

    def close(self) -> None:
        """Close it, and keep the session that the right hub gave for the next connection."""
        if self._right and isinstance(self.sock, ssl.SSLSocket):
            self._sessions.keep(self._place, self.sock.session)
        super().close()


def _context(*, pinned: bool) -> ssl.SSLContext:
    # The authorities of the system are read only where one of them has to vouch: it takes longer than all the rest.
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT) if pinned else ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if pinned:
        # A certificate that signs itself: it is known by its fingerprint alone, whatever name it bears.
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context
