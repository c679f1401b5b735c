"""Letters to a real mail server over TLS."""

from __future__ import annotations

import socket
import ssl
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.mailserver import PASSWORD, USER, MailServer, mail_server
from wellbeing.mail.account import Account, Security, check_address
from wellbeing.mail.letter import message, message_id
from wellbeing.mail.smtp import SmtpMailer
from wellbeing.ports import KnownError, Letter, MailLater, MailRefused, MailUnclear, Picture

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(200)
LETTER = Letter(
    "week 2026-11-16",
    ("ben@example.org", "ida@example.org"),
    "Week of 16 November – Ä",
    ".starts with a dot\n..two\nÄ and more\n",
    '<html><body><p>Ä</p><img src="cid:days" alt="Days"></body></html>',
    (Picture("days", PNG),),
)


def mailer(server: MailServer, password: str | None = PASSWORD, *, starttls: bool = False) -> SmtpMailer:
    way = Security.STARTTLS if starttls else Security.TLS
    account = Account("localhost", USER, port=server.port, security=way)
    return SmtpMailer(account, lambda: password, lambda: NOW, server.trusted)


@pytest.mark.parametrize("starttls", [False, True])
def test_a_letter_arrives_whole_with_its_picture_and_a_plain_part(*, starttls: bool) -> None:
    with mail_server(starttls=starttls) as server:
        mailer(server, starttls=starttls).send(LETTER)
    (mail,) = server.mails
    assert server.to == [["ben@example.org", "ida@example.org"]]
    assert mail["Subject"] == LETTER.subject
    assert mail["From"] == USER
    assert mail["Auto-Submitted"] == "auto-generated"
    plain, page = mail.get_body(("plain",)), mail.get_body(("html",))
    assert plain is not None
    assert page is not None
    assert plain.get_content().replace("\r\n", "\n") == LETTER.text
    assert page.get_content().strip() == LETTER.html
    picture = next(one for one in mail.walk() if one.get_content_type() == "image/png")
    assert picture["Content-ID"] == "<days>"
    assert picture.get_content() == PNG


def test_the_same_letter_keeps_its_message_id_and_another_has_another() -> None:
    with mail_server() as server:
        mailer(server).send(LETTER)
        mailer(server).send(LETTER)
        mailer(server).send(Letter("other", LETTER.to, "s", "t"))
    first, again, other = (mail["Message-ID"] for mail in server.mails)
    assert first == again != other
    assert "2026" not in message_id(LETTER.key, LETTER.to, USER)


def test_a_wrong_password_is_refused_and_nothing_is_sent() -> None:
    with mail_server() as server, pytest.raises(MailRefused, match="refuses the login"):
        mailer(server, "wrong").send(LETTER)
    assert server.logins >= 1
    assert not server.mails


def test_without_a_password_no_server_is_asked() -> None:
    with mail_server() as server, pytest.raises(MailRefused, match="keyring"):
        mailer(server, None).send(LETTER)
    assert not server.logins


def test_a_server_without_encryption_never_sees_the_password() -> None:
    with mail_server(encrypted=False) as server:
        with pytest.raises(MailRefused, match="encryption"):
            mailer(server, starttls=True).send(LETTER)
        with pytest.raises(KnownError):
            mailer(server).send(LETTER)
    assert not server.logins


def test_a_certificate_of_strangers_is_not_trusted() -> None:
    with mail_server() as server:
        stranger = SmtpMailer(
            Account("localhost", USER, port=server.port),
            lambda: PASSWORD,
            lambda: NOW,
            ssl.create_default_context(),
        )
        with pytest.raises(MailRefused, match="certificate"):
            stranger.send(LETTER)
    assert not server.logins


def test_a_busy_server_is_tried_later_and_one_that_says_no_is_not() -> None:
    with mail_server() as server:
        server.reply = "451 busy"
        with pytest.raises(MailLater, match="later"):
            mailer(server).send(LETTER)
        server.reply = "554 spam"
        with pytest.raises(MailRefused, match="spam"):
            mailer(server).send(LETTER)


def test_one_unknown_recipient_of_two_means_that_nobody_gets_it() -> None:
    with mail_server() as server, pytest.raises(MailRefused, match="no such user"):
        mailer(server).send(Letter("k", ("ben@example.org", "nobody@example.org"), "s", "t"))
    assert not server.mails


def test_a_connection_that_breaks_after_the_letter_is_unclear() -> None:
    with mail_server() as server:
        server.hang_up = True
        with pytest.raises(MailUnclear, match="broke"):
            mailer(server).send(LETTER)
    assert len(server.mails) == 1


def test_nobody_at_the_port_means_later() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        account = Account("localhost", USER, port=free.getsockname()[1])
        with pytest.raises(MailLater, match="cannot be reached"):
            SmtpMailer(account, lambda: PASSWORD, lambda: NOW).send(LETTER)


@pytest.mark.parametrize(
    "address",
    ["", "ben", "a@b\nBcc: c@d", "a@b, c@d", "Ben <a@b>", "a@b\r\n", "a b@c", "x" * 260 + "@b", "a@@b"],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(MailRefused):
        check_address(address)


@given(st.text(max_size=300), st.text(max_size=300))
def test_no_subject_and_no_text_can_add_a_header(subject: str, text: str) -> None:
    written = message(Letter("k", ("a@example.org",), subject, text), USER, NOW)
    head = written.split(b"\r\n\r\n", 1)[0]
    names = [line.split(b":")[0] for line in head.split(b"\r\n") if not line.startswith((b" ", b"\t"))]
    assert set(names) <= {
        b"From",
        b"To",
        b"Subject",
        b"Date",
        b"Message-ID",
        b"Auto-Submitted",
        b"Content-Type",
        b"Content-Transfer-Encoding",
        b"MIME-Version",
    }
    assert len(names) == len(set(names))
