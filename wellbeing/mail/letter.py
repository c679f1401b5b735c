"""A letter as bytes: plain text, HTML and its pictures in one message (RFC 2046, RFC 2387)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import datetime
from email.message import EmailMessage, MIMEPart
from email.policy import SMTP
from email.utils import format_datetime

from wellbeing.mail.account import check_address
from wellbeing.ports import Letter, Picture

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
_LONGEST_SUBJECT = 200


def message(letter: Letter, sender: str, at: datetime) -> bytes:
    """The message, with CRLF line ends.

    Args:
        letter: what is sent.
        sender: the person's address.
        at: its date; aware.

    Raises:
        MailRefused: an address is none.
    """
    mail = EmailMessage(policy=SMTP)
    mail["From"] = check_address(sender)
    mail["To"] = ", ".join(check_address(one) for one in letter.to)
    mail["Subject"] = _CONTROLS.sub(" ", letter.subject).strip()[:_LONGEST_SUBJECT]
    mail["Date"] = format_datetime(at)
    mail["Message-ID"] = message_id(letter.key, letter.to, sender)
    # Nobody's out-of-office answers a program (RFC 3834, 5).
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(_written(letter.text))
    if letter.html:
        mail.add_alternative(_written(letter.html), subtype="html")
        _show(mail.get_body(("html",)), letter.pictures)
    return mail.as_bytes()


def _show(page: MIMEPart | None, pictures: Sequence[Picture]) -> None:
    """Put pictures beside the HTML that shows them."""
    if page is None:
        return
    for picture in pictures:
        page.add_related(
            picture.png,
            "image",
            "png",
            cid=f"<{picture.name}>",
            filename=f"{picture.name}.png",
            disposition="inline",
        )


def message_id(key: str, to: Sequence[str], sender: str) -> str:
    """The same for the same letter; tells nothing of what it is."""
    name = hashlib.sha256("\0".join((key, *to, sender)).encode("utf-8", "replace")).hexdigest()[:32]
    return f"<{name}@{sender.rpartition('@')[2]}>"


def _written(text: str) -> str:
    return text.encode("utf-8", "replace").decode()
