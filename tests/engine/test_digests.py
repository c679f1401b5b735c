"""What the family may be told of a day is what every other view shows of it, and never more."""

from __future__ import annotations

from datetime import timedelta

from tests.fakes import days
from tests.fakes.days import TODAY, Stay
from wellbeing.analysis import usage
from wellbeing.checkins.checkin import CheckIn
from wellbeing.checkins.form import Form
from wellbeing.engine.digests import Telling, _hours, clean, digest
from wellbeing.family.digest import decoded, encoded
from wellbeing.family.figures import LONGEST_DAY_S, LONGEST_HOUR_S, App, Tool
from wellbeing.family.level import Level
from wellbeing.family.line import lines
from wellbeing.limits.limit import Aim, Limit, Of, Target
from wellbeing.model import PRIVATE, AppIdentity, Entry, EntryKind, Per, Presence, Prompt, Span, Work
from wellbeing.reports.edition import Edition, Stretch
from wellbeing.reports.facts import Facts, Names, Piece

DAY = timedelta(days=1)
YESTERDAY = TODAY - DAY
TELLING = Telling("desk", lambda limit: limit.name or "+".join(one.key or one.of for one in limit.targets))


def test_a_running_day_is_told_as_every_other_view_shows_it() -> None:
    source = days.source(days.record())
    one = digest(source, TODAY, TELLING, 4)
    uses = source.store.uses(source.days(TODAY, TODAY), frozenset({Per.DAY}))
    assert one.active_s == usage.used(uses).total_seconds() == 135 * 60
    assert one.ai.attended_s == 20 * 60
    assert (one.hours[9], one.hours[10], one.hours[15]) == (1800, 3600, 1800)
    assert one.ai.hours[10] == 1200
    assert one.categories == {
        "writing": 3600,
        "ai": 1200,
        "development": 2100,
        "communication": 300,
        "news": 900,
    }
    assert one.ai_kinds == {"chat_assistant": 1200}
    assert one.tools == (Tool(id="chatgpt", attended_s=1200, unattended_s=0, prompts=None),)
    assert one.breaks == 3
    assert one.longest_free_s == 35 * 60 + 5 * 60 + 15 * 60 + 30 * 60
    assert (one.zone, one.revision, one.level) == ("Europe/Berlin", 4, Level.APPS)
    assert one.until == days.local(TODAY, "15:30")
    assert decoded(encoded(one)) == one


def test_sites_are_told_as_their_browser_and_nothing_of_them_leaves() -> None:
    one = digest(days.source(days.record()), TODAY, TELLING)
    assert App(name="Firefox", active_s=35 * 60) in one.apps
    for host in (b"chatgpt.com", b"bbc.co.uk", b"bbc"):
        assert host not in encoded(one)


def test_web_apps_private_windows_and_time_offline_give_nothing_away() -> None:
    web_app = AppIdentity("chrome-my.secret.example__-Default", "chrome")
    stays = [
        Stay("09:00", 10, PRIVATE),
        Stay("09:10", 10, web_app),
        Stay("09:20", 10, AppIdentity("firefox", "firefox", "secret.example")),
        Stay("09:30", 30, AppIdentity("offline:meeting:Doctor"), Presence.ACTIVE),
    ]
    told = digest(days.source(days.record(stays)), TODAY, TELLING)
    assert {app.name for app in told.apps} == {"Private", "Web app", "Firefox"}
    for word in (b"secret", b"Doctor"):
        assert word not in encoded(told)


def test_a_finished_day_has_its_limits_and_a_running_one_only_what_can_no_longer_come_true() -> None:
    store = days.record()
    before = days.local(TODAY - 10 * DAY, "12:00")
    for limit in (
        Limit((Target(Of.AI),), days=(15,) * 7),
        Limit((Target(Of.CATEGORY, "news"),), days=(60,) * 7),
        Limit((Target(Of.APP, "code"),), days=(60,) * 7),
        Limit((Target(Of.SITE, "bbc.co.uk"),), days=(60,) * 7),
        Limit((Target(Of.SITE, "bbc.co.uk"),), days=(60,) * 7, name="Headlines"),
        Limit((Target(Of.CATEGORY, "writing"),), days=(30,) * 7, aim=Aim.AT_LEAST),
    ):
        store.limits.set(limit, before)
    over = digest(days.source(store), YESTERDAY, TELLING).limits
    assert [(one.name, one.shown, one.kept) for one in over] == [
        ("ai", Level.TOTALS, False),
        ("news", Level.KINDS, True),
        ("code", Level.APPS, True),
        ("", Level.APPS, True),
        ("Headlines", Level.APPS, True),
        ("writing", Level.KINDS, True),
    ]
    running = digest(days.source(store), TODAY, TELLING).limits
    assert [one.kept for one in running] == [False, True, True, True, True]


def test_prompts_and_what_agents_did_alone_are_told() -> None:
    store = days.record()
    at = days.local(TODAY, "12:00")
    store.ledger.add(
        prompts=[Prompt("claude_code", "1", at, "s"), Prompt("claude_code", "2", at, "s")],
        works=[Work("claude_code", "w", Span(at, at + timedelta(minutes=12)), "s")],
    )
    one = digest(days.source(store), TODAY, TELLING)
    assert (one.ai.prompts, one.ai.unattended_s) == (2, 720)
    assert Tool(id="claude_code", attended_s=0, unattended_s=720, prompts=2) in one.tools


def test_pauses_and_changed_limits_are_told_and_the_chain_stands_where_it_stood() -> None:
    at = days.local(YESTERDAY, "12:00")
    store = days.record(entries=[Entry(at, EntryKind.EDIT), *days.paused("12:00", "13:00", "12:30")])
    source = days.source(store)
    today, before = digest(source, TODAY, TELLING), digest(source, YESTERDAY, TELLING)
    assert (today.journal.pauses, today.journal.paused_s) == (1, 1800)
    assert (before.journal.edits, before.chain.entries, today.chain.entries) == (1, 1, 3)


def test_moods_leave_only_by_their_owners_choice_and_never_with_the_note() -> None:
    store = days.record()
    store.checkins.add(
        CheckIn(days.local(TODAY, "10:00"), Form.DAILY, (5, None), ("people",), "a secret note")
    )
    store.checkins.add(CheckIn(days.local(TODAY, "11:00"), Form.DAILY))
    store.checkins.add(CheckIn(days.local(YESTERDAY, "10:00"), Form.WHO5, (1, 2, 3, 4, 5)))
    source = days.source(store)
    assert digest(source, TODAY, TELLING).moods is None
    shown = Telling("desk", str, moods=True)
    [mood] = digest(source, TODAY, shown).moods or ()
    assert (mood.form, mood.values, mood.score) == ("daily", (5, None), None)
    assert b"secret" not in encoded(digest(source, TODAY, shown))
    [who5] = digest(source, YESTERDAY, shown).moods or ()
    assert who5.score == 60


def test_two_devices_of_a_person_are_put_together_from_their_minutes() -> None:
    both = Telling("desk", str, minutes=True)
    other = Telling("lap", str, minutes=True)
    same = digest(days.source(days.record()), TODAY, both), digest(days.source(days.record()), TODAY, other)
    assert lines(same)[0].active_s == 135 * 60
    later = days.record([Stay("09:15", 30, days.CODE), Stay("20:00", 5)])
    evening = days.source(later, now=days.local(TODAY, "21:00"))
    [day] = lines([same[0], digest(evening, TODAY, other)])
    assert day.active_s == (135 + 15 + 5) * 60
    assert day.active.high_s == day.active_s


def test_a_day_without_record_is_empty_and_sound() -> None:
    one = digest(days.source(days.record((), days_before=0)), TODAY, TELLING)
    assert (one.active_s, one.longest_free_s, one.breaks, one.moods) == (0, None, None, None)
    assert decoded(encoded(one)) == one


def test_a_day_made_long_by_travel_is_cut_to_what_a_day_can_have() -> None:
    stretch = Stretch(Edition.MONTH, TODAY, TODAY)
    pieces = [Piece(TODAY, "writing", timedelta(hours=3), hour=hour) for hour in range(24)]
    hours, cut = _hours(Facts(stretch, days.NOW, TODAY, pieces, frozenset({TODAY}), Names()), ai=False)
    assert sum(hours) == LONGEST_DAY_S
    assert max(hours) <= LONGEST_HOUR_S
    assert round(cut * 72, 3) == 25


def test_names_lose_what_would_turn_the_text_around_them() -> None:
    assert clean("A\u202eB\n  C") == "A B C"
    assert clean("\x00") == "?"
    assert len(clean("x" * 300)) == 100
