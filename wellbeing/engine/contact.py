"""The trusted contact: named, agreed, offered a word about, told once, and a log of all of it.

offered ─ send ─► sending ─ taken ─► sent          a crash or a lost reply: unsure, never sent again
│                 └ offline: tried again, after a pause that grows
├ copy ─► copied
└ not now ─► declined
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial

import msgspec

from wellbeing.checkins.contact import Contact, Message, State, goes_by_itself, offers
from wellbeing.engine import post
from wellbeing.engine.asking import EVER
from wellbeing.mail.account import check_address
from wellbeing.model.sentence import Sentence
from wellbeing.ports import KnownError, Letter, Mailer, Store

_MARK = "contact"
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Of codes: none that is taken for another one."""
_CODE = 6
_AFTER = {
    post.State.SENT: State.SENT,
    post.State.UNCLEAR: State.UNSURE,
    post.State.WAITING: State.SENDING,
    post.State.SENDING: State.UNSURE,
    post.State.REFUSED: State.OFFERED,
}
"""What a letter's state means for its message: a refused one is offered again, with the trouble beside it."""


def contact(store: Store) -> Contact | None:
    """Whom the owner named; None where nobody."""
    text = store.mark(_MARK)
    return msgspec.json.decode(text, type=Contact) if text else None


def name(store: Store, who: str, address: str, owner: str, at: datetime) -> Contact:
    """Name a person, in the place of any other, whom nothing is told any more; nothing is offered before they agree.

    Raises:
        MailRefused: the address is none.
        KnownError: a name is missing.
    """
    if not who.strip() or not owner.strip():
        raise KnownError(
            Sentence("Two names are needed: that of the person, and what they call you."),
            Sentence("Give both."),
        )
    if address:
        check_address(address)
    _withdraw(store, at)
    code = "".join(secrets.choice(_LETTERS) for _letter in range(_CODE))
    return _keep(store, Contact(who.strip(), address, owner.strip(), code, at))


def agree(store: Store, code: str, at: datetime) -> Contact:
    """The code came back: the person agrees.

    Raises:
        KnownError: nobody is named, or the code is another one.
    """
    known = _named(store)
    if code.strip().upper() != known.code:
        raise KnownError(
            Sentence("This is not the code that {name} got.", name=known.name),
            Sentence("Ask for it again."),
        )
    return _keep(store, replace(known, agreed=at, confirmed=at))


def confirm(store: Store, at: datetime) -> Contact:
    """The owner still wants it."""
    return _keep(store, replace(_named(store), confirmed=at))


def let_go_by_itself(store: Store, at: datetime, *, on: bool) -> Contact:
    """Whether an offer that stays unanswered for 24 h is sent; what is offered already has 24 h from now on."""
    known = _named(store)
    chosen = (known.chosen if known.by_itself else at) if on else None
    return _keep(store, replace(known, by_itself=on, chosen=chosen))


def end(store: Store, at: datetime) -> None:
    """End it at once: nothing is offered or sent any more; the log stays."""
    _withdraw(store, at)
    store.mark(_MARK, "")


def look(store: Store, text: Callable[[Contact], str], at: datetime) -> Message | None:
    """Offer a message if the rule says so; the open one, if there is any."""
    known, messages = contact(store), store.checkins.messages()
    if known is not None and offers(known, store.checkins.since(EVER), messages, at):
        offer = Message(at, known.name, known.address, text(known))
        kept = store.checkins.keep_message(offer)
        # A message of this number may have been sent and forgotten: this is another one.
        post.Post(store).try_anew(_key(kept))
        return kept
    return next((one for one in messages if one.state in (State.OFFERED, State.SENDING)), None)


def send(store: Store, message_id: int, at: datetime, text: str | None = None) -> Message:
    """The owner wants it sent, perhaps in other words; `deliver` does it.

    Raises:
        KnownError: there is no such open message, or no address.
    """
    one = _open(store, message_id)
    if not one.address:
        raise KnownError(
            Sentence("{name} has no mail address here.", name=one.to), Sentence("Copy the text instead.")
        )
    post.Post(store).try_anew(_key(one))
    return _decided(store, replace(one, text=text or one.text), State.SENDING, at)


def copy(store: Store, message_id: int, at: datetime) -> Message:
    """The owner took the text to send it in another way."""
    return _decided(store, _open(store, message_id), State.COPIED, at)


def decline(store: Store, message_id: int, at: datetime) -> Message:
    """Not now."""
    return _decided(store, _open(store, message_id), State.DECLINED, at)


def deliver(store: Store, mailer: Mailer | None, subject: str, at: datetime) -> list[Message]:
    """Try what is to be sent, each once for ever; what changed with it.

    Args:
        store: open for writing.
        mailer: None while no account is set.
        subject: of the mail; the same for every message.
        at: now.
    """
    known, done = contact(store), list[Message]()
    for one in store.checkins.messages():
        waits = known is not None and goes_by_itself(known, one, at) and bool(one.address)
        if one.state is not State.SENDING and not (waits and mailer is not None):
            continue
        if mailer is None:
            tried = replace(one, trouble="No mail account is set.")
        else:
            named = f"{_key(one)} {one.at.isoformat()}"
            letter = partial(Letter, named, (one.address,), subject, one.text + "\n")
            sending = post.Post(store).send(_key(one), letter, mailer, at)
            tried = replace(one, state=_AFTER[sending.state], trouble=sending.why)
        if tried.state is not one.state:
            tried = replace(tried, decided=at)
        if tried != one:
            done.append(store.checkins.keep_message(tried))
    return done


def waiting(store: Store) -> bool:
    """Whether anything may have to be sent: without it no mail server is thought of."""
    return any(one.state in (State.OFFERED, State.SENDING) for one in store.checkins.messages())


def _key(one: Message) -> str:
    return f"contact {one.id}"


def _withdraw(store: Store, at: datetime) -> None:
    for one in store.checkins.messages():
        if one.state in (State.OFFERED, State.SENDING):
            decline(store, one.id, at)


def _decided(store: Store, one: Message, state: State, at: datetime) -> Message:
    return store.checkins.keep_message(replace(one, state=state, decided=at, trouble=""))


def _open(store: Store, message_id: int) -> Message:
    for one in store.checkins.messages():
        if one.id == message_id and one.state in (State.OFFERED, State.SENDING):
            return one
    raise KnownError(
        Sentence("No message {number} is open.", number=message_id),
        Sentence("See the log: wellbeing contact log"),
    )


def _named(store: Store) -> Contact:
    known = contact(store)
    if known is None:
        raise KnownError(Sentence("Nobody is named."), Sentence("Name somebody with: wellbeing contact name"))
    return known


def _keep(store: Store, one: Contact) -> Contact:
    store.mark(_MARK, msgspec.json.encode(one).decode())
    return one
