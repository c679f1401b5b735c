"""What counts for a limit: from sums of use and prompts to minutes or a number."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta

from wellbeing.catalogue.label import Label
from wellbeing.limits.limit import Limit, Measure, Of, Target
from wellbeing.model import NOTHING, AppIdentity, Prompt, Use, offline

Labelled = Callable[[AppIdentity], Label]
"""What the catalogue says of an app."""
MINUTE = timedelta(minutes=1)


def covers(target: Target, app: AppIdentity, label: Label) -> bool:
    """Whether a target speaks of an app in front; time away from screens is covered by none."""
    if offline(app) is not None:
        return False
    key, site = target.key.casefold(), app.site or ""
    return {
        Of.TOTAL: app != NOTHING,
        Of.AI: label.tool is not None,
        Of.TOOL: label.tool == target.key,
        Of.CATEGORY: label.category == target.key,
        Of.APP: key in (app.app_id.casefold(), (app.exe or "").casefold()),
        Of.SITE: site == key or site.endswith(f".{key}"),
    }[target.of]


def counts(limit: Limit, app: AppIdentity, label: Label) -> bool:
    """Whether time with an app counts for a limit that is measured in minutes."""
    return (
        limit.measure is Measure.MINUTES
        and any(covers(one, app, label) for one in limit.targets)
        and not any(covers(one, app, label) for one in limit.without)
    )


def concerns(limit: Limit, app: AppIdentity, label: Label) -> bool:
    """Whether a limit speaks of what is in front, in whatever it is measured."""
    return any(covers(one, app, label) for one in limit.targets) and not any(
        covers(one, app, label) for one in limit.without
    )


def minutes(limit: Limit, uses: Iterable[Use], label: Labelled) -> float:
    """Minutes of attended use that count for a limit."""
    whole = sum(
        (use.amount for use in uses if use.presence.counts and counts(limit, use.app, label(use.app))),
        timedelta(0),
    )
    return whole / MINUTE


def prompts(limit: Limit, given: Iterable[Prompt]) -> int:
    """Prompts that count for a limit."""
    return sum(
        _prompt_counts(limit.targets, one.tool) and not _prompt_counts(limit.without, one.tool)
        for one in given
    )


def used(limit: Limit, uses: Iterable[Use], given: Iterable[Prompt], label: Labelled) -> float:
    """Minutes or prompts, as the limit is measured."""
    if limit.measure is Measure.PROMPTS:
        return float(prompts(limit, given))
    return minutes(limit, uses, label)


def _prompt_counts(targets: Iterable[Target], tool: str) -> bool:
    return any(one.of is Of.AI or (one.of is Of.TOOL and one.key == tool) for one in targets)
