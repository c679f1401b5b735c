"""Everything that ships in resources/catalogue is sound, and says where it comes from."""

from __future__ import annotations

import tomllib
from collections import Counter

import pytest

from wellbeing.catalogue import BUILT_IN, Catalogue, Group, Shipped
from wellbeing.catalogue.appid import hash_of_address
from wellbeing.files.resources import resource
from wellbeing.files.rules import shipped
from wellbeing.model import AppEntry, AppIdentity

XDG = [
    "2DGraphics",
    "3DGraphics",
    "Accessibility",
    "ActionGame",
    "AdventureGame",
    "Amusement",
    "ArcadeGame",
    "Archiving",
    "Art",
    "ArtificialIntelligence",
    "Astronomy",
    "Audio",
    "AudioVideo",
    "AudioVideoEditing",
    "Biology",
    "BlocksGame",
    "BoardGame",
    "Building",
    "Calculator",
    "Calendar",
    "CardGame",
    "Chart",
    "Chat",
    "Chemistry",
    "Clock",
    "Compression",
    "ComputerScience",
    "Construction",
    "ContactManagement",
    "DataVisualization",
    "Database",
    "Debugger",
    "DesktopSettings",
    "Development",
    "Dialup",
    "Dictionary",
    "DiscBurning",
    "Documentation",
    "Economy",
    "Education",
    "Electricity",
    "Electronics",
    "Email",
    "Emulator",
    "Engineering",
    "Feed",
    "FileManager",
    "FileTools",
    "FileTransfer",
    "Filesystem",
    "Finance",
    "FlowChart",
    "GUIDesigner",
    "Game",
    "Geography",
    "Geology",
    "Geoscience",
    "Graphics",
    "HamRadio",
    "HardwareSettings",
    "History",
    "Humanities",
    "IDE",
    "IRCClient",
    "ImageProcessing",
    "InstantMessaging",
    "KidsGame",
    "Languages",
    "Literature",
    "LogicGame",
    "Maps",
    "Math",
    "MedicalSoftware",
    "Midi",
    "Mixer",
    "Monitor",
    "Music",
    "Network",
    "News",
    "NumericalAnalysis",
    "OCR",
    "Office",
    "P2P",
    "PDA",
    "PackageManager",
    "ParallelComputing",
    "Photography",
    "Physics",
    "Player",
    "Presentation",
    "Printing",
    "Profiling",
    "ProjectManagement",
    "Publishing",
    "RasterGraphics",
    "Recorder",
    "RemoteAccess",
    "RevisionControl",
    "Robotics",
    "RolePlaying",
    "Scanning",
    "Science",
    "Security",
    "Sequencer",
    "Settings",
    "Shooter",
    "Simulation",
    "Spirituality",
    "Sports",
    "SportsGame",
    "Spreadsheet",
    "StrategyGame",
    "System",
    "TV",
    "Telephony",
    "TelephonyTools",
    "TerminalEmulator",
    "TextEditor",
    "TextTools",
    "Translation",
    "Tuner",
    "Utility",
    "VectorGraphics",
    "Video",
    "VideoConference",
    "Viewer",
    "WebBrowser",
    "WebDevelopment",
    "WordProcessor",
]
"""AppStream data/xdg-category-names.txt without toolkits (GTK, Qt, …), desktops, ConsoleOnly, Core and Adult."""


@pytest.fixture(scope="module")
def parts() -> Shipped:
    return shipped()


@pytest.fixture(scope="module")
def catalogue(parts: Shipped) -> Catalogue:
    return Catalogue(parts)


def test_every_category_that_the_program_speaks_of_exists(catalogue: Catalogue) -> None:
    assert set(catalogue.categories) >= BUILT_IN
    assert len(catalogue.categories) == 16


def test_every_colour_group_is_used_and_known_to_the_look(catalogue: Catalogue) -> None:
    tokens = tomllib.loads(resource("style", "tokens.toml").read_text("utf-8"))
    assert {category.group for category in catalogue.categories.values()} == set(Group)
    assert {group.value for group in Group} == set(tokens["category"]["light"])


def test_every_entry_has_a_source(parts: Shipped) -> None:
    sources = [
        *(row.source for row in parts.categories.category),
        *(row.source for row in parts.sites.group),
        *(row.source for row in parts.apps.app),
        *(row.source for row in parts.browsers.browser),
        *(row.source for row in parts.browsers.web_app),
        parts.browsers.private.source,
    ]
    assert all(source.strip() for source in sources)


@pytest.mark.parametrize("what", ["sites", "app ids", "executables", "desktop names", "private words"])
def test_nothing_is_listed_twice(parts: Shipped, what: str) -> None:
    lists = {
        "sites": [site for group in parts.sites.group for site in group.sites],
        "app ids": [name for row in parts.apps.app for name in row.ids]
        + [name for row in parts.browsers.browser for name in row.ids],
        "executables": [name for row in parts.apps.app for name in row.exes]
        + [name for row in parts.browsers.browser for name in row.exes],
        "desktop names": [name for row in parts.desktop.row for name in row.names],
        "private words": [word.casefold() for word in parts.browsers.private.words],
    }
    assert [name for name, times in Counter(lists[what]).items() if times > 1] == []


def test_three_hundred_sites_are_known(parts: Shipped) -> None:
    assert sum(len(group.sites) for group in parts.sites.group) >= 300


@pytest.mark.parametrize("name", XDG)
def test_every_registered_desktop_category_leads_somewhere(catalogue: Catalogue, name: str) -> None:
    label = catalogue.label(AppIdentity("unheard-of"), AppEntry("unheard-of", "Unheard of", None, (name,)))
    assert label.category != "other"
    assert name in str(label.why)


def test_every_listed_site_is_found_in_its_own_category(catalogue: Catalogue, parts: Shipped) -> None:
    for group in parts.sites.group:
        for site in group.sites:
            assert catalogue.label(AppIdentity("firefox", site=site)).category == group.category


def test_every_listed_app_is_found_in_its_own_category(catalogue: Catalogue, parts: Shipped) -> None:
    for row in parts.apps.app:
        for name in row.ids:
            assert catalogue.label(AppIdentity(name.replace("*", "x"))).category == row.category
        for exe in row.exes:
            assert catalogue.label(AppIdentity("?", exe=exe)).category == row.category


@pytest.mark.parametrize(
    ("address", "known"),
    [
        ("https://www.youtube.com/?feature=ytca", "agimnkijcaahngcdmfeangaknmldooml"),
        ("https://mail.google.com/mail/?usp=installed_webapp", "fmgjjmmmlfnkbppncabfkddbjimcfncm"),
        ("https://docs.google.com/document/?usp=installed_webapp", "mpnpojknpmmopombnjdcgaaiekajbnjb"),
        ("https://docs.google.com/spreadsheets/?usp=installed_webapp", "fhihpiojkbmbpdjeoajapmgkhlnakfjf"),
        ("https://docs.google.com/presentation/?usp=installed_webapp", "kefjledonklijopmnomlcbpllchaibag"),
        ("https://drive.google.com/?lfhs=2", "aghbiahbpaijignceidepookljebhfak"),
        ("https://music.youtube.com/?source=pwa", "cinhimbnkkaeohfgghhklpknlkffjgod"),
        ("https://web.whatsapp.com/", "hnpfjngllnobngcgfapefoaidbinmjnm"),
        ("https://meet.google.com/landing?lfhs=2", "kjgfgldnnfoeklkmfkjfagphfepbbdan"),
        ("https://calendar.google.com/calendar/r", "kjbdgfilnfhdoflbpgamdcdgpehopbep"),
        ("https://chatgpt.com/", "cadlkienfkclaiaibeoongdcgmdikeeg"),
    ],
)
def test_web_app_ids_are_computed_as_browsers_do(parts: Shipped, address: str, known: str) -> None:
    assert hash_of_address(address) == known
    assert address in [one.address for one in parts.browsers.web_app]
