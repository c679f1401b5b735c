"""Why something that was asked over HTTP is not done: a status, a sentence, a remedy."""

from __future__ import annotations

from wellbeing.model.sentence import Sentence
from wellbeing.ports import KnownError


class Refused(KnownError):
    """An answer other than yes.

    Args:
        status: of HTTP (RFC 9110).
        sentence: what is wrong.
        remedy: what can be done.
        retry_s: after how many seconds it makes sense to try again; None: not by waiting.
        allow: the methods that there are, where another was used.
        guessed: whether a secret was wrong that was not counted before it was tried; whoever tries many has to wait.
    """

    def __init__(
        self,
        status: int,
        sentence: str,
        remedy: str,
        *,
        retry_s: int | None = None,
        allow: str = "",
        guessed: bool = False,
    ) -> None:
        super().__init__(sentence, remedy)
        self.status = status
        self.retry_s = retry_s
        self.allow = allow
        self.guessed = guessed


def malformed(why: str) -> Refused:
    """What came is not as the interface says; `why` names the field, never its value."""
    return Refused(
        422,
        Sentence("What was sent cannot be read: {why}.", why=why),
        Sentence("Bring the program to its newest version on both sides."),
    )


def no_text() -> Refused:
    """It holds the character NUL, which no text has and PostgreSQL keeps nowhere."""
    return Refused(
        422,
        Sentence("What was sent holds a character that stands in no text (NUL)."),
        Sentence("Leave it out and send it again."),
    )


def unknown_token() -> Refused:
    """No device has this token."""
    return Refused(
        401,
        Sentence("This hub does not know this device."),
        Sentence("Pair it again with a new code."),
        guessed=True,
    )


def revoked() -> Refused:
    """The device was known once."""
    return Refused(
        403,
        Sentence("This device was removed from the family."),
        Sentence("Pair it again with a new code, if it is to take part."),
    )


def not_yours() -> Refused:
    """It exists, or not; whoever may not see it learns neither."""
    return Refused(
        404,
        Sentence("There is nothing here that you may see."),
        Sentence("Ask the member whose days they are."),
    )


def not_allowed() -> Refused:
    """It can be seen, but not changed by this member."""
    return Refused(
        403,
        Sentence("Only the member themselves, or a parent, may change this."),
        Sentence("Ask them."),
    )


def too_many(wait_s: int) -> Refused:
    """Too often in too short a time."""
    return Refused(
        429,
        Sentence("That was too often in too short a time."),
        Sentence("Try again in a while."),
        retry_s=wait_s,
    )


def too_large(most: int) -> Refused:
    """More bytes than anything of use has."""
    return Refused(
        413,
        Sentence("What was sent is too large; {most} bytes are the most.", most=most),
        Sentence("Bring the program to its newest version on both sides."),
    )


def too_slow() -> Refused:
    """It did not arrive in time."""
    return Refused(
        408,
        Sentence("What was sent did not arrive in time."),
        Sentence("Try again with a better connection."),
    )


def busy() -> Refused:
    """There is more to do than can be done now."""
    return Refused(
        503,
        Sentence("The hub has more to do than it can just now."),
        Sentence("Try again in a moment."),
        retry_s=5,
    )


def no_method(allow: str) -> Refused:
    """The address is right, the method is not."""
    return Refused(
        405,
        Sentence("This address is asked for with {methods}.", methods=allow),
        Sentence("Bring the program to its newest version on both sides."),
        allow=allow,
    )


def later(error: KnownError) -> Refused:
    """Something in the hub's world is not as it should be now."""
    return Refused(503, error.sentence, error.remedy, retry_s=10)


def our_fault() -> Refused:
    """An error of the program."""
    return Refused(
        500,
        Sentence("This should not have happened: an error of the hub, not yours."),
        Sentence("What it was is in the hub's log, without anything private."),
    )
