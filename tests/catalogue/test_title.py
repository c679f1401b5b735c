"""What browsers and people's languages add to a page's title is taken away, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.catalogue import Catalogue, Kind, OwnTool, RulesFile
from wellbeing.catalogue.browser import Browsers
from wellbeing.catalogue.slogan import named_with_slogan
from wellbeing.catalogue.title import Pages
from wellbeing.files.rules import shipped
from wellbeing.model import Evidence

TABLE = shipped().browsers
PAGES = Pages(TABLE)
FIREFOX = Browsers(TABLE).browser("firefox", None)


@pytest.mark.parametrize(
    ("title", "page"),
    [
        ("Plan - Claude - Google Chrome", "Plan - Claude"),
        ("Plan — Mozilla Firefox", "Plan"),
        ("Plan – Mozilla Firefox", "Plan"),
        ("Plan - Google Chrome – Anna", "Plan"),
        ("Plan - High memory usage - 812 MB - Google Chrome - Anna", "Plan"),
        ("Plan - Hohe Arbeitsspeichernutzung - 1,2 GB - Google Chrome", "Plan"),
        ("Plan - Audio playing - Google Chrome", "Plan"),
        ("Plan - Audiowiedergabe - Google Chrome", "Plan"),
        ("Audio playing - Google Chrome", "Audio playing"),
        ("Plan - 812 MB - Google Chrome", "Plan - 812 MB"),
        ("Plan - Google Chrome <2>", "Plan"),
        ("Plan — Mozilla Firefox (Keine Rückmeldung)", "Plan"),
        ("Plan et 2 pages supplémentaires - Personnel - Microsoft\u200b Edge", "Plan"),
        ("Plan and 1 more page - Personal - Microsoft\u200b Edge", "Plan"),
        ("Plan und 12 weitere Seiten - Persönlich – Microsoft\u200b Edge", "Plan"),
        ("Plan et 29 pages de plus - Personnel - Microsoft\u200b Edge", "Plan"),
        ("Plan y 10 páginas más - Personal: Microsoft\u200b Edge", "Plan"),
        ("Plan y 1 página más - Perfil 1: Microsoft Edge", "Plan"),
        ("Plan e mais 6 páginas - Trabalho — Microsoft Edge", "Plan"),
        ("Plan и ещё 3 страницы — Личный: Microsoft\u200b Edge", "Plan"),
        ("Plan および他 6 ページ - 個人 - Microsoft Edge", "Plan"),
        ("Plan 和另外 4 个页面 - 个人 - Microsoft Edge", "Plan"),
        ("Plan ve diğer 7 sayfa - Kişisel - Microsoft Edge", "Plan"),
        ("Plan — Osobisty — Microsoft Edge", "Plan"),
        ("Plan - Profile 2 - Microsoft Edge", "Plan"),
        ("Plan — Яндекс Браузер", "Plan"),
        ("(3) Plan - Vivaldi", "Plan"),
        ("🔊 Plan - Brave", "Plan"),
        ("\u200ePlan — Mozilla Firefox\u200f", "Plan"),
        ("Plan\xa0— Mozilla\xa0Firefox", "Plan"),
        ("Plan — Chat in Mozilla Firefox", "Plan"),
        ("Plan", "Plan"),
        ("Rome and 3 friends - Google Chrome", "Rome and 3 friends"),
        ("Plan — Mozilla Firefox Private Browsing", "Plan — Mozilla Firefox Private Browsing"),
        ("İstanbul ve diğer 7 sayfa - Microsoft Edge", "İstanbul ve diğer 7 sayfa"),
    ],
)
def test_a_page_keeps_its_own_title(title: str, page: str) -> None:
    found = PAGES.page(title, FIREFOX, web_app=False)
    assert found is not None
    assert found.whole == page


@pytest.mark.parametrize("title", ["", "   ", "\u200e", "Notes", "Notes - Editor", "Google Chrome"])
def test_a_window_of_nobody_counts_only_with_a_browsers_name(title: str) -> None:
    assert PAGES.page(title, None, web_app=False) is None


def test_parts_and_their_last_separator_are_told() -> None:
    page = PAGES.page("a - b | c — Mozilla Firefox", None, web_app=False)
    assert page is not None
    assert (page.parts, page.mark) == (("a", "b", "c"), "|")


@given(st.text(), st.booleans())
def test_any_title_is_read_without_an_error(title: str, web_app: bool) -> None:
    page = PAGES.page(title, FIREFOX, web_app=web_app)
    assert page is None or (page.whole and page.parts)


def test_patterns_that_cannot_be_put_together_still_count_one_by_one() -> None:
    own = (
        OwnTool(id="one", name="One", kind=Kind.SEARCH, titles=(r"(?P<x>One) of",)),
        OwnTool(id="two", name="Two", kind=Kind.SEARCH, titles=(r"(?P<x>Two) of",)),
    )
    catalogue = Catalogue(shipped(), RulesFile(tool=own))
    for name, tool in (("One of", "one"), ("Two of", "two"), ("Tree of", None)):
        hint = catalogue.hint(Evidence("firefox", f"{name} many — Mozilla Firefox"))
        assert (None if hint is None else hint.tool) == tool


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Suno | AI Music Generator", "Suno"),
        ("Udio | AI Music Generator - Official Website", "Udio"),
        ("Genspark - The All-in-One AI Workspace", "Genspark"),
        ("Kimi - AI助手", "Kimi"),
        ("DeepSeek: Inside China's AI Chatbot", None),
        ("Perplexity - What is the AI search engine?", None),
        ("Suno - AI Music - Apps on Google Play", None),
        ("Midjourney | WIRED", None),
        ("Claude", None),
    ],
)
def test_a_slogan_is_told_from_a_page_about_the_tool(title: str, name: str | None) -> None:
    assert named_with_slogan(title) == name
