"""The figure of what was added up until a note, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wellbeing.engine.labels import Labels
from wellbeing.engine.view.added import Added
from wellbeing.limits.limit import Limit
from wellbeing.ui import limit_words, text
from wellbeing.ui.group import of_limit
from wellbeing.ui.text import _
from wellbeing.ui.theme import Theme

if TYPE_CHECKING:  # imports matplotlib
    from wellbeing.render.sum import Sum


def caption(added: Added) -> str:
    """What the line is made of."""
    if added.of is None:
        return _(
            "Each day adds how far it lies above what is usual for you on such a day, and takes off what it lies"
            " below. Usual days pull the sum to zero; a single long day adds a little only."
        )
    return _("Everything that counts for this limit, from the morning to the moment of the note.")


def figure(added: Added, labels: Labels, theme: Theme) -> Sum:
    """The figure's value."""
    return _growth(added) if added.of is None else _limit(added, added.of, labels, theme)


def _growth(added: Added) -> Sum:
    from wellbeing.render.chart import Table
    from wellbeing.render.sum import Step, Sum

    first, (last, total) = added.days[0][0], added.days[-1]
    named = {first, added.since, last}
    steps = tuple(
        Step(
            float((day - first).days),
            amount,
            _("{day}: {amount}").format(day=text.long_date(day), amount=text.decimal(amount)),
            text.short_day(day) if day in named else "",
        )
        for day, amount in added.days
    )
    since = None if added.since is None else float((added.since - first).days)
    sentence = _("From {start} on the sum rose to {sum} on {end}; the limit is {limit}.").format(
        start=text.day_month(added.since or first),
        sum=text.decimal(total),
        end=text.day_month(last),
        limit=text.decimal(added.limit),
    )
    return Sum(
        steps,
        added.limit,
        _("limit {amount}").format(amount=text.decimal(added.limit)),
        _("{day}, {amount}").format(day=text.short_day(last), amount=text.decimal(total)),
        sentence,
        Table(
            (_("Day"), _("Sum")), tuple((day.isoformat(), text.decimal(amount)) for day, amount in added.days)
        ),
        since=since,
        since_words=_("growth"),
        before_words=_("back to zero whenever\nyou are as usual"),
        mirrored=text.right_to_left(),
    )


def _limit(added: Added, limit: Limit, labels: Labels, theme: Theme) -> Sum:
    from wellbeing.render.chart import Table
    from wellbeing.render.sum import Step, Sum

    first = added.moments[0][0]
    told = [(text.clock(at), limit_words.amount(limit, amount)) for at, amount in added.moments]
    steps = tuple(
        Step(
            (at - first).total_seconds(),
            amount,
            _("Until {time}: {amount}").format(time=clock, amount=said),
            clock,
        )
        for (at, amount), (clock, said) in zip(added.moments, told, strict=True)
    )
    of = limit_words.amount(limit, added.limit)
    group = of_limit(limit, labels)
    return Sum(
        steps,
        added.limit,
        _("limit {amount}").format(amount=of),
        _("{day}, {amount}").format(day=told[-1][0], amount=told[-1][1]),
        _("From {start} to {end}: {amount} of {limit}.").format(
            start=told[0][0], end=told[-1][0], amount=told[-1][1], limit=of
        ),
        Table((_("Until"), _("Used")), tuple(told)),
        color=theme.colors.ink2 if group is None else theme.groups[group],
        mirrored=text.right_to_left(),
    )
