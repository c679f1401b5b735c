"""A day of a family on the terminal: everything that is in it, a line each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from wellbeing.cli import say
from wellbeing.engine.labels import Labels
from wellbeing.family.figures import Figures
from wellbeing.family.line import Line
from wellbeing.ui.kind import kind_name
from wellbeing.ui.text import _, duration, ngettext


def devices(line: Line) -> str:
    """Of how many devices it is, and how exact that makes it."""
    count = len(line.devices)
    said = ngettext("Of {count} device.", "Of {count} devices, no minute twice.", count).format(count=count)
    if line.active.high_s == line.active.low_s:
        return said
    high = duration(timedelta(seconds=line.active.high_s))
    least = _("At least; at most {high}, since a device did not tell its minutes.").format(high=high)
    of = _("Of {count} devices.").format(count=count)
    return f"{of} {least}"


def told(one: Figures, labels: Labels) -> list[str]:
    """A day in lines, all that is in it."""
    found = [
        (one.day.isoformat(), _spent(one.active_s)),
        (_("with AI"), _spent(one.ai.attended_s)),
        (_("agents alone"), _spent(one.ai.unattended_s)),
        (_("prompts"), "–" if one.ai.prompts is None else str(one.ai.prompts)),
        (_("at night"), _spent(one.night_s)),
        (_("longest without AI"), "–" if one.longest_free_s is None else _spent(one.longest_free_s)),
        (_("breaks"), "–" if one.breaks is None else str(one.breaks)),
    ]
    found += [(f"  {labels.category_name(key)}", _spent(amount)) for key, amount in _most(one.categories)]
    found += [
        ("  " + _("AI: {kind}").format(kind=kind_name(key)), _spent(amount))
        for key, amount in _most(one.ai_kinds)
    ]
    found += [(f"  {app_.name}", _spent(app_.active_s)) for app_ in one.apps]
    found += [(f"  {labels.tool_name(tool.id)}", _spent(tool.attended_s)) for tool in one.tools]
    found += [
        (_("limit {name}").format(name=limit.name or limit.id), _("kept") if limit.kept else _("not kept"))
        for limit in one.limits
    ]
    found += [
        (
            _("felt ({form})").format(form=mood.form),
            " ".join("–" if v is None else str(v) for v in mood.values),
        )
        for mood in one.moods or ()
    ]
    return say.table(found, frozenset({1})).splitlines()


def _most(amounts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(amounts.items(), key=lambda item: (-item[1], item[0]))


def _spent(amount_s: int) -> str:
    return duration(timedelta(seconds=amount_s))
