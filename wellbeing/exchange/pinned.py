"""HTTPS to a hub whose certificate is known by its fingerprint, or vouched for by an authority."""

from __future__ import annotations

import hmac
import http.client
import ssl
from hashlib import sha256
from urllib.parse import urlsplit

from wellbeing.model.sentence import Sentence
from wellbeing.ports import FamilyLater

PATIENCE_S = 20.0
"""For the hub to answer at all, and between two pieces of its answer."""


class Stranger(FamilyLater):
    """Another certificate than the one that was agreed on: nothing was sent."""


class PinnedConnection(http.client.HTTPSConnection):
    """A connection that sends nothing before the other side has shown the right certificate.

    Args:
        url: `https://host[:port][/path]`.
        fingerprint: SHA-256 of the certificate in hex, whole or its first half; empty where authorities that the
            system trusts vouch for it.
    """

    def __init__(self, url: str, fingerprint: str) -> None:
        parts = urlsplit(url)
        context = ssl.create_default_context()
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        if fingerprint:
            # A certificate that signs itself: it is known by its fingerprint alone, whatever name it bears.
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        super().__init__(parts.hostname or "", parts.port or 443, timeout=PATIENCE_S, context=context)
        self._pin = fingerprint.lower()
        self.shown = ""
        """The fingerprint of the certificate that was shown, whole; empty before the connection."""

    def connect(self) -> None:
        """Connect and look at the certificate.

        Raises:
            Stranger: another one than agreed.
            OSError: no connection, or (without fingerprint) nobody vouches for the certificate.
        """
        super().connect()
        assert isinstance(self.sock, ssl.SSLSocket)  # noqa: S101 - as HTTPSConnection promises
        shown = self.sock.getpeercert(binary_form=True) or b""
        self.shown = sha256(shown).hexdigest()
        if self._pin and not hmac.compare_digest(self.shown[: len(self._pin)], self._pin):
            self.close()
            raise Stranger(
                Sentence(
                    "The hub shows another certificate than the one that was agreed on; nothing was sent."
                ),
                Sentence("Where the hub got a new certificate, join again with a new code from it."),
            )
