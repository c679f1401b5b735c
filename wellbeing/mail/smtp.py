"""Hands letters to the person's mail server: SMTP over TLS (RFC 5321, RFC 8314), one connection a letter."""

from __future__ import annotations

import re
import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime

from wellbeing.mail.account import Account, Security
from wellbeing.mail.letter import message
from wellbeing.model.sentence import Sentence
from wellbeing.ports import Letter, MailLater, MailRefused, MailUnclear

PATIENCE_S = 30.0
_STARTS_WITH_DOT = re.compile(rb"^\.", re.MULTILINE)
_GO_ON = 354
_AUTHENTICATION = frozenset({530, 534, 535, 538})
"""Replies that speak of the login (RFC 4954, 6)."""


class SmtpMailer:
    """Implements `ports.Mailer` by one account.

    Args:
        account: where letters are handed in.
        password: asks the keyring; None where it knows none.
        now: the time, for the letter's date.
        trusted: certificates that are trusted; the system's by default.
        patience_s: how long a server may take to answer.
    """

    def __init__(
        self,
        account: Account,
        password: Callable[[], str | None],
        now: Callable[[], datetime],
        trusted: ssl.SSLContext | None = None,
        patience_s: float = PATIENCE_S,
    ) -> None:
        self._account = account
        self._password = password
        self._now = now
        self._patience_s = patience_s
        self._trusted = trusted or ssl.create_default_context()
        self._trusted.minimum_version = ssl.TLSVersion.TLSv1_2

    def send(self, letter: Letter) -> None:
        """See `ports.Mailer`."""
        if not letter.to:
            raise MailRefused(Sentence("The letter has no recipient."), Sentence("Give an address."))
        body = message(letter, self._account.sender, self._now())
        secret = self._password()
        if not secret:
            raise MailRefused(
                Sentence("No password of the mail account is in the keyring."),
                Sentence("Enter it: wellbeing report password"),
            )
        with self._connection() as server:
            with _replies(self._account):
                server.login(self._account.login, secret)
                self._address(server, letter)
            _hand_over(server, body, self._account)

    @contextmanager
    def _connection(self) -> Iterator[smtplib.SMTP]:
        with _replies(self._account):
            server = self._connected()
        try:
            yield server
        finally:
            # A server that is slow to say goodbye has the letter all the same.
            with suppress(OSError, smtplib.SMTPException):
                server.quit()
            server.close()

    def _connected(self) -> smtplib.SMTP:
        account = self._account
        if account.security is Security.TLS:
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                account.host, account.door, timeout=self._patience_s, context=self._trusted
            )
            server.ehlo_or_helo_if_needed()
            return server
        server = smtplib.SMTP(account.host, account.door, timeout=self._patience_s)
        try:
            server.starttls(context=self._trusted)
            server.ehlo()
        except BaseException:
            server.close()
            raise
        return server

    def _address(self, server: smtplib.SMTP, letter: Letter) -> None:
        wide = [] if all(one.isascii() for one in (self._account.sender, *letter.to)) else ["SMTPUTF8"]
        if wide and not server.has_extn("smtputf8"):
            raise MailRefused(
                Sentence("{host} does not know addresses with such letters.", host=self._account.host),
                Sentence("Use another address."),
            )
        _expect(server.mail(self._account.sender, wide), self._account)
        for one in letter.to:
            # All or none: a letter that reached one of two could not be tried again without doubling.
            _expect(server.rcpt(one), self._account)


def _hand_over(server: smtplib.SMTP, body: bytes, account: Account) -> None:
    with _replies(account):
        code, said = server.docmd("DATA")
        if code != _GO_ON:
            _expect((code, said), account)
    try:
        server.send(_STARTS_WITH_DOT.sub(b"..", body).removesuffix(b"\r\n") + b"\r\n.\r\n")
        code, said = server.getreply()
    except (OSError, smtplib.SMTPException) as error:
        raise MailUnclear(
            Sentence("The connection to {host} broke while the letter was handed over.", host=account.host),
            Sentence("It may have arrived: ask, before you send it again."),
        ) from error
    with _replies(account):
        _expect((code, said), account)


def _expect(reply: tuple[int, bytes], account: Account) -> None:
    code, said = reply
    if not 200 <= code < 300:
        raise _judged(code, said, account)


@contextmanager
def _replies(account: Account) -> Iterator[None]:
    """What goes wrong before a letter is handed over, as our errors."""
    try:
        yield
    except ssl.SSLCertVerificationError as error:
        raise MailRefused(
            Sentence("The certificate of {host} is not trusted, so nothing was sent.", host=account.host),
            Sentence("Check the server's name; on a network of others, try again at home."),
        ) from error
    except ssl.SSLError as error:
        raise MailRefused(
            Sentence("{host} does not speak TLS on port {port}.", host=account.host, port=account.door),
            Sentence("Choose the other kind of encryption, or another port."),
        ) from error
    except smtplib.SMTPNotSupportedError as error:
        raise MailRefused(
            Sentence("{host} offers no encryption or no login on this port.", host=account.host),
            Sentence("Ask your mail provider for the port with TLS, mostly 465 or 587."),
        ) from error
    except smtplib.SMTPResponseException as error:
        said = error.smtp_error
        raise _judged(error.smtp_code, said if isinstance(said, bytes) else said.encode(), account) from error
    except socket.gaierror as error:
        raise MailLater(
            Sentence("The server {host} is not found.", host=account.host),
            Sentence("See whether the computer is online, and whether the name is right."),
        ) from error
    except (TimeoutError, OSError, smtplib.SMTPException) as error:
        raise MailLater(
            Sentence("{host} cannot be reached.", host=account.host),
            Sentence("It is tried again later; see to the network, and to the server's name and port."),
        ) from error


def _judged(code: int, said: bytes, account: Account) -> MailLater | MailRefused:
    words = " ".join(said.decode("utf-8", "replace").split())[:200]
    if code in _AUTHENTICATION:
        return MailRefused(
            Sentence("{host} refuses the login ({code}).", host=account.host, code=code),
            Sentence("Enter name and password again; some providers want a password for apps."),
        )
    if 400 <= code < 500:
        return MailLater(
            Sentence("{host} asks to try again later ({code}).", host=account.host, code=code),
            Sentence("It is tried again by itself."),
        )
    return MailRefused(
        Sentence("{host} refuses the letter ({code} {words}).", host=account.host, code=code, words=words),
        Sentence("Check the addresses."),
    )
