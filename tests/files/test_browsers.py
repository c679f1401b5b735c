"""What browsers may start on each system: in folders and keys that their makers name, and no profile is harmed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from wellbeing.cli.companion import behind
from wellbeing.files import companion
from wellbeing.files.browsers import LINUX, MACOS, WINDOWS
from wellbeing.files.companion import NAME, Host
from wellbeing.ports import KnownError


class Registry(dict[str, str]):
    """Keys with a value each."""

    def put(self, key: str, value: str) -> None:
        self[key] = value

    def remove(self, key: str) -> None:
        self.pop(key, None)


def host(home: Path, *used: str, system: str = "linux", keys: Registry | None = None, **more: str) -> Host:
    """A home where these folders are."""
    for one in used:
        (home / one).mkdir(parents=True, exist_ok=True)
    environ = {"HOME": str(home), "LOCALAPPDATA": str(home / "Local"), "APPDATA": str(home / "Roaming")}
    return Host(environ | more, system, Registry() if keys is None else keys)


def manifests(home: Path) -> list[str]:
    """Folders with a manifest of ours, from the home on."""
    return sorted(one.parent.relative_to(home).as_posix() for one in home.rglob(f"{NAME}.json"))


@pytest.mark.parametrize(
    ("used", "folder"),
    [
        (".config/google-chrome", ".config/google-chrome/NativeMessagingHosts"),
        (".config/chromium", ".config/chromium/NativeMessagingHosts"),
        (".config/microsoft-edge", ".config/microsoft-edge/NativeMessagingHosts"),
        (".config/BraveSoftware/Brave-Browser", ".config/BraveSoftware/Brave-Browser/NativeMessagingHosts"),
        (".mozilla/firefox", ".mozilla/native-messaging-hosts"),
        (".zen", ".mozilla/native-messaging-hosts"),
        ("snap/firefox/common/.mozilla/firefox", ".mozilla/native-messaging-hosts"),
        (
            ".var/app/org.chromium.Chromium/config/chromium",
            ".var/app/org.chromium.Chromium/config/chromium/NativeMessagingHosts",
        ),
        (
            ".var/app/io.gitlab.librewolf-community",
            ".var/app/io.gitlab.librewolf-community/.librewolf/native-messaging-hosts",
        ),
    ],
)
def test_on_linux_a_manifest_lies_where_the_browser_looks(used: str, folder: str, tmp_path: Path) -> None:
    here = host(tmp_path / "home", used)
    done = companion.install(here, tmp_path / "data", None)
    assert manifests(tmp_path / "home") == [folder]
    assert done.browsers == companion.installed(here)
    assert done.browsers == companion.remove(here, tmp_path / "data")
    assert manifests(tmp_path / "home") == []


def test_a_firefox_in_xdg_folders_keeps_its_profile(tmp_path: Path) -> None:
    home = tmp_path / "home"
    here = host(home, ".config/mozilla/firefox", ".zen")
    assert companion.install(here, tmp_path / "data", None).browsers == ("Firefox", "Zen")
    assert manifests(home) == [".config/mozilla/native-messaging-hosts"]
    assert not (home / ".mozilla").exists(), "Firefox would take an empty profile in there for the person's"
    (home / ".mozilla").mkdir()  # the person, or an older Firefox
    companion.install(here, tmp_path / "data", None)
    assert ".mozilla/native-messaging-hosts" in manifests(home)


def test_xdg_config_home_is_where_chromium_looks(tmp_path: Path) -> None:
    home = tmp_path / "home"
    here = host(home, "own/chromium", XDG_CONFIG_HOME=str(home / "own"))
    companion.install(here, tmp_path / "data", None)
    assert manifests(home) == ["own/chromium/NativeMessagingHosts"]


def test_firefox_from_flatpak_is_served_in_its_sandbox_and_by_the_portal(tmp_path: Path) -> None:
    home = tmp_path / "home"
    sandbox = home / ".var/app/org.mozilla.firefox/.mozilla"
    here = host(home, ".var/app/org.mozilla.firefox")
    done = companion.install(here, tmp_path / "data", None)
    assert done.browsers == ("Firefox (Flatpak)",)
    assert done.sandboxed == ("org.mozilla.firefox",)
    inside = json.loads((sandbox / "native-messaging-hosts" / f"{NAME}.json").read_text("utf-8"))
    assert Path(inside["path"]).parent == sandbox, "which the sandbox shows"
    assert "flatpak-spawn --host" in Path(inside["path"]).read_text("utf-8")
    outside = json.loads((home / ".mozilla/native-messaging-hosts" / f"{NAME}.json").read_text("utf-8"))
    assert "flatpak" not in Path(outside["path"]).read_text("utf-8")
    companion.remove(here, tmp_path / "data")
    assert not [one for one in home.rglob("*") if one.is_file()]


def test_a_snap_that_starts_nothing_is_not_said_to(tmp_path: Path) -> None:
    here = host(tmp_path / "home", "snap/chromium/common/chromium")
    with pytest.raises(KnownError, match="may not start other programs"):
        companion.install(here, tmp_path / "data", None)
    here = host(tmp_path / "home", ".mozilla/firefox")
    done = companion.install(here, tmp_path / "data", None)
    assert (done.browsers, done.walled) == (("Firefox",), ("Chromium (Snap)",))
    assert manifests(tmp_path / "home") == [".mozilla/native-messaging-hosts"]


def test_on_macos_manifests_lie_in_application_support(tmp_path: Path) -> None:
    home, support = tmp_path / "home", "Library/Application Support"
    used = [one.profile for one in MACOS]
    here = host(home, *used, system="darwin")
    done = companion.install(here, tmp_path / "data", None)
    assert len(done.browsers) == len(MACOS)
    assert not done.verified
    found = manifests(home)
    for one in ("Google/Chrome", "Chromium", "Microsoft Edge", "Mozilla", "BraveSoftware/Brave-Browser"):
        assert f"{support}/{one}/NativeMessagingHosts" in found
    told = json.loads((home / support / "Mozilla/NativeMessagingHosts" / f"{NAME}.json").read_text("utf-8"))
    assert told["allowed_extensions"] == [companion.FIREFOX_ID]
    assert Path(told["path"]).stat().st_mode & 0o777 == 0o700
    assert companion.remove(here, tmp_path / "data") == done.browsers
    assert manifests(home) == []


def test_on_windows_the_registry_names_manifests_and_a_batch_file_starts_the_companion(
    tmp_path: Path,
) -> None:
    keys = Registry({r"Software\Google\Chrome\NativeMessagingHosts\another": "kept"})
    used = ("Local/Google/Chrome/User Data", "Local/Microsoft/Edge/User Data", "Roaming/Mozilla/Firefox")
    here = host(tmp_path / "home", *used, system="win32", keys=keys)
    done = companion.install(here, tmp_path / "data", r"D:\100 %\Uhr ä")
    assert done.browsers == ("Chrome", "Edge", "Firefox")
    assert not done.verified
    chrome = keys[rf"Software\Google\Chrome\NativeMessagingHosts\{NAME}"]
    edge = keys[rf"Software\Microsoft\Edge\NativeMessagingHosts\{NAME}"]
    firefox = keys[rf"Software\Mozilla\NativeMessagingHosts\{NAME}"]
    assert chrome == edge != firefox
    told = json.loads(Path(chrome).read_text("utf-8"))
    assert told["allowed_origins"] == [f"chrome-extension://{companion.CHROMIUM_ID}/"]
    assert json.loads(Path(firefox).read_text("utf-8"))["allowed_extensions"] == [companion.FIREFOX_ID]
    starter = Path(told["path"])
    assert starter.suffix == ".bat"
    lines = starter.read_bytes().decode("utf-8").split("\r\n")
    assert lines[1] == "chcp 65001 >nul <nul"
    assert '-m wellbeing.cli.companion "D:\\100 %%\\Uhr ä"' in lines[2]
    assert "Chrome" in companion.installed(here)
    companion.remove(here, tmp_path / "data")
    assert keys == {r"Software\Google\Chrome\NativeMessagingHosts\another": "kept"}
    assert not (tmp_path / "data" / "browser").exists()


def test_behind_shell_and_python_is_the_browser() -> None:
    line = [(9, "python.exe"), (8, "cmd.exe"), (7, "chrome.exe"), (6, "explorer.exe")]
    assert behind(line) == 7
    assert behind([(9, "python.exe")]) == 0


def test_names_are_told_once_and_keys_are_those_of_windows_alone() -> None:
    assert all(one.key and not one.manifests for one in WINDOWS)
    assert all(one.manifests and not one.key for one in (*MACOS, *LINUX) if not one.walled)
