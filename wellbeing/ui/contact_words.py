"""What a trusted contact reads, word for word: no score, no app, no site, no prompt."""

from __future__ import annotations

from wellbeing.checkins.contact import Contact, Message, State
from wellbeing.ui import text
from wellbeing.ui.text import _


def message(one: Contact) -> str:
    """The one message there is."""
    return _("{owner} asked me to tell you when two check-ins were low. A call might be welcome.").format(
        owner=one.owner
    )


def subject() -> str:
    """Of its mail; says nothing to who looks over a shoulder."""
    return _("A short message")


def invitation(one: Contact) -> str:
    """What the person reads before they agree."""
    return _(
        "{owner} would like to name you as a trusted person in Wellbeing, a program on their own computer. "
        "If two of their check-ins in a row are low, you would get one sentence, at most once in 14 days; "
        "never an answer or a number, and nothing about apps or chats. You need not do anything about it. "
        "If that is fine with you, tell {owner} this code: {code}"
    ).format(owner=one.owner, code=one.code)


def state(one: State) -> str:
    """What became of a message."""
    return {
        State.OFFERED: _("offered to you"),
        State.SENDING: _("on its way"),
        State.SENT: _("sent"),
        State.COPIED: _("copied by you"),
        State.DECLINED: _("not sent"),
        State.UNSURE: _("perhaps arrived; not sent again"),
    }[one]


def logged(one: Message) -> str:
    """A message of the log: when, to whom, what became of it, and every word of it."""
    return _("{date}, to {name}, {state}: “{text}”").format(
        date=text.long_date(one.at.astimezone().date()), name=one.to, state=state(one.state), text=one.text
    )
