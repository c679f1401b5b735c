"""The list of AI tools that ships is sound: nothing claimed twice, nothing that could never match, hosts apart."""

from __future__ import annotations

from collections import Counter

import pytest

from wellbeing.catalogue import Catalogue, Kind
from wellbeing.catalogue.tool import ToolRow
from wellbeing.files.rules import shipped
from wellbeing.model import AppIdentity

PARTS = shipped()
ROWS = PARTS.tools.tool
CATALOGUE = Catalogue(PARTS)
USED = [row for row in ROWS if not row.host]


def test_every_tool_is_there_once_with_a_source() -> None:
    assert len({row.id for row in ROWS}) == len(ROWS) >= 310
    assert {row.kind for row in ROWS} == set(Kind)
    assert all(row.source.strip() for row in ROWS)
    assert sum(row.host for row in ROWS) >= 50


@pytest.mark.parametrize(
    ("field", "shared"),
    [
        ("sites", set()),
        ("ids", {"io.gpt4all.gpt4all", "xyz.chatboxapp.app"}),
        ("bundles", {"com.openai.codex"}),  # ChatGPT's new app and Codex's: the executable tells
        ("exes", set()),
        ("commands", set()),
        ("packages", set()),
        ("modules", set()),
        ("brands", set()),
        ("words", set()),
        ("alone", set()),
    ],
)
def test_no_two_tools_claim_the_same(field: str, shared: set[str]) -> None:
    claims = Counter(name for row in USED for name in getattr(row, field))
    assert {name for name, times in claims.items() if times > 1} <= shared


def test_no_tool_claims_what_a_list_of_sites_or_browsers_has() -> None:
    sites = {site for group in PARTS.sites.group for site in group.sites}
    assert sites.isdisjoint(site for row in USED for site in row.sites)
    browsers = {name for row in PARTS.browsers.browser for name in row.ids}
    assert browsers.isdisjoint(name for row in USED for name in (*row.ids, *row.bundles))
    apps = {name: row.category for row in PARTS.apps.app for name in row.ids}
    assert {apps.get(name) for row in USED for name in row.ids} <= {None, "development"}


def test_a_site_is_used_or_tells_about_it_not_both() -> None:
    assert {site for row in ROWS for site in row.sites}.isdisjoint(site for row in ROWS for site in row.about)


@pytest.mark.parametrize("row", USED, ids=lambda row: row.id)
def test_everything_that_is_listed_is_found(row: ToolRow) -> None:
    for site in row.sites:
        assert CATALOGUE.label(AppIdentity("firefox", site=site)).tool == row.id
        assert CATALOGUE.label(AppIdentity("firefox", site=f"app.{site}")).tool == row.id
        assert CATALOGUE.label(AppIdentity("firefox", site=f"docs.{site}")).tool is None
        assert CATALOGUE.label(AppIdentity("firefox", site=f"{site}.evil.io")).tool is None
    for site in row.about:
        assert CATALOGUE.label(AppIdentity("firefox", site=site)).tool is None
    for name in (*row.ids, *row.bundles):
        exe = row.exes[0] if row.exes else None
        assert CATALOGUE.label(AppIdentity(name.replace("*", "x").upper(), exe)).tool == row.id
    for exe in row.exes:
        assert CATALOGUE.label(AppIdentity("", f"{exe}.EXE")).tool == row.id
    for command in row.commands:
        assert CATALOGUE.label(AppIdentity("xterm", commands=(command,))).tool == row.id


@pytest.mark.parametrize("row", [row for row in ROWS if row.host], ids=lambda row: row.id)
def test_what_only_hosts_a_tool_is_never_use_by_being_in_front(row: ToolRow) -> None:
    for site in (*row.sites, *row.about, *row.shared):
        assert CATALOGUE.label(AppIdentity("firefox", site=site)).tool is None
    for name in (*row.ids, *row.bundles):
        assert CATALOGUE.label(AppIdentity(name.replace("*", "x"))).tool is None
    for exe in row.exes:
        assert CATALOGUE.label(AppIdentity("", exe)).tool is None


def test_a_tool_may_stand_behind_a_machine_of_ones_own_only_if_it_runs_there() -> None:
    assert {row.kind for row in ROWS if row.local} >= {Kind.LOCAL_RUNNER, Kind.IMAGE_GEN}
    assert not {"chatgpt", "claude", "gemini"} & {row.id for row in ROWS if row.local}
