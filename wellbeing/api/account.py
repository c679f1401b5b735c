"""Signing in: passwords, the wait after wrong ones, browsers that are signed in."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from hashlib import sha256

from wellbeing.api import pairing, refused, secret
from wellbeing.api.hub import Asker, Hub
from wellbeing.model.sentence import Sentence
from wellbeing.store.hub import devices, people
from wellbeing.store.hub.devices import SignedIn
from wellbeing.store.hub.people import Account


@dataclass(frozen=True, slots=True)
class Browser:
    """A browser that has just signed in."""

    cookie: str
    """Kept by the browser; the hub keeps its hash."""
    form: str
    """What each of its forms must carry."""
    known: str
    """By which it is told later that somebody signed in with it before."""


def sign_in(hub: Hub, name: str, password: str, known: str = "") -> Browser:
    """Sign a browser in; always with a new cookie, whatever it had before.

    A wrong name takes as long as a wrong password and is told alike. A try counts as wrong before it is
    checked, so that many at the same moment are no way around the wait. A browser with which the member signed in
    before has a wait of its own, so that nobody else's wrong passwords keep the member out (OWASP, device cookies).

    Args:
        hub: where.
        name: as it was typed.
        password: the same.
        known: what the browser was given at an earlier sign-in; empty: nothing.

    Raises:
        Refused: wrong, or it is too early after wrong ones.
    """
    now = hub.now()
    with hub.writing() as connection:
        account = people.by_login(connection, name[:200], alone=True)
        apart = known if account is not None and _was_here(account, known) else ""
        if account is None or apart:
            wait = hub.strangers.wait_s(apart or name[:200], now)
        else:
            wait = secret.wait_s(account, now)
        if wait:
            raise refused.too_many(wait)
        if account is not None and not apart:
            people.note_wrong(connection, account.person.id, now)
    kept = None if account is None else account.password
    if not secret.fits(kept, password[: secret.LONGEST]) or account is None or kept is None:
        raise _not_together()
    browser = Browser(secret.token(), secret.token(), _known(account.person.id, kept))
    hub.strangers.right(apart)
    with hub.writing() as connection:
        if not people.note_right(connection, account.person.id, kept):
            raise _not_together()  # a new one was chosen while this one was compared
        devices.sign_in(connection, browser.cookie, browser.form, account.person.id, now)
    return browser


def join(hub: Hub, code: str, password: str) -> Browser:
    """Have whoever was invited choose a password, and sign their browser in.

    Raises:
        KnownError: the code is wrong, used or too old, or the password too weak.
    """
    person = pairing.choose_password(hub, code, password)
    with hub.writing() as connection:
        account = people.by_id(connection, person.id)
        kept = account.password if account is not None else None
        browser = Browser(secret.token(), secret.token(), _known(person.id, kept or ""))
        devices.sign_in(connection, browser.cookie, browser.form, person.id, hub.now())
    return browser


def signed_in(hub: Hub, cookie: str) -> tuple[Asker, SignedIn] | None:
    """Who uses the browser with that cookie; None: it has to sign in."""
    now = hub.now()
    with hub.reading() as connection:
        found = devices.signed_in(connection, cookie, now)
        account = None if found is None else people.by_id(connection, found[0].person)
    if found is None or account is None:
        return None
    if found[1]:
        with hub.writing() as connection:
            devices.note_seen(connection, cookie, now)
    return Asker(account.person, account.family), found[0]


def sign_out(hub: Hub, cookie: str) -> None:
    """End it; the cookie is worth nothing from now on."""
    with hub.writing() as connection:
        devices.sign_out(connection, token=cookie)


def recover(hub: Hub, name: str, code: str, password: str) -> str:
    """Choose a new password with the recovery code, which is used up; the next one, told once.

    Raises:
        Refused, KnownError: wrong, too early after wrong ones, or the password is too weak.
    """
    secret.check_new(password, name)
    plain, now = secret.plain_code(code), hub.now()
    with hub.writing() as connection:
        account = people.by_login(connection, name[:200], alone=True)
        if account is not None and (wait := secret.wait_s(account, now)):
            raise refused.too_many(wait)
        if account is not None:
            people.note_wrong(connection, account.person.id, now)
    spent = None if account is None else account.recovery
    if not secret.fits(spent, plain) or account is None or spent is None:
        raise _no_recovery()
    fresh, kept = secret.recovery_code(), secret.hashed(password)
    renewed = secret.hashed(secret.plain_code(fresh))
    with hub.writing() as connection:
        if not people.renew(connection, account.person.id, spent, kept, renewed):
            raise _no_recovery()
        devices.sign_out(connection, member=account.person.id)
    return fresh


def _known(number: str, password: str, nonce: str = "") -> str:
    """What tells a browser apart that signed in with this password (argon2id); worth nothing after a new one."""
    nonce = nonce or secret.number()
    seal = hmac.new(password.encode(), f"known {number} {nonce}".encode(), sha256).hexdigest()
    return f"{nonce}.{seal}"


def _was_here(account: Account, known: str) -> bool:
    nonce, _, _seal = known.partition(".")
    if not (nonce.isascii() and nonce.isalnum()) or account.password is None:
        return False
    fresh = _known(account.person.id, account.password, nonce)
    return hmac.compare_digest(fresh.encode(), known.encode("utf-8", "surrogatepass"))


def _not_together() -> refused.Refused:
    return refused.Refused(
        401,
        Sentence("Name and password do not belong together."),
        Sentence("After several wrong ones there is a growing wait."),
    )


def _no_recovery() -> refused.Refused:
    return refused.Refused(
        401,
        Sentence("Name and recovery code do not belong together."),
        Sentence("Compare them with what was written down at set-up."),
    )
