"""Private windows: known by the browser's own words, in many languages, and never by a page's."""

from __future__ import annotations

import pytest

from wellbeing.catalogue import Catalogue
from wellbeing.files.rules import shipped
from wellbeing.model import Evidence

CATALOGUE = Catalogue(shipped())


@pytest.mark.parametrize(
    ("app_id", "title"),
    [
        ("firefox", "Mozilla Firefox Private Browsing"),
        ("firefox", "Example — Mozilla Firefox Private Browsing"),
        ("firefox-esr", "Example - Mozilla Firefox (Private Browsing)"),
        ("org.mozilla.firefox", "Beispiel – Mozilla Firefox Privater Modus"),
        ("firefox_firefox", "Exemple — Navigation privée de Mozilla Firefox"),
        ("firefox", "Exemple — Mozilla Firefox — Navigation privée"),
        ("firefox", "Navegación privada con Ejemplo — Mozilla Firefox"),
        ("firefox", "例 — Mozilla Firefox プライベートブラウジング"),
        ("firefox", "Пример — Mozilla Firefox (Приватный просмотр)"),
        ("firefox", "ตัวอย่าง - Mozilla Firefox (การเรียกดูแบบส่วนตัว)"),
        ("LibreWolf", "LibreWolf Private Browsing"),
        ("Google-chrome", "Example - Google Chrome (Incognito)"),
        ("Google-chrome", "Beispiel - Google Chrome (Inkognito)"),
        ("Google-chrome", "例 - Google Chrome（シークレット モード）"),
        ("Chromium", "New Incognito tab - Chromium"),
        ("Microsoft-edge", "Example and 1 more page - [InPrivate] - Microsoft Edge"),
        ("Microsoft-edge", "Example - InPrivate - Microsoft\u200b Edge"),
        ("Vivaldi-stable", "Example - Vivaldi (Private)"),
        ("Tor Browser", "Example — Tor Browser"),
        ("Mullvad Browser", None),
        (None, "Example — Mozilla Firefox Private Browsing"),
    ],
)
def test_private_windows_are_seen(app_id: str | None, title: str | None) -> None:
    exe = "firefox" if app_id is None else None
    assert CATALOGUE.private_window(Evidence(app_id, title, exe))


@pytest.mark.parametrize(
    ("app_id", "title"),
    [
        ("firefox", "How private browsing works — Mozilla Firefox"),
        ("firefox", "Private Browsing - Wikipedia — Mozilla Firefox"),
        ("firefox", "Private Browsing"),
        ("firefox", "Mozilla Firefox"),
        ("firefox", ""),
        ("firefox", None),
        ("Google-chrome", "Incognito (film) - Google Chrome"),
        ("Google-chrome", "(Incognito) lyrics - Google Chrome"),
        ("Microsoft-edge", "InPrivate explained - Wikipedia - Microsoft Edge"),
        ("gedit", "Notes - Mozilla Firefox Private Browsing"),
        ("crx_agimnkijcaahngcdmfeangaknmldooml", "Incognito tab - YouTube (Incognito)"),
        (None, "Mozilla Firefox Private Browsing"),
    ],
)
def test_other_windows_are_not_private(app_id: str | None, title: str | None) -> None:
    exe = "chrome" if app_id is not None and app_id.startswith("crx") else None
    assert not CATALOGUE.private_window(Evidence(app_id, title, exe))
