"""The Settings page: every setting changes its file at once, rules show what they would move, forgetting asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests import keyrings
from tests.fakes.days import CODE, NOW, TODAY, WRITER, Stay, record
from tests.ui.window.conftest import Room
from wellbeing.catalogue import Category, Group, Rule
from wellbeing.checkins.form import Form
from wellbeing.engine import membership as members
from wellbeing.engine import sharing
from wellbeing.engine.changes import Change
from wellbeing.engine.sharing import NewFamily
from wellbeing.files import rule_edit, rules
from wellbeing.files.settings import Settings, write_template
from wellbeing.model import Activity, AppIdentity, Presence, Span
from wellbeing.ports import Batch, StoreBusy
from wellbeing.store.opening import open_store
from wellbeing.timeline.redact import Privacy
from wellbeing.ui.theme import Theme
from wellbeing.ui.widgets.choice import Choice
from wellbeing.ui.widgets.question import Question
from wellbeing.ui.widgets.segment import Segment
from wellbeing.ui.window.desk import Desk
from wellbeing.ui.window.settings import words
from wellbeing.ui.window.settings.backups import Backups
from wellbeing.ui.window.settings.categories import free_id
from wellbeing.ui.window.settings.general import General
from wellbeing.ui.window.settings.page import SettingsPage
from wellbeing.ui.window.settings.privacy import PrivacyPart
from wellbeing.ui.window.settings.rules import RulesPart

SHIPPED = rules.shipped()
Show = Callable[[Desk], SettingsPage]


@pytest.fixture
def shown(qtbot: QtBot) -> Iterator[Show]:
    """Opens the page and waits until it knows everything; keeps it until the test is over."""
    kept: list[SettingsPage] = []

    def show(desk: Desk) -> SettingsPage:
        page = SettingsPage(desk)
        kept.append(page)
        qtbot.addWidget(page)
        page.resize(900, 900)
        page.show()
        page.shown()
        qtbot.waitUntil(lambda: page._things is not None)
        return page

    yield show
    kept.clear()


def said(widget: QWidget) -> str:
    return "\n".join(
        one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget) and one.text()
    )


def click(widget: QWidget, words: str) -> None:
    found = [
        one for one in widget.findChildren(QPushButton) if one.text() == words and one.isVisibleTo(widget)
    ]
    assert len(found) == 1, f"one button says {words!r}"
    found[0].click()


def general(page: SettingsPage) -> General:
    part = page.show_part("general")
    assert isinstance(part, General)
    return part


def privacy(page: SettingsPage) -> PrivacyPart:
    part = page.show_part("privacy")
    assert isinstance(part, PrivacyPart)
    return part


def ruling(page: SettingsPage) -> RulesPart:
    part = page.show_part("rules")
    assert isinstance(part, RulesPart)
    return part


def backups(page: SettingsPage) -> Backups:
    part = page.show_part("backups")
    assert isinstance(part, Backups)
    return part


# ------------------------------------------------------------ the page


def test_the_heading_says_what_is_kept_and_how_long(desk: Desk, shown: Show) -> None:
    page = shown(desk)
    assert page.heading.accessibleName() == "Apps and sites are kept for 400 days"
    assert "stays on this computer" in said(page)


def test_every_setting_of_the_file_can_be_changed_here(desk: Desk, shown: Show) -> None:
    page = shown(desk)
    own = privacy(page)
    fields = {
        *general(page).rows,
        general(page).forms.field,
        own.retention.row.field,
        own.logs.field,
        "privacy",
        "excluded",
    }
    elsewhere = {
        *("pauses_before", "distractions"),  # lists, on the Limits page
        # On the Reports page.
        *(
            "report_weekly",
            "report_at",
            "report_checkins",
            "report_folder",
            "report_to",
            "mail_host",
            "mail_port",
            "mail_security",
            "mail_sender",
            "mail_user",
        ),
    }
    assert fields | elsewhere == set(Settings.__struct_fields__)


def test_every_control_has_a_name_and_says_what_it_does(desk: Desk, shown: Show) -> None:
    page = shown(desk)
    for row in general(page).rows.values():
        assert row.control.accessibleName()
        assert "Default: " in row.control.accessibleDescription()


def test_one_part_is_visible_and_the_others_wait(desk: Desk, shown: Show) -> None:
    page = shown(desk)
    assert list(page.parts) == ["general"]
    privacy(page)
    assert [name for name, part in page.parts.items() if not part.isHidden()] == ["privacy"]


def test_activity_alone_reads_nothing_anew(desk: Desk, room: Room, shown: Show, qtbot: QtBot) -> None:
    page = shown(desk)
    before = room.reads
    page.refresh(Change.ACTIVITY)
    page.refresh(Change.SETTINGS)
    qtbot.waitUntil(lambda: room.reads == before + 2)


def test_a_record_that_cannot_be_read_is_said_and_tried_again(
    desk: Desk, room: Room, shown: Show, qtbot: QtBot
) -> None:
    page = shown(desk)
    room.error = StoreBusy("The record is busy.", "Try again.")
    page.load()
    qtbot.waitUntil(lambda: page.notice.isVisibleTo(page))
    assert "The record is busy." in said(page)
    room.error = None
    page.again()
    qtbot.waitUntil(lambda: not page.notice.isVisibleTo(page))


def test_broken_rules_are_said_at_the_top(desk: Desk, room: Room, shown: Show) -> None:
    room.home.rules_file.write_text("rule = 3\n")
    room.home.rules_file.unlink()
    room.home.settings_file.write_text("idle_after_s = 2\n")
    page = shown(desk)
    assert page.broken.isVisibleTo(page)
    assert "settings.toml, line 1" in said(page)


# ------------------------------------------------------------ general


def test_a_choice_is_written_at_once_and_comments_stay(
    desk: Desk, room: Room, shown: Show, qtbot: QtBot
) -> None:
    write_template(room.home.settings_file)
    row = general(shown(desk)).rows["idle_after_s"]
    assert isinstance(row.control, Choice)
    row.control.setCurrentIndex(words.IDLE.index(600))
    row.control.activated.emit(words.IDLE.index(600))
    qtbot.waitUntil(lambda: room.settings.idle_after_s == 600)
    assert "# Seconds without a key" in room.home.settings_file.read_text()


def test_a_switch_is_written_at_once_and_told(desk: Desk, room: Room, shown: Show, qtbot: QtBot) -> None:
    page = shown(desk)
    row = general(page).rows["appearance"]
    assert isinstance(row.control, Segment)
    with qtbot.waitSignal(desk.changed) as heard:
        row.control._buttons["dark"].click()
    assert heard.args == [Change.SETTINGS]
    assert room.settings.appearance == "dark"


def test_an_error_becomes_a_sentence_at_the_field_and_the_old_value_stays(
    desk: Desk, room: Room, shown: Show, qtbot: QtBot
) -> None:
    row = general(shown(desk)).rows["autostart"]
    room.home.settings_file.write_text("privacy = 'all'\n")
    row.choose(True)
    qtbot.waitUntil(lambda: bool(row.error))
    assert "settings.toml, line 1" in row.error
    assert row.value is False
    assert isinstance(row.control, Segment)
    assert row.control.key == "False"
    room.home.settings_file.unlink()
    row.choose(True)
    qtbot.waitUntil(lambda: not row.error)


def test_a_value_from_the_file_that_is_not_offered_is_shown(desk: Desk, room: Room, shown: Show) -> None:
    room.home.settings_file.write_text("idle_after_s = 45\nretention_days = 7\n")
    page = shown(desk)
    control = general(page).rows["idle_after_s"].control
    assert isinstance(control, Choice)
    assert control.currentText() == "45 seconds"
    assert page.heading.accessibleName() == "Apps and sites are kept for 7 days"


def test_the_wheel_changes_no_value_by_the_way(desk: Desk, shown: Show) -> None:
    control = general(shown(desk)).rows["idle_after_s"].control
    at, place = QPointF(5, 5), QPoint(0, -120)
    buttons, keys, phase = (
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
    )
    before = control.value if isinstance(control, Choice) else None
    QApplication.sendEvent(control, QWheelEvent(at, at, place, place, buttons, keys, phase, False))
    assert isinstance(control, Choice)
    assert control.value == before == 180


def test_a_control_goes_below_its_words_where_room_is_short(desk: Desk, shown: Show, qtbot: QtBot) -> None:
    page = shown(desk)
    row = general(page).rows["appearance"]
    qtbot.waitUntil(lambda: row.control.y() < row._effect.y() + row._effect.height())
    page.resize(420, 900)
    qtbot.waitUntil(lambda: row.control.y() > row._effect.y() + row._effect.height() / 2)
    assert row.control.x() == 0


@pytest.mark.parametrize(
    ("value", "text"),
    [(15, "15 seconds"), (60, "1 minute"), (90, "90 seconds"), (3600, "1 hour")],
)
def test_lengths_are_said_in_words(value: int, text: str) -> None:
    assert words.idle(value) == text


def test_values_are_said_in_plain_words() -> None:
    assert [words.retention(days) for days in (1, 30, 365, 730, 0)] == [
        "1 day",
        "30 days",
        "1 year",
        "2 years",
        "for ever",
    ]
    assert words.day_start(0) == "midnight"
    assert words.day_start(4) == "04:00"
    assert words.week_start("sunday") == "Sunday"
    assert words.week_start("locale") == "as in your region (Monday)"
    assert (words.size(900), words.size(1_234_567), words.size(220_000_000)) == ("1 kB", "1.2 MB", "220 MB")
    kept = [words.heading(Settings(privacy=level, retention_days=0)) for level in Privacy]
    assert kept == [
        "Apps are kept for ever",
        "Apps and sites are kept for ever",
        "Apps, sites and titles are kept for ever",
    ]


# ------------------------------------------------------------ privacy


def _titled(room: Room) -> None:
    span = Span(NOW - timedelta(minutes=10), NOW - timedelta(minutes=5))
    room.store.write(Batch(closed=[Activity(span, CODE, "a title", Presence.ACTIVE)]))
    room.home.settings_file.write_text("privacy = 'titles'\n")


def test_each_level_says_what_it_keeps(desk: Desk, shown: Show) -> None:
    part = privacy(shown(desk))
    assert part.levels.level is Privacy.SITES
    for level in Privacy:
        assert words.level(level)
        assert words.level_keeps(level) in said(part)


def test_a_lower_level_offers_to_drop_what_was_kept_and_does_so(
    desk: Desk, room: Room, shown: Show, qtbot: QtBot
) -> None:
    _titled(room)
    part = privacy(shown(desk))
    part.levels._buttons[Privacy.APPS].click()
    qtbot.waitUntil(lambda: part.question.isVisibleTo(part))
    assert room.settings.privacy is Privacy.APPS
    assert "1 title and 2 sites are still kept from before." in said(part)
    assert "Hours of sites become hours of the browser" in said(part)
    click(part, "Remove them")
    qtbot.waitUntil(part.left.isHidden)
    assert all(
        one.title is None and one.app.site is None
        for one in room.store.activities(Span(NOW - timedelta(1), NOW))
    )


def test_what_was_kept_may_stay_and_the_offer_with_it(
    desk: Desk, room: Room, shown: Show, qtbot: QtBot
) -> None:
    _titled(room)
    page = shown(desk)
    part = privacy(page)
    part.levels._buttons[Privacy.SITES].click()
    qtbot.waitUntil(lambda: part.question.isVisibleTo(part))
    assert part.question._no.hasFocus() or part.question._no.isVisibleTo(part)
    click(part, "Keep them")
    page.load()
    qtbot.waitUntil(lambda: part.drop.isVisibleTo(part))
    assert "1 title is still kept from before." in said(part)
    click(part, "Remove what was kept before …")
    assert part.question.isVisibleTo(part)


def test_a_level_that_cannot_be_written_leaves_the_old_one(
    desk: Desk, room: Room, shown: Show, qtbot: QtBot
) -> None:
    part = privacy(shown(desk))
    room.home.settings_file.write_text("no = 1\n")
    part.levels._buttons[Privacy.TITLES].click()
    qtbot.waitUntil(lambda: part.left.isVisibleTo(part))
    assert part.levels.level is Privacy.SITES
    assert "settings.toml" in said(part)


def test_apps_are_excluded_and_counted_again(desk: Desk, room: Room, shown: Show, qtbot: QtBot) -> None:
    part = privacy(shown(desk))
    qtbot.keyClicks(part.exclusions.line, "  *money* ")
    qtbot.keyClick(part.exclusions.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: room.settings.excluded == ("*money*",))
    qtbot.waitUntil(lambda: "*money*" in said(part.exclusions))
    part.exclusions.line.setText("*money*")
    part.exclusions.add.click()
    assert not part.exclusions.line.text()
    next(
        one for one in part.exclusions.findChildren(QPushButton) if "*money*" in one.accessibleName()
    ).click()
    qtbot.waitUntil(lambda: room.settings.excluded == ())


def test_an_app_that_is_in_the_record_can_be_forgotten_when_it_is_excluded(
    desk: Desk, room: Room, shown: Show, qtbot: QtBot
) -> None:
    part = privacy(shown(desk))
    part.exclusions.line.setText("Code")
    part.exclusions.add.click()
    qtbot.waitUntil(lambda: part.exclusions.past.isVisibleTo(part))
    assert "of Visual Studio Code are in the record." in said(part.exclusions)
    part.exclusions.past.click()
    qtbot.waitUntil(lambda: "of the app" in part.forget.said.text())
    assert part.forget.app.value == "code"


def test_keeping_longer_is_written_without_a_question(
    desk: Desk, room: Room, shown: Show, qtbot: QtBot
) -> None:
    part = privacy(shown(desk))
    part.retention.row.choose(0)
    qtbot.waitUntil(lambda: room.settings.retention_days == 0)
    assert part.retention.question.isHidden()


def test_keeping_shorter_says_what_goes_and_asks(desk: Desk, room: Room, shown: Show, qtbot: QtBot) -> None:
    part = privacy(shown(desk))
    part.retention.row.choose(30)
    qtbot.waitUntil(lambda: part.retention.question.isVisibleTo(part))
    assert "Single activities from before Sun 25 Oct go." in said(part.retention)
    click(part.retention, "Leave it")
    assert room.settings.retention_days == 400
    control = part.retention.row.control
    assert isinstance(control, Choice)
    assert control.value == 400
    part.retention.row.choose(30)
    qtbot.waitUntil(lambda: part.retention.question.isVisibleTo(part))
    click(part.retention, "Let them go")
    qtbot.waitUntil(lambda: room.settings.retention_days == 30)


# ------------------------------------------------------------ forgetting


def test_the_last_hour_is_said_first_and_then_forgotten(
    desk: Desk, room: Room, shown: Show, qtbot: QtBot
) -> None:
    part = privacy(shown(desk))
    qtbot.waitUntil(lambda: part.forget.said.text() == "This removes 30 min in 1 app.")
    click(part.forget, "Forget …")
    assert "This cannot be undone" in said(part.forget)
    click(part.forget, "Remove it for good")
    qtbot.waitUntil(lambda: part.forget.said.text() == "Nothing of this is recorded.")
    assert not part.forget.forget.isEnabled()
    assert not room.store.activities(Span(NOW - timedelta(hours=1), NOW))


def test_a_day_is_chosen_among_those_that_are_recorded(
    desk: Desk, room: Room, shown: Show, qtbot: QtBot
) -> None:
    part = privacy(shown(desk))
    part.forget.what._buttons["day"].click()
    assert part.forget.day.maximumDate() == QDate(TODAY.year, TODAY.month, TODAY.day)
    part.forget.day.setDate(QDate(2026, 11, 20))
    qtbot.waitUntil(lambda: part.forget.said.text() == "This removes 2 h 25 in 4 apps and on 2 sites.")
    click(part.forget, "Forget …")
    click(part.forget, "Leave it")
    qtbot.waitUntil(lambda: part.forget.forget.isVisibleTo(part))
    assert room.store.count() == 61 * 7


def test_an_app_is_forgotten_altogether(desk: Desk, room: Room, shown: Show, qtbot: QtBot) -> None:
    part = privacy(shown(desk))
    part.forget.choose_app(WRITER.app_id)
    qtbot.waitUntil(lambda: part.forget.said.text().endswith("of the app."))
    click(part.forget, "Forget …")
    click(part.forget, "Remove it for good")
    qtbot.waitUntil(
        lambda: (
            WRITER.app_id
            not in {one.app.app_id for one in room.store.activities(Span(NOW - timedelta(9), NOW))}
        )
    )


def test_with_everything_the_family_is_left_and_what_could_not_be_reached_is_said(
    desk: Desk, room: Room, shown: Show, qtbot: QtBot, tmp_path: Path
) -> None:
    wish = NewFamily("Home", "Ada", "pc")
    with keyrings.in_memory() as ring:
        members.keep(
            room.store, sharing.create_folder(room.store, tmp_path / "shared", wish, TODAY, room.clock.now)
        )
        (tmp_path / "shared").rename(tmp_path / "away")
        part = privacy(shown(desk))
        part.forget.what._buttons["everything"].click()
        qtbot.waitUntil(lambda: "This device leaves the family Home as well" in part.forget.said.text())
        click(part.forget, "Forget …")
        click(part.forget, "Remove it for good")
        qtbot.waitUntil(lambda: "could not be removed" in part.forget.left.text())
        assert part.forget.left.isVisibleTo(part)
        assert "no longer belongs to the family Home" in part.forget.left.text()
        assert not ring.kept


def test_everything_is_forgotten(desk: Desk, room: Room, shown: Show, qtbot: QtBot) -> None:
    part = privacy(shown(desk))
    part.forget.what._buttons["everything"].click()
    qtbot.waitUntil(lambda: "147 h 25" in part.forget.said.text())
    click(part.forget, "Forget …")
    click(part.forget, "Remove it for good")
    qtbot.waitUntil(lambda: room.store.count() == 0)


def test_a_forget_that_fails_is_said(desk: Desk, room: Room, shown: Show, qtbot: QtBot) -> None:
    part = privacy(shown(desk))
    qtbot.waitUntil(part.forget.forget.isEnabled)
    click(part.forget, "Forget …")
    room.error = StoreBusy("Another program holds it.", "Try again.")
    click(part.forget, "Remove it for good")
    qtbot.waitUntil(lambda: "Another program holds it." in part.forget.said.text())


def test_escape_leaves_everything_as_it_is(theme: Theme, qtbot: QtBot) -> None:
    question = Question(theme)
    qtbot.addWidget(question)
    question.ask("Shall it go?", "Yes", "No")
    with qtbot.waitSignal(question.refused):
        qtbot.keyClick(question, Qt.Key.Key_Escape)
    assert question.isHidden()


# ------------------------------------------------------------ rules


def test_rules_are_listed_with_what_they_decide(desk: Desk, room: Room, shown: Show) -> None:
    rules.add_rule(room.home.rules_file, Rule("learning", app="code"), SHIPPED)
    rules.add_rule(room.home.rules_file, Rule("news", app="firefox", title="Jira|PR"), SHIPPED)
    part = ruling(shown(desk))
    text = said(part)
    assert "the lowest decides" in text
    assert "app code" in text
    assert "Learning & reference" in text
    assert "35 h 35" in text
    assert "app firefox, title Jira|PR" in text
    assert [row.up.isEnabled() for row in part.rows] == [False, True]
    assert [row.down.isEnabled() for row in part.rows] == [True, False]
    assert part.rows[0].edit.accessibleName() == "Change: app code"


def test_a_new_rule_shows_what_it_would_move_while_it_is_typed(
    desk: Desk, room: Room, shown: Show, qtbot: QtBot
) -> None:
    part = ruling(shown(desk))
    click(part, "New rule")
    assert not part.editor.save.isEnabled()
    assert "Fill in an app" in said(part.editor)
    part.editor.category.show_value("learning", "")
    qtbot.keyClicks(part.editor.app, "code")
    qtbot.waitUntil(lambda: part.editor.preview.sentence == "In the past, 35 h 35 of one thing moves.")
    assert "Development → Learning & reference" in said(part.editor)
    assert not room.home.rules_file.exists()
    click(part.editor, "Add the rule")
    qtbot.waitUntil(part.editor.isHidden)
    assert rules.read_rules(room.home.rules_file, SHIPPED).rule == (Rule("learning", app="code"),)
    qtbot.waitUntil(lambda: "35 h 35" in said(part))


def test_many_things_are_listed_shortly(desk: Desk, room: Room, shown: Show, qtbot: QtBot) -> None:
    stays = [Stay(f"{hour:02d}:00", 30, AppIdentity(f"tool-{hour}")) for hour in range(5, 15)]
    room.store = record(stays, days_before=0)
    part = ruling(shown(desk))
    part.begin("tool-*")
    part.editor.category.show_value("learning", "")
    part.editor._try()
    qtbot.waitUntil(lambda: part.editor.preview.sentence == "In the past, 5 h 00 of 10 things move.")
    assert "4 more, 2 h 00" in said(part.editor)


def test_a_rule_on_titles_says_that_it_counts_from_now_on(desk: Desk, shown: Show, qtbot: QtBot) -> None:
    part = ruling(shown(desk))
    part.begin()
    qtbot.keyClicks(part.editor.title, "Jira")
    qtbot.waitUntil(lambda: "Counts from now on" in part.editor.preview.sentence)


def test_a_pattern_that_is_none_is_said_at_the_field(desk: Desk, shown: Show, qtbot: QtBot) -> None:
    part = ruling(shown(desk))
    part.begin()
    part.editor.title.setText("(((")
    qtbot.waitUntil(lambda: part.editor.error.isVisibleTo(part))
    assert "no regular expression" in part.editor.error.text()
    assert not part.editor.save.isEnabled()


def test_a_rule_is_changed_in_its_place(desk: Desk, room: Room, shown: Show, qtbot: QtBot) -> None:
    file = room.home.rules_file
    for rule in (Rule("learning", app="code"), Rule("news", site="bbc.co.uk")):
        rules.add_rule(file, rule, SHIPPED)
    part = ruling(shown(desk))
    part.rows[0].edit.click()
    assert part.editor.app.text() == "code"
    assert part.editor.category.value == "learning"
    part.editor.site.setText("github.com")
    click(part.editor, "Save")
    qtbot.waitUntil(part.editor.isHidden)
    assert rules.read_rules(file, SHIPPED).rule[0] == Rule("learning", "code", "github.com")


def test_a_rule_that_changed_in_the_file_meanwhile_is_not_overwritten(
    desk: Desk, room: Room, shown: Show, qtbot: QtBot
) -> None:
    file = room.home.rules_file
    rules.add_rule(file, Rule("learning", app="code"), SHIPPED)
    part = ruling(shown(desk))
    part.rows[0].edit.click()
    file.write_text(file.read_text().replace('app = "code"', 'app = "vim"'))
    click(part.editor, "Save")
    qtbot.waitUntil(lambda: "changed meanwhile" in part.editor.error.text())


def test_rules_are_moved_and_say_what_moved(desk: Desk, room: Room, shown: Show, qtbot: QtBot) -> None:
    file = room.home.rules_file
    for rule in (Rule("learning", app="code"), Rule("games", app="co*")):
        rules.add_rule(file, rule, SHIPPED)
    part = ruling(shown(desk))
    part.rows[0].down.click()
    qtbot.waitUntil(lambda: rules.read_rules(file, SHIPPED).rule[0].category == "games")
    qtbot.waitUntil(lambda: part.said.sentence == "In the past, 35 h 35 of one thing moves.")
    qtbot.waitUntil(lambda: part._rules[0].category == "games")
    part.rows[1].up.click()
    qtbot.waitUntil(lambda: rules.read_rules(file, SHIPPED).rule[0].category == "learning")


def test_removing_a_rule_says_first_what_moves(desk: Desk, room: Room, shown: Show, qtbot: QtBot) -> None:
    file = room.home.rules_file
    rules.add_rule(file, Rule("learning", app="code"), SHIPPED)
    part = ruling(shown(desk))
    part.rows[0].remove.click()
    qtbot.waitUntil(lambda: part.question.isVisibleTo(part))
    assert "35 h 35 of one thing moves" in said(part)
    click(part, "Leave it")
    assert part.said.isHidden()
    part.rows[0].remove.click()
    qtbot.waitUntil(lambda: part.question.isVisibleTo(part))
    click(part, "Remove it")
    qtbot.waitUntil(part.rows[0].isHidden)
    assert rules.read_rules(file, SHIPPED).rule == ()


def test_another_page_may_ask_for_a_rule_for_an_app(desk: Desk, shown: Show) -> None:
    page = shown(desk)
    page.open_at(None, "code")
    part = ruling(page)
    assert part.editor.app.text() == "code"


def test_categories_are_made_renamed_and_removed(desk: Desk, room: Room, shown: Show, qtbot: QtBot) -> None:
    file = room.home.rules_file
    part = ruling(shown(desk))
    part.categories.name.setText("Größe & Übung")
    part.categories.colour.show_value(Group.WRITING, "")
    click(part.categories, "Add")
    qtbot.waitUntil(lambda: "Größe & Übung" in said(part.categories))
    made = rules.read_rules(file, SHIPPED).category[0]
    assert made == Category("groe-ubung", "Größe & Übung", Group.WRITING)
    next(one for one in part.categories.findChildren(QPushButton) if "Change" in one.accessibleName()).click()
    part.categories.name.setText("Übung")
    click(part.categories, "Save")
    qtbot.waitUntil(lambda: rules.read_rules(file, SHIPPED).category[0].name == "Übung")
    rules.add_rule(file, Rule(made.id, app="code"), SHIPPED)
    qtbot.waitUntil(lambda: "Remove: Übung" in _names(part.categories))
    _press(part.categories, "Remove: Übung")
    qtbot.waitUntil(lambda: "Rules still sort into Übung." in said(part.categories))
    rule_edit.remove_rule(file, 0, Rule(made.id, app="code"), SHIPPED)
    _press(part.categories, "Remove: Übung")
    qtbot.waitUntil(lambda: rules.read_rules(file, SHIPPED).category == ())


def _names(widget: QWidget) -> list[str]:
    return [one.accessibleName() for one in widget.findChildren(QPushButton) if one.isVisibleTo(widget)]


def _press(widget: QWidget, name: str) -> None:
    next(
        one
        for one in widget.findChildren(QPushButton)
        if one.accessibleName() == name and one.isVisibleTo(widget)
    ).click()


@pytest.mark.parametrize(
    ("name", "taken", "found"),
    [
        ("My thesis", (), "my-thesis"),
        ("My thesis", ("my-thesis", "my-thesis-2"), "my-thesis-3"),
        ("Übung", (), "ubung"),
        ("写作", (), "own"),
        ("2026", (), "own-2026"),
        ("x" * 80, (), "x" * 29),
    ],
)
def test_ids_come_from_names(name: str, taken: tuple[str, ...], found: str) -> None:
    assert free_id(name, taken) == found


# ------------------------------------------------------------ backups


@pytest.fixture
def kept(room: Room) -> Path:
    """A real record with a backup, after which something was noted."""
    store = open_store(room.home.record, clock=room.clock, backups=room.home.backups).store
    file = Path(store.backup())
    store.mark("later", "yes")
    store.close()
    return file


def _later(room: Room) -> str | None:
    store = open_store(room.home.record, clock=room.clock, backups=room.home.backups).store
    try:
        return store.mark("later")
    finally:
        store.close()


def test_a_home_without_backups_says_so(desk: Desk, shown: Show) -> None:
    assert "There is no backup yet." in said(backups(shown(desk)))


def test_a_backup_is_made_at_once(desk: Desk, room: Room, shown: Show, qtbot: QtBot) -> None:
    part = backups(shown(desk))
    click(part, "Back up now")
    qtbot.waitUntil(lambda: "Kept as backup-1." in said(part))
    assert room.store.backups == ["backup-1"]
    assert part.now.isEnabled()


def test_a_backup_is_put_in_place_after_a_question(
    desk: Desk, room: Room, kept: Path, shown: Show, qtbot: QtBot
) -> None:
    part = backups(shown(desk))
    assert "The newest backup is less than an hour old." in said(part)
    click(part, "Restore …")
    assert "The record goes back to how it was on Tue 24 Nov, 15:42." in said(part)
    assert "kept aside" in said(part)
    click(part, "Leave it")
    assert _later(room) == "yes"
    click(part, "Restore …")
    with qtbot.waitSignal(desk.changed) as heard:
        click(part, "Restore it")
    assert heard.args == [Change.RECORD]
    qtbot.waitUntil(lambda: part.result.text().startswith("Restored. What was there before is kept as"))
    assert _later(room) is None


def test_a_file_from_elsewhere_can_be_restored(
    desk: Desk,
    room: Room,
    kept: Path,
    shown: Show,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    elsewhere = tmp_path / "mine.sqlite3"
    elsewhere.write_bytes(kept.read_bytes())
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(elsewhere), ""))
    part = backups(shown(desk))
    part.file.click()
    assert "what mine.sqlite3 holds" in said(part)
    click(part, "Restore it")
    qtbot.waitUntil(lambda: part.result.text().startswith("Restored."))


def test_a_bad_backup_is_refused_in_words_and_nothing_changes(
    desk: Desk, room: Room, kept: Path, shown: Show, qtbot: QtBot
) -> None:
    part = backups(shown(desk))
    kept.write_bytes(b"nonsense" * 999)
    click(part, "Restore …")
    click(part, "Restore it")
    qtbot.waitUntil(lambda: "nothing was changed" in part.result.text())
    assert part.now.isEnabled()
    assert _later(room) == "yes"


def test_questions_are_chosen_by_pressing_them(desk: Desk, room: Room, shown: Show, qtbot: QtBot) -> None:
    row = general(shown(desk)).forms
    assert [form for form, one in row.buttons.items() if one.isChecked()] == list(Settings().checkin_forms)
    row.buttons[Form.WHO5].click()
    qtbot.waitUntil(lambda: Form.WHO5 not in room.settings.checkin_forms)
    row.buttons[Form.PHQ2].click()
    qtbot.waitUntil(lambda: Form.PHQ2 in room.settings.checkin_forms)
    assert "PHQ-2" not in row.control.accessibleDescription().partition("Default")[2], "off by default"
