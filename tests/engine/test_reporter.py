"""The report of the week, from the record to a folder and a mailbox."""

from __future__ import annotations

import errno
import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import keyring
import pytest
import trustme

from tests.clocks import HandClock
from tests.fakes import days
from tests.fakes.days import TODAY
from tests.keyrings import Ring
from tests.mailserver import PASSWORD, USER, MailServer, mail_server
from wellbeing import app
from wellbeing.app import report
from wellbeing.engine.post import Post, State
from wellbeing.engine.reporter import PARTS, Printed, Reporter, delivered, uncopied
from wellbeing.files.settings import Settings
from wellbeing.mail.keychain import keep_password
from wellbeing.mail.smtp import SmtpMailer
from wellbeing.ports import KnownError, Letter, Mailer
from wellbeing.reports.edition import Stretch

LAST_WEEK = date(2026, 11, 16)
MONDAY_NOON = datetime(2026, 11, 23, 11, tzinfo=UTC)


class Desk:
    """A reporter whose prints, notes and mail are there to be looked at."""

    def __init__(self, folder: Path, server: MailServer | None = None, **chosen: object) -> None:
        self.clock = HandClock(MONDAY_NOON)
        self.store = days.record(days_before=40)
        self.settings = Settings(**chosen)  # type: ignore[arg-type]  # any setting
        self.printed: list[Stretch] = []
        self.told: list[Printed] = []
        self.fails: KnownError | None = None
        self.text = "text"
        self.server = server
        self.reporter = Reporter(
            store=self.store,
            clock=self.clock,
            settings=lambda: self.settings,
            archive=folder / "reports",
            week_begins=lambda: 0,
            prints=self.print,
            tells=lambda _stretch, printed: self.told.append(printed),
            mailer=self.mailer,
            letter=lambda key, to, place: Letter(key, to, "s", (place / PARTS[1]).read_text()),
        )

    def print(self, stretch: Stretch, printed: Printed) -> None:
        if self.fails is not None:
            raise self.fails
        self.printed.append(stretch)
        printed.html.write_text("html")
        printed.pdf.write_text("pdf")
        printed.letter.mkdir(exist_ok=True)
        (printed.letter / PARTS[1]).write_text(self.text)

    def mailer(self, chosen: Settings) -> Mailer:
        assert self.server is not None
        return SmtpMailer(
            replace(app.account(chosen), port=self.server.port),
            lambda: PASSWORD,
            self.clock.now,
            self.server.trusted,
        )


def test_it_is_printed_copied_and_told_once(tmp_path: Path) -> None:
    desk = Desk(tmp_path, report_folder=str(tmp_path / "copies"))
    for _look in range(3):
        desk.reporter.look()
    assert [one.first.isoformat() for one in desk.printed] == ["2026-11-16"]
    assert len(desk.told) == 1
    assert sorted(one.name for one in (tmp_path / "copies").iterdir()) == [
        "week-2026-11-16.html",
        "week-2026-11-16.pdf",
    ]
    assert delivered(desk.store) == TODAY - timedelta(days=8)
    desk.clock.advance(timedelta(days=7).total_seconds())
    desk.reporter.look()
    assert len(desk.told) == 2


def test_a_print_that_fails_is_tried_again(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.fails = KnownError("It fails.", "Try.")
    with pytest.raises(KnownError):
        desk.reporter.look()
    desk.fails = None
    desk.reporter.look()
    assert len(desk.told) == 1


def test_a_folder_that_is_away_holds_up_nothing_and_gets_its_copy_when_it_is_back(tmp_path: Path) -> None:
    (tmp_path / "stick").write_text("")
    desk = Desk(tmp_path, report_folder=str(tmp_path / "stick" / "reports"))
    for _look in range(2):
        desk.reporter.look()
    assert len(desk.told) == len(desk.printed) == 1
    (waiting,) = uncopied(desk.store)
    assert (waiting.week, bool(waiting.why)) == (LAST_WEEK, True)
    (tmp_path / "stick").unlink()
    desk.reporter.look()
    assert uncopied(desk.store) == []
    assert len(list((tmp_path / "stick" / "reports").iterdir())) == 2
    assert len(desk.printed) == 1


def test_a_full_folder_keeps_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def half(_source: Path, target: Path) -> None:
        Path(target).write_text("ha")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    desk = Desk(tmp_path, report_folder=str(tmp_path / "copies"))
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "copyfile", half)
        desk.reporter.look()
    assert list((tmp_path / "copies").iterdir()) == []
    assert [one.why for one in uncopied(desk.store)] == [os.strerror(errno.ENOSPC)]
    desk.reporter.look()
    assert len(list((tmp_path / "copies").iterdir())) == 2


def test_who_comes_back_from_holidays_reads_of_the_last_week_that_has_something_to_tell(
    tmp_path: Path,
) -> None:
    desk = Desk(tmp_path)
    desk.clock.advance(timedelta(days=21).total_seconds())
    for _look in range(3):
        desk.reporter.look()
        desk.clock.advance(3600)
    assert [one.first for one in desk.printed] == [LAST_WEEK + timedelta(weeks=1)]
    assert len(desk.told) == 1
    desk.clock.advance(timedelta(days=70).total_seconds())
    desk.reporter.look()
    assert len(desk.printed) == 1, "nothing was recorded meanwhile"


@pytest.mark.parametrize(
    ("first", "now", "expected"),
    [
        (6, datetime(2026, 11, 22, 12, tzinfo=UTC), date(2026, 11, 15)),
        (5, datetime(2026, 11, 21, 12, tzinfo=UTC), date(2026, 11, 14)),
        (0, datetime(2026, 11, 22, 12, tzinfo=UTC), date(2026, 11, 9)),
    ],
)
def test_weeks_begin_where_the_person_lives(
    tmp_path: Path, first: int, now: datetime, expected: date
) -> None:
    desk = Desk(tmp_path)
    desk.clock.set((now - MONDAY_NOON).total_seconds())
    desk.reporter._week_begins = lambda: first
    desk.reporter.look()
    assert [one.first for one in desk.printed] == [expected]


def test_an_hour_before_the_day_begins_waits_for_the_day(tmp_path: Path) -> None:
    """A day begins at 04:00: at 02:30 of Monday the week is not over."""
    desk = Desk(tmp_path, report_at="02:00")
    desk.clock.set((datetime(2026, 11, 23, 1, 30, tzinfo=UTC) - MONDAY_NOON).total_seconds())
    desk.reporter.look()
    assert [one.first for one in desk.printed] == [LAST_WEEK - timedelta(weeks=1)]
    desk.clock.advance(2 * 3600)
    desk.reporter.look()
    assert [one.first for one in desk.printed][1:] == [LAST_WEEK]


KILLED = """
import sys
from datetime import datetime, UTC
from pathlib import Path
sys.path.insert(0, sys.argv[1])
import ssl
from tests.clocks import HandClock
from wellbeing.engine.post import Post
from wellbeing.mail.account import Account
from wellbeing.mail.smtp import SmtpMailer
from wellbeing.ports import Letter
from wellbeing.store.opening import open_store
_, _, record, port, authority, user, password = sys.argv
clock = HandClock(datetime(2026, 11, 23, 11, tzinfo=UTC))
store = open_store(Path(record), clock=clock, backups=Path(record).parent).store
mailer = SmtpMailer(
    Account("localhost", user, port=int(port)), lambda: password, clock.now,
    ssl.create_default_context(cafile=authority),
)
key = "week 2026-11-16 ben@example.org"
print(Post(store).send(key, lambda: Letter(key, ("ben@example.org",), "s", "t"), mailer, clock.now()).state)
store.close()
"""


def test_a_tracker_that_is_killed_between_sending_and_noting_sends_nothing_twice(tmp_path: Path) -> None:
    """A real process, a real record, a real server, and SIGKILL while the server has the letter."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    with mail_server(authority=authority) as server:
        place = str(Path(__file__).parents[2])
        words = (
            place,
            str(tmp_path / "record.db"),
            str(server.port),
            str(tmp_path / "ca.pem"),
            USER,
            PASSWORD,
        )
        command = [sys.executable, "-c", KILLED, *words]
        server.hold = True
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
            assert server.taken.wait(60)
            child.kill()
        server.hold = False
        again = subprocess.run(command, capture_output=True, text=True, check=True)
    assert again.stdout.strip() == "unclear"
    assert len(server.mails) == 1


def test_nothing_comes_when_it_is_off_or_the_person_does_not_exist(tmp_path: Path) -> None:
    desk = Desk(tmp_path, report_weekly=False)
    desk.reporter.look()
    desk.settings = Settings()
    desk.store.mark("demo", "7")
    desk.reporter.look()
    assert not desk.printed


def test_each_recipient_gets_one_letter_and_a_bad_address_harms_no_other(tmp_path: Path) -> None:
    with mail_server() as server:
        to = ("nobody@example.org", "ben@example.org", "ida@example.org")
        desk = Desk(tmp_path, server, report_to=to, mail_host="localhost", mail_sender=USER)
        for _look in range(4):
            desk.reporter.look()
            desk.clock.advance(timedelta(hours=3).total_seconds())
    assert sorted(one for (one,) in server.to) == ["ben@example.org", "ida@example.org"]
    states = {one.key.split()[-1]: one.state for one in Post(desk.store).sendings()}
    assert states == {
        "nobody@example.org": State.REFUSED,
        "ben@example.org": State.SENT,
        "ida@example.org": State.SENT,
    }


def test_a_busy_server_gets_it_later(tmp_path: Path) -> None:
    with mail_server() as server:
        desk = Desk(tmp_path, server, report_to=("ben@example.org",), mail_host="localhost", mail_sender=USER)
        server.reply = "451 busy"
        desk.reporter.look()
        server.reply = "250 taken"
        desk.reporter.look()
        assert not server.mails
        desk.clock.advance(timedelta(minutes=5).total_seconds())
        desk.reporter.look()
    assert len(server.mails) == 1


@pytest.fixture
def ring() -> Iterator[None]:
    before = keyring.get_keyring()
    keyring.set_keyring(Ring())
    yield
    keyring.set_keyring(before)


def test_the_whole_way_from_the_record_to_the_mailbox(
    tmp_path: Path, ring: None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Another process prints, the keyring knows the password, a real server takes the letter."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    caplog.set_level(logging.ERROR, "mail.log")
    with mail_server(authority=authority) as server:
        from wellbeing.engine.ruling import Ruling
        from wellbeing.files import settings
        from wellbeing.files.paths import home
        from wellbeing.model import Activity, AppIdentity, Presence, Span
        from wellbeing.ports import Batch

        place, clock = home(str(tmp_path / "home")), app.clock()
        place.prepare()
        chosen = Settings()
        values: tuple[tuple[str, str | int | tuple[str, ...]], ...] = (
            ("report_to", ("ben@example.org",)),
            ("mail_host", "localhost"),
            ("mail_port", server.port),
            ("mail_sender", USER),
            ("report_at", "00:00"),
        )
        for name, value in values:
            chosen = settings.change_setting(place.settings_file, name, value)
        keep_password(app.account(chosen), PASSWORD)
        store = app.open_record(place, chosen, clock, readonly=False)
        noon = clock.now().replace(hour=12, minute=0, second=0, microsecond=0)
        starts = [noon - timedelta(days=back) for back in range(20, 0, -1)]
        spans = [Span(one, one + timedelta(hours=2)) for one in starts]
        store.write(
            Batch(
                closed=[
                    Activity(one, AppIdentity("firefox", "firefox", "<b>.example"), None, Presence.ACTIVE)
                    for one in spans
                ],
                zones=[clock.zone()],
            )
        )
        told: list[None] = []
        ruled = Ruling(place, app.applications())
        reporter = report.reporter(place, ruled, store, clock, lambda: told.append(None))
        reporter.look()
        reporter.look()
        store.close()
    assert told == [None]
    (mail,) = server.mails
    assert mail["Subject"].startswith("Week of ")
    page, plain = mail.get_body(("html",)), mail.get_body(("plain",))
    assert page is not None
    assert plain is not None
    assert "&lt;b&gt;.example" in page.get_content()
    assert "<b>.example" in plain.get_content()
    assert [one["Content-ID"] for one in mail.walk() if one.get_content_type() == "image/png"] == ["<days>"]
    assert len(list(place.reports.glob("week-*.pdf"))) == 1
