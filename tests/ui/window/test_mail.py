"""The mail form, with a real server: a test letter arrives, and each thing that can go wrong is a sentence."""

from __future__ import annotations

import logging
import ssl
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import keyring
import msgspec
import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.keyrings import Ring
from tests.mailserver import PASSWORD, USER, MailServer, mail_server
from tests.ui.window.conftest import Room
from wellbeing.engine.post import Post, Sending, State
from wellbeing.mail.account import Account
from wellbeing.mail.keychain import password
from wellbeing.ui.window.desk import Desk
from wellbeing.ui.window.reports.mail import MailCard

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
Show = Callable[..., MailCard]


@pytest.fixture(autouse=True)
def ring() -> Iterator[None]:
    """A keyring of this test."""
    before = keyring.get_keyring()
    keyring.set_keyring(Ring())
    yield
    keyring.set_keyring(before)


@pytest.fixture(scope="module")
def server() -> Iterator[MailServer]:
    """TLS from the first byte."""
    logging.getLogger("mail.log").setLevel(logging.CRITICAL)
    with mail_server() as one:
        yield one


@pytest.fixture
def shown(qtbot: QtBot, desk: Desk, room: Room) -> Show:
    """The form, filled in."""

    def show(server: MailServer, trusted: ssl.SSLContext | None, **typed: str) -> MailCard:
        server.mails.clear()
        card = MailCard(desk, trusted)
        qtbot.addWidget(card)
        card.show_settings(room.settings)
        words = {"host": "localhost", "port": str(server.port), "address": USER, "secret": PASSWORD} | typed
        for name, value in words.items():
            field = getattr(card, name)
            assert isinstance(field, QLineEdit)
            field.setText(value)
        return card

    return show


def answer(card: MailCard, qtbot: QtBot) -> str:
    """What is said in the end."""
    qtbot.waitUntil(lambda: card.buttons[1].isEnabled() and not card.answer.isHidden(), timeout=20_000)
    assert card.answer.accessibleName() == card.answer.text()
    return card.answer.text()


def test_a_test_letter_arrives_with_what_stands_in_the_form(
    shown: Show, server: MailServer, qtbot: QtBot, room: Room
) -> None:
    card = shown(server, server.trusted)
    card.buttons[1].click()
    assert not card.buttons[1].isEnabled()
    assert answer(card, qtbot) == f"localhost took the letter. It is on its way to {USER}."
    (mail,) = server.mails
    assert (mail["To"], mail["Subject"]) == (USER, "A test letter from Wellbeing")
    assert room.settings.mail_host == "", "nothing is in force before it is saved"


@pytest.mark.parametrize(
    ("typed", "trusts", "words"),
    [
        ({"secret": "wrong"}, True, "localhost refuses the login (535)."),
        ({}, False, "The certificate of localhost is not trusted, so nothing was sent."),
        ({"host": "mail.invalid"}, True, "The server mail.invalid is not found."),
        ({"port": "1"}, True, "localhost cannot be reached."),
        ({"secret": ""}, True, "No password of the mail account is in the keyring."),
        ({"port": "65536"}, True, "A port is a number up to 65535"),
        ({"port": "²"}, True, "A port is a number up to 65535"),
        ({"host": " "}, True, "Server or address is missing."),
        ({"address": "Mia <mia@example.org>"}, True, "This is no mail address"),
    ],
)
def test_what_goes_wrong_is_a_sentence(
    shown: Show, server: MailServer, qtbot: QtBot, typed: dict[str, str], *, trusts: bool, words: str
) -> None:
    card = shown(server, server.trusted if trusts else None, **typed)
    card.try_out()
    assert answer(card, qtbot).startswith(words)
    assert server.mails == []


def test_the_other_encryption_on_a_port_is_said(shown: Show, qtbot: QtBot, server: MailServer) -> None:
    with mail_server(starttls=True) as other:
        card = shown(other, other.trusted)
        card.try_out()
        assert answer(card, qtbot).startswith(f"localhost does not speak TLS on port {other.port}.")
        card.security.choose("starttls")
        card.try_out()
        qtbot.waitUntil(lambda: "took the letter" in card.answer.text(), timeout=20_000)


def test_saving_puts_the_password_into_the_keyring_alone_and_tries_refused_letters_anew(
    shown: Show, server: MailServer, qtbot: QtBot, room: Room
) -> None:
    key = "week 2026-11-16 ben@example.org"
    refused = Sending(key, State.REFUSED, NOW, NOW, 1, "It refuses.", "See.")
    sent = Sending("week 2026-11-09 ben@example.org", State.SENT, NOW, NOW, 1)
    room.store.mark("post", msgspec.json.encode([sent, refused]).decode())
    card = shown(server, server.trusted, to="ben@example.org; ida@example.org")
    with qtbot.waitSignal(card.saved, timeout=20_000):
        card.buttons[0].click()
    now = room.settings
    assert now.report_to == ("ben@example.org", "ida@example.org")
    assert (now.mail_host, now.mail_port, now.mail_sender) == ("localhost", server.port, USER)
    assert PASSWORD not in room.home.settings_file.read_text()
    assert (card.secret.text(), card.answer.text()) == ("", "It is saved.")
    assert password(Account("localhost", USER)) == PASSWORD
    assert [one.key for one in Post(room.store).sendings()] == [sent.key]
    card.try_out()
    qtbot.waitUntil(lambda: "took the letter" in card.answer.text(), timeout=20_000)


def test_a_wrong_address_saves_nothing(shown: Show, server: MailServer, qtbot: QtBot, room: Room) -> None:
    card = shown(server, server.trusted, to="ben@example.org, nobody")
    card.save()
    assert answer(card, qtbot).startswith("This is no mail address: nobody")
    assert (room.settings.report_to, room.settings.mail_host) == ((), "")
    assert password(Account("localhost", USER)) is None


def test_what_somebody_types_is_not_overwritten(shown: Show, server: MailServer, room: Room) -> None:
    card = shown(server, server.trusted)
    card.show_settings(room.settings)
    assert card.host.text() == "localhost"
