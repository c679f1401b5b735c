"""Two homes and a hub with PostgreSQL: paired, told, read in a real browser as parent and as child, asked, answered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests import hubs, keyrings, phone
from tests.e2e.program import now
from tests.homes import CHAT, WRITER, HomeOf
from tests.postgresql import MISSING, binaries, cluster
from wellbeing.engine import joining

PASSWORD = "four words of nothing much"  # noqa: S105 - of nobody
DAY = hubs.yesterday()


@pytest.fixture
def database() -> Iterator[str]:
    """The address of a private PostgreSQL database."""
    where = binaries()
    if where is None:
        pytest.skip(MISSING)
    with cluster(where) as address:
        yield address


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en")


@pytest.mark.postgresql
def test_a_family_from_the_first_code_to_the_last_word(database: str, tmp_path: Path) -> None:
    child, parent = HomeOf(tmp_path / "child"), HomeOf(tmp_path / "parent")
    child.live(DAY, (9, 11, WRITER), (11, 12, CHAT))
    parent.live(DAY, (9, 9.5, WRITER))
    hub = hubs.set_up(tmp_path, "--family", "Lovelace", database=database)
    with keyrings.in_memory(), hubs.serving(hub), phone.phones() as browser:
        since = DAY.isoformat()
        code = hub.invite("Mia", "--role", "child", "--level", "kinds")
        child.done("join", code, "--since", since, "--name", "desk")
        parent.done("join", hub.invite("Ada"), "--since", since, "--name", "laptop")
        child.done("push")
        mia = hub.members()["Mia"]
        ada_phone, mia_phone = browser.phone(scripts=False), browser.phone(320, dark=True)

        _reads_what_was_agreed(hub, ada_phone, mia)
        _the_child_sees_the_same(hub, mia_phone, ada_phone)
        _asks_and_is_answered(hub, mia_phone, ada_phone, child)
        _shows_less(hub, mia_phone, ada_phone, mia)
        _is_taken_out(hub, ada_phone, child)
    assert hub.said.read_text("utf-8").count("fault") == 0


def _reads_what_was_agreed(hub: hubs.Hub, ada: phone.Phone, mia: str) -> None:
    """The parent signs in, without JavaScript, and sees kinds but no apps."""
    ada.sign_in(hub.url, "ada", hubs.PASSWORD)
    assert "Mia" in ada.look().text
    ada.go(f"{hub.url}/people/{mia}/weeks/{DAY - timedelta(days=DAY.weekday())}")
    page = ada.look()
    assert page.faults == []
    assert "3 h 00" in page.text
    assert "1 h 00" in page.text
    assert "Writing & office" in page.text
    assert "LibreOffice" not in page.text


def _the_child_sees_the_same(hub: hubs.Hub, mia: phone.Phone, ada: phone.Phone) -> None:
    """The child chooses a password with a code from the parent's page, and finds the very page that the parent has."""
    code = hub.invite("Mia", "--sign-in")
    mia.go(f"{hub.url}/join")
    assert mia.look().faults == []
    mia.fill("Code", code)
    mia.fill("New password", PASSWORD)
    mia.press("Keep and sign in")
    own = mia.look()
    assert own.faults == []
    assert "Ada" not in own.text.replace("What they see", "").split("Mia")[0]
    mia.follow("What they see")
    shown = mia.look()
    assert shown.faults == []
    assert "Ada" in shown.text
    assert "categories and kinds of AI" in shown.text
    if now().date() - timedelta(days=now().weekday()) <= DAY:
        theirs = ada.look().text
        figures = theirs[theirs.index("Active time") : theirs.index("Week before")]
        for line in filter(None, (one.strip() for one in figures.splitlines())):
            assert line in shown.text


def _asks_and_is_answered(hub: hubs.Hub, mia: phone.Phone, ada: phone.Phone, child: HomeOf) -> None:
    """The child asks on the phone, the parent answers on theirs, and the child's computer learns of it."""
    mia.go(f"{hub.url}/requests")
    mia.fill("What for (optional)", "the castle is almost done")
    mia.press("30 minutes")
    assert "Mia asks for 30 minutes" in mia.look().text
    ada.go(hub.url)
    ada.follow("1 request waits for an answer")
    assert "the castle is almost done" in ada.look().text
    ada.fill("A word to go with it (optional)", "then supper")
    ada.press("15 minutes")
    assert "No request waits for an answer." in ada.look().text
    mia.go(f"{hub.url}/requests")
    assert "Ada: then supper" in mia.look().text
    store = child.store()
    try:
        told = joining.hub(store, joining.need_membership(store), now).agreement()
    finally:
        store.close()
    assert told is not None
    assert b'"then supper"' in told[2]


def _shows_less(hub: hubs.Hub, mia: phone.Phone, ada: phone.Phone, number: str) -> None:
    """The child lowers the level on their page; it counts at once."""
    mia.go(f"{hub.url}/family")
    page = mia.look()
    assert page.faults == []
    mia.choose("Ada sees", "totals")
    mia.press("Change Ada, Mia")
    ada.go(f"{hub.url}/people/{number}/weeks/{DAY - timedelta(days=DAY.weekday())}")
    seen = ada.look().text
    assert "totals only" in seen
    assert "Writing & office" not in seen
    assert "3 h 00" in seen


def _is_taken_out(hub: hubs.Hub, ada: phone.Phone, child: HomeOf) -> None:
    """The parent removes the device; it is told so, and brings nothing more."""
    ada.go(f"{hub.url}/family")
    ada.press("Remove desk, Mia")
    assert "removed" in ada.look().text
    child.live(DAY, (14, 15, WRITER))
    assert "removed from the family" in child.refused("push")
    assert child.json("status")["gone"] is True
    ada.press("Sign out")
    ada.go(hub.url)
    assert "Sign in" in ada.look().title
