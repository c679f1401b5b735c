"""Synthetic logs of Claude Code and Codex, with what a careful reader must find in them."""

from __future__ import annotations

import json
import random
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from wellbeing.model import Tokens

START = datetime(2026, 5, 4, 8, tzinfo=UTC)
Line = dict[str, Any]
"""JSON, as the tools write it."""


@dataclass
class Truth:
    """What was done."""

    tokens: Tokens = field(default_factory=Tokens)
    prompts: int = 0
    sessions: set[str] = field(default_factory=set)


def stamp(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def write(path: Path, lines: Iterable[Line]) -> None:
    """Compact JSON, as the tools write it and ccusage needs it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        for line in lines:
            file.write(json.dumps(line, separators=(",", ":"), ensure_ascii=False) + "\n")


class Chance:
    """Repeatable chance, and a clock that runs on."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 - a test's chance must repeat
        self.at = START + timedelta(minutes=seed)

    def later(self, least: float = 1.2, most: float = 90) -> datetime:
        self.at += timedelta(milliseconds=round(1000 * self.random.uniform(least, most)))
        return self.at

    def name(self) -> str:
        return str(uuid.UUID(int=self.random.getrandbits(128), version=4))

    def id7(self, at: datetime) -> str:
        ms = int(at.timestamp() * 1000)
        return str(uuid.UUID(int=(ms << 80) | (7 << 76) | (2 << 62) | self.random.getrandbits(60)))

    def words(self) -> str:
        return "words " * self.random.randint(1, 12)


class Claude(Chance):
    """Sessions of Claude Code, with side chains, retries, streaming duplicates, forks and resumed copies."""

    def __init__(self, home: Path, seed: int) -> None:
        super().__init__(seed)
        self.folder = home / ".claude" / "projects" / "-home-person-project"
        self.truth = Truth()

    def fill(self, sessions: int = 4) -> Truth:
        for _ in range(sessions):
            self._session()
        return self.truth

    def _session(self) -> None:
        session = self.name()
        lines = self._turns(session, self.random.randint(1, 4))
        write(self.folder / f"{session}.jsonl", lines)
        if self.random.random() < 0.6:
            self._sub_agent(session, lines)
        if self.random.random() < 0.5:  # resumed or forked: everything copied under a new session, then more
            fork = self.name()
            # Copies of answers without a request are counted again by ccusage, so none are made here.
            known = [line for line in lines if line["type"] != "assistant" or "requestId" in line]
            copies = [dict(line, sessionId=fork) if self.random.random() < 0.9 else line for line in known]
            more = self._turns(fork, 1)
            write(self.folder / f"{fork}.jsonl", [*copies, *more])
        if self.random.random() < 0.3:  # nothing but a command
            only = self.name()
            write(self.folder / f"{only}.jsonl", [self._user(only, "<command-name>/exit</command-name>")])

    def _turns(self, session: str, count: int) -> list[Line]:
        lines: list[Line] = [{"type": "summary", "summary": self.words(), "leafUuid": self.name()}]
        for _ in range(count):
            lines += self._prompt(session)
            for _ in range(self.random.randint(1, 5)):
                lines += self._answer(session)
                lines.append(self._result(session))
            lines += self._noise(session)
        return lines

    def _line(self, kind: str, session: str, **more: Any) -> Line:
        return {
            "parentUuid": self.name(),
            "isSidechain": False,
            "userType": "external",
            "cwd": "/home/person/project",
            "sessionId": session,
            "version": "2.1.12",
            "gitBranch": "main",
            "type": kind,
            "uuid": self.name(),
            "timestamp": stamp(self.later()),
            **more,
        }

    def _user(self, session: str, content: Any, **more: Any) -> Line:
        return self._line("user", session, message={"role": "user", "content": content}, **more)

    def _prompt(self, session: str) -> list[Line]:
        self.truth.prompts += 1
        self.truth.sessions.add(session)
        text = {"type": "text", "text": self.words()}
        picture = {"type": "image", "source": {"type": "base64", "data": "iVBOR"}}
        opened = {"type": "text", "text": "<ide_opened_file>The user opened /secret.py</ide_opened_file>"}
        made = [
            self._user(session, self.words()),
            self._user(session, [text]),
            self._user(session, [picture]),
            self._user(session, [opened, text], promptSource="typed"),
            self._line("attachment", session, attachment={"type": "queued_command", "prompt": self.words()}),
        ]
        return [self.random.choice(made)]

    def _noise(self, session: str) -> list[Line]:
        """What looks like a prompt and is none."""
        reminder = {"type": "text", "text": "<system-reminder>do</system-reminder>"}
        made = [
            self._user(session, "Caveat: what follows", isMeta=True),
            self._user(session, "<local-command-stdout>ok</local-command-stdout>"),
            self._user(session, "<command-name>/clear</command-name>"),
            self._user(session, "[Request interrupted by user]"),
            self._user(session, [{"type": "text", "text": "[Request interrupted by user for tool use]"}]),
            self._user(session, [reminder]),
            self._user(session, "This session is being continued", isCompactSummary=True),
            self._user(session, "scripted", promptSource="sdk"),
            self._user(session, "<task-notification>done</task-notification>"),
            self._user(session, "peer", origin={"kind": "task-notification"}),
            self._user(session, "behind", sessionKind="bg"),
            self._user(session, "scripted", entrypoint="sdk-cli"),
            self._line("attachment", session, attachment={"type": "file", "filename": "/a"}),
            self._line("system", session, subtype="compact_boundary", content="x"),
            {"type": "file-history-snapshot", "messageId": self.name(), "snapshot": {}},
            {"type": "queue-operation", "operation": "enqueue", "content": "x", "sessionId": session},
        ]
        return self.random.sample(made, self.random.randint(0, 4))

    def _result(self, session: str) -> Line:
        block = {"type": "tool_result", "tool_use_id": "toolu_1", "content": "output " * 50}
        return self._user(session, [block], toolUseResult={"stdout": "output"})

    def _usage(self) -> Line:
        chance = self.random
        usage: Line = {
            "input_tokens": chance.randint(1, 40),
            "cache_creation_input_tokens": chance.randint(0, 9000),
            "cache_read_input_tokens": chance.randint(0, 90_000),
            "output_tokens": chance.randint(1, 2000),
            "service_tier": "standard",
        }
        if chance.random() < 0.3:
            one = chance.randint(0, usage["cache_creation_input_tokens"])
            two = usage["cache_creation_input_tokens"] - one
            usage["cache_creation"] = {"ephemeral_5m_input_tokens": one, "ephemeral_1h_input_tokens": two}
        return usage

    def _said(self, session: str, message: str, request: str | None, usage: Line, **more: Any) -> Line:
        body = {
            "id": message,
            "type": "message",
            "role": "assistant",
            "model": "claude-opus-4-5",
            "content": [{"type": "text", "text": self.words()}],
            "usage": usage,
        }
        asked = {} if request is None else {"requestId": request}
        return self._line("assistant", session, message=body, **asked, **more)

    def _count(self, usage: Line) -> None:
        self.truth.tokens += Tokens(
            usage["input_tokens"],
            usage["output_tokens"],
            usage["cache_creation_input_tokens"],
            usage["cache_read_input_tokens"],
        )

    def _answer(self, session: str) -> list[Line]:
        """One answer in several lines while it streams, perhaps after a failed try."""
        message, request, usage = f"msg_{self.name()}", f"req_{self.name()}", self._usage()
        self._count(usage)
        growing = [dict(usage, output_tokens=max(1, usage["output_tokens"] * part // 3)) for part in (1, 2)]
        lines = [self._said(session, message, request, one) for one in (*growing, usage)]
        if self.random.random() < 0.3:
            lines = lines[-1:]
        elif self.random.random() < 0.3:
            lines.append(dict(lines[-1], uuid=self.name(), timestamp=stamp(self.later())))
        if self.random.random() < 0.2:
            nothing = dict.fromkeys(usage, 0) | {"service_tier": None}
            nothing.pop("cache_creation", None)
            failed = self._said(session, self.name(), request, nothing, isApiErrorMessage=True)
            failed["message"]["model"] = "<synthetic>"
            lines.insert(0, failed)
        if self.random.random() < 0.1:  # an answer whose request was not logged
            alone = self._usage()
            self._count(alone)
            lines.append(self._said(session, f"msg_{self.name()}", None, alone))
        return lines

    def _sub_agent(self, session: str, parent: list[Line]) -> None:
        """A file of its own: the task, work of its own, and now and then answers of the parent repeated."""
        agent = self.name()[:8]
        lines = [dict(self._user(session, "task"), isSidechain=True, agentId=agent)]
        for _ in range(self.random.randint(1, 3)):
            lines += [dict(line, isSidechain=True, agentId=agent) for line in self._answer(session)]
        said = [line for line in parent if line["type"] == "assistant" and "requestId" in line]
        for line in self.random.sample(said, min(2, len(said))):
            lines.append(dict(line, isSidechain=True, requestId=f"req_{self.name()}"))
        write(self.folder / session / "subagents" / f"agent-{agent}.jsonl", lines)


class Codex(Chance):
    """Threads of Codex, with repeated counts, forks, sub-agents and headless runs."""

    def __init__(self, home: Path, seed: int, *, quick_sub_agents: bool = False) -> None:
        super().__init__(seed)
        self.folder = home / ".codex"
        self.quick = quick_sub_agents
        self.truth = Truth()

    def fill(self, threads: int = 4) -> Truth:
        for _ in range(threads):
            self._thread()
        return self.truth

    def _thread(self) -> None:
        chance = self.random.random()
        name, lines = self._begun({} if chance < 0.8 else {"source": "exec", "originator": "codex_exec"})
        total = dict.fromkeys(_FIGURES, 0)
        for _ in range(self.random.randint(1, 3)):
            lines += self._turn(name, total, human=chance < 0.8)
        self._write(name, lines)
        if self.random.random() < 0.4:
            write(self.folder / "archived_sessions" / self._file(name).name, lines)
        if self.random.random() < 0.5:
            self._fork(name, lines, total)
        if self.random.random() < 0.5:
            self._sub_agent(name, lines, total, replay=self.random.random() < 0.5)

    def _file(self, name: str) -> Path:
        return self.folder / "sessions" / "2026" / "05" / "04" / f"rollout-2026-05-04T08-00-00-{name}.jsonl"

    def _write(self, name: str, lines: list[Line]) -> None:
        write(self._file(name), lines)

    def _begun(self, more: Line) -> tuple[str, list[Line]]:
        at = self.later(60, 90)
        name = self.id7(at)
        meta = {"id": name, "timestamp": stamp(at), "cwd": "/home", "originator": "codex_cli_rs"}
        payload = meta | {"cli_version": "0.98.0", "source": "cli", "instructions": self.words()} | more
        return name, [{"timestamp": stamp(at), "type": "session_meta", "payload": payload}]

    def _event(self, payload: Line, kind: str = "event_msg", *, at: datetime | None = None) -> Line:
        return {"timestamp": stamp(at or self.later()), "type": kind, "payload": payload}

    def _turn(self, name: str, total: Line, *, human: bool) -> list[Line]:
        at = self.later()
        turn = self.id7(at)
        lines = [
            self._event({"type": "task_started", "turn_id": turn, "model_context_window": 1}, at=at),
            self._event({"turn_id": turn, "model": "gpt-5.2-codex", "cwd": "/home"}, "turn_context", at=at),
            self._event(
                {"type": "message", "role": "user", "content": [{"text": "x"}]}, "response_item", at=at
            ),
            self._event({"type": "user_message", "message": self.words(), "images": []}, at=at),
            self._event({"type": "user_message", "message": "<environment_context>x"}, at=at),
        ]
        if human:
            self.truth.prompts += 1
            self.truth.sessions.add(name)
        for _ in range(self.random.randint(1, 4)):
            lines += self._answer(total)
        lines.append(self._event({"type": "task_complete", "turn_id": turn, "last_agent_message": "done"}))
        return lines

    def _answer(self, total: Line, least: float = 1.2) -> list[Line]:
        chance = self.random
        used = {"input_tokens": chance.randint(100, 9000), "output_tokens": chance.randint(1, 900)}
        used["cached_input_tokens"] = chance.randint(0, used["input_tokens"])
        used["reasoning_output_tokens"] = chance.randint(0, used["output_tokens"])
        used["total_tokens"] = used["input_tokens"] + used["output_tokens"]
        for figure in _FIGURES:
            total[figure] += used[figure]
        self.truth.tokens += Tokens(
            used["input_tokens"] - used["cached_input_tokens"],
            used["output_tokens"],
            0,
            used["cached_input_tokens"],
        )
        info = {"last_token_usage": used, "total_token_usage": dict(total), "model_context_window": 1}
        if chance.random() < 0.2:
            del info["last_token_usage"]
        said = self._event(
            {"type": "reasoning", "summary": []}, "response_item", at=self.later(least, least + 60)
        )
        count = self._event({"type": "token_count", "info": info, "rate_limits": None}, at=self.at)
        lines = [
            said,
            self._event({"type": "token_count", "info": None, "rate_limits": {}}, at=self.at),
            count,
        ]
        if chance.random() < 0.3:
            lines.append(self._event(count["payload"]))
        return lines

    def _copied(self, lines: list[Line], at: datetime, *, anew: bool) -> list[Line]:
        """A parent's history, stamped anew at one stroke or as it was."""
        if not anew:
            return list(lines)
        return [
            dict(line, timestamp=stamp(at + timedelta(milliseconds=min(30, place))))
            for place, line in enumerate(lines)
        ]

    def _fork(self, parent: str, lines: list[Line], total: Line) -> None:
        name, begun = self._begun({"forked_from_id": parent})
        begun += self._copied(lines, self.at, anew=self.random.random() < 0.5)
        begun += self._turn(name, dict(total), human=True)
        self._write(name, begun)

    def _sub_agent(self, parent: str, lines: list[Line], total: Line, *, replay: bool) -> None:
        spawn = {"subagent": {"thread_spawn": {"parent_thread_id": parent, "depth": 1}}}
        name, begun = self._begun({"source": spawn})
        own = dict(total) if replay else dict.fromkeys(_FIGURES, 0)
        if replay:
            begun += self._copied(lines, self.at, anew=True)
        begun += self._turn(name, own, human=False)
        if self.quick:
            begun += self._answer(own, least=0.05)[-1:]
        self._write(name, begun)


_FIGURES = (
    "input_tokens",
    "cached_input_tokens",
    "output_tokens",
    "reasoning_output_tokens",
    "total_tokens",
)
