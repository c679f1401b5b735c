"""Letters by the person's own mail account."""

from __future__ import annotations

from wellbeing.engine import contact
from wellbeing.engine.clock import SystemClock
from wellbeing.files.settings import Settings
from wellbeing.mail.account import Account, Security
from wellbeing.ports import Mailer, Store


def account(chosen: Settings) -> Account:
    """The mail account that the settings name."""
    return Account(
        chosen.mail_host,
        chosen.mail_sender,
        chosen.mail_user,
        chosen.mail_port,
        Security(chosen.mail_security),
    )


def mailer(chosen: Settings, time_of_day: SystemClock) -> Mailer:
    """Sends by that account."""
    # TLS, mail and keyring cost memory: loaded by those who send.
    from wellbeing.mail.keychain import password
    from wellbeing.mail.smtp import SmtpMailer

    theirs = account(chosen)
    return SmtpMailer(theirs, lambda: password(theirs), time_of_day.now)


def deliver(store: Store, time_of_day: SystemClock, chosen: Settings) -> None:
    """Letters to the trusted contact; mail, keyring and words are loaded only when there is one."""
    from wellbeing.engine import account as mail_account
    from wellbeing.ui import contact_words

    contact.deliver(
        store,
        mail_account.mailer(store, time_of_day, account(chosen)),
        contact_words.subject(),
        time_of_day.now(),
    )
