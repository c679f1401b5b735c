"""Host names have one spelling each."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.catalogue.appid import last_part, spellings
from wellbeing.catalogue.site import address_host, host


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Example.ORG", "example.org"),
        ("www.example.org", "example.org"),
        ("example.org.", "example.org"),
        (" example.org:8080 ", "example.org"),
        ("Bücher.de", "xn--bcher-kva.de"),
        ("127.0.0.1", "127.0.0.1"),
        ("my_host.local", "my_host.local"),
        ("", None),
        ("a..b", None),
        ("a b", None),
        ("example.org:http", None),
        ("[::1]", None),
        ("ü" * 300, None),
        ("ü" * 70 + ".de", None),
        ("\ud800.de", None),
        ("a/b", "a"),
        ("https://user@ChatGPT.com:443/c/1?x=y#z", "chatgpt.com"),
        ("evil.io/chatgpt.com", "evil.io"),
        ("chatgpt.com@evil.io", "evil.io"),
        ("chatgpt.com%2eevil.io", None),
    ],
)
def test_a_host_is_spelled_in_one_way(text: str, expected: str | None) -> None:
    assert host(text) == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://web.whatsapp.com/", "web.whatsapp.com"),
        ("HTTP://user:secret@Example.org:80/x?y#z", "example.org"),
        ("https://example.org?x", "example.org"),
        ("steam://rungameid/570", None),
        ("example.org", None),
        ("https://", None),
    ],
)
def test_the_host_of_an_address(address: str, expected: str | None) -> None:
    assert address_host(address) == expected


@given(st.text())
def test_a_host_stays_what_it_is(text: str) -> None:
    once = host(text)
    assert once is None or once.startswith("www.") or host(once) == once


@pytest.mark.parametrize(
    ("app_id", "expected"),
    [
        ("Firefox", ("firefox",)),
        ("firefox_firefox", ("firefox_firefox", "firefox")),
        ("steam_app_570", ("steam_app_570",)),
        ("org.telegram.desktop", ("org.telegram.desktop", "org.telegram")),
        ("Notepad.exe", ("notepad.exe", "notepad")),
        ("Tor Browser", ("tor browser", "tor-browser")),
        ("/usr/bin/", ()),
        ("  ", ()),
        (".exe", (".exe",)),
    ],
)
def test_ids_are_known_in_all_their_spellings(app_id: str, expected: tuple[str, ...]) -> None:
    assert spellings(app_id) == expected


@pytest.mark.parametrize(
    ("app_id", "expected"),
    [
        ("org.mozilla.firefox", "firefox"),
        ("org.telegram.desktop", None),
        ("notepad.exe", None),
        ("firefox", None),
        ("firefox.", None),
        ("", None),
    ],
)
def test_the_last_part_of_an_id(app_id: str, expected: str | None) -> None:
    assert last_part(app_id) == expected
