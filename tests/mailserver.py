"""A real mail server (aiosmtpd) with TLS, accounts and bad days."""

from __future__ import annotations

import asyncio
import logging
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

USER, PASSWORD = "mia@example.org", "correct horse"


@dataclass
class MailServer:
    """What it took, and how it behaves; aiosmtpd's handler."""

    port: int
    trusted: ssl.SSLContext
    """A client's: trusts this server."""
    mails: list[EmailMessage] = field(default_factory=list)
    to: list[list[str]] = field(default_factory=list)
    logins: int = 0
    reply: str = "250 taken"
    """To what is handed over."""
    hang_up: bool = False
    """Take the letter, and close without a reply."""
    hold: bool = False
    """Take the letter, and let the sender wait for a reply."""
    taken: threading.Event = field(default_factory=threading.Event)
    """A letter was taken."""

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        if self.reply.startswith("250"):
            self.mails.append(message_from_bytes(bytes(envelope.content or b""), policy=default))  # type: ignore[arg-type]  # EmailMessage by this policy
            self.to.append(list(envelope.rcpt_tos))
        self.taken.set()
        while self.hold:  # noqa: ASYNC110 - a test lets go, on another thread
            await asyncio.sleep(0.05)
        if self.hang_up and isinstance(server.transport, asyncio.Transport):
            server.transport.abort()
        return self.reply

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, rcpt_options: list[str]
    ) -> str:
        if address.startswith("nobody@"):
            return "550 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    def authenticate(self, server: Any, session: Any, envelope: Any, mechanism: Any, data: Any) -> AuthResult:
        self.logins += 1
        right = isinstance(data, LoginPassword) and data == LoginPassword(USER.encode(), PASSWORD.encode())
        return AuthResult(success=right, handled=False)


@contextmanager
def mail_server(
    *, starttls: bool = False, encrypted: bool = True, authority: trustme.CA | None = None
) -> Iterator[MailServer]:
    """A server on a port of its own."""
    authority = authority or trustme.CA()
    ours = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(ours)
    trusted = ssl.create_default_context()
    authority.configure_trust(trusted)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = MailServer(port, trusted)
    ways: dict[str, Any] = {"auth_require_tls": False}
    if encrypted:
        ways |= (
            {"tls_context": ours, "require_starttls": True, "auth_require_tls": True}
            if starttls
            else {"ssl_context": ours}
        )
    controller = Controller(
        server, hostname="localhost", port=port, authenticator=server.authenticate, ready_timeout=20, **ways
    )
    logging.getLogger("mail.log").setLevel(logging.ERROR)  # aiosmtpd warns of parts of itself
    controller.start()
    try:
        yield server
    finally:
        controller.stop()
