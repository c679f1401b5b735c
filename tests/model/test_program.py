"""Of an executable's path the program's name is left, on each system."""

from __future__ import annotations

import pytest

from wellbeing.model import program_name


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/usr/lib/firefox/firefox", "firefox"),
        ("C:\\Program Files\\Cursor\\Cursor.exe", "Cursor.exe"),
        ("\\\\server\\tools\\x.exe", "x.exe"),
        ("./claude", "claude"),
        ("/Applications/Claude.app", "Claude"),
        ("/Applications/Windsurf.app/Contents/MacOS/Electron", "Windsurf"),
        ("/usr/bin/", ""),
        ("/.app", ".app"),
        ("firefox", "firefox"),
        ("chromium (/tmp/profile)", "chromium (/tmp/profile)"),
        ("", ""),
    ],
)
def test_the_name_of_a_program(path: str, name: str) -> None:
    assert program_name(path) == name
