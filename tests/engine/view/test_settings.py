"""What the Settings page shows: rules with what they decide, previews, and what forgetting takes."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.fakes.days import CHAT, CODE, NEWS, NOW, TODAY, WRITER, record, source
from wellbeing.catalogue import Category, Group, Rule
from wellbeing.engine.view.settings import Going, Past, going, older, read
from wellbeing.files import rule_edit, rules
from wellbeing.files.paths import Home, home
from wellbeing.files.settings import Settings
from wellbeing.model import Prompt, Span, Work
from wellbeing.ports import Lowered, SettingsError

MINUTE = timedelta(minutes=1)
SHIPPED = rules.shipped()


@pytest.fixture
def where(tmp_path: Path) -> Home:
    result = home(str(tmp_path / "home"))
    result.prepare()
    return result


def _rules(where: Home, *own: Rule) -> None:
    for rule in own:
        rules.add_rule(where.rules_file, rule, SHIPPED)


def test_an_untouched_home_has_defaults_and_the_shipped_categories(where: Home) -> None:
    view = read(source(record()), where, SHIPPED)
    assert view.settings == Settings()
    assert (view.troubles, view.rules, view.backups) == ((), (), ())
    assert "private" not in [row.category.id for row in view.categories]
    assert all(row.place is None for row in view.categories)
    assert (view.today, view.since) == (TODAY, TODAY - timedelta(days=60))


def test_own_rules_and_categories_are_told_with_their_place(where: Home) -> None:
    rule_edit.add_category(where.rules_file, Category("thesis", "My thesis", Group.WRITING), SHIPPED)
    _rules(where, Rule("thesis", app="libreoffice*"), Rule("news", site="bbc.co.uk"))
    view = read(source(record()), where, SHIPPED)
    assert view.rules == (Rule("thesis", app="libreoffice*"), Rule("news", site="bbc.co.uk"))
    mine = view.categories[-1]
    assert (mine.category.name, mine.place, mine.rules) == ("My thesis", 0, 1)


def test_broken_files_are_told_and_hide_nothing_else(where: Home) -> None:
    where.settings_file.write_text("idle_after_s = 'long'\n")
    where.rules_file.write_text("[[rule]]\n")
    view = read(source(record()), where, SHIPPED)
    assert [error.sentence.partition(",")[0] for error in view.troubles] == ["settings.toml", "rules.toml"]
    assert view.categories


def test_backups_are_listed_newest_first_in_local_time(where: Home) -> None:
    where.backups.mkdir()
    for name in ("wellbeing-2026-11-20T031500Z.sqlite3", "wellbeing-2026-11-24T031500Z.sqlite3", "notes.txt"):
        (where.backups / name).write_bytes(b"12345")
    rows = read(source(record()), where, SHIPPED).backups
    assert [(row.at.day, row.at.hour, row.size) for row in rows] == [(24, 4, 5), (20, 4, 5)]


def test_things_tell_apps_sites_and_what_each_rule_alone_decides(where: Home) -> None:
    _rules(
        where, Rule("writing", app="code"), Rule("learning", site="bbc.co.uk"), Rule("writing", app="code")
    )
    made = source(record(days_before=0), own_rules=where.rules_file)
    things = Past().things(made, read(made, where, SHIPPED).rules)
    assert things.apps[0].id == WRITER.app_id
    assert things.sites == ("chatgpt.com", "bbc.co.uk")
    assert things.decided == (timedelta(0), 15 * MINUTE, 35 * MINUTE)
    assert things.beyond == Lowered(0, 0, 0)


def test_a_new_rule_moves_what_it_fits_from_where_it_was(where: Home) -> None:
    preview = Past().preview(
        source(record(days_before=1)), where, lambda own: rule_edit.added(own, Rule("learning", app="code"))
    )
    (moved,) = preview.moved
    assert (moved.before.id, moved.after.id, moved.amount) == ("development", "learning", 70 * MINUTE)
    assert preview.amount == 70 * MINUTE


def test_the_last_fitting_rule_decides_so_order_moves_hours(where: Home) -> None:
    _rules(where, Rule("learning", app="code"), Rule("games", app="co*"))
    made, past = source(record(days_before=0), own_rules=where.rules_file), Past()
    preview = past.preview(made, where, lambda own: rule_edit.moved(own, 0, 1))
    assert [(one.before.id, one.after.id) for one in preview.moved] == [("games", "learning")]
    assert past.preview(made, where, lambda own: rule_edit.without(own, 0)).moved == ()


def test_a_site_moves_under_its_own_name(where: Home) -> None:
    preview = Past().preview(
        source(record(days_before=0)), where, lambda own: rule_edit.added(own, Rule("learning", site="co.uk"))
    )
    assert [(one.name, one.amount) for one in preview.moved] == [("bbc.co.uk", 15 * MINUTE)]


def test_a_rule_on_titles_moves_nothing_recorded(where: Home) -> None:
    rule = Rule("learning", title="Jira")
    assert Past().preview(source(record()), where, lambda own: rule_edit.added(own, rule)).moved == ()


def test_a_preview_of_broken_rules_says_so(where: Home) -> None:
    where.rules_file.write_text("[[rule]]\n")
    with pytest.raises(SettingsError):
        Past().preview(source(record()), where, lambda own: own)


def test_the_past_is_read_anew_when_it_changed(where: Home) -> None:
    store, past = record(days_before=0), Past()
    assert past.things(source(store), ()).sites
    store.forget(span=None, app=CHAT.app_id)
    assert past.things(source(store), ()).sites
    past.begin_anew()
    assert past.things(source(store), ()).sites == ()


def test_forgetting_says_how_much_of_what_goes() -> None:
    made = source(record(days_before=1))
    assert going(made, None, None) == Going(290 * MINUTE, 4, 2)
    assert going(made, Span(NOW - timedelta(hours=1), NOW), None) == Going(30 * MINUTE, 1, 0)
    assert going(made, None, CODE.app_id) == Going(70 * MINUTE, 1, 0)
    assert going(made, None, "absent") == Going(timedelta(0), 0, 0)


def test_an_empty_record_has_nothing_to_forget_or_to_move(where: Home) -> None:
    store = record((), days_before=0)
    made = source(store)
    assert going(made, None, None) == Going(timedelta(0), 0, 0)
    assert read(made, where, SHIPPED).since is None
    assert Past().things(made, ()).apps == ()
    assert older(made, timedelta(days=1)) is None


@pytest.mark.parametrize(
    ("keep_for", "day"),
    [(None, None), (timedelta(days=400), None), (timedelta(days=30), date(2026, 10, 25))],
)
def test_a_shorter_retention_names_the_day_before_which_activities_go(
    keep_for: timedelta | None, day: date | None
) -> None:
    assert older(source(record()), keep_for) == day


def test_private_apps_and_the_bare_desktop_are_no_things() -> None:
    things = Past().things(source(record(days_before=0)), ())
    assert {app.id for app in things.apps} == {WRITER.app_id, CODE.app_id, NEWS.app_id, "thunderbird"}


def test_what_only_ai_tools_left_can_be_forgotten_too() -> None:
    made = source(record())
    long_ago = NOW - timedelta(days=300)
    span = Span(long_ago - MINUTE, long_ago + MINUTE)
    assert not going(made, span, None).anything
    made.store.ledger.add(
        prompts=[Prompt("codex", "key", long_ago, "session")],
        works=[Work("claude_code", "key", Span(long_ago, long_ago + MINUTE), "session")],
    )
    assert going(made, span, None) == Going(timedelta(0), 0, 0, 2)
    assert going(made, span, "codex").turns == 1
    assert going(made, span, None).anything
