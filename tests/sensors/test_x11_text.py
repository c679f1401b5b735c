"""Text properties, as ICCCM has them and as programs write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.sensors import x11_text


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (b"xterm\0XTerm\0", "XTerm"),
        (b"google-chrome (/home/a/profile)\0Google-chrome\0", "Google-chrome"),
        (b"only-instance\0\0", "only-instance"),
        (b"only-instance", "only-instance"),
        (b"\0Class\0", "Class"),
        ("münze\0Münze\0".encode(), "Münze"),
        (b"m\xfcnze\0M\xfcnze\0", "Münze"),
        (b"\0\0", None),
        (b"", None),
    ],
)
def test_the_class_is_the_second_field(raw: bytes, name: str | None) -> None:
    assert x11_text.window_class(raw) == name


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"plain", "plain"),
        (b"caf\xe9", "café"),
        (b"\x1b%G\xd0\xba\xd0\xbb\xd1\x8e\xd1\x87\x1b%@ end", "ключ end"),
        (b"\x1b-L\xda\xdb\xee\xe7", "ключ"),
        (b"\x1b-F\xe1\xe2", "αβ"),
        (b"\x1b$(B\x24\x33\x24\x73\x1b(B!", "こん!"),
        (b"\x1b$)C\xc7\xd1\x1b-A caf\xe9", "한 café"),
        (b"\x1b$(A\x56\x50\x1b(B.", "中."),
        (b"cut off \x1b", "cut off"),
        (b"\x1b-Z\xff", "�"),
    ],
)
def test_compound_text_changes_its_character_sets(raw: bytes, text: str) -> None:
    assert x11_text.compound(raw) == text


def test_half_a_character_at_a_cut_is_left_out() -> None:
    assert x11_text.plain("abé".encode()[:-1], cut=True) == "ab"
    assert x11_text.plain("abé".encode()[:-1]) == "ab�"


@given(st.binary(max_size=200))
def test_any_bytes_give_text_that_can_be_stored(raw: bytes) -> None:
    for text in (
        x11_text.plain(raw),
        x11_text.latin(raw),
        x11_text.compound(raw),
        x11_text.window_class(raw) or "",
    ):
        text.encode()
        assert not any(ord(letter) < 0x20 or letter == "\x7f" for letter in text)
