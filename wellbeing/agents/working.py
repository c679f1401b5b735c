"""When an agent works and when it waits, from what the system tells of its process; nothing of what it says.

    typed             ×                                        ×  "yes"
    shown             ┊▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒       ▒▒▒▒▒▒▒       ┊▒▒▒▒▒▒▒▒
    looks       │     │     │     │     │     │     │     │     │     │
    signs                   ●     ●     ●           ●                 ●
    work              ├───────────────────────────────┤        ├────────
                      from the last key               │ a silence is bridged, but not one that a key ended:
                                                      └ there the agent waited for the person

Measured with the real programs (Claude Code 2.1 against a slow server of ours; Codex 0.171, Gemini CLI 0.61, OpenCode
1.18 and aider 0.86 at their prompts): at work 8 to 12 % of a core and an output every second; waiting 0 to 1.2 % and no
output at all. So what is shown without a key pressed is the sign, and the processor only where nothing is shown.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum

from wellbeing.model import Span, TtyUse, Work

LOOK = timedelta(seconds=10)
"""Between two looks. Longer than the 8 s to which terminals tell their times, so that an output never hides."""
GAP = timedelta(minutes=3)
"""A silence up to this long does not split work: the model thinks, a tool runs quietly. The figure at which readers
of logs split as well (tokscale: 3 min; agentsview: 5; ccstat found 1 "unrealistically short")."""
JUMP = timedelta(seconds=2)
"""Wall and monotonic clock may differ by this much between two looks; more is a suspend or a clock that was set."""
STALL = LOOK * 3
"""After a longer silence of ours nothing is known of the time in between."""
GRAIN = timedelta(seconds=8)
"""A terminal tells the time of its last output to this much (tty_update_time, drivers/tty/tty_io.c)."""
SETTLED = timedelta(seconds=30)
"""A program that starts computes before anybody asked it for anything: OpenCode for 15 s, measured."""
BUSY = 0.20
"""Share of a core at which something computes, though nothing is shown: a test run, a model on the processor, or one
on the graphics card, which keeps a core waiting. Programs that wait stay below 0.02."""
AWAKE = 0.001
"""Share of a core of a command that runs once and ends: while it lives it works, unless it hangs."""


class Manner(Enum):
    """How an agent shows that it works."""

    DIALOGUE = "dialogue"
    """It draws on a terminal of its own."""
    ALONE = "alone"
    """It was given one task, and ends with it: `claude -p`, `codex exec`."""
    HIDDEN = "hidden"
    """It is on a terminal in which something else is in front, so that the output is not its own."""
    SERVER = "server"
    """It answers requests of other programs: a local model."""


@dataclass(frozen=True, slots=True)
class Look:
    """One agent at one moment."""

    tool: str
    """Id of a tool of the catalogue."""
    process: str
    """Names the process for ever: number and start."""
    manner: Manner
    at: datetime
    """Wall clock, aware UTC."""
    tick: timedelta
    """Monotonic clock, standing still in suspend."""
    age: timedelta
    """Since the process started."""
    cpu: timedelta
    """Processor time of the process and all that it started, so far."""
    use: TtyUse | None = None
    """Of its terminal, where it is in front there; else None."""
    connected: bool = True
    """For a server: whether somebody is connected to it."""


@dataclass(frozen=True, slots=True)
class Watched:
    """Where the watch over one agent stands."""

    look: Look
    """The last one."""
    start: datetime | None = None
    """When the present stretch of work began; None while none runs."""
    end: datetime | None = None
    """The last sign of work; None before the first."""
    signs: int = 0
    """In the present stretch."""
    typed: datetime | None = None
    """The last key since the last sign; None if none was pressed."""


def begin(look: Look) -> Watched:
    """Watch an agent from now on; what it did before is not known."""
    return Watched(look)


def step(before: Watched, look: Look) -> tuple[Watched, Work | None]:
    """Take in one more look at the same process.

    Returns:
        Where the watch stands, and the stretch of work as far as it is known now, if this look makes it longer.
        Stretches of one process never overlap; one that goes on keeps its key and start, and grows.
    """
    last = before.look
    passed = look.tick - last.tick
    if passed <= timedelta(0) or passed > STALL or abs(look.at - last.at - passed) > JUMP:
        return Watched(look, end=before.end), None
    typed = _typed(last, look)
    if not _sign(before, look, passed, typed=typed is not None):
        return replace(before, look=look, typed=typed or before.typed), None
    return _grown(before, look)


def _grown(before: Watched, look: Look) -> tuple[Watched, Work | None]:
    """A look with a sign of work, from the one before on."""
    since, end = before.look.at, _until(before.look, look)
    start, signs = before.start, before.signs + 1
    waited = before.typed is not None or before.end is None or since - before.end > GAP
    prompted = before.typed is not None
    if start is None or waited:
        # The key pressed last sent the agent to work, if it was pressed around the look before.
        asked = before.typed if before.typed is not None and since - before.typed <= LOOK else since
        start, signs = max(asked, before.end or asked), 1
    # Something drawn once, without a key before it, is no work: a clock, a hint, another size of the window.
    told = signs > 1 or prompted
    now = Watched(look, start, max(end, start), max(signs, 2) if prompted else signs)
    if not told or end <= start:
        return now, None
    began_ms = round(start.timestamp() * 1000)
    return now, Work(look.tool, f"{look.process}-{began_ms}", Span(start, end))


def _sign(before: Watched, look: Look, passed: timedelta, *, typed: bool) -> bool:
    """Whether a look shows that the agent worked since the one before."""
    last = before.look
    share = max(look.cpu - last.cpu, timedelta(0)) / passed
    if look.manner is Manner.SERVER:
        return look.connected and share >= BUSY
    if typed:
        return False
    if look.manner is Manner.ALONE:
        return share >= AWAKE
    if _shown(last, look) and (look.age > SETTLED or before.typed is not None):
        return True
    return share >= BUSY and look.age > SETTLED


def _shown(last: Look, look: Look) -> bool:
    """Whether the agent drew something on its terminal since the look before."""
    if look.manner is not Manner.DIALOGUE or last.manner is not Manner.DIALOGUE:
        return False
    return look.use is not None and last.use is not None and look.use.written > last.use.written


def _typed(last: Look, look: Look) -> datetime | None:
    """When a key was pressed for the agent, if that was since the look before."""
    if look.use is None or last.use is None:
        return None
    return min(look.use.read, look.at) if look.use.read > last.use.read else None


def _until(last: Look, look: Look) -> datetime:
    """The last moment that a sign speaks of: now, or what the terminal says."""
    if look.use is None or not _shown(last, look):
        return look.at
    # The last output was up to a grain later than the terminal says: half of it is right on average.
    return min(look.at, max(look.use.written + GRAIN / 2, last.at))
