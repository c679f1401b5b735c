"""How much each AI tool was used."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta

import click

from wellbeing import app
from wellbeing.analysis import usage as sums
from wellbeing.analysis.ai import AiUse, ToolUse, ai_use
from wellbeing.cli import say
from wellbeing.cli.reader import Reader, reading
from wellbeing.files.paths import Home
from wellbeing.model import Activity, Span, Work
from wellbeing.ports import Ledger
from wellbeing.timeline.edit import merged
from wellbeing.ui import text
from wellbeing.ui.text import _

_NEAR = timedelta(hours=1)
"""Stretches of work no farther apart are looked at together: one query instead of many."""
_NOTHING = timedelta(0)


@dataclass(frozen=True, slots=True)
class Said:
    """What is told of a span."""

    span: Span
    attended: Mapping[str, timedelta]
    """By tool, from totals where the span is long."""
    active: timedelta
    use: AiUse
    """Of it only what agents did, prompts and tokens: it knows no activities but those beside work."""

    @property
    def tools(self) -> list[str]:
        """Most attended first, then as the ledger ranks them."""
        known = [*self.use.tools, *sorted(self.attended.keys() - self.use.tools.keys())]
        return sorted(known, key=lambda tool: -self.attended.get(tool, _NOTHING))

    def of(self, tool: str) -> ToolUse:
        """What the ledger tells of a tool."""
        return self.use.tools.get(tool, ToolUse())


def ai(home: Home, since: datetime | None, until: datetime | None, *, as_json: bool) -> None:
    """Per tool: attended, alone, prompts, tokens, sessions."""
    kept = app.read_logs(home)
    with ExitStack() as opened:
        ledger = None if kept else opened.enter_context(app.logs_apart(home))
        reader = opened.enter_context(reading(home))
        found = _read(reader, ledger or reader.store.ledger, reader.span(since, until))
        if as_json:
            say.json_value(_value(reader, found))
            return
        reader.mention_demo()
        _print(reader, found)


def _read(reader: Reader, ledger: Ledger, span: Span) -> Said:
    works = ledger.works(span)
    attended: defaultdict[str, timedelta] = defaultdict(timedelta)
    uses = reader.store.uses(span)
    for one in uses:
        used = reader.labels.label(one.app).tool
        if one.presence.counts and used is not None:
            attended[used] += one.amount
    use = ai_use(
        span,
        _beside(reader, works),
        lambda identity: reader.labels.label(identity).tool,
        works=works,
        prompts=ledger.prompts(span),
        tokens=ledger.tokens(span),
    )
    return Said(span, {name: amount for name, amount in attended.items() if amount}, sums.used(uses), use)


def _beside(reader: Reader, works: Sequence[Work]) -> list[Activity]:
    """What was in front while agents worked."""
    wide = merged(Span(work.span.start, work.span.end + _NEAR) for work in works)
    return [one for part in wide for one in reader.store.activities(part)]


def _value(reader: Reader, found: Said) -> dict[str, object]:
    attended = sum(found.attended.values(), _NOTHING)
    rows: list[dict[str, object]] = []
    for tool in found.tools:
        use = found.of(tool)
        rows.append(
            {
                "tool": tool,
                "name": reader.labels.tool_name(tool),
                "kind": reader.labels.tool_kind(tool),
                "attended_s": say.seconds(found.attended.get(tool, _NOTHING)),
                "unattended_s": say.seconds(use.unattended),
                "prompts": len(use.prompts),
                "sessions": use.sessions,
                "input_tokens": use.tokens.input,
                "output_tokens": use.tokens.output,
                "cache_creation_tokens": use.tokens.cache_creation,
                "cache_read_tokens": use.tokens.cache_read,
            }
        )
    return {
        "from": say.iso(found.span.start),
        "to": say.iso(found.span.end),
        "tools": rows,
        "share_of_active": round(attended / found.active, 4) if found.active else 0.0,
    }


def _print(reader: Reader, found: Said) -> None:
    attended = sum(found.attended.values(), _NOTHING)
    whole = found.use.whole
    if not found.tools:
        click.echo(_("No AI tool was used."))
        return
    if attended:
        share = text.percent(attended / found.active)
        said = _("{attended} with AI tools, {share} of the time at the screen.")
        click.echo(said.format(attended=text.duration(attended), share=share))
    else:
        click.echo(_("No AI tool was in front."))
    heads = [
        _("Tool"),
        _("attended"),
        _("alone"),
        _("prompts"),
        _("sessions"),
        _("tokens in"),
        _("tokens out"),
    ]
    rows = [heads, *(_row(reader, found, tool) for tool in found.tools)]
    click.echo("\n" + say.table(rows, frozenset(range(1, len(heads)))))
    if text.minutes(whole.agent_time) > text.minutes(whole.working):
        said = _("Agents worked {agents}, several at once: {clock} by the clock.")
        amounts = {"agents": text.duration(whole.agent_time), "clock": text.duration(whole.working)}
        click.echo("\n" + said.format(**amounts))


def _row(reader: Reader, found: Said, tool: str) -> list[str]:
    use = found.of(tool)
    tokens = use.tokens
    whole_input = tokens.input + tokens.cache_creation + tokens.cache_read
    return [
        reader.labels.tool_name(tool),
        _amount(found.attended.get(tool, _NOTHING)),
        _amount(use.unattended),
        _count(len(use.prompts)),
        _count(use.sessions),
        _count(whole_input),
        _count(tokens.output),
    ]


def _amount(amount: timedelta) -> str:
    return text.duration(amount) if amount else "–"


def _count(number: int) -> str:
    return text.number(number) if number else "–"
