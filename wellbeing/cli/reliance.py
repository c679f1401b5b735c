"""The reliance index with its sum, and what the detectors of growth see.

`--json`, a shape that does not change without a version:

    {"day", "days", "counted", "usual_from",
     "index": null | {"value", "ordinary": [low, high], "parts": [{"component", "side", "percentile", "weight",
              "contribution", "days"}], "missing": [component]},
     "year_ago": {"ai" | "screen": null | {"now_min", "before_min", "days"}},
     "signals": [component], "assistive", "sensitivity",
     "detectors": [{"series", "expected_a_year", "ready", "question", "start", "sum", "limit", "recent", "usual",
                    "silent_until", "conditions": [{"condition", "value", "limit", "passed"}],
                    "episodes": [{"start", "noticed", "recent_min", "usual_min", "changes", "accepted"}]}],
     "truth": null | [{"series", "on", "size", "over_days", "started", "noticed"}]}

`value` is 50 plus all contributions; `percentile` is the mean of two weeks, turned round where less means more
reliance, so that 50 is usual and more is a higher index everywhere. `day` is the last finished one; null and nothing
else where none is recorded. `truth` is of synthetic people alone: what really grew, and what was noticed of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import click

from wellbeing import app
from wellbeing.analysis.growth import EXPECTED, Metric, Standing, Watch
from wellbeing.analysis.reliance import SIDES, Component, Index, year_ago
from wellbeing.cli import say
from wellbeing.cli.reader import Reader, reading
from wellbeing.cli.truth import Grown, grown
from wellbeing.engine.days import DayReader
from wellbeing.engine.reliance import Episode, Reliance, Values, reliance_of, screen
from wellbeing.engine.source import Source
from wellbeing.files.paths import Home
from wellbeing.ui import reliance_words as words
from wellbeing.ui import text
from wellbeing.ui.text import _, ngettext

_SIDE = {component: side for side, some in SIDES.items() for component in some}


def reliance(home: Home, *, as_json: bool) -> None:
    """Index, parts, detectors."""
    app.read_logs(home)
    with reading(home) as reader:
        source = Source(
            reader.store, reader.calendar, reader.labels, reader.settings, reader.clock, reader.now
        )
        lived = DayReader().read(source)
        found = None if lived is None else reliance_of(source, lived)
        if as_json:
            value = _value(found, assistive=reader.settings.ai_is_assistive)
            if found is not None:
                value["truth"] = _truth(reader, home, found)
            say.json_value(value)
            return
        reader.mention_demo()
        if found is None:
            click.echo(_("No day is finished yet. The index compares finished days."))
            return
        _print(found)
        if reader.store.mark("demo") is not None:
            _print_truth(grown(home, found.episodes) or ())


# ------------------------------------------------------------ for programs


def _value(found: Reliance | None, *, assistive: bool) -> dict[str, object]:
    if found is None:
        return {"day": None}
    return {
        "day": found.lived.last.isoformat(),
        "days": len(found.lived.parts),
        "counted": found.counted,
        "usual_from": None if found.usual_from is None else found.usual_from.isoformat(),
        "index": None if found.index is None else _index(found.index),
        "year_ago": {
            Metric.AI.value: _year_ago(found.values[Component.AI_MINUTES]),
            Metric.SCREEN.value: _year_ago(screen(found.lived)),
        },
        "signals": [one.value for one in found.signals],
        "assistive": assistive,
        "sensitivity": found.sensitivity.value,
        "detectors": [_detector(found, metric, watch) for metric, watch in found.watches.items()],
    }


def _index(one: Index) -> dict[str, object]:
    return {
        "value": one.value,
        "ordinary": list(one.ordinary),
        "parts": [
            {
                "component": part.component.value,
                "side": _SIDE[part.component].value,
                "percentile": part.mean,
                "weight": part.weight,
                "contribution": part.contribution,
                "days": part.days,
            }
            for part in one.parts
        ],
        "missing": [component.value for component in one.missing],
    }


def _year_ago(values: Values) -> dict[str, object] | None:
    beside = year_ago(values)
    if beside is None:
        return None
    return {"now_min": round(beside.now, 2), "before_min": round(beside.before, 2), "days": beside.days}


def _detector(found: Reliance, metric: Metric, watch: Watch) -> dict[str, object]:
    standing = watch.standing
    return {
        "series": metric.value,
        "expected_a_year": EXPECTED[metric, found.sensitivity],
        "ready": standing is not None,
        **(_standing(found, standing) if standing is not None else _NOT_READY),
        "episodes": [_episode(one) for one in found.episodes if one.metric is metric],
    }


_LATER = ("question", "start", "sum", "limit", "recent", "usual", "silent_until", "conditions")
_NOT_READY: dict[str, object] = {name: None for name in _LATER}  # noqa: C420 - fromkeys loses the type


def _standing(found: Reliance, one: Standing) -> dict[str, object]:
    until = one.silent_until
    return {
        "question": one.question.value,
        "start": found.lived.day(one.start).isoformat() if one.total else None,
        "sum": round(one.total, 4),
        "limit": round(one.limit, 4),
        "recent": round(one.means.recent, 2),
        "usual": round(one.means.usual, 2),
        "silent_until": None if until is None else found.lived.day(until).isoformat(),
        "conditions": [
            {
                "condition": gate.condition.value,
                "value": round(gate.value, 4),
                "limit": round(gate.limit, 4),
                "passed": gate.passed,
            }
            for gate in one.gates
        ],
    }


def _episode(one: Episode) -> dict[str, object]:
    return {
        "start": one.start.isoformat(),
        "noticed": one.noticed.isoformat(),
        "recent_min": round(one.recent, 2),
        "usual_min": round(one.usual, 2),
        "changes": {component.value: round(share, 4) for component, share in one.changes.items()},
        "accepted": one.accepted,
    }


def _truth(reader: Reader, home: Home, found: Reliance) -> list[dict[str, object]] | None:
    true = grown(home, found.episodes) if reader.store.mark("demo") is not None else None
    if true is None:
        return None
    return [
        {
            "series": one.series,
            "on": one.on.isoformat(),
            "size": round(one.size, 4),
            "over_days": one.over_days,
            "started": None if one.episode is None else one.episode.start.isoformat(),
            "noticed": None if one.episode is None else one.episode.noticed.isoformat(),
        }
        for one in true
    ]


# ------------------------------------------------------------ for people


def _print(found: Reliance) -> None:
    _print_index(found)
    for metric, watch in found.watches.items():
        click.echo("\n" + words.metric(metric))
        values = found.values[Component.AI_MINUTES] if metric is Metric.AI else screen(found.lived)
        beside = year_ago(values)
        if beside is not None:
            said = _("{now} a day in the last four weeks; a year ago {before}.")
            click.echo(said.format(now=words.minutes(beside.now), before=words.minutes(beside.before)))
        for one in found.episodes:
            if one.metric is metric:
                click.echo(_said(one))
        _print_standing(found, watch.standing)
    if Metric.AI not in found.watches:
        click.echo("\n" + _("AI is your assistive tool: its growth is not watched."))


def _print_index(found: Reliance) -> None:
    count = ngettext("{count} day counted", "{count} days counted", found.counted).format(count=found.counted)
    if found.index is None:
        begin = found.usual_from
        click.echo(_("Reliance index: too little data ({days}).").format(days=count))
        if begin is not None:
            said = _("Your usual is made of ten days that lie two weeks back: from about {date}.")
            click.echo(said.format(date=text.day_month(begin)))
        return
    one = found.index
    low, high = (text.decimal(edge) for edge in one.ordinary)
    said = _("Reliance index {value}: 50 is your usual, {low} to {high} is ordinary ({days}).")
    click.echo(said.format(value=text.decimal(one.value), low=low, high=high, days=count))
    known = {part.component: part for part in one.parts}
    rows = []
    for side, some in SIDES.items():
        parts = [known[component] for component in some if component in known]
        rows.append([words.side(side), words.signed(sum(part.contribution for part in parts)), ""])
        rows += [
            [
                f"  {words.component(part.component)}",
                words.signed(part.contribution),
                _("{weight} × ({percentile} − 50)").format(
                    weight=text.percent(part.weight / 100), percentile=text.decimal(part.mean)
                ),
            ]
            for part in parts
        ]
    click.echo(say.table(rows, frozenset({1, 2})))
    if one.missing:
        missing = ", ".join(words.component(component) for component in one.missing)
        click.echo(_("Left out, the others weigh more: {missing}.").format(missing=missing))


def _said(one: Episode) -> str:
    said = (
        _("Growth since about {start}, noticed on {noticed}, accepted: {recent} a day beside {usual}.")
        if one.accepted
        else _("Growth since about {start}, noticed on {noticed}: {recent} a day beside {usual}.")
    )
    return said.format(
        start=_dated(one.start),
        noticed=_dated(one.noticed),
        recent=words.minutes(one.recent),
        usual=words.minutes(one.usual),
    )


def _dated(day: date) -> str:
    return text.dates(day, day, year=True)


def _print_standing(found: Reliance, one: Standing | None) -> None:
    if one is None:
        click.echo(_("Growth: too little data to watch for it."))
        return
    said = _("Nearest to a note: {question}, sum {sum} of {limit}.")
    figures = {"sum": text.decimal(one.total), "limit": text.decimal(one.limit)}
    click.echo(said.format(question=words.question(one.question), **figures))
    if one.silent_until is not None:
        until = _dated(found.lived.day(one.silent_until))
        click.echo(_("Silent until {date}, because the new level is learned first.").format(date=until))
    shut = [words.condition(gate.condition) for gate in one.gates if not gate.passed]
    if shut:
        click.echo(_("Does not hold: {conditions}.").format(conditions="; ".join(shut)))


def _print_truth(true: Sequence[Grown]) -> None:
    """Beside each true growth of a synthetic person what was noticed of it."""
    if not true:
        return
    click.echo("\n" + _("True of this synthetic person:"))
    for one in true:
        grew = _("{series}, {size} from {date} on").format(
            series=words.metric(one.metric), size=f"+{text.percent(one.size)}", date=_dated(one.on)
        )
        if one.episode is None:
            click.echo(_("{growth}: not noticed.").format(growth=grew))
            continue
        days = (one.episode.noticed - one.on).days
        said = ngettext(
            "{growth}: noticed after {days} day, as growth since about {start}.",
            "{growth}: noticed after {days} days, as growth since about {start}.",
            days,
        )
        click.echo(said.format(growth=grew, days=days, start=_dated(one.episode.start)))
