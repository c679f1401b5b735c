"""The watch over real processes on real terminals."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from tests import rig
from tests.fakes.ledger import FakeLedger
from tests.terminals import OwnTable, commands, environ, tab
from wellbeing.catalogue.tools import Tools
from wellbeing.engine.clock import SystemClock
from wellbeing.engine.watch import Watch
from wellbeing.files import rules
from wellbeing.model import Span

ALWAYS = Span(datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC))


@pytest.fixture(scope="module")
def tools() -> Tools:
    return rules.catalogue().tools


@pytest.fixture
def ledger() -> FakeLedger:
    return FakeLedger()


@pytest.fixture
def look(tools: Tools, ledger: FakeLedger) -> Callable[[], object]:
    """One look; gives the tools that work."""
    watch = Watch(OwnTable(), lambda: tools, ledger, SystemClock(), every=timedelta(0))

    def beat() -> tuple[str, ...]:
        watch.beat(recording=True)
        return tuple(sorted({one.tool for one in ledger.works(ALWAYS)}))

    return beat


def test_a_real_agent_works_from_its_prompt_on(
    tmp_path: Path, look: Callable[[], object], ledger: FakeLedger
) -> None:
    commands(tmp_path, "claude")
    with tab(environ(tmp_path), tmp_path) as shell:
        shell.line("claude")
        rig.until(lambda: "\n" in shell.said and look() == (), "the agent to be seen")
        shell.rest(100)
        look()
        asked = SystemClock().now()
        ages = count(200, 100)
        shell.line("work 20")
        rig.until(lambda: shell.tty.stat().st_atime > asked.timestamp() - 2, "the key")
        look()

        def works() -> bool:
            # Linux moves the time of the last output once in 8 s; putting it back lets the next one tell.
            shell.rest(next(ages))
            rig.until(lambda: shell.tty.stat().st_mtime > asked.timestamp() - 2, "output")
            return look() == ("claude_code",)

        rig.until(works, "it to work")
        [work] = ledger.works(ALWAYS)
        assert abs(work.span.start - asked) < timedelta(seconds=10)
        shell.type("\x1a")
        rig.until(lambda: "Stopped" in shell.said, "it to be suspended")
        look()
        before = ledger.works(ALWAYS)
        for _ in range(5):
            shell.line("echo something")
            look()
        assert ledger.works(ALWAYS) == before


def test_a_command_that_runs_once_works_without_a_terminal(
    tmp_path: Path, look: Callable[[], object], ledger: FakeLedger
) -> None:
    place = commands(tmp_path, "codex")
    (place / "codex").write_text("#!/bin/bash\nwhile :; do :; done\n")
    with subprocess.Popen([place / "codex", "exec", "mend it"]) as process:
        rig.until(lambda: look() == ("codex",), "it to work")
        process.kill()
    look()
    before = ledger.works(ALWAYS)
    look()
    assert ledger.works(ALWAYS) == before
