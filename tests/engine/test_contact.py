"""The trusted contact with a real mail server: agreed first, sent once, nothing lost, and never a score."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from tests.fakes.store import FakeStore
from tests.mailserver import PASSWORD, USER, MailServer, mail_server
from wellbeing.checkins.checkin import CheckIn
from wellbeing.checkins.contact import Contact, State
from wellbeing.checkins.form import Form
from wellbeing.engine import account, contact
from wellbeing.mail.account import Account
from wellbeing.mail.smtp import SmtpMailer
from wellbeing.model import Span
from wellbeing.ports import KnownError, MailRefused
from wellbeing.ui import contact_words as words

T = datetime(2026, 5, 4, 18, tzinfo=UTC)
DAY = timedelta(days=1)
SUBJECT = "A short message"


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en")


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as found:
        yield found


@pytest.fixture
def store() -> FakeStore:
    """Ana agreed, and two check-ins were low."""
    found = FakeStore()
    named = contact.name(found, "Ana", "ana@example.org", "Mia", T - 40 * DAY)
    contact.agree(found, named.code.lower(), T - 39 * DAY)
    for back in (14, 0):
        found.checkins.add(CheckIn(T - back * DAY, Form.WHO5, (1,) * 5, note="a secret"))
    return found


def mailer(port: int, server: MailServer, password: str = PASSWORD) -> SmtpMailer:
    return SmtpMailer(Account("localhost", USER, port=port), lambda: password, lambda: T, server.trusted)


def offered(store: FakeStore) -> int:
    found = contact.look(store, words.message, T)
    assert found is not None
    return found.id


def test_it_is_offered_first_and_sent_word_for_word(store: FakeStore, server: MailServer) -> None:
    number = offered(store)
    assert contact.deliver(store, mailer(server.port, server), SUBJECT, T + 9 * DAY) == []
    contact.send(store, number, T)
    [one] = contact.deliver(store, mailer(server.port, server), SUBJECT, T)
    assert one.state is State.SENT
    [mail] = server.mails
    body = mail.get_content().strip()
    assert body == "Mia asked me to tell you when two check-ins were low. A call might be welcome."
    assert server.to == [["ana@example.org"]]


def test_no_number_no_note_and_no_form_ever_leaves(store: FakeStore) -> None:
    known = contact.contact(store)
    assert known is not None
    assert not re.search(r"\d|secret|who|score", words.message(known).lower().replace("who asked", ""))


def test_it_is_never_sent_twice(store: FakeStore, server: MailServer) -> None:
    contact.send(store, offered(store), T)
    for later in range(5):
        contact.deliver(store, mailer(server.port, server), SUBJECT, T + later * DAY)
    assert len(server.mails) == 1
    assert contact.look(store, words.message, T + 30 * DAY) is None


def test_offline_it_waits_and_goes_later(store: FakeStore, server: MailServer) -> None:
    contact.send(store, offered(store), T)
    [one] = contact.deliver(store, mailer(1, server), SUBJECT, T)
    assert one.state is State.SENDING
    assert one.trouble
    assert (
        contact.deliver(store, mailer(server.port, server), SUBJECT, T + timedelta(hours=1))[0].state
        is State.SENT
    )
    assert len(server.mails) == 1


def test_a_refused_login_is_said_and_offered_again(store: FakeStore, server: MailServer) -> None:
    number = offered(store)
    contact.send(store, number, T)
    [one] = contact.deliver(store, mailer(server.port, server, "wrong"), SUBJECT, T)
    assert one.state is State.OFFERED
    assert one.trouble
    assert server.mails == []
    contact.send(store, number, T)
    [again] = contact.deliver(store, mailer(server.port, server), SUBJECT, T)
    assert (again.state, len(server.mails)) == (State.SENT, 1)


def test_a_lost_reply_is_never_answered_by_a_second_letter(store: FakeStore, server: MailServer) -> None:
    server.hang_up = True
    contact.send(store, offered(store), T)
    [one] = contact.deliver(store, mailer(server.port, server), SUBJECT, T)
    server.hang_up = False
    assert one.state is State.UNSURE
    assert contact.deliver(store, mailer(server.port, server), SUBJECT, T + DAY) == []
    assert len(server.mails) == 1


def test_without_an_account_nothing_is_lost(store: FakeStore) -> None:
    contact.send(store, offered(store), T)
    [one] = contact.deliver(store, None, SUBJECT, T)
    assert (one.state, one.trouble) == (State.SENDING, "No mail account is set.")


def test_copied_or_declined_is_over(store: FakeStore) -> None:
    number = offered(store)
    assert contact.copy(store, number, T).state is State.COPIED
    with pytest.raises(KnownError, match="open"):
        contact.decline(store, number, T)
    with pytest.raises(KnownError, match="open"):
        contact.send(store, 99, T)


def test_it_goes_by_itself_only_where_chosen(store: FakeStore, server: MailServer) -> None:
    offered(store)
    contact.let_go_by_itself(store, T, on=True)
    assert contact.deliver(store, mailer(server.port, server), SUBJECT, T + timedelta(hours=23)) == []
    [one] = contact.deliver(store, mailer(server.port, server), SUBJECT, T + DAY)
    assert one.state is State.SENT


def test_an_old_offer_has_its_day_when_that_is_chosen_and_choosing_again_changes_nothing(
    store: FakeStore, server: MailServer
) -> None:
    offered(store)
    contact.let_go_by_itself(store, T + 9 * DAY, on=True)
    contact.let_go_by_itself(store, T + 9.5 * DAY, on=True)
    post = mailer(server.port, server)
    assert contact.deliver(store, post, SUBJECT, T + 9.9 * DAY) == []
    assert [one.state for one in contact.deliver(store, post, SUBJECT, T + 10 * DAY)] == [State.SENT]
    ended = contact.let_go_by_itself(store, T, on=False)
    assert (ended.by_itself, ended.chosen) == (False, None)


def test_refused_by_itself_it_is_offered_with_its_trouble_and_written_once(
    store: FakeStore, server: MailServer
) -> None:
    offered(store)
    contact.let_go_by_itself(store, T, on=True)
    [one] = contact.deliver(store, mailer(server.port, server, "wrong"), SUBJECT, T + DAY)
    assert (one.state, one.decided) == (State.OFFERED, None)
    assert one.trouble
    assert contact.deliver(store, mailer(server.port, server, "wrong"), SUBJECT, T + 2 * DAY) == []
    assert server.mails == []


def test_after_everything_was_forgotten_a_message_of_the_same_number_goes_by_itself(
    store: FakeStore, server: MailServer
) -> None:
    contact.let_go_by_itself(store, T - 9 * DAY, on=True)
    first = offered(store)
    post = mailer(server.port, server)
    assert len(contact.deliver(store, post, SUBJECT, T + DAY)) == 1
    store.checkins.forget(Span(T - 60 * DAY, T + 2 * DAY))
    for back in (46, 60):
        store.checkins.add(CheckIn(T + back * DAY, Form.WHO5, (1,) * 5))
    again = contact.look(store, words.message, T + 60 * DAY)
    assert again is not None
    assert again.id == first
    [sent] = contact.deliver(store, post, SUBJECT, T + 61 * DAY)
    assert sent.state is State.SENT
    assert len({mail["Message-ID"] for mail in server.mails}) == 2


def test_somebody_else_in_their_place_ends_what_is_open(store: FakeStore, server: MailServer) -> None:
    contact.send(store, offered(store), T)
    contact.name(store, "Ben", "ben@example.org", "Mia", T)
    assert contact.deliver(store, mailer(server.port, server), SUBJECT, T + DAY) == []
    assert [one.state for one in store.checkins.messages()] == [State.DECLINED]
    assert server.mails == []


def test_ending_it_ends_what_is_open(store: FakeStore, server: MailServer) -> None:
    contact.send(store, offered(store), T)
    contact.end(store, T)
    assert contact.contact(store) is None
    assert contact.deliver(store, mailer(server.port, server), SUBJECT, T + DAY) == []
    assert [one.state for one in store.checkins.messages()] == [State.DECLINED]
    assert contact.look(store, words.message, T + 30 * DAY) is None
    with pytest.raises(KnownError, match="Nobody"):
        contact.confirm(store, T)


def test_without_the_code_nobody_has_agreed(store: FakeStore) -> None:
    named = contact.name(store, "Ben", "", "Mia", T)
    with pytest.raises(KnownError, match="code"):
        contact.agree(store, "WRONG1", T)
    assert contact.look(store, words.message, T) is None
    contact.agree(store, named.code, T)
    number = offered(store)
    with pytest.raises(KnownError, match="address"):
        contact.send(store, number, T)


@pytest.mark.parametrize(("who", "address", "owner"), [("", "", "Mia"), ("Ana", "", " ")])
def test_two_names_are_needed(who: str, address: str, owner: str) -> None:
    with pytest.raises(KnownError, match="names"):
        contact.name(FakeStore(), who, address, owner, T)


def test_an_address_that_could_lead_elsewhere_is_refused() -> None:
    with pytest.raises(MailRefused):
        contact.name(FakeStore(), "Ana", "a@b.c\nBcc: x@y.z", "Mia", T)


def test_the_account_is_kept_without_its_password() -> None:
    store = FakeStore()
    assert account.account(store) is None
    one = Account("mail.example.org", USER)
    account.keep(store, one)
    assert account.account(store) == one
    assert PASSWORD not in (store.mark("mail-account") or "")
    account.keep(store, None)
    assert account.account(store) is None


def test_the_invitation_says_what_would_be_sent_and_what_never() -> None:
    said = words.invitation(Contact("Ana", "", "Mia", "3F7K22", T))
    assert "3F7K22" in said
    assert "never an answer or a number" in said
    assert {words.state(one) for one in State} >= {"sent", "not sent"}
