"""The Family page: asking and answering, the PIN, holidays, who sees what, and exactly what they see."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests import hubs, keyrings
from tests.fakes.days import NOW, TODAY
from tests.homes import HomeOf
from tests.ui.window.conftest import Room
from wellbeing.cli.commands import wellbeing
from wellbeing.engine import agreed, household, joining, permit, sharing
from wellbeing.engine import membership as members
from wellbeing.engine.clock import SystemClock
from wellbeing.engine.membership import Membership, Met, Way
from wellbeing.engine.permit import PinWrong
from wellbeing.engine.sharing import NewFamily
from wellbeing.family.agreement import Agreement, Member, OwnDevice, Sees
from wellbeing.family.holiday import Holiday
from wellbeing.family.invitation import LASTS
from wellbeing.family.level import Level
from wellbeing.family.person import Role
from wellbeing.family.request import State
from wellbeing.limits.limit import Agreed, Grant, Limit, Of, Target
from wellbeing.model.sentence import Sentence
from wellbeing.ports import StoreBusy
from wellbeing.ui import text
from wellbeing.ui.widgets.choice import Choice
from wellbeing.ui.widgets.pin import PinDialog
from wellbeing.ui.window.desk import Desk, Where
from wellbeing.ui.window.family.member_row import Showing
from wellbeing.ui.window.family.page import FamilyPage

AI = Limit((Target(Of.AI),), (15,) * 7, agreed=Agreed("Mum"))


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash quickly: the cost itself is tested in the engine."""
    import argon2

    cheap = argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(argon2, "PasswordHasher", lambda: cheap)


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> FamilyPage:
    result = FamilyPage(desk)
    qtbot.addWidget(result)
    result.resize(1100, 900)
    result.show()
    result.shown()
    qtbot.waitUntil(lambda: result.view is not None and result.family is not None)
    return result


@pytest.fixture
def agreed_page(page: FamilyPage, room: Room, qtbot: QtBot) -> FamilyPage:
    """With a PIN and an agreed limit that is used up."""
    permit.set_pin(room.store, "4711", room.clock)
    room.store.limits.set(AI, NOW)
    page.load()
    qtbot.waitUntil(lambda: bool(page.view and page.view.agreed))
    qtbot.waitUntil(lambda: "15 min less today: AI tools" in names(page))  # rows are shown a moment later
    return page


def names(page: FamilyPage) -> list[str]:
    return [one.accessibleName() for one in page.findChildren(QPushButton) if one.isVisible()]


def words(page: FamilyPage) -> str:
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def button(page: FamilyPage, name: str) -> QPushButton:
    return next(
        one
        for one in page.findChildren(QPushButton)
        if one.isVisible() and name in (one.text(), one.accessibleName())
    )


def dialog(qtbot: QtBot) -> PinDialog:
    def shown() -> list[PinDialog]:
        return [
            one for one in QApplication.topLevelWidgets() if isinstance(one, PinDialog) and one.isVisible()
        ]

    qtbot.waitUntil(lambda: bool(shown()))
    return shown()[0]


def enter(qtbot: QtBot, pin: str) -> None:
    asked = dialog(qtbot)
    qtbot.keyClicks(asked.pin, pin)
    qtbot.keyClick(asked.pin, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not asked.isVisible())


def test_before_anything_is_agreed_the_page_says_how_to_begin(page: FamilyPage) -> None:
    said = words(page)
    assert "Nobody sees anything of this computer." in said
    assert "Once a limit is agreed upon" in said
    assert "No limit is agreed upon yet." in said
    assert "does not prevent it" in said
    assert not page.requests.ask.isVisible()
    assert page.pin.begin.isVisible()


def test_a_child_asks_and_a_parent_answers_on_the_page_with_the_pin(
    agreed_page: FamilyPage, room: Room, qtbot: QtBot
) -> None:
    page = agreed_page
    page.requests.length.choose("60")
    qtbot.keyClicks(page.requests.reason, "chess club")
    qtbot.keyClick(page.requests.reason, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "“chess club”" in words(page))
    qtbot.mouseClick(button(page, "Give 30 minutes"), Qt.MouseButton.LeftButton)
    enter(qtbot, "4712")
    again = dialog(qtbot)
    assert again.wrong.text() == "That is not the PIN. Try again in 2 seconds."
    assert not again.go_on.isEnabled()
    qtbot.keyClick(again, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: "Nothing was changed, since it was agreed upon." in words(page))
    room.clock.advance(2)
    qtbot.mouseClick(button(page, "Give 30 minutes"), Qt.MouseButton.LeftButton)
    enter(qtbot, "4711")
    qtbot.waitUntil(lambda: "30 minutes given" in words(page))
    [request] = room.store.household.requests(NOW - timedelta(days=1))
    assert (request.minutes, request.reason, request.limit) == (60, "chess club", 1)
    assert request.state(room.clock.now()) is State.GRANTED
    [given] = room.store.limits.extensions(TODAY, TODAY)
    assert (given.grant, given.units) == (Grant.GIVEN, 30)


def test_after_the_wait_the_dialog_takes_another_pin(qtbot: QtBot, agreed_page: FamilyPage) -> None:
    wrong = PinWrong("That is not the PIN.", timedelta(milliseconds=50))
    asked = PinDialog(agreed_page.theme, wrong)
    asked.open()
    assert not asked.pin.isEnabled()
    qtbot.waitUntil(asked.pin.isEnabled)
    assert asked.go_on.isEnabled()
    asked.reject()


def test_a_parent_changes_today_at_a_click_less_without_the_pin(
    agreed_page: FamilyPage, room: Room, qtbot: QtBot
) -> None:
    qtbot.mouseClick(button(agreed_page, "15 min less today: AI tools"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(room.store.limits.extensions(TODAY, TODAY)) == 1)
    qtbot.waitUntil(lambda: "1 h 00 more today: AI tools" in names(agreed_page))
    qtbot.mouseClick(button(agreed_page, "1 h 00 more today: AI tools"), Qt.MouseButton.LeftButton)
    enter(qtbot, "4711")
    qtbot.waitUntil(lambda: len(room.store.limits.extensions(TODAY, TODAY)) == 2)
    assert [one.units for one in room.store.limits.extensions(TODAY, TODAY)] == [-15, 60]


def test_a_limit_is_changed_on_its_own_page(agreed_page: FamilyPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(agreed_page.desk.went) as went:
        button(agreed_page, "Change the limit AI tools").click()
    assert went.args == [Where("limits", None, "1")]


def test_the_pin_is_set_its_code_shown_once_and_used_once(page: FamilyPage, room: Room, qtbot: QtBot) -> None:
    card = page.pin
    card.begin.click()
    card.new.setText("4711")
    card.again.setText("4712")
    card.keep.click()
    assert card.error.text() == "The two are not the same."
    card.again.setText("4711")
    qtbot.keyClick(card.again, Qt.Key.Key_Return)
    qtbot.waitUntil(card.known.isVisible)
    code = card.fresh.text()
    card.copy.click()
    assert QApplication.clipboard().text() == code
    card.known.click()
    assert not card.fresh.text()
    card.recover.click()
    for line, said in ((card.code, code), (card.new, "5813"), (card.again, "5813")):
        line.setText(said)
    card.keep.click()
    qtbot.waitUntil(card.known.isVisible)
    assert card.fresh.text() != code
    card.known.click()
    card.change.click()
    for line, said in ((card.old, "5813"), (card.new, "1234"), (card.again, "1234")):
        line.setText(said)
    card.keep.click()
    qtbot.waitUntil(lambda: "counts up or down" in card.error.text())
    card.cancel.click()
    card.remove.click()
    card.old.setText("5813")
    card.keep.click()
    qtbot.waitUntil(lambda: not permit.has_pin(room.store))
    qtbot.waitUntil(card.begin.isVisible)


def test_holidays_are_written_or_brought_in_and_taken_out(
    page: FamilyPage, room: Room, qtbot: QtBot, tmp_path: Path
) -> None:
    card = page.holidays
    card.days.setText("tomorrow")
    card.add.click()
    assert "Write the first and the last day" in card.error.text()
    card.days.setText("2026-12-21..2027-01-05")
    card.name.setText("Winter")
    card.add.click()
    winter = Holiday(date(2026, 12, 21), date(2027, 1, 5), "Winter")
    qtbot.waitUntil(lambda: room.store.household.holidays() == (winter,))
    (tmp_path / "no.ics").write_text("nothing")
    card.bring_in(tmp_path / "no.ics")
    qtbot.waitUntil(lambda: "not a calendar file" in card.error.text())
    event = ("BEGIN:VEVENT", "DTSTART;VALUE=DATE:20270325", "SUMMARY:Easter", "END:VEVENT")
    lines = ("BEGIN:VCALENDAR", *event, "END:VCALENDAR", "")
    (tmp_path / "some.ics").write_text("\r\n".join(lines))
    card.bring_in(tmp_path / "some.ics")
    qtbot.waitUntil(lambda: len(room.store.household.holidays()) == 2)
    qtbot.waitUntil(lambda: "Easter" in words(page))
    name = "Take out 25 Mar 2027 · Easter · count as Saturday"
    button(page, name).click()
    qtbot.waitUntil(lambda: room.store.household.holidays() == (winter,))


def test_what_they_see_is_pared_to_the_level(page: FamilyPage, qtbot: QtBot) -> None:
    card = page.seen
    qtbot.waitUntil(lambda: bool(card.sum.text()))
    assert card.sum.text().startswith("This week ")
    assert "LibreOffice Writer" not in words(page)
    assert card.groups.lines == ()
    card.level.choose("kinds")
    card.level.chosen.emit("kinds")
    qtbot.waitUntil(lambda: len(card.groups.lines) > 0)
    assert "LibreOffice Writer" not in words(page)
    card.level.choose("apps")
    card.level.chosen.emit("apps")
    qtbot.waitUntil(lambda: "LibreOffice Writer" in words(page))


@pytest.fixture
def ring() -> Iterator[keyrings.Ring]:
    with keyrings.in_memory() as one:
        yield one


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[hubs.Hub]:
    with hubs.serving(hubs.set_up(tmp_path)) as one:
        yield one


def test_a_family_is_joined_shown_more_asked_and_left_from_the_page(
    page: FamilyPage, room: Room, qtbot: QtBot, hub: hubs.Hub, ring: keyrings.Ring, tmp_path: Path
) -> None:
    permit.set_pin(room.store, "4711", room.clock)
    room.store.limits.set(AI, NOW)
    page.members.join.code.setText("nonsense")
    page.members.join.join.click()
    enter(qtbot, "4711")
    qtbot.waitUntil(page.members.error.isVisible)
    page.members.join.code.setText(hub.invite("Leo", "--role", "child", "--level", "totals"))
    page.members.join.device.setText("laptop")
    page.members.join.join.click()
    enter(qtbot, "4711")
    qtbot.waitUntil(lambda: "You are Leo, child. This device is called laptop." in words(page))
    qtbot.waitUntil(lambda: "Ada, adult" in words(page))
    assert page.family is not None
    (relation,) = page.family.viewers
    page.members.showing.emit(Showing(relation.viewer, Level.APPS))
    qtbot.waitUntil(lambda: bool(page.family and page.family.viewers[0].level is Level.APPS))
    qtbot.waitUntil(lambda: "Ada: This week" in page.seen.sum.text())
    qtbot.waitUntil(lambda: "LibreOffice Writer" in words(page))

    request = household.ask(room.store, 30, 1, "chess", room.clock.now())
    taker = agreed.Taker(
        store=room.store,
        source=room.source,
        hub=lambda joined: joining.hub(room.store, joined, room.clock.now),
        folder=lambda _joined: None,
        lies=lambda _joined: "",
        week_begins=lambda: 0,
        changed=page.load,
    )
    taker.look()
    ada = HomeOf(tmp_path / "ada")
    ada.done("join", hub.invite("Ada"), "--name", "phone")
    theirs = ada.store()
    try:
        way = joining.hub(theirs, joining.need_membership(theirs), room.clock.now)
        way.ask("PUT", f"/requests/{request.id}/answer", {"minutes": 15, "words": "then dinner"})
    finally:
        theirs.close()
    taker.look()
    qtbot.waitUntil(lambda: "15 minutes given by Ada “then dinner”" in words(page))

    second = HomeOf(tmp_path / "tablet")
    second.done("join", hub.invite("Leo"), "--name", "tablet")
    page.desk.note(
        lambda store: joining.refreshed(store, room.clock.now), lambda _told: page.load(), page.fail
    )
    qtbot.waitUntil(lambda: "Your device: tablet" in words(page))
    button(page, "Take tablet out of the family").click()
    page.members.question.accepted.emit()
    qtbot.waitUntil(lambda: "Your device: tablet" not in words(page))

    page.members.leave.click()
    page.members.question.accepted.emit()
    qtbot.waitUntil(lambda: "Nobody sees anything of this computer." in words(page))
    assert len(ring.kept) == 2  # Ada's and the tablet's own
    assert members.membership(room.store) is None


def test_what_the_exchange_met_stands_beside_what_can_be_done(
    page: FamilyPage, room: Room, qtbot: QtBot
) -> None:
    joined = members.Membership(
        way=members.Way.HUB,
        family="Ada & Leo",
        person=Member(id="leo", name="Leo", role=Role.CHILD),
        device="d1",
        name="laptop",
        since=TODAY,
        url="https://hub.example",
    )
    members.keep(room.store, joined)
    trouble = members.State(
        last=NOW, next=NOW, sentence="The hub does not answer.", remedy="Nothing is lost."
    )
    members.keep_state(room.store, trouble)
    page.load()
    qtbot.waitUntil(lambda: "The hub does not answer. Nothing is lost." in words(page))
    assert "Last exchanged" in words(page)
    page.members.retry.click()
    qtbot.waitUntil(lambda: members.state(room.store).next is None)


def test_a_family_is_begun_in_a_shared_folder_and_a_child_invited(
    page: FamilyPage, room: Room, qtbot: QtBot, ring: keyrings.Ring, tmp_path: Path
) -> None:
    card, shared = page.members, tmp_path / "shared"
    shared.mkdir()
    card.join.way.choose("folder")
    card.join.way.chosen.emit("folder")
    assert card.join.join.text() == "Begin a family here"
    card.join.join.click()
    assert members.membership(room.store) is None
    card.join.choose_folder(str(shared))
    card.join.person.setText("Ada")
    card.join.join.click()
    qtbot.waitUntil(lambda: "You are Ada, adult." in words(page))
    qtbot.waitUntil(card.invite.isVisible)
    card.invite.name.setText("Leo")
    card.invite.role.show_value(Role.CHILD, "child")
    card.invite.invite.click()
    qtbot.waitUntil(card.invite.code.isVisible)
    assert text.short_date((room.clock.now() + LASTS).astimezone().date()) in card.invite.said.text()
    card.invite.copy.click()
    code = QApplication.clipboard().text()
    leo = HomeOf(tmp_path / "leo")
    leo.done("folder", str(shared), "join", code)
    page.members.again.emit()
    qtbot.waitUntil(lambda: members.state(room.store).next is None)
    assert len(ring.kept) == 2
    card.leave.click()
    assert "is taken out of the folder" in words(page)


# ------------------------------------------------------------ what keeps a device from its family


AGREED = Agreement(
    family="Lovelace",
    person=Member(id="leo", name="Leo", role=Role.CHILD),
    members=(Member(id="ada", name="Ada", role=Role.ADULT), Member(id="leo", name="Leo", role=Role.CHILD)),
    devices=(OwnDevice(id="d1", name="laptop"), OwnDevice(id="d2", name="tablet")),
    relations=(Sees(viewer="ada", subject="leo", level=Level.KINDS),),
)


@pytest.mark.parametrize(
    ("met", "way", "title", "helps", "changes"),
    [
        (Met.NOTHING, Way.HUB, "", "", True),
        (Met.REFUSED, Way.HUB, "", "", True),
        (Met.AWAY, Way.HUB, "The family's hub cannot be reached", "computer with the hub is on", False),
        (Met.AWAY, Way.FOLDER, "The shared folder is not there", "Plug the stick in", False),
        (Met.STRANGER, Way.HUB, "not the hub that this device joined", "Do this.", False),
        (Met.LOCKED, Way.HUB, "The keyring does not tell", "Do this.", False),
        (Met.GONE, Way.HUB, "takes nothing from this device", "leave it here first", False),
    ],
)
def test_what_keeps_a_device_from_its_family_is_said_once_with_what_still_works_and_what_helps(
    desk: Desk,
    room: Room,
    qtbot: QtBot,
    met: Met,
    way: Way,
    title: str,
    helps: str,
    changes: bool,
) -> None:
    joined = Membership(
        way=way, family="Lovelace", person=AGREED.person, device="d1", name="laptop", since=TODAY
    )
    members.keep(room.store, msgspec.structs.replace(joined, folder="/media/x" if way is Way.FOLDER else ""))
    state = members.State(agreement=AGREED, tag="x", met=met, gone=met is Met.GONE, last=NOW)
    if met is not Met.NOTHING:
        state = msgspec.structs.replace(state, sentence=Sentence("It was so."), remedy=Sentence("Do this."))
    members.keep_state(room.store, state)
    page = FamilyPage(desk)
    qtbot.addWidget(page)
    page.show()
    page.shown()
    qtbot.waitUntil(lambda: page.family is not None and page.members.about.text().startswith("You are Leo"))
    part = page.members.trouble
    assert part.isVisibleTo(page) is bool(title)
    if title:
        assert title in part.title.text()
        assert "Recording, limits and breaks go on" in part.works.text()
        assert helps in part.helps.text()
        assert part.detail.text() == "It was so."
        assert not page.members.state.isVisibleTo(page)
        assert "It was so." in part.accessibleName()
    choices = [one for one in page.members.findChildren(Choice) if one.isVisibleTo(page.members)]
    assert bool(choices) is changes
    assert page.members.retry.isVisibleTo(page) is (met is not Met.GONE)
    assert page.members.leave.isVisibleTo(page)


def test_where_the_record_cannot_be_read_nothing_is_there_to_fill_in(
    desk: Desk, room: Room, qtbot: QtBot
) -> None:
    room.error = StoreBusy("Another program holds the record.", "Try again.")
    page = FamilyPage(desk)
    qtbot.addWidget(page)
    page.show()
    page.shown()
    qtbot.waitUntil(page.notice.isVisible)
    assert not page.cards.isVisibleTo(page)
    room.error = None
    page.again()
    qtbot.waitUntil(lambda: page.cards.isVisibleTo(page))


def test_a_parent_answers_on_the_page_what_a_child_asked_on_their_own_device(
    desk: Desk, room: Room, qtbot: QtBot, tmp_path: Path
) -> None:
    mia, clock = HomeOf(tmp_path / "mia"), SystemClock()
    with keyrings.in_memory():
        wish, shared = NewFamily("Home", "Ada", "pc"), tmp_path / "shared"
        members.keep(room.store, sharing.create_folder(room.store, shared, wish, TODAY, clock.now))
        code, _who, _until = joining.invite(room.store, "Mia", Role.CHILD, Level.KINDS, clock.now)
        mia.done("folder", str(shared), "join", code)
        joining.refreshed(room.store, clock.now)
        mia.push()
        limit = ["--home", str(mia.root), "limits", "set", "--ai", "--minutes", "60", "--agreed", "Ada"]
        assert CliRunner().invoke(wellbeing, limit).exit_code == 0
        mia.done("ask", "30", "--limit", "1", "--reason", "chess")
        mia.push()
        joining.refreshed(room.store, clock.now)
        room.clock.set((clock.now() - room.clock.now()).total_seconds())
        page = FamilyPage(desk)
        qtbot.addWidget(page)
        page.show()
        page.shown()
        qtbot.waitUntil(lambda: "Mia asks for 30 minutes" in words(page))
        assert "AI tools. “chess”" in words(page)
        assert "One request waits for an answer." in words(page)
        button(page, "Give 15 minutes").click()
        qtbot.waitUntil(lambda: "Mia asks" not in words(page))
        mia.push()
        assert mia.json("requests")["requests"][0]["answer"]["minutes"] == 15
