"""A pairing code is read as it was written, and a slip is found."""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.family import crockford
from wellbeing.family.code import Code, CodeError, code, read, written

SECRET = bytes(range(10))
PIN = sha256(b"certificate").digest()


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        ("https://192.168.1.20:8443", "https://192.168.1.20:8443"),
        ("https://Hub.Fritz.Box/", "https://hub.fritz.box"),
        ("https://[fd00::1]:8443", "https://[fd00::1]:8443"),
        ("https://[FD00:0::1]", "https://[fd00::1]"),
        ("https://example.org/family/", "https://example.org/family"),
        (" https://family.example.org:444/a/b ", "https://family.example.org:444/a/b"),
    ],
)
@pytest.mark.parametrize("pin", [None, PIN])
def test_a_code_is_read_as_it_was_written(url: str, plain: str, pin: bytes | None) -> None:
    one = code(url, SECRET, pin)
    assert one.url == plain
    found = read(written(one))
    assert found == one
    assert found.fingerprint == (None if pin is None else pin[:16])
    assert crockford.read(found.proof) == SECRET
    assert len(found.proof) == 16


def test_a_code_of_a_home_is_short_enough_to_be_typed() -> None:
    assert len(written(code("https://192.168.1.20:8443", SECRET, PIN)).replace("-", "")) <= 56


def test_it_may_be_typed_as_people_type() -> None:
    one = code("https://192.168.1.20:8443", SECRET, PIN)
    text = written(one)
    assert read(text.lower().replace("-", "  \n")) == one
    assert read(text.replace("0", "o").replace("1", "l")) == one


@given(st.data())
def test_any_wrong_symbol_and_any_two_swapped_are_found(data: st.DataObject) -> None:
    text = written(code("https://192.168.1.20:8443", SECRET, PIN)).replace("-", "")
    place = data.draw(st.integers(0, len(text) - 2))
    if data.draw(st.booleans()):
        wrong = text[:place] + data.draw(st.sampled_from(crockford.SYMBOLS)) + text[place + 1 :]
    else:
        wrong = text[:place] + text[place + 1] + text[place] + text[place + 2 :]
    if wrong != text:
        with pytest.raises(CodeError, match="slip"):
            read(wrong)


@given(st.binary(max_size=80))
def test_bytes_survive_the_symbols(data: bytes) -> None:
    assert crockford.read(crockford.symbols(data)) == data
    assert crockford.read_checked(crockford.checked(data)) == data if data else True


@given(st.binary(max_size=60) | st.text(max_size=60).map(lambda text: text.encode("utf-8", "replace")))
def test_what_is_no_code_is_refused_with_a_remedy(data: bytes) -> None:
    for text in (data.decode("latin-1"), crockford.checked(data)):
        with suppress(CodeError):
            assert isinstance(read(text), Code)


@pytest.mark.parametrize("text", ["0", "Z", "012", "01U", "1Z"])
def test_symbols_that_make_no_whole_bytes_are_refused(text: str) -> None:
    with pytest.raises(crockford.Mistyped):
        crockford.read(text)


def test_a_code_of_another_version_says_so() -> None:
    with pytest.raises(CodeError, match="another version"):
        read(crockford.checked(bytes([0x20]) + bytes(40)))


@pytest.mark.parametrize(
    "url",
    [
        "http://hub.example.org",
        "hub.example.org",
        "https://",
        "https://a b",
        "https://hub.example.org:99999",
        "https://hub.example.org/?a=b",
        "https://me@hub.example.org",
        "https://hub.example.org/a b",
        "https://[fe80::1%25eth0]",
        "https://hub.example.org/" + "a" * 300,
        "https://ü.example.org",
        "https://hub..example.org",
        "https://.example.org",
        "https://" + "a" * 64 + ".org",
    ],
)
def test_an_address_that_no_hub_can_have_is_refused(url: str) -> None:
    with pytest.raises(CodeError, match="not an address"):
        code(url, SECRET)


def test_a_code_that_lacks_its_end_is_none() -> None:
    whole = crockford.read_checked(written(code("https://192.168.1.20:8443", SECRET, PIN)))
    for cut in (whole[:-3], whole + b"1", whole[:1], whole[:1] + b"\x00" * 32):
        with pytest.raises(CodeError):
            read(crockford.checked(cut))


def test_quotes_around_a_code_count_for_nothing() -> None:
    text = crockford.checked(bytes(range(12)))
    for quoted in (f"'{text}'", f"“{text}”", f"„{text}“", f'"{text}"', f" `{text}` "):
        assert crockford.read_checked(quoted) == bytes(range(12))
