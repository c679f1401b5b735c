"""AI tools in use are recognised, and pages about them, their documents and their namesakes are not."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.observations import Observation, answers, observations, tally
from wellbeing.catalogue import Catalogue, OwnTool, Rule, RulesFile
from wellbeing.catalogue.tool import Kind
from wellbeing.engine.labels import Labels
from wellbeing.engine.ruling import judge
from wellbeing.files.applications import Applications
from wellbeing.files.rules import shipped
from wellbeing.model import YOU, AppIdentity, Evidence, Hint

SHIPPED = shipped()
PLAIN = Catalogue(SHIPPED)
NO_APPS = Applications([])
LABELS = Labels(PLAIN, NO_APPS)
SEEN = {name: observations(name) for name in ("development", "held_out")}
AREAS = ["title", "local", "site", "app", "command", "mixed"]


def with_own(*tools: OwnTool, rules: tuple[Rule, ...] = ()) -> Catalogue:
    return Catalogue(SHIPPED, RulesFile(rule=rules, tool=tools))


# ---------------------------------------------------------------- the tables


@pytest.mark.parametrize("one", [*SEEN["development"]], ids=lambda one: one.id)
def test_each_observation_of_the_development_half_is_judged_right(one: Observation) -> None:
    label = judge(LABELS, one.evidence)
    assert label.tool == one.tool, str(label.why)
    assert (label.kind is None) == (one.tool is None)
    assert str(label.why)


@pytest.mark.parametrize("area", [*AREAS, "seen"])
def test_the_held_out_half_is_judged_right_as_often_as_promised(area: str) -> None:
    result = tally(answers(LABELS, [one for one in SEEN["held_out"] if one.area == area]))
    assert result.precision >= 0.99, result
    assert result.recall >= 0.97, result


def test_the_two_halves_share_no_observation_and_cover_every_kind_of_evidence() -> None:
    halves = [
        {(one.app_id, one.exe, one.title, one.site, one.commands) for one in half} for half in SEEN.values()
    ]
    assert halves[0].isdisjoint(halves[1])
    for half in SEEN.values():
        count = Counter((one.area, one.tool is not None) for one in half)
        assert min(count[area, True] for area in AREAS) >= 3
        assert sum(one.tool is None for one in half) >= 300
    tools = {one.tool for half in SEEN.values() for one in half} - {None}
    known = {PLAIN.tools.by_id[tool or ""].kind for tool in tools}
    assert len(tools) >= 170
    assert known >= set(Kind) - {Kind.AI_BROWSER, Kind.TRANSLATION}


# ---------------------------------------------------------------- what is sure, what is a guess


def explained(**seen: str) -> tuple[str, str | None, str | None, bool]:
    label = judge(
        LABELS, Evidence(seen.get("app_id"), seen.get("title"), seen.get("exe"), None, seen.get("site"))
    )
    return label.category, label.tool, label.kind, label.sure


def test_sites_windows_and_commands_are_sure_and_titles_a_guess() -> None:
    assert explained(app_id="firefox", site="chatgpt.com") == ("ai", "chatgpt", "chat_assistant", True)
    assert explained(app_id="Claude") == ("ai", "claude", "chat_assistant", True)
    in_terminal = judge(LABELS, Evidence("kitty", "x", "kitty", None, None, (("codex",),)))
    assert (in_terminal.tool, in_terminal.kind, in_terminal.sure) == ("codex", "coding_agent_cli", True)
    assert explained(app_id="firefox", title="Claude — Mozilla Firefox") == (
        "ai",
        "claude",
        "chat_assistant",
        False,
    )


def test_an_editor_around_an_assistant_is_development_and_names_its_tool() -> None:
    assert explained(app_id="Cursor") == ("development", "cursor", "ai_ide", True)
    assert explained(app_id="code") == ("development", None, None, True)


@pytest.mark.parametrize(
    ("site", "title"),
    [
        ("wikipedia.org", "ChatGPT"),
        ("github.com", "Claude"),
        ("gemini.com", "Gemini"),
        ("openai.com", "ChatGPT"),
    ],
)
def test_a_title_never_overrides_a_known_site(site: str, title: str) -> None:
    assert explained(app_id="firefox", title=f"{title} — Mozilla Firefox", site=site)[1] is None


def test_why_names_rule_and_evidence() -> None:
    label = judge(LABELS, Evidence("firefox", None, "firefox", None, "m.poe.com"))
    assert str(label.why) == "m.poe.com is part of poe.com, which belongs to Poe."
    label = judge(LABELS, Evidence("kitty", None, "kitty", None, None, (("npx", "@openai/codex"),)))
    assert str(label.why) == "codex runs in the terminal: Codex CLI / Codex app."
    label = judge(LABELS, Evidence("firefox", "Rezept - Claude — Mozilla Firefox"))
    assert str(label.why) == "The title fitted the rule for Claude: the page's title ends with 'Claude'."
    label = judge(LABELS, Evidence("firefox", None, None, None, "openai.com"))
    assert str(label.why) == "openai.com tells about ChatGPT; it is not used there."
    label = judge(LABELS, Evidence("firefox", None, None, None, "descript.com"))
    assert str(label.why) == "descript.com offers Descript, but being there is not use of it."
    label = judge(LABELS, Evidence("Claude", None, "claude-desktop"))
    assert str(label.why) == "Claude is a window of Claude."


@pytest.mark.parametrize(
    ("title", "tool"),
    [
        ("Claude - New chat", "claude"),
        ("Claude", "claude"),
        ("Perplexity - Cats", "perplexity"),
        ("Team wiki - Cats", None),
        ("Notion - ChatGPT", None),
        ("YouTube", None),
    ],
)
def test_an_installed_web_app_of_unknown_address_is_known_by_its_name(title: str, tool: str | None) -> None:
    assert explained(app_id="crx_" + "b" * 32, title=title)[1] == tool


def test_private_windows_name_no_tool() -> None:
    seen = Evidence("firefox", "ChatGPT — Mozilla Firefox Private Browsing", "firefox")
    assert judge(LABELS, seen).category == "private"
    assert judge(LABELS, seen).tool is None
    assert judge(LABELS, Evidence(None, "ChatGPT - Google Chrome (Incognito)")).tool is None


# ---------------------------------------------------------------- the person's word


def test_a_rule_changes_the_category_and_leaves_the_tool() -> None:
    catalogue = with_own(rules=(Rule("learning", site="claude.ai"), Rule("writing", title="novel")))
    label = catalogue.label(AppIdentity("firefox", site="claude.ai"))
    assert (label.category, label.tool, label.sure) == ("learning", "claude", True)
    assert "claude.ai belongs to Claude. Your rule" in str(label.why)
    hint = catalogue.hint(Evidence("firefox", "My novel - ChatGPT — Mozilla Firefox"))
    assert hint is not None
    assert (hint.category, hint.tool) == ("writing", "chatgpt")
    label = catalogue.label(AppIdentity("firefox", hint=hint))
    assert (label.category, label.tool, label.sure) == ("writing", "chatgpt", False)


def test_a_stretch_that_the_person_named_keeps_its_guessed_tool() -> None:
    label = PLAIN.label(AppIdentity("firefox", hint=Hint("learning", "claude", YOU)))
    assert (label.category, label.tool) == ("learning", "claude")
    assert str(label.why) == "The title gave it away. You said so for this stretch."


def test_a_guess_of_a_tool_that_is_gone_keeps_its_id() -> None:
    label = PLAIN.label(AppIdentity("firefox", hint=Hint(None, "gone", "Gone: x")))
    assert (label.category, label.tool, label.kind) == ("ai", "gone", None)
    ruled = with_own(rules=(Rule("games", app="firefox"),))
    assert ruled.label(AppIdentity("firefox", hint=Hint(None, "gone", "Gone: x"))).category == "games"


def test_a_tool_of_ones_own_is_recognised() -> None:
    mine = OwnTool(
        id="house", name="House chat", kind=Kind.CHAT_ASSISTANT, sites=("127.0.0.1",), commands=("hc",)
    )
    labels = Labels(with_own(mine), NO_APPS)
    assert judge(labels, Evidence("firefox", None, None, None, "127.0.0.1:8000")).tool == "house"
    assert judge(labels, Evidence("kitty", None, None, None, None, (("hc", "ask"),))).tool == "house"


def test_a_known_tool_gains_hosts_and_keeps_its_own() -> None:
    catalogue = with_own(
        OwnTool(id="claude", sites=("claude.example",)), OwnTool(id="claude", ids=("my-claude",), local=True)
    )
    for app in (
        AppIdentity("firefox", site="claude.example"),
        AppIdentity("firefox", site="claude.ai"),
        AppIdentity("my-claude"),
    ):
        assert catalogue.label(app).tool == "claude"
    assert catalogue.tools.by_id["claude"].name == "Claude"
    assert len(catalogue.tools.by_id) == len(PLAIN.tools.by_id)


def test_the_person_may_say_that_a_tool_never_counts_by_being_in_front() -> None:
    catalogue = with_own(OwnTool(id="wolfram", host=True), OwnTool(id="deepl", host=False))
    assert catalogue.label(AppIdentity("firefox", site="wolframalpha.com")).tool is None
    assert catalogue.label(AppIdentity("firefox", site="deepl.com")).tool == "deepl"


def test_a_new_tool_needs_a_name_and_a_kind() -> None:
    with pytest.raises(ValueError, match="house is new"):
        with_own(OwnTool(id="house", sites=("a.b",)))


# ---------------------------------------------------------------- names, and whatever the strings hold


def test_a_window_that_only_the_tools_know_has_their_name() -> None:
    assert PLAIN.display_name(AppIdentity("com.anthropic.claudefordesktop")) == "Claude"


anything = st.text() | st.text(alphabet=st.characters(codec=None), max_size=80)
maybe = st.none() | anything
vectors = st.lists(
    st.lists(anything | st.sampled_from(["npx", "sudo", "bash", "-c", "--", "claude", "-m"])), max_size=3
)


@given(app_id=maybe, exe=maybe, title=maybe, site=maybe, commands=vectors)
def test_recognition_never_raises(
    app_id: str | None, exe: str | None, title: str | None, site: str | None, commands: list[list[str]]
) -> None:
    seen = Evidence(app_id, title, exe, None, site, tuple(tuple(argv) for argv in commands))
    label = judge(LABELS, seen)
    assert label.category in PLAIN.categories
    assert label.tool is None or label.tool in PLAIN.tools.by_id
    PLAIN.tools.about_site(site or "")


@given(page=st.text(max_size=60), brand=st.sampled_from(["ChatGPT", "Claude", "Google Gemini", "NotebookLM"]))
def test_a_chats_title_never_stays_in_what_is_kept(page: str, brand: str) -> None:
    hint = PLAIN.hint(Evidence("firefox", f"{page} secret-{page} - {brand} — Mozilla Firefox"))
    assert hint is None or "secret" not in repr(hint)


@given(host=st.from_regex(r"\A[a-z]{1,8}(\.[a-z]{1,8}){0,3}\Z"))
def test_look_alikes_are_nobodys(host: str) -> None:
    assert PLAIN.label(AppIdentity("firefox", site=f"chatgpt.com.{host}.invalid")).tool is None
    assert PLAIN.label(AppIdentity("firefox", site=f"{host}chatgpt.com")).tool is None
