"""The pages in real Chromium: axe-core finds nothing, 320 px are enough, light and dark, English and German."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from tests import hubs, phone

DAY = hubs.yesterday()
MONDAY = DAY - timedelta(days=DAY.weekday())


@pytest.fixture(scope="module")
def browser() -> Iterator[phone.Phones]:
    with phone.phones() as one:
        yield one


@pytest.fixture(scope="module")
def lived(hub: hubs.Hub) -> dict[str, str]:
    """A family with a week, a request, an answer and a removed device; ids by name."""
    ben, token = hub.paired("Ben", "--role", "child", "--level", "apps")
    gone, _token = hub.paired("Ben")
    hub.run("revoke", gone)
    hub.invite("Mia", "--role", "teen")
    for back in range(9):
        day = DAY - timedelta(days=back)
        digest = hubs.figures(ben, day, active_s=4000 + 2500 * (back % 5))
        assert hub.ask("PUT", f"/api/v1/digests/{day}", digest, token=token).status == 201
    _ada, parent = hub.paired("Ada")
    wish: dict[str, object] = {}
    for words in ("the castle is almost done", ""):
        wish = {"id": str(uuid.uuid4()), "minutes": 30, "reason": words}
        assert hub.ask("POST", "/api/v1/requests", wish, token=token).status == 201
    answer = {"minutes": 15, "words": "then supper"}
    assert hub.ask("PUT", f"/api/v1/requests/{wish['id']}/answer", answer, token=parent).status == 200
    return hub.members()


@pytest.fixture(scope="module")
def cookies(hub: hubs.Hub, browser: phone.Phones) -> list[dict[str, Any]]:
    """Of the parent, who signs in once."""
    one = browser.phone()
    one.sign_in(hub.url, "Ada", hubs.PASSWORD)
    return one.cookies()


PAGES = ("/", "/people/{Ben}", "/people/{Ben}/weeks", "/people/{Mia}", "/requests", "/family", "/seen")


@pytest.mark.parametrize(
    ("width", "dark", "locale"), [(320, True, "de-DE"), (390, False, "en-US"), (1200, False, "de")]
)
def test_every_page_is_fit_for_everybody(
    hub: hubs.Hub,
    browser: phone.Phones,
    lived: dict[str, str],
    cookies: list[dict[str, Any]],
    width: int,
    dark: bool,
    locale: str,
) -> None:
    one = browser.phone(width, dark=dark, locale=locale)
    for path in ("/sign-in", "/join"):
        one.go(hub.url + path)
        assert one.look().faults == [], path
    one.plant(cookies)
    for path in PAGES:
        one.go(hub.url + path.format(**lived))
        seen = one.look()
        assert seen.faults == [], path
        assert seen.html == locale[:2]
        assert seen.status == 200, path


def test_a_code_is_shown_once_and_an_error_is_a_page(
    hub: hubs.Hub, browser: phone.Phones, lived: dict[str, str], cookies: list[dict[str, Any]]
) -> None:
    one = browser.phone()
    one.plant(cookies)
    one.go(f"{hub.url}/family")
    one.press("Add a device Ben")
    shown = one.look()
    assert shown.faults == []
    assert "It can be used once" in shown.text
    one.go(f"{hub.url}/family")
    one.fill("Name", "Ben")
    one.press("Pair a device")
    wrong = one.look()
    assert "is there already" in wrong.text
    one.go(f"{hub.url}/nothing")
    assert "There is nothing here that you may see." in one.look().text


def test_pages_speak_the_language_that_is_asked_for_most(hub: hubs.Hub) -> None:
    for accepted, language in {
        "de-AT, en;q=0.5": "de",
        "fr, en;q=0.4, de;q=0.8": "de",
        "fr": "en",
        "": "en",
        "en-US,en": "en",
        "xx;q=oops, ,;;": "en",
        "de;q=0": "en",
    }.items():
        page = hub.ask("GET", "/sign-in", headers={"Accept-Language": accepted}).text
        assert f'<html lang="{language}"' in page, accepted
