"""The registry of a real Windows, where this runs on one: keys for browsers come and go."""

from __future__ import annotations

import sys

import pytest

from wellbeing.files.host_key import keys

KEY = r"Software\Wellbeing tests\NativeMessagingHosts\io.wellbeing.companion"


@pytest.mark.skipif(sys.platform != "win32", reason="no registry")
def test_a_key_keeps_its_value_until_it_is_removed() -> None:
    registry = keys()
    registry.put(KEY, r"C:\Users\Ada\chromium.json")
    try:
        assert registry.get(KEY) == r"C:\Users\Ada\chromium.json"
    finally:
        registry.remove(KEY)
    assert registry.get(KEY) is None
    registry.remove(KEY)


@pytest.mark.skipif(sys.platform == "win32", reason="there is a registry")
def test_elsewhere_there_is_none() -> None:
    registry = keys()
    registry.put(KEY, "nothing")
    assert registry.get(KEY) is None
    registry.remove(KEY)
