"""Chat of VS Code and of editors made from it: `chatSessions/<id>.json`, or `.jsonl` as a journal of changes.

Source: microsoft/vscode `chatSessionStore.ts` and `objectMutationLog.ts` (kind 0 the whole, 1 set, 2 push or cut,
3 delete), agentsview `vscode_copilot.go`, tokscale `copilot_vscode.rs`. Inline completions are not logged.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from wellbeing.interop.field import (
    at,
    count,
    decoded,
    digest,
    entries,
    identity,
    length,
    moment,
    record,
    text,
)
from wellbeing.interop.folder import editors, files
from wellbeing.interop.human import written
from wellbeing.interop.page import Page
from wellbeing.interop.session import Event, retell
from wellbeing.interop.told import Memory, Told
from wellbeing.interop.whole import WholeLog
from wellbeing.model import Tokens

_PLACES = (
    "workspaceStorage/*/chatSessions/*",
    "globalStorage/emptyWindowChatSessions/*",
    "globalStorage/transferredChatSessions/*",
)
_KEPT = frozenset(
    {"requestId", "timestamp", "message", "result", "modelId", "promptTokens", "completionTokens"}
)
_KEPT |= {"isSystemInitiated", "shouldBeRemovedOnSend"}
_MOST_REQUESTS = 20_000


class VSCodeChat(WholeLog):
    """Chat sessions of one editor.

    Args:
        tool: id in the catalogue, as in `folder.EDITORS`.
    """

    def __init__(self, tool: str = "vscode_copilot") -> None:
        self.tool = tool
        self.name = f"chat-{tool.replace('_', '-')}"

    def places(self, home: Path, environ: Mapping[str, str]) -> Iterator[Path]:
        """See `LogFormat`."""
        for tool, user in editors(home, environ):
            if tool == self.tool:
                yield from (path for path in files(user, *_PLACES) if path.suffix in (".json", ".jsonl"))

    def take(self, content: bytes, page: Page, path: Path) -> None:
        """See `WholeLog`."""
        value = _rebuilt(content, page) if path.suffix == ".jsonl" else decoded(content)
        session = record(value)
        if not isinstance(session.get("requests"), list):
            page.unknown += 1
            return
        told = Told(self.tool, page, Memory(session=digest(identity(session.get("sessionId")) or path.stem)))
        events = [
            event for request in entries(session["requests"]) for event in _events(page, record(request))
        ]
        retell(told, events)
        told.close()


def _events(page: Page, request: Mapping[str, object]) -> Iterator[Event]:
    when, key = moment(request.get("timestamp")), identity(request.get("requestId"))
    page.understood += when is not None
    page.unknown += when is None
    if when is None:
        return
    said = request.get("message")
    if request.get("isSystemInitiated") is not True and (
        said is None or written(said) or written(at(said, "text"))
    ):
        yield Event(when, key, prompt=True)
    metadata = at(request, "result", "metadata")
    took = length(at(request, "result", "timings", "totalElapsed"))
    tokens = Tokens(
        count(request.get("promptTokens")) or count(at(metadata, "promptTokens")),
        count(request.get("completionTokens")) or count(at(metadata, "outputTokens")),
    )
    name = text(at(metadata, "resolvedModel")) or (text(request.get("modelId")) or "").removeprefix(
        "copilot/"
    )
    yield Event(when, key, tokens=tokens, model=name, until=when + took if took else when)


def _rebuilt(content: bytes, page: Page) -> object:
    """The session that a journal leads to, reduced to what is read here."""
    whole: dict[str, object] = {}
    for line in content.splitlines():
        if not line.strip():
            continue
        entry = record(decoded(line))
        kind, path, value = entry.get("kind"), entries(entry.get("k")), entry.get("v")
        if kind == 0 and isinstance(value, dict):
            whole = {
                "sessionId": value.get("sessionId"),
                "requests": [_slim(one) for one in entries(value.get("requests"))],
            }
        elif kind in (1, 2, 3) and path:
            _change(whole, path, value, entry)
        else:
            page.unknown += 1
    return whole


def _change(
    whole: dict[str, object], path: Sequence[object], value: object, entry: Mapping[str, object]
) -> None:
    if path[0] != "requests":
        return
    requests = whole.setdefault("requests", [])
    if not isinstance(requests, list):
        return
    if len(path) == 1:
        cut = entry.get("i")
        if isinstance(cut, int) and 0 <= cut <= len(requests):
            del requests[cut:]
        fresh = [_slim(one) for one in entries(value)]
        if entry.get("kind") == 2:
            requests.extend(fresh[: _MOST_REQUESTS - len(requests)])
        else:
            requests[:] = fresh
        return
    index = path[1]
    if not isinstance(index, int) or isinstance(index, bool) or not 0 <= index < len(requests):
        return
    request = requests[index]
    if len(path) == 2:
        requests[index] = _slim(value)
    elif isinstance(request, dict):
        _set(request, [str(step) for step in path[2:]], value, delete=entry.get("kind") == 3)
        requests[index] = _slim(request)


def _set(target: dict[str, object], path: list[str], value: object, *, delete: bool) -> None:
    if path[0] not in _KEPT:
        return
    for step in path[:-1]:
        below = target.get(step)
        if not isinstance(below, dict):
            below = target[step] = {}
        target = below
    if delete:
        target.pop(path[-1], None)
    else:
        target[path[-1]] = value


def _slim(request: object) -> object:
    # The answers' texts make nearly all of a session's size, and none of what is read.
    slim = {key: value for key, value in record(request).items() if key in _KEPT}
    result = record(slim.get("result"))
    if result:
        metadata = record(result.get("metadata"))
        kept = {
            key: metadata[key] for key in ("promptTokens", "outputTokens", "resolvedModel") if key in metadata
        }
        slim["result"] = {"timings": result.get("timings"), "metadata": kept}
    if "message" in slim:
        slim["message"] = text(at(slim["message"], "text")) or text(slim["message"])
    return slim
