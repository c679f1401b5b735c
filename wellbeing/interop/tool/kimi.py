"""Kimi CLI and Kimi Code: `wire.jsonl` of each session, in two generations.

Source: MoonshotAI/kimi-cli (`wire`), agentsview `kimi.go`, tokscale `kimi.rs`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from wellbeing.interop.field import at, digest, first, identity, moment, record, text
from wellbeing.interop.folder import config, each, named
from wellbeing.interop.human import human
from wellbeing.interop.session import SessionLines
from wellbeing.interop.told import Told
from wellbeing.model import Tokens

_PATTERNS = ("sessions/*/*/wire.jsonl", "sessions/*/*/agents/*/wire.jsonl")


class Kimi(SessionLines):
    """Events of a session; in Kimi Code each agent has a file, and only `main` listens to a person.

    Args:
        tool: id in the catalogue: the command line, or the desktop program that works with it inside.
    """

    def __init__(self, name: str = "kimi", tool: str = "kimi_cli") -> None:
        super().__init__()
        self.name = name  # type: ignore[misc]  # one class for two programs
        self.tool = tool  # type: ignore[misc]

    def places(self, home: Path, environ: Mapping[str, str]) -> Iterator[Path]:
        """See `LogFormat`."""
        if self.tool == "kimi_cli":
            old = named(environ, "KIMI_SHARE_DIR", "KIMI_DATA_DIR") or [home / ".kimi"]
            new = named(environ, "KIMI_CODE_HOME") or [home / ".kimi-code"]
            return each([*old, *new], *_PATTERNS)
        inside = Path("kimi-desktop/daimon-share/daimon/runtime/kimi-code/home")
        return each([root / inside for root in config(home, environ)], *_PATTERNS)

    def session(self, path: Path) -> str:
        """See `SessionLines`."""
        return path.parents[2].name if path.parents[1].name == "agents" else path.parent.name

    def human(self, path: Path) -> bool:
        """See `SessionLines`."""
        return path.parents[1].name != "agents" or path.parent.name == "main"

    def part(self, path: Path) -> str:
        """See `SessionLines`."""
        return f"{digest(path.parent.name)[:8]}:" if path.parents[1].name == "agents" else ""

    def event(self, told: Told, value: Mapping[str, object]) -> bool:
        """See `SessionLines`."""
        message = record(value.get("message"))
        if text(message.get("type")):
            return _legacy(told, value, message)
        kind = text(value.get("type"))
        when = moment(value.get("time")) or moment(value.get("timestamp"))
        if kind in ("turn.prompt", "turn.steer"):
            origin = at(value, "origin", "kind")
            if origin in (None, "user") and human(value.get("input")):
                told.prompt(when, identity(value.get("id")))
        elif kind == "usage.record":
            # `step.end` repeats the same figures; records of the session are sums (tokscale).
            if value.get("usageScope") == "turn":
                told.answer(when, _tokens(value.get("usage")), model=_model(value.get("model")))
        elif kind in ("config.update", "llm.request"):
            told.belongs(None, model=_model(value.get("modelAlias") or value.get("model")))
        elif kind is not None and kind.startswith("context."):
            told.work(when)
        return kind is not None


def _legacy(told: Told, value: Mapping[str, object], message: Mapping[str, object]) -> bool:
    when, kind = moment(value.get("timestamp")), message.get("type")
    if kind in ("TurnBegin", "SteerInput"):
        if human(at(message, "payload", "user_input")):
            told.prompt(when)
    elif kind == "StatusUpdate":
        key = identity(at(message, "payload", "message_id"))
        told.answer(when, _tokens(at(message, "payload", "token_usage")), key=key)
    else:
        told.work(when)
    return True


def _tokens(usage: object) -> Tokens:
    return Tokens(
        first(usage, "input_other", "inputOther"),
        first(usage, "output"),
        first(usage, "input_cache_creation", "inputCacheCreation"),
        first(usage, "input_cache_read", "inputCacheRead"),
    )


def _model(value: object) -> str | None:
    name = (text(value) or "").removeprefix("kimi-code/")
    # Names such as `__kimi_env_model__` stand for a setting.
    return None if not name or name.startswith("__") else name
