"""Changing rules.toml: what was wished stands there, and nothing else moved."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.catalogue import Category, Group, Rule, RulesFile
from wellbeing.files import rule_edit, rules
from wellbeing.files.blocks import Blocks
from wellbeing.ports import SettingsError

SHIPPED = rules.shipped()
TEXT = """\
# mine

# why: work
[[rule]]
category = "writing"   # all of it
app = "org.gnome.*"

# --- apart

[[category]]
id = "thesis"
name = "My thesis"
group = "writing"

[[rule]]
category = 'development'
# Jira only
title = 'Jira|Pull request'
[[rule]]
category = "learning"
site = "example.org"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "rules.toml"
    path.write_text(TEXT, "utf-8")
    return path


def _own(file: Path) -> RulesFile:
    return rules.read_rules(file, SHIPPED)


def test_a_changed_rule_keeps_comments_and_place(file: Path) -> None:
    was = _own(file).rule[0]
    rule_edit.change_rule(file, 0, was, Rule("design", "gimp", "docs.gimp.org"), SHIPPED)
    text = file.read_text("utf-8")
    assert '# why: work\n[[rule]]\ncategory = "design"   # all of it\napp = "gimp"\nsite = ' in text
    rest = text.replace("design", "writing").replace('"gimp"', '"org.gnome.*"')
    assert rest.replace('site = "docs.gimp.org"\n', "") == TEXT


def test_a_condition_can_be_taken_away(file: Path) -> None:
    was = _own(file).rule[1]
    rule_edit.change_rule(file, 1, was, Rule("development", "code"), SHIPPED)
    text = file.read_text("utf-8")
    assert "title" not in text
    assert "# Jira only" in text
    assert _own(file).rule[1] == Rule("development", "code")


def test_a_removed_rule_takes_its_own_comments_along_and_no_others(file: Path) -> None:
    rule_edit.remove_rule(file, 0, _own(file).rule[0], SHIPPED)
    text = file.read_text("utf-8")
    assert "why: work" not in text
    assert text.startswith("# mine\n\n# --- apart\n")
    assert len(_own(file).rule) == 2


def test_the_last_rule_can_be_removed_and_added_again(file: Path) -> None:
    for _ in range(3):
        rule_edit.remove_rule(file, 0, _own(file).rule[0], SHIPPED)
    assert _own(file).rule == ()
    rules.add_rule(file, Rule("music", app="mpv"), SHIPPED)
    assert _own(file).rule == (Rule("music", app="mpv"),)


@pytest.mark.parametrize(("place", "to"), [(0, 1), (0, 2), (2, 0), (1, 0), (1, 2), (1, 1)])
def test_a_moved_rule_stands_where_it_was_wished(file: Path, place: int, to: int) -> None:
    before = _own(file)
    rule_edit.move_rule(file, place, before.rule[place], to, SHIPPED)
    after = _own(file)
    assert after.rule[to] == before.rule[place]
    assert after == rule_edit.moved(before, place, to)
    assert all(
        words in file.read_text("utf-8") for words in ("# mine", "# why: work", "# --- apart", "# Jira")
    )


def test_a_file_that_changed_meanwhile_is_left_alone(file: Path) -> None:
    with pytest.raises(SettingsError, match="changed meanwhile"):
        rule_edit.remove_rule(file, 0, Rule("music", app="mpv"), SHIPPED)
    with pytest.raises(SettingsError, match="changed meanwhile"):
        rule_edit.move_rule(file, 9, _own(file).rule[0], 0, SHIPPED)
    assert file.read_text("utf-8") == TEXT


def test_a_form_that_cannot_be_edited_is_left_to_the_person(tmp_path: Path) -> None:
    file = tmp_path / "rules.toml"
    file.write_text('rule = [{category = "music", app = "mpv"}]\n', "utf-8")
    with pytest.raises(SettingsError, match="only you can change"):
        rule_edit.remove_rule(file, 0, _own(file).rule[0], SHIPPED)


def test_an_unknown_category_is_refused_and_nothing_written(file: Path) -> None:
    with pytest.raises(SettingsError, match="no category"):
        rule_edit.change_rule(file, 0, _own(file).rule[0], Rule("nonsense", app="x"), SHIPPED)
    with pytest.raises(SettingsError, match="no text"):
        rule_edit.change_rule(file, 0, _own(file).rule[0], Rule("music", app="\udc80"), SHIPPED)
    assert file.read_text("utf-8") == TEXT


def test_categories_are_added_changed_and_removed(file: Path) -> None:
    rule_edit.add_category(file, Category("garden", "Garden", Group.OTHER), SHIPPED)
    thesis = _own(file).category[0]
    rule_edit.change_category(file, 0, thesis, Category("thesis", "Thesis", Group.READING), SHIPPED)
    assert _own(file).category == (
        Category("thesis", "Thesis", Group.READING),
        Category("garden", "Garden", Group.OTHER),
    )
    with pytest.raises(SettingsError, match="already a category"):
        rule_edit.add_category(file, Category("garden", "Other", Group.OTHER), SHIPPED)
    rule_edit.remove_category(file, 0, _own(file).category[0], SHIPPED)
    assert [one.id for one in _own(file).category] == ["garden"]


def test_a_category_in_use_stays(file: Path) -> None:
    rules.add_rule(file, Rule("thesis", app="latex"), SHIPPED)
    with pytest.raises(SettingsError, match="still sort into My thesis"):
        rule_edit.remove_category(file, 0, _own(file).category[0], SHIPPED)


def test_the_first_category_of_a_home_comes_with_the_template(tmp_path: Path) -> None:
    file = tmp_path / "rules.toml"
    rule_edit.add_category(file, Category("garden", "Garden", Group.OTHER), SHIPPED)
    assert file.read_text("utf-8").startswith("# Your own rules")


WORDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=20)
OWN = st.builds(Rule, st.sampled_from(["music", "news", "writing"]), WORDS, st.none() | WORDS)


@given(st.lists(OWN, min_size=1, max_size=5), st.data())
def test_whatever_the_rules_hold_each_edit_does_what_it_says(own: list[Rule], data: st.DataObject) -> None:
    text = "".join("\n".join(("[[rule]]", *rules.lines_of(rule), "", "")) for rule in own)
    path = Path("rules.toml")
    assert rules.checked(text, path, SHIPPED).rule == tuple(own)
    place, to = (data.draw(st.integers(0, len(own) - 1)) for _ in range(2))
    new = data.draw(OWN)
    blocks, before = Blocks(text, "rule"), RulesFile((), tuple(own))
    fields = {
        name: rules.quoted(value) if (value := getattr(new, name)) is not None else None
        for name in ("category", "app", "site", "title")
    }
    assert rules.checked(blocks.without(place), path, SHIPPED) == rule_edit.without(before, place)
    assert rules.checked(blocks.moved(place, to), path, SHIPPED) == rule_edit.moved(before, place, to)
    assert rules.checked(blocks.changed(place, fields), path, SHIPPED) == rule_edit.changed(
        before, place, new
    )
