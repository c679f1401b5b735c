"""The watch over agents: found among processes, each with its own spans, and nothing of what they say kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.clocks import HandClock
from tests.fakes.ledger import FakeLedger
from tests.fakes.processes import FakeProcesses
from wellbeing.catalogue.tools import Tools
from wellbeing.engine.watch import Watch
from wellbeing.files import rules
from wellbeing.model import Answer, Prompt, Span, Work
from wellbeing.ports import StoreBusy


@pytest.fixture(scope="module")
def tools() -> Tools:
    return rules.catalogue().tools


ALWAYS = Span(datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC))


class CountedLedger(FakeLedger):
    """Counts how often it is written to."""

    writes = 0

    def add(
        self, *, works: Sequence[Work] = (), prompts: Sequence[Prompt] = (), answers: Sequence[Answer] = ()
    ) -> None:
        assert not prompts
        assert not answers
        self.writes += 1
        super().add(works=works)


class Rig:
    """A watch with processes, ledger and clock in a test's hands."""

    def __init__(self, tools: Tools) -> None:
        self.clock = HandClock()
        self.processes = FakeProcesses(self.clock)
        self.ledger = CountedLedger()
        self.tools = tools
        self.excluded: tuple[str, ...] = ()
        self.watch = Watch(
            self.processes, lambda: self.tools, self.ledger, self.clock, excluded=lambda: self.excluded
        )
        self.recording = True

    def live(self, seconds: float, each: Callable[[], object] = lambda: None) -> None:
        """Time passes, a beat every five seconds."""
        for _ in range(round(seconds / 5)):
            self.clock.advance(5)
            each()
            self.watch.beat(recording=self.recording)

    def works(self) -> list[Work]:
        """All that is kept."""
        return self.ledger.works(ALWAYS)

    def seconds(self) -> dict[str, float]:
        """Work by tool."""
        sums: dict[str, float] = {}
        for one in self.works():
            sums[one.tool] = sums.get(one.tool, 0) + one.span.length.total_seconds()
        return sums

    def ready(self, pid: int, line: str, tty: int) -> None:
        """An agent that has been at its prompt for a while."""
        self.processes.start(pid, line, tty=tty)
        self.live(60)
        self.processes.types(tty)


@pytest.fixture
def rig(tools: Tools) -> Rig:
    return Rig(tools)


def test_an_agent_that_draws_after_a_key_works(rig: Rig) -> None:
    rig.ready(10, "node /usr/bin/claude", 5)
    rig.live(120, lambda: rig.processes.shows(5))
    assert rig.watch.working == ("claude_code",)
    rig.live(600)
    assert not rig.watch.working
    [work] = rig.works()
    assert (work.tool, work.session) == ("claude_code", None)
    assert work.span.length == pytest.approx(timedelta(seconds=120), abs=timedelta(seconds=15))


def test_several_agents_have_spans_of_their_own(rig: Rig) -> None:
    rig.processes.start(10, "claude", tty=5)
    rig.processes.start(11, "claude", tty=6)
    rig.processes.start(12, "codex exec fix")
    rig.live(60)
    for tty in (5, 6):
        rig.processes.types(tty)

    def work() -> None:
        for tty in (5, 6):
            rig.processes.shows(tty)
        rig.processes.spend(12, 0.1)

    before = rig.seconds().get("codex", 0)
    rig.live(100, work)
    assert len([one for one in rig.works() if one.tool == "claude_code"]) == 2
    assert rig.seconds()["claude_code"] == pytest.approx(200, abs=25)
    assert rig.seconds()["codex"] - before == pytest.approx(100, abs=15)


@pytest.mark.parametrize(
    "line",
    [
        "codex app-server --listen unix://",
        "claude mcp serve",
        "/home/a/.vscode/extensions/anthropic/claude --output-format stream-json --input-format stream-json",
        "gemini --experimental-acp",
        "claude --version",
        "vim CLAUDE.md",
        "grep -r gemini .",
        "goose -dir migrations up",
        "npx -y @modelcontextprotocol/server-github",
        "ollama serve",
        "claude",
    ],
)
def test_what_is_no_agent_never_works(rig: Rig, line: str) -> None:
    rig.processes.start(10, line)
    rig.live(300, lambda: rig.processes.spend(10, 4))
    assert rig.seconds() == {}


def test_the_wrappers_of_an_agent_are_not_counted_beside_it(rig: Rig) -> None:
    rig.processes.start(10, "npx @openai/codex", tty=5)
    rig.processes.start(11, "node /x/node_modules/.bin/codex", parent=10, tty=5)
    rig.processes.start(12, "/x/vendor/bin/codex", parent=11, tty=5)
    rig.live(60)
    rig.processes.types(5)
    rig.live(100, lambda: rig.processes.shows(5))
    assert len(rig.works()) == 1


def test_the_children_count_for_the_agent(rig: Rig) -> None:
    rig.ready(10, "claude", 5)
    rig.processes.start(11, "sh -c pytest", parent=10)
    rig.processes.start(12, "pytest", parent=11)
    rig.live(100, lambda: rig.processes.spend(12, 3))
    assert rig.seconds()["claude_code"] == pytest.approx(100, abs=15)


def test_a_killed_agent_ends_at_its_last_sign(rig: Rig) -> None:
    rig.ready(10, "claude", 5)
    rig.live(60, lambda: rig.processes.shows(5))
    rig.processes.end(10)
    rig.live(600)
    assert rig.seconds()["claude_code"] == pytest.approx(60, abs=15)
    assert rig.watch.working == ()


def test_a_suspended_agent_does_not_work(rig: Rig) -> None:
    rig.ready(10, "claude", 5)
    rig.processes.step_back(10)
    rig.live(300, lambda: rig.processes.shows(5))
    assert rig.seconds() == {}


def test_a_process_that_becomes_an_agent_is_noticed(rig: Rig) -> None:
    rig.processes.start(10, "bash", tty=5)
    rig.live(60)
    rig.processes.turns_into(10, "claude")
    rig.live(310)
    rig.processes.types(5)
    rig.live(60, lambda: rig.processes.shows(5))
    assert rig.seconds()["claude_code"] > 40


def test_an_agent_that_wrote_over_its_arguments_is_known_by_its_file(rig: Rig) -> None:
    rig.processes.exes[10] = "/home/a/.local/share/claude/versions/2.1.0"
    rig.ready(10, "thinking", 5)
    rig.live(60, lambda: rig.processes.shows(5))
    assert rig.seconds()["claude_code"] > 40


def test_a_local_model_works_while_it_computes_for_somebody(rig: Rig) -> None:
    rig.processes.start(10, "/usr/bin/ollama serve")
    rig.processes.start(11, "/usr/bin/ollama runner --model /m --port 41235", parent=10)
    rig.processes.start(12, "python3 -m vllm.entrypoints.openai.api_server --model m")
    rig.live(60)
    rig.processes.connections.add(41235)

    def load() -> None:
        rig.processes.spend(11, 4)
        rig.processes.spend(12, 5)

    rig.live(100, load)
    assert rig.seconds() == {"ollama": pytest.approx(100, abs=15)}
    rig.live(600)
    rig.processes.connections.add(8000)
    rig.live(100, load)
    assert rig.seconds()["vllm"] == pytest.approx(100, abs=15)


def test_nothing_is_noted_while_the_person_pauses(rig: Rig) -> None:
    rig.ready(10, "claude", 5)
    rig.recording = False
    looks = rig.processes.looks
    rig.live(300, lambda: rig.processes.shows(5))
    assert rig.processes.looks == looks
    rig.recording = True
    rig.live(100, lambda: rig.processes.shows(5))
    assert rig.seconds()["claude_code"] <= 100


def test_what_cannot_be_written_is_written_later(rig: Rig) -> None:
    rig.ready(10, "claude", 5)
    rig.ledger.fails = StoreBusy("It is busy.", "Wait.")
    rig.live(60, lambda: rig.processes.shows(5))
    assert rig.seconds() == {}
    rig.ledger.fails = None
    rig.live(10)
    assert rig.seconds()["claude_code"] > 40


def test_what_was_forgotten_does_not_come_back(rig: Rig) -> None:
    rig.ready(10, "claude", 5)
    rig.live(600, lambda: rig.processes.shows(5))
    forgotten = rig.clock.now()
    rig.watch.begin_anew()
    rig.live(60, lambda: rig.processes.shows(5))
    assert all(one.span.start >= forgotten or one.span.end <= forgotten for one in rig.works())


def test_nothing_is_written_while_nothing_works(rig: Rig) -> None:
    rig.ready(10, "claude", 5)
    rig.live(600, lambda: rig.processes.shows(5))
    rig.live(20)
    writes = rig.ledger.writes
    rig.live(3600)
    assert writes <= 62
    assert rig.ledger.writes == writes


def test_a_tool_that_the_person_adds_counts_at_once(tools: Tools, tmp_path: Path) -> None:
    rig = Rig(tools)
    rig.ready(10, "hchat", 5)
    rig.live(60, lambda: rig.processes.shows(5))
    assert rig.seconds() == {}
    own = tmp_path / "rules.toml"
    own.write_text('[[tool]]\nid = "house_chat"\nname = "H"\nkind = "chat_assistant"\ncommands = ["hchat"]\n')
    rig.tools = rules.catalogue(own).tools
    rig.live(20)
    rig.processes.types(5)
    rig.live(60, lambda: rig.processes.shows(5))
    assert rig.seconds()["house_chat"] > 40


@pytest.mark.parametrize(
    ("line", "pattern"), [("claude", "claude*"), ("claude", "Claude Code"), ("llama-server", "llama*")]
)
def test_of_an_excluded_app_nothing_is_noted(rig: Rig, line: str, pattern: str) -> None:
    rig.ready(10, line, 5)
    rig.excluded = (pattern,)

    def works() -> None:
        rig.processes.shows(5)
        rig.processes.spend(10, 4)

    rig.live(300, works)
    assert rig.seconds() == {}


def test_an_agent_of_another_person_is_theirs_but_a_model_is_everybodys(rig: Rig) -> None:
    rig.processes.others = {10, 11}
    rig.processes.start(11, "llama-server --port 9000")
    rig.processes.connections.add(9000)
    rig.ready(10, "claude", 5)

    def works() -> None:
        rig.processes.shows(5)
        rig.processes.spend(10, 4)
        rig.processes.spend(11, 4)

    rig.live(100, works)
    assert set(rig.seconds()) == {"llama_cpp"}
