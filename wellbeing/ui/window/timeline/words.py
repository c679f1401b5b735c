"""The words of the Timeline page: from rows and holes to what is read, in the person's language."""

from __future__ import annotations

from datetime import datetime, timedelta

from wellbeing.engine.view.timeline import DayLine, Face, Row
from wellbeing.model import Pastime, Presence
from wellbeing.timeline.marker import Marker, What
from wellbeing.ui import text
from wellbeing.ui.text import _, ngettext

_MINUTE = timedelta(minutes=1)

# ------------------------------------------------------------ heading


def title(line: DayLine) -> str:
    """The sentence: how much, from when to when."""
    if line.recorded is None:
        return _("Nothing recorded yet")
    if line.only_totals:
        return _("Only totals are kept of this day")
    used = [one.span for one in line.activities if one.presence.counts]
    if not used:
        return _("Nothing recorded so far") if line.current else _("Nothing recorded on this day")
    zone = line.start.tzinfo
    return _("{amount} in use, from {begin} to {end}").format(
        amount=text.duration(line.total),
        begin=text.clock(used[0].start.astimezone(zone)),
        end=text.clock(used[-1].end.astimezone(zone)),
    )


def under(line: DayLine) -> str:
    """What the list is, or why there is none."""
    if line.recorded is None:
        return _("Stretches of use appear here by themselves once the tracker runs.")
    if line.only_totals:
        return _(
            "Its single activities are older than you wish to keep them, so nothing can be listed or changed."
        )
    if not line.activities:
        return ""
    return _("Runs of the same app or site that are less than 30 seconds apart are one stretch.")


def found(rows: int, amount: timedelta) -> str:
    """What a search brought."""
    if not rows:
        return _("Nothing on this day fits.")
    return ngettext("{count} stretch, {amount}", "{count} stretches, {amount}", rows).format(
        count=rows, amount=length(amount)
    )


# ------------------------------------------------------------ rows


def length(amount: timedelta) -> str:
    """As `text.duration`, but short ones in seconds."""
    if amount < _MINUTE:
        return _("{seconds} s").format(seconds=round(amount.total_seconds()))
    return text.duration(amount)


def when(row: Row, *, part: bool = False) -> str:
    """From when to when; a part of a stretch to the second."""
    if part:
        return text.clock_to_the_second(row.start)
    begin, end = text.clock(row.start), text.clock(row.end)
    return begin if begin == end else _("{begin} – {end}").format(begin=begin, end=end)


def sample_times() -> str:
    """As long as the times of a stretch get; for the width of their column."""
    late = text.clock(datetime(2000, 1, 1, 22, 58))  # noqa: DTZ001 - only its length counts
    return _("{begin} – {end}").format(begin=late, end=late)


def name(row: Row) -> str:
    """What it was."""
    if row.marker is not None:
        return marker_name(row.marker)
    if row.away:
        return _("Screen locked") if row.presence is Presence.LOCKED else _("Away")
    return face_name(row.face) if row.face is not None else ""


def face_name(face: Face) -> str:
    """As the person knows it; offline time without a name by its kind."""
    if face.offline is not None and not face.offline.name:
        return kind_name(face.offline.kind)
    return face.name


def detail(row: Row) -> str:
    """What stands beside the name, more quietly."""
    if row.marker is not None:
        return marker_reason(row.marker)
    if row.away or row.face is None:
        return ""
    said = (
        [kind_name(row.face.offline.kind)] if row.face.offline is not None and row.face.offline.name else []
    )
    if row.title:
        said.append(row.title)
    if row.presence is Presence.PASSIVE:
        said.append(_("watching or listening"))
    if len(row.others) == 1:
        said.append(_("and {name}").format(name=row.others[0]))
    elif row.others:
        more = ngettext("and {name}, {count} more", "and {name}, {count} more", len(row.others) - 1)
        said.append(more.format(name=row.others[0], count=len(row.others) - 1))
    return " · ".join(said)


def category(row: Row) -> str:
    """Its category; nothing for holes and absences."""
    return "" if row.face is None or row.away else row.face.category_name


def spoken(row: Row) -> str:
    """The whole line, for a screen reader."""
    said = [when(row), name(row), category(row), detail(row)]
    amount = text.spoken(row.amount) if row.amount >= _MINUTE else length(row.amount)
    return ", ".join(part for part in [*said, amount if row.amount else ""] if part)


# ------------------------------------------------------------ holes


def marker_name(marker: Marker) -> str:
    """In a word or two."""
    if marker.what is What.CLOCK and marker.jump is not None:
        far = length(abs(marker.jump))
        ahead = marker.jump > timedelta(0)
        return (
            _("Clock set forward by {amount}").format(amount=far)
            if ahead
            else _("Clock set back by {amount}").format(amount=far)
        )
    names = {
        What.PAUSE: _("Paused"),
        What.OFF: _("Not running"),
        What.SUSPEND: _("Asleep"),
        What.GAP: _("Gap"),
        What.CRASH: _("Ended unexpectedly"),
        What.BLIND: _("Not seen"),
        What.CLOCK: _("Clock changed"),
    }
    return names[marker.what]


def marker_reason(marker: Marker) -> str:
    """Why nothing is recorded there, in plain words."""
    reasons = {
        What.PAUSE: _("You paused recording."),
        What.OFF: _("Wellbeing was closed, or the computer was off."),
        What.SUSPEND: _("The computer slept."),
        What.GAP: _("For a while nothing was noticed: the computer was very busy or stood still."),
        What.CRASH: _("A crash or a power cut: up to ten seconds before it are lost."),
        What.BLIND: _("A sensor failed, so it is not known what was in front. The page Health says more."),
        What.CLOCK: _("No time is counted twice, and none is made up."),
    }
    return reasons[marker.what]


# ------------------------------------------------------------ edits


def kind_name(kind: Pastime) -> str:
    """What offline time was."""
    names = {
        Pastime.MEETING: _("Meeting"),
        Pastime.COMPANY: _("With people"),
        Pastime.PHONE: _("On the phone"),
        Pastime.READING: _("Reading on paper"),
        Pastime.WRITING: _("Writing on paper"),
        Pastime.OUTDOORS: _("Outdoors"),
        Pastime.OTHER: _("Away from the screen"),
    }
    return names[kind]


def corrected(amount: timedelta, category_name: str) -> str:
    """After a correction."""
    return _("{amount} moved to {category}.").format(amount=length(amount), category=category_name)


def by_rules(amount: timedelta) -> str:
    """After a correction was given up."""
    return _("{amount} sorted by the rules again.").format(amount=length(amount))


def hidden(amount: timedelta) -> str:
    """After a stretch was marked private."""
    return _("{amount} are private now: what it was is gone.").format(amount=length(amount))


def removed(amount: timedelta) -> str:
    """After a stretch was deleted."""
    return _("{amount} deleted, from backups too within a quarter of an hour.").format(amount=length(amount))


def added(amount: timedelta) -> str:
    """After offline time was added."""
    return _("{amount} of offline time added.").format(amount=length(amount))


def room(fills: timedelta, asked: timedelta) -> str:
    """What adding offline time would do."""
    if not fills:
        return _("All of it is in use already, or lies in the future.")
    if fills == asked:
        return _("Adds {amount}.").format(amount=length(fills))
    return _("Adds {amount}; the rest is in use already and stays as it is.").format(amount=length(fills))
