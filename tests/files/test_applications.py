"""Installed applications are found by what their windows call themselves."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wellbeing.files.applications import Applications, application_folders, languages
from wellbeing.files.desktop_entry import EntryReader
from wellbeing.ports import Apps

REAL = {
    "firefox-esr": """\
[Desktop Entry]
Name=Firefox ESR
Name[de]=Firefox ESR auf Deutsch
Comment=Browse the World Wide Web
Exec=/usr/lib/firefox-esr/firefox-esr %u
Terminal=false
Type=Application
Icon=firefox-esr
Categories=Network;WebBrowser;
StartupWMClass=firefox-esr
""",
    "chromium": """\
[Desktop Entry]
Version=1.0
Name=Chromium Web Browser
Exec=/usr/bin/chromium %U
Type=Application
Icon=chromium
Categories=Network;WebBrowser;
Actions=new-window;

[Desktop Action new-window]
Name=Open a New Window
Exec=/usr/bin/other
Icon=wrong
""",
    "code": """\
[Desktop Entry]
Name=Visual Studio Code
Exec=/usr/share/code/code --unity-launch %F
Icon=com.visualstudio.code
Type=Application
StartupWMClass=Code
Categories=Utility;TextEditor;Development;IDE;
""",
    "code-url-handler": """\
[Desktop Entry]
Name=Visual Studio Code - URL Handler
Exec=/usr/share/code/code --open-url %U
Icon=com.visualstudio.code
Type=Application
NoDisplay=true
StartupWMClass=Code
Categories=Utility;TextEditor;Development;IDE;
""",
    "libreoffice-writer": """\
[Desktop Entry]
Version=1.0
Terminal=false
NoDisplay=false
Icon=libreoffice-writer
Type=Application
Categories=Office;WordProcessor;X-Red-Hat-Base;
Exec=libreoffice --writer %U
Name=LibreOffice Writer
StartupWMClass=libreoffice-writer
""",
    "org.gnome.Terminal": """\
[Desktop Entry]
Name=Terminal
Name[de]=Terminal (de)
Name[de_AT]=Terminal (Österreich)
Exec=gnome-terminal
Icon=org.gnome.Terminal
Type=Application
Categories=GNOME;GTK;System;TerminalEmulator;
""",
    "Half-Life": """\
[Desktop Entry]
Name=Half-Life
Comment=Play this game on Steam
Exec=steam steam://rungameid/70
Icon=steam_icon_70
Terminal=false
Type=Application
Categories=Game;
""",
    "steam": """\
[Desktop Entry]
Name=Steam
Exec=/usr/bin/steam %U
Icon=steam
Type=Application
Categories=Network;FileTransfer;Game;
""",
    "org.mozilla.Thunderbird": """\
[Desktop Entry]
Name=Thunderbird
Exec=/usr/bin/flatpak run --branch=stable --command=thunderbird --file-forwarding org.mozilla.Thunderbird @@u %u @@
Icon=org.mozilla.Thunderbird
Type=Application
Categories=Network;Email;
X-Flatpak=org.mozilla.Thunderbird
""",
    "io.github.Hex": """\
[Desktop Entry]
Name=Hex
Exec=/usr/bin/flatpak run io.github.Hexagon
Type=Application
""",
    "spotify_spotify": """\
[Desktop Entry]
Name=Spotify
Exec=env BAMF_DESKTOP_FILE_HINT=/var/lib/snapd/desktop/applications/spotify_spotify.desktop /snap/bin/spotify %U
Icon=/snap/spotify/60/usr/share/spotify/icons/spotify-linux-128.png
Type=Application
Categories=Audio;Music;Player;AudioVideo;
""",
    "chrome-agimnkijcaahngcdmfeangaknmldooml-Default": """\
#!/usr/bin/env xdg-open
[Desktop Entry]
Version=1.0
Terminal=false
Type=Application
Name=YouTube
Exec=/opt/google/chrome/google-chrome --profile-directory=Default --app-id=agimnkijcaahngcdmfeangaknmldooml
Icon=chrome-agimnkijcaahngcdmfeangaknmldooml-Default
StartupWMClass=crx_agimnkijcaahngcdmfeangaknmldooml
""",
    "WhatsApp": """\
[Desktop Entry]
Type=Application
Name=WhatsApp Web
Exec=google-chrome-stable --app="https://web.whatsapp.com" --name=WhatsApp --class=Whatsapp
StartupWMClass=WebApp-Whatsapp
""",
    "google-chrome": """\
[Desktop Entry]
Type=Application
Name=Google Chrome
Exec=/usr/bin/google-chrome-stable %U
Categories=Network;WebBrowser;
""",
    "debian-xterm": """\
[Desktop Entry]
Name=XTerm
Exec=xterm
TryExec=xterm
Type=Application
Icon=mini.xterm
StartupWMClass=XTerm
Categories=System;TerminalEmulator;
""",
    "script": """\
[Desktop Entry]
Name=Script
Exec=python3 -u /opt/my tool/run.py
Type=Application
""",
    "quoted": """\
[Desktop Entry]
Name=Quoted
Exec="/opt/My App/my app" %U
Type=Application
""",
    "shell": """\
[Desktop Entry]
Name=Shell
Exec=sh -c "exec /opt/tool"
Type=Application
""",
    "windows": "[Desktop Entry]\r\nName=Windows lines\r\nExec=winlines\r\nType=Application\r\nCategories=Game;\r\n",
    "escaped": "[Desktop Entry]\nType=Application\nName=A\\sB\\\\C\x1b[31m\nExec=escaped-app\nCategories= Game ; ;\n",
    "nameless": "[Desktop Entry]\nType=Application\nExec=nobody\n",
    "typeless": "[Desktop Entry]\nName=No type\nExec=typeless-app\n",
    "spaced": "[Desktop Entry]\nType = Application\nName =  Spaced\nExec = spaced-app\n",
}
BROKEN = {
    "hidden": "[Desktop Entry]\nType=Application\nName=Hidden\nExec=hidden-app\nHidden=true\n",
    "link": "[Desktop Entry]\nType=Link\nName=Link\nURL=https://example.org\n",
    "empty": "",
    "groupless": "Name=Groupless\nExec=groupless\nType=Application\n",
    "other-group": "[KDE Desktop Entry]\nName=Old\nExec=old\nType=Application\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "applications"
    folder.mkdir()
    for name, text in {**REAL, **BROKEN}.items():
        (folder / f"{name}.desktop").write_bytes(text.encode())
    (folder / "junk.desktop").write_bytes(bytes(range(256)) * 40)
    (folder / "utf16.desktop").write_bytes(REAL["code"].encode("utf-16"))
    large = REAL["steam"].replace("Steam", "Large") + "Comment=" + "x" * 1_000_000 + "\n"
    (folder / "large.desktop").write_text(large, "utf-8")
    (folder / "directory.desktop").mkdir()
    (folder / "circle.desktop").symlink_to("circle.desktop")
    (folder / "gone.desktop").symlink_to("nowhere")
    os.mkfifo(folder / "pipe.desktop")
    (folder / "mimeinfo.cache").write_text("[MIME Cache]\n", "utf-8")
    below = folder / "kde5"
    below.mkdir()
    (below / "below.desktop").write_text(
        "[Desktop Entry]\nName=Below\nExec=below-app\nType=Application\n", "utf-8"
    )
    return folder


@pytest.mark.parametrize(
    ("app_id", "exe", "found"),
    [
        ("firefox-esr", None, "firefox-esr"),
        ("Firefox-esr", None, "firefox-esr"),
        ("firefox-esr.desktop", None, "firefox-esr"),
        ("Chromium", None, "chromium"),
        ("chromium (/tmp/profile)", None, "chromium"),
        ("/usr/bin/chromium", None, "chromium"),
        ("Code", None, "code"),
        ("libreoffice-writer", None, "libreoffice-writer"),
        ("Gnome-terminal", None, "org.gnome.Terminal"),
        ("org.gnome.Terminal", None, "org.gnome.Terminal"),
        ("terminal", None, "org.gnome.Terminal"),
        ("unheard-of", "gnome-terminal", "org.gnome.Terminal"),
        ("steam_app_70", None, "Half-Life"),
        ("steam", None, "steam"),
        ("unheard-of", "steam", "steam"),
        ("thunderbird", None, "org.mozilla.Thunderbird"),
        ("unheard-of", "thunderbird", "org.mozilla.Thunderbird"),
        ("hexagon", None, "io.github.Hex"),
        ("spotify_spotify", None, "spotify_spotify"),
        ("Spotify", None, "spotify_spotify"),
        ("com.example.Spotify", "spotify", "spotify_spotify"),
        ("com.example.Steam", None, "steam"),
        (
            "chrome-agimnkijcaahngcdmfeangaknmldooml-Default",
            None,
            "chrome-agimnkijcaahngcdmfeangaknmldooml-Default",
        ),
        ("crx_agimnkijcaahngcdmfeangaknmldooml", "chrome", "chrome-agimnkijcaahngcdmfeangaknmldooml-Default"),
        ("WebApp-Whatsapp", None, "WhatsApp"),
        ("Google-chrome", None, "google-chrome"),
        ("unheard-of", "google-chrome-stable", "google-chrome"),
        ("XTerm", None, "debian-xterm"),
        ("run.py", None, None),
        ("my app", None, "quoted"),
        ("unheard-of", "winlines", "windows"),
        ("unheard-of", "typeless-app", "typeless"),
        ("unheard-of", "spaced-app", "spaced"),
        ("unheard-of", "below-app", "kde5-below"),
        ("kde5-below", None, "kde5-below"),
        ("large", None, "large"),
        ("unheard-of", "sh", None),
        ("unheard-of", "python3", None),
        ("hidden", "hidden-app", None),
        ("link", None, None),
        ("empty", None, None),
        ("groupless", None, None),
        ("old", None, None),
        ("junk", None, None),
        ("utf16", None, None),
        ("unheard-of", None, None),
        ("", None, None),
        ("", "chromium", "chromium"),
    ],
)
def test_a_window_finds_its_entry(folder: Path, app_id: str, exe: str | None, found: str | None) -> None:
    apps: Apps = Applications([folder])
    entry = apps.entry(app_id, exe)
    assert (None if entry is None else entry.id) == found


def test_an_entry_tells_name_icon_categories_and_site(folder: Path) -> None:
    apps = Applications([folder], ("de_AT", "de"))

    def entry(app_id: str, exe: str | None = None) -> tuple[str, str | None, tuple[str, ...], str | None]:
        found = apps.entry(app_id, exe)
        assert found is not None
        return found.name, found.icon, found.categories, found.site

    assert entry("firefox-esr") == ("Firefox ESR auf Deutsch", "firefox-esr", ("Network", "WebBrowser"), None)
    assert entry("org.gnome.terminal")[0] == "Terminal (Österreich)"
    assert entry("chromium")[:2] == ("Chromium Web Browser", "chromium")
    assert entry("spotify")[1] == "/snap/spotify/60/usr/share/spotify/icons/spotify-linux-128.png"
    assert entry("webapp-whatsapp") == ("WhatsApp Web", None, (), "web.whatsapp.com")
    assert entry("escaped") == ("A B\\C [31m", None, ("Game",), None)
    assert entry("nameless")[0] == "nameless"
    assert entry("windows")[:3] == ("Windows lines", None, ("Game",))


def test_earlier_folders_go_before_later_ones(tmp_path: Path) -> None:
    own, system = tmp_path / "own", tmp_path / "system"
    for folder, name in ((own, "Mine"), (system, "Theirs")):
        folder.mkdir()
        text = f"[Desktop Entry]\nType=Application\nName={name}\nExec=foo\nStartupWMClass=Foo1\n"
        (folder / "foo.desktop").write_text(text, "utf-8")
    (own / "bar.desktop").write_text("[Desktop Entry]\nType=Application\nHidden=true\n", "utf-8")
    (system / "bar.desktop").write_text("[Desktop Entry]\nType=Application\nName=Bar\nExec=bar\n", "utf-8")
    apps = Applications([own, system])
    for app_id in ("foo", "foo1"):
        found = apps.entry(app_id)
        assert found is not None
        assert found.name == "Mine"
    assert apps.entry("bar") is None


def test_hidden_entries_serve_where_no_shown_one_does(tmp_path: Path) -> None:
    hidden = "[Desktop Entry]\nType=Application\nName=Handler\nExec=tool --url %u\nNoDisplay=true\n"
    (tmp_path / "a-handler.desktop").write_text(hidden, "utf-8")
    apps = Applications([tmp_path])
    found = apps.entry("x", "tool")
    assert found is not None
    assert found.name == "Handler"
    shown = "[Desktop Entry]\nType=Application\nName=Tool\nExec=tool\n"
    (tmp_path / "z.desktop").write_text(shown, "utf-8")
    os.utime(tmp_path, ns=(1, 1))
    found = apps.entry("x", "tool")
    assert found is not None
    assert found.name == "Tool"


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "new.desktop").write_text(REAL["steam"], "utf-8"),
        lambda folder: (
            (folder / "sub").mkdir() or (folder / "sub/x.desktop").write_text(REAL["steam"], "utf-8")
        ),
    ],
)
def test_an_installed_app_is_found_without_a_restart(
    tmp_path: Path, change: Callable[[Path], object]
) -> None:
    folder = tmp_path / "later" / "applications"
    apps = Applications([folder])
    assert apps.entry("steam") is None
    folder.mkdir(parents=True)
    assert apps.entry("steam") is None
    change(folder)
    os.utime(folder, ns=(1, 1))
    assert apps.entry("steam") is not None
    for path in folder.rglob("*.desktop"):
        path.unlink()
        os.utime(path.parent, ns=(2, 2))
    assert apps.entry("steam") is None


def test_many_unknown_ids_do_not_fill_the_memory(folder: Path) -> None:
    apps = Applications([folder])
    for number in range(5000):
        assert apps.entry(f"unheard-of-{number}") is None
    assert apps._index is not None
    assert len(apps._index.answers) <= 4096


def test_a_file_that_went_away_is_no_entry(tmp_path: Path) -> None:
    assert EntryReader(()).read("gone", str(tmp_path / "gone.desktop")) is None


def test_unreadable_names_do_not_stop_the_index(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"b\xffd.desktop")).write_text(REAL["steam"], "utf-8")
    found = Applications([tmp_path]).entry("x", "steam")
    assert found is not None
    assert found.id == "b�d"


# One folder serves all examples: each writes the same file anew.
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=300), app_id=st.text(), exe=st.none() | st.text())
def test_no_content_and_no_id_raises(tmp_path: Path, content: bytes, app_id: str, exe: str | None) -> None:
    (tmp_path / "some.desktop").write_bytes(b"[Desktop Entry]\n" + content)
    Applications([tmp_path], ("de",)).entry(app_id, exe)


# ---------------------------------------------------------------- where and in which language


def test_folders_follow_the_specification() -> None:
    home = Path("/home/me")
    flatpak, snap = "/var/lib/flatpak/exports/share/applications", "/var/lib/snapd/desktop/applications"
    assert [str(folder) for folder in application_folders({}, home)] == [
        "/home/me/.local/share/applications",
        "/usr/local/share/applications",
        "/usr/share/applications",
        "/home/me/.local/share/flatpak/exports/share/applications",
        flatpak,
        snap,
    ]
    environ = {"XDG_DATA_HOME": "/d", "XDG_DATA_DIRS": "relative::/var/lib/flatpak/exports/share:/usr/share"}
    assert [str(folder) for folder in application_folders(environ, home)] == [
        "/d/applications",
        flatpak,
        "/usr/share/applications",
        "/d/flatpak/exports/share/applications",
        snap,
    ]


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({}, ()),
        ({"LANG": "C.UTF-8"}, ()),
        ({"LANG": "POSIX", "LANGUAGE": "de"}, ()),
        ({"LANG": "de_AT.UTF-8"}, ("de_AT", "de")),
        ({"LANG": "sr_RS.UTF-8@latin"}, ("sr_RS@latin", "sr_RS", "sr@latin", "sr")),
        ({"LANG": "en_GB.UTF-8", "LANGUAGE": "de:fr_CH"}, ("de", "fr_CH", "fr", "en_GB", "en")),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "de_DE", "LC_ALL": ""}, ("de_DE", "de")),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "fr"}, ("fr",)),
    ],
)
def test_languages_come_from_the_environment(environ: dict[str, str], expected: tuple[str, ...]) -> None:
    assert languages(environ) == expected


@pytest.mark.parametrize("exe", ["python3.11", "node", "java", "bash", "wine64"])
def test_the_entry_of_an_interpreter_is_not_the_entry_of_what_it_runs(tmp_path: Path, exe: str) -> None:
    entry = f"[Desktop Entry]\nType=Application\nName=The interpreter\nExec=/usr/bin/{exe}\n"
    (tmp_path / f"{exe}.desktop").write_text(entry)
    apps = Applications([tmp_path])
    assert apps.entry("my-window", exe) is None
    known = apps.entry(exe, exe)
    assert known is not None
    assert known.name == "The interpreter"
