"""Starting with the desktop."""

from __future__ import annotations

from pathlib import Path

from wellbeing.files.autostart import adopt, entry_path


def test_an_entry_comes_and_goes_with_the_wish(tmp_path: Path) -> None:
    environ = {"XDG_CONFIG_HOME": str(tmp_path)}
    adopt(True, environ)
    text = entry_path(environ).read_text()
    assert text.startswith("[Desktop Entry]")
    assert "--home" not in text
    adopt(True, environ)
    adopt(False, environ)
    assert not entry_path(environ).exists()
    adopt(False, environ)


def test_another_home_leaves_the_entry_alone(tmp_path: Path) -> None:
    environ = {"XDG_CONFIG_HOME": str(tmp_path)}
    adopt(True, environ)
    adopt(False, environ, "/srv/a try")
    assert entry_path(environ).exists()
    adopt(True, environ, "/srv/a try")
    assert '--home "/srv/a try" run' in entry_path(environ).read_text()
    adopt(False, environ, "/srv/a try")
    assert not entry_path(environ).exists()
