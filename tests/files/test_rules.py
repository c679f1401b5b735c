"""The person's own rules: read with line-precise errors, kept with their comments, written whole or not at all."""

from __future__ import annotations

import resource
import shutil
import stat
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.catalogue import Category, Group, Rule, RulesFile
from wellbeing.files import rules as rules_module
from wellbeing.files import toml
from wellbeing.files.lines import line_of
from wellbeing.files.resources import resource as shipped_path
from wellbeing.files.rules import TEMPLATE, add_rule, catalogue, read_rules, shipped, write_template
from wellbeing.model import AppIdentity, Evidence
from wellbeing.ports import SettingsError

SHIPPED = shipped()
SHIPPED_FOLDER = shipped_path("catalogue")


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    return tmp_path / "rules.toml"


GOOD = """\
# mine
[[category]]
id = "thesis"
name = "My thesis"
group = "writing"

[[rule]]            # first
category = "thesis"
title = 'chapter \\d+'

[[rule]]
category = "games"
app = "foo"
"""


def test_rules_and_categories_are_read(rules: Path) -> None:
    rules.write_text(GOOD, "utf-8")
    assert read_rules(rules, SHIPPED) == RulesFile(
        (Category("thesis", "My thesis", Group.WRITING),),
        (Rule("thesis", title="chapter \\d+"), Rule("games", app="foo")),
    )
    made = catalogue(rules)
    assert made.label(AppIdentity("foo")).category == "games"
    hint = made.hint(Evidence("evince", "Chapter 12"))
    assert hint is not None
    assert hint.category == "thesis"


def test_without_a_file_there_are_no_rules(rules: Path) -> None:
    assert read_rules(rules, SHIPPED) == RulesFile()
    assert catalogue(rules).label(AppIdentity("xterm")).category == "development"
    assert catalogue().label(AppIdentity("xterm")).category == "development"


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("[[rule]]\ncategory = 'games'\napp = 'foo\n", 3, "not TOML"),
        ("# a\n\n[[rule]\n", 3, "not TOML"),
        ("x = 1\n", 1, "unknown field `x`"),
        ("[[rule]]\ncategory = 'games'\napp = 'a'\n\n[[rule]]\ncategory = 'games'\n\nap = 'b'\n", 8, "`ap`"),
        ("[[rule]]\ncategory = 'games'\napp = 'a'\n[[rule]]\napp = 7\ncategory = 'games'\n", 5, "app"),
        ("[[rule]]\napp = 'a'\n", 1, "missing required field `category`"),
        ("[[rule]]\ncategory = 'games'\n", 1, "at least one of `app`"),
        ("[[rule]]\ncategory = 'games'\napp = ''\n", 3, "app"),
        ("[[rule]]\ncategory = 'nope'\napp = 'a'\n", 2, "'nope' is no category"),
        ("[[rule]]\ncategory = 'games'\n\n\ntitle = '(a+)+$'\n", 5, "take too long"),
        ("[[rule]]\ncategory = 'games'\ntitle = '('\n", 3, "no regular expression"),
        ("[[category]]\nname = 'x'\nid = 'ai'\n", 3, "'ai' is already a category"),
        ("[[category]]\nname = 'x'\nid = 'Not An Id'\n", 3, "id"),
        ("[[category]]\nname = 'x'\nid = 'x'\ngroup = 'pink'\n", 4, "pink"),
        (
            (
                "[[category]]\nid = 'x'\nname = 'x'\n[[rule]]\ncategory = 'x'\napp = 'a'\n[[category]]\nid = 'y'\n"
                "name = 'y'\n[[rule]]\ncategory = 'x'\napp = '''\n[[rule]]\napp = \n'''\n[[rule]]\ncategory = 'z'\n"
                "app = 'a'\n"
            ),
            17,
            "'z' is no category",
        ),
        (
            "rule = [\n  { category = 'games', app = 'a' },\n  { category = 'nope', app = 'a' },\n]\n",
            1,
            "nope",
        ),
        ("rule = 7\n", 1, "rule"),
        ("[[rule]]\ncategory = 'games'\napp = 'foo\n\n[[rule]]\ncategory = 'games'\n", 3, "not TOML"),
        ("[a.b]\n[[a.c]]\n[[a.c.d]]\nx = 1\n", 1, "unknown field `a`"),
    ],
)
def test_a_mistake_is_shown_with_file_line_and_field(rules: Path, text: str, line: int, word: str) -> None:
    rules.write_text(text, "utf-8")
    with pytest.raises(SettingsError) as caught:
        read_rules(rules, SHIPPED)
    assert caught.value.sentence.startswith(f"rules.toml, line {line}: ")
    assert word in caught.value.sentence
    assert str(rules) in caught.value.remedy


@pytest.mark.parametrize(
    "content",
    [b"\xff\xfe\x00binary", b"x" * 1_000_001, b"a = " + b"[" * 5000, b"\x00\x00", b"[[rule]]\x00"],
)
def test_what_is_no_text_is_a_known_error(rules: Path, content: bytes) -> None:
    rules.write_bytes(content)
    with pytest.raises(SettingsError) as caught:
        read_rules(rules, SHIPPED)
    assert "rules.toml" in caught.value.sentence
    assert caught.value.remedy


def test_a_folder_in_place_of_the_file_is_a_known_error(rules: Path) -> None:
    rules.mkdir()
    with pytest.raises(SettingsError, match=r"rules\.toml cannot be read"):
        read_rules(rules, SHIPPED)


@given(text=st.text(alphabet="[]{}=\"'\\\n#.rulecatgoy id*1", max_size=120))
def test_whatever_the_file_holds_only_known_errors_come(text: str) -> None:
    path = Path("rules.toml")
    with suppress(SettingsError):
        toml.parse(text, RulesFile, path)
    assert line_of(text, ("rule", "0", "category")) >= 1


# ---------------------------------------------------------------- template


def test_the_template_is_written_once_and_says_nothing_yet(rules: Path) -> None:
    assert write_template(rules)
    assert read_rules(rules, SHIPPED) == RulesFile()
    assert stat.S_IMODE(rules.stat().st_mode) == 0o600
    rules.write_text("# changed\n", "utf-8")
    assert not write_template(rules)
    assert rules.read_text("utf-8") == "# changed\n"


def test_the_templates_examples_work_when_their_hashes_are_removed() -> None:
    shown = [line.removeprefix("# ") for line in TEMPLATE.splitlines()]
    start = shown.index("[[rule]]")
    told = [line for line in shown[start:] if line.startswith(("[[", "#")) or " = " in line]
    own = toml.parse("\n".join(told), RulesFile, Path("rules.toml"))
    assert [rule.category for rule in own.rule] == ["writing", "learning", "development"]
    assert own.rule[2].title == "Jira|Pull request"
    assert own.category == (Category("thesis", "My thesis", Group.WRITING),)


def test_the_template_names_every_category_and_colour() -> None:
    for category in SHIPPED.categories.category:
        assert category.id in TEMPLATE
    for group in Group:
        assert group.value in TEMPLATE


# ---------------------------------------------------------------- adding


def test_an_added_rule_decides_and_every_other_line_stays(rules: Path) -> None:
    rules.write_text(GOOD, "utf-8")
    own = add_rule(rules, Rule("music", app="foo", title="say \\d 'x' \"y\"\t"), SHIPPED)
    assert rules.read_text("utf-8").startswith(GOOD)
    assert own == read_rules(rules, SHIPPED)
    assert own.rule[-1] == Rule("music", app="foo", title="say \\d 'x' \"y\"\t")
    add_rule(rules, Rule("music", app="foo"), SHIPPED)
    assert catalogue(rules).label(AppIdentity("foo")).category == "music"


def test_a_rule_can_be_added_where_no_file_is(rules: Path) -> None:
    add_rule(rules.parent / "new" / "rules.toml", Rule("games", site="a.b"), SHIPPED)
    text = (rules.parent / "new" / "rules.toml").read_text("utf-8")
    assert text.startswith("# Your own rules")
    assert text.endswith('\n[[rule]]\ncategory = "games"\nsite = "a.b"\n')


def test_the_same_rule_is_not_added_twice(rules: Path) -> None:
    add_rule(rules, Rule("games", app="foo"), SHIPPED)
    once = rules.read_text("utf-8")
    add_rule(rules, Rule("games", app="foo"), SHIPPED)
    assert rules.read_text("utf-8") == once
    add_rule(rules, Rule("music", app="foo"), SHIPPED)
    add_rule(rules, Rule("games", app="foo"), SHIPPED)
    assert [rule.category for rule in read_rules(rules, SHIPPED).rule] == ["games", "music", "games"]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("[[rule]\n", Rule("games", app="foo")),
        (GOOD, Rule("nope", app="foo")),
        ("rule = [{ category = 'games', app = 'a' }]", Rule("games", app="foo")),
        (GOOD, Rule("games", app="\ud800")),
    ],
)
def test_what_cannot_be_added_leaves_the_file_as_it_was(rules: Path, text: str, rule: Rule) -> None:
    rules.write_text(text, "utf-8")
    with pytest.raises(SettingsError):
        add_rule(rules, rule, SHIPPED)
    assert rules.read_text("utf-8") == text
    assert list(rules.parent.iterdir()) == [rules]


def test_a_link_to_the_file_stays_a_link(rules: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept.toml"
    kept.write_text(GOOD, "utf-8")
    rules.symlink_to(kept)
    add_rule(rules, Rule("music", app="bar"), SHIPPED)
    assert rules.is_symlink()
    assert "bar" in kept.read_text("utf-8")


def test_a_full_disk_leaves_the_file_as_it_was(rules: Path) -> None:
    rules.write_text(GOOD, "utf-8")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, before[1]))
    try:
        with pytest.raises(SettingsError, match="cannot be written"):
            add_rule(rules, Rule("games", app="bar"), SHIPPED)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert rules.read_text("utf-8") == GOOD
    assert list(rules.parent.iterdir()) == [rules]


def test_a_folder_that_cannot_be_written_is_a_known_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(SettingsError, match="cannot be written"):
        write_template(tmp_path / "file" / "rules.toml")


@given(
    rule=st.builds(
        Rule,
        st.sampled_from(["games", "music"]),
        app=st.text(min_size=1, max_size=20),
        site=st.none() | st.text(min_size=1, max_size=20),
    )
)
def test_any_rule_comes_back_as_it_was_added(tmp_path_factory: pytest.TempPathFactory, rule: Rule) -> None:
    path = tmp_path_factory.mktemp("home") / "rules.toml"
    assert add_rule(path, rule, SHIPPED).rule == (rule,)


# ---------------------------------------------------------------- shipped files go the same way


def test_a_mistake_in_a_shipped_file_is_shown_with_its_line(tmp_path: Path) -> None:
    shutil.copytree(SHIPPED_FOLDER, tmp_path, dirs_exist_ok=True)
    sites = tmp_path / "sites.toml"
    text = sites.read_text("utf-8")
    sites.write_text(text + "\n[[group]]\ncategory = 'video'\nsource = 'us'\nsites = ['WWW.x.y']\n", "utf-8")
    with pytest.raises(SettingsError) as caught:
        shipped(tmp_path)
    last = text.count("\n") + 5
    assert caught.value.sentence.startswith(f"sites.toml, line {last}: ")


def test_a_missing_shipped_file_is_a_known_error(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"categories\.toml"):
        shipped(tmp_path)


def test_an_unsound_shipped_catalogue_is_a_known_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(SHIPPED_FOLDER, tmp_path, dirs_exist_ok=True)
    text = (tmp_path / "categories.toml").read_text("utf-8")
    (tmp_path / "categories.toml").write_text(text.replace('id = "games"', 'id = "play"'), "utf-8")
    monkeypatch.setattr(rules_module, "resource", lambda _name: tmp_path)
    with pytest.raises(SettingsError, match="no such category: games"):
        catalogue()


@pytest.mark.parametrize(
    ("steps", "line"),
    [
        (("a", "b", "0", "x"), 3),
        (("a", "b", "1", "x"), 5),
        (("a", "b", "1", "c", "0", "y"), 7),
        (("a", "b", "1", "gone"), 4),
        (("t", "k", "j"), 9),
        (("t", "q.r"), 10),
        (("t", "long"), 11),
        (("t", "after"), 16),
        (("nowhere",), 1),
        ((), 1),
    ],
)
def test_the_line_of_a_field_is_found(steps: tuple[str, ...], line: int) -> None:
    text = (
        "# [[a.b]]\n[[a.b]]\nx = 1\n[[a.b]] # again\nx = 2\n[[a.b.c]]\ny = 3\n[t]\nk.j = 1\n"
        '"q.r" = \'#\'\nlong = [ # ]\n  """\nafter = 1\n""",\n]\nafter = 2\n'
    )
    assert line_of(text, steps) == line
