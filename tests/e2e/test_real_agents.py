"""The real agents, started and not logged in, are recognised while they are in front."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests import rig
from tests.e2e.tools import GEMINI, LARGE, NODE, Real
from tests.terminals import environ, tab
from wellbeing.agents.found import manner, roots
from wellbeing.agents.working import Manner
from wellbeing.files import rules
from wellbeing.model import Evidence
from wellbeing.sensors.proc import ProcTable
from wellbeing.sensors.terminal import TerminalSensor

HERE = Evidence("xterm", None, "xterm", os.getpid())
START_S = 60.0
"""The largest take some seconds to start, on a busy machine many."""
NOWHERE = "http://127.0.0.1:9"
"""Nobody listens there: nothing leaves this machine."""


@pytest.mark.parametrize("tool", [GEMINI, *(pytest.param(one, marks=pytest.mark.soak) for one in LARGE)])
def test_a_real_agent_is_recognised_in_front_and_only_then(tool: Real, tmp_path: Path) -> None:
    tool.install()
    (tmp_path / "screen").mkdir()
    (tmp_path / ".claude.json").write_text(json.dumps(_past_the_greeting(tmp_path)))
    path = f"{tool.commands}:{NODE / 'bin'}:{os.environ['PATH']}"
    own = {
        "ANTHROPIC_BASE_URL": NOWHERE,
        "ANTHROPIC_API_KEY": "none",
        "OPENAI_API_KEY": "none",
        "DISABLE_AUTOUPDATER": "1",
        "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC": "1",
    }
    table = ProcTable()
    sensor = TerminalSensor(table, lambda: datetime.now(UTC))  # noqa: TID251 - the wall clock
    tools = rules.catalogue().tools

    def used() -> tuple[str, ...]:
        return tools.names_in_use(sensor.foreground(HERE).commands)

    with tab({**environ(tmp_path), **own, "PATH": path}, tmp_path) as shell:
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


def _past_the_greeting(folder: Path) -> dict[str, object]:
    """Claude Code asks for a theme, trust and a key once; this is what it notes when it has asked."""
    trusted = {"hasTrustDialogAccepted": True, "hasCompletedProjectOnboarding": True}
    return {
        "hasCompletedOnboarding": True,
        "theme": "dark",
        "projects": {str(folder): trusted},
        "customApiKeyResponses": {"approved": ["none"], "rejected": []},
    }
