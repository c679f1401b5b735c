"""The pages in real Chromium: axe-core finds nothing, 320 px are enough, light and dark, English and German."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from tests import forms, hubs, phone

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


def test_how_it_felt_is_on_the_page_of_whom_its_owner_shows_it_and_on_nobody_elses(hub: hubs.Hub) -> None:
    desk, owner = hub.paired("Lia", "--role", "teen", "--level", "totals")
    hub.invite("Gus", "--role", "adult")
    who = hub.members()
    readers = {}
    for name in ("Gus", "Lia"):
        readers[name] = forms.Browser(hub)
        page = readers[name].get("/join").text
        fields = {"code": hub.invite(name, "--sign-in"), "password": "four other words"}
        assert readers[name].post("/join", {"form": forms.token_of(page), **fields}).status == 303
    readers["Ada"] = forms.Browser(hub)
    assert readers["Ada"].sign_in().status == 303

    def relate(viewer: str, token: str, **wish: object) -> int:
        path = f"/api/v1/relations/{who[viewer]}"
        return hub.ask("PUT", path, {"level": "totals", **wish}, token=token).status

    def who_reads() -> set[str]:
        path = f"/people/{who['Lia']}/weeks/{MONDAY}"
        return {name for name, one in readers.items() if "rather good" in one.get(path).text}

    felt = [
        {"at": f"{DAY}T08:00:00Z", "form": form, "values": values, "score": score}
        for form, values, score in (("daily", [5, 3], None), ("who5", [4, 4, 3, 3, 2], 64))
    ]
    day = hubs.figures(desk, DAY, level="totals", moods=felt)
    assert hub.ask("PUT", f"/api/v1/digests/{DAY}", day, token=owner).status == 201
    assert relate("Ada", owner) == relate("Gus", owner) == 200
    assert who_reads() == {"Lia"}
    _device, parent = hub.paired("Ada")
    assert relate("Ada", parent, subject=who["Lia"], moods=True) == 403, "nobody else decides it"
    assert relate("Ada", owner, moods=True) == 200
    assert who_reads() == {"Lia", "Ada"}
    assert "rather good" in readers["Lia"].get(f"/seen?as={who['Ada']}").text
    assert "rather good" not in readers["Lia"].get(f"/seen?as={who['Gus']}").text
    assert "how it felt" in readers["Ada"].get(f"/people/{who['Lia']}/weeks/{MONDAY}").text
    assert "Ada also sees how it felt" in readers["Lia"].get("/family").text
    assert "also sees how it felt" not in readers["Gus"].get("/family").text
    assert relate("Ada", parent, subject=who["Lia"], level="apps") == 200
    assert who_reads() == {"Lia", "Ada"}, "a level that a parent sets leaves it as it is"
    assert relate("Ada", owner, moods=False) == 200
    assert who_reads() == {"Lia"}


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
