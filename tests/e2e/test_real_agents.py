"""The real agents, started and not logged in, are recognised while they are in front."""

from __future__ import annotations

import json
import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests import rig
from tests.e2e.slow_model import slow_model
from tests.e2e.tools import GEMINI, LARGE, NODE, Real
from tests.fakes.ledger import FakeLedger
from tests.terminals import OwnTable, environ, tab
from wellbeing.agents.found import manner, roots
from wellbeing.agents.working import Manner
from wellbeing.engine.clock import SystemClock
from wellbeing.engine.watch import Watch
from wellbeing.files import rules
from wellbeing.model import Evidence, Span
from wellbeing.sensors.proc import ProcTable
from wellbeing.sensors.terminal import TerminalSensor

HERE = Evidence("xterm", None, "xterm", os.getpid())
ALWAYS = Span(datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC))
START_S = 60.0
"""The largest take some seconds to start, on a busy machine many."""
KEY = "no-key-0123456789-0123456789"
NOWHERE = "http://127.0.0.1:9"
"""Nobody listens there: nothing leaves this machine."""


@pytest.mark.parametrize("tool", [GEMINI, *(pytest.param(one, marks=pytest.mark.soak) for one in LARGE)])
def test_a_real_agent_is_recognised_in_front_and_only_then(tool: Real, tmp_path: Path) -> None:
    surroundings = _surroundings(tool, tmp_path, NOWHERE)
    table = ProcTable()
    sensor = TerminalSensor(table, lambda: datetime.now(UTC))  # noqa: TID251 - the wall clock
    tools = rules.catalogue().tools

    def used() -> tuple[str, ...]:
        return tools.names_in_use(sensor.foreground(HERE).commands)

    with tab(surroundings, tmp_path) as shell:
        shell.line(f"{tool.name} --version; echo asked")
        rig.until(lambda: used() == () and "\nasked" in shell.said, "the version", START_S)
        shell.line(f"{tool.name} {tool.arguments}")
        rig.until(lambda: used() == (tool.name,), f"{tool.name} to be in use", START_S)
        whole = table.refresh()
        beneath = {pid for pid, one in whole.items() if one.session == shell.pid}
        found = {
            pid: known.id
            for pid in beneath
            if (known := tools.command(table.argv(pid))) is not None and manner(whole[pid], table.argv(pid))
        }
        [root] = roots(whole, found)
        assert manner(whole[root], table.argv(root)) is Manner.DIALOGUE
        shell.type("\x1a")
        rig.until(lambda: used() == (), "it to be suspended or over", START_S)
        assert table.up() - whole[root].started < timedelta(seconds=START_S)


@pytest.mark.soak
def test_the_real_claude_code_works_as_long_as_its_answer_takes(tmp_path: Path) -> None:
    """Two minutes: half a minute at its prompt, an answer of thirty seconds, half a minute at its prompt."""
    ledger, tools = FakeLedger(), rules.catalogue().tools
    watch = Watch(OwnTable(), lambda: tools, ledger, SystemClock())

    def live(seconds: float) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            watch.beat(recording=True)
            time.sleep(1)

    with slow_model(30) as address, tab(_surroundings(LARGE[0], tmp_path, address), tmp_path) as shell:
        shell.line("claude")
        live(45)
        assert ledger.works(ALWAYS) == []
        shell.type("hello there")
        time.sleep(1)
        asked = SystemClock().now()
        shell.type("\r")
        while "word9" not in shell.said:
            live(1)
        answered = SystemClock().now()
        live(45)
    [work] = ledger.works(ALWAYS)
    assert work.tool == "claude_code"
    slack = timedelta(seconds=9)  # Linux tells the times of terminals to 8 s
    assert abs(work.span.start - asked) < slack
    assert abs(work.span.end - answered) < slack


def _surroundings(tool: Real, folder: Path, address: str) -> dict[str, str]:
    """A home in which a tool is installed and past its greeting, and whose model is at an address."""
    tool.install()
    (folder / ".claude.json").write_text(json.dumps(_past_the_greeting(folder)))
    return {
        **environ(folder),
        "PATH": f"{tool.commands}:{NODE / 'bin'}:{os.environ['PATH']}",
        "ANTHROPIC_BASE_URL": address,
        "ANTHROPIC_API_KEY": KEY,
        "OPENAI_API_KEY": "none",
        "DISABLE_AUTOUPDATER": "1",
        "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC": "1",
    }


def _past_the_greeting(folder: Path) -> dict[str, object]:
    """Claude Code asks for a theme, trust and a key once; this is what it notes when it has asked."""
    trusted = {"hasTrustDialogAccepted": True, "hasCompletedProjectOnboarding": True}
    return {
        "hasCompletedOnboarding": True,
        "theme": "dark",
        "projects": {str(folder): trusted},
        "customApiKeyResponses": {"approved": [KEY[-20:]], "rejected": []},
    }
