"""Exports of ChatGPT and Claude: a list of conversations in JSON, read one by one in bounded memory.

Source: the exports themselves; simonw/llm-logs and agentsview `chatgpt.go`, `claude_ai.go` read the same fields.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from wellbeing.interop.export.archive import Member
from wellbeing.interop.field import at, entries, identity, moment, record
from wellbeing.interop.field import model as named
from wellbeing.interop.page import Page
from wellbeing.model import Answer, Prompt, Tokens
from wellbeing.model.sentence import Sentence
from wellbeing.ports import KnownError

FILES: Final = re.compile(r"(^|/)conversations(-\d+)?\.json$")
"""Large accounts get `conversations-000.json` and so on."""
CHOOSE: Final = Sentence("Choose the ZIP that the service sent, or the conversations.json in it.")


def conversations(member: Member) -> Iterator[Mapping[str, object]]:
    """The conversations of a file, one by one.

    Raises:
        KnownError: it is no list of conversations, or breaks off.
    """
    if member.begins() not in (b"[", b"{"):
        raise KnownError(Sentence("{file} is no export of conversations.", file=member.name), CHOOSE)
    for element in member.elements():
        yield record(element)


def chatgpt(conversation: Mapping[str, object], page: Page) -> bool:
    """What a conversation with ChatGPT tells: the branch that is shown, from its end upwards; False where it is none.

    `mapping` holds every message by id with its `parent`; `current_node` is the last one that is shown.
    """
    mapping = record(conversation.get("mapping"))
    if not isinstance(conversation.get("mapping"), dict):
        return False
    session = identity(conversation.get("conversation_id")) or identity(conversation.get("id"))
    last = moment(conversation.get("create_time"))
    for key, message in _shown(mapping, conversation.get("current_node")):
        last = moment(message.get("create_time")) or last
        metadata = record(message.get("metadata"))
        role = at(message, "author", "role")
        page.understood += 1
        if last is None or session is None or metadata.get("is_visually_hidden_from_conversation") is True:
            continue
        if role == "user" and _typed(message, metadata):
            page.prompts.append(Prompt("chatgpt", identity(message.get("id")) or key, last, session))
        elif role == "assistant" and (model := named(metadata.get("model_slug"))) is not None:
            page.answers.append(
                Answer("chatgpt", identity(message.get("id")) or key, last, session, model, Tokens())
            )
    return True


def _shown(mapping: Mapping[str, object], node: object) -> list[tuple[str, Mapping[str, object]]]:
    """Messages from the first to the last that is shown."""
    if not isinstance(node, str) or node not in mapping:
        parents = {parent for one in mapping.values() if isinstance(parent := at(one, "parent"), str)}
        leaves = [key for key in mapping if key not in parents]
        node = max(leaves, key=lambda leaf: _when(mapping, leaf), default=None)
    chain: list[tuple[str, Mapping[str, object]]] = []
    seen: set[str] = set()
    while isinstance(node, str) and node in mapping and node not in seen:
        seen.add(node)
        chain.append((node, record(at(mapping[node], "message"))))
        node = at(mapping[node], "parent")
    return [(identity(key) or key, message) for key, message in reversed(chain) if message]


def _when(mapping: Mapping[str, object], key: str) -> float:
    when = moment(at(mapping[key], "message", "create_time"))
    return when.timestamp() if when else 0.0


def _typed(message: Mapping[str, object], metadata: Mapping[str, object]) -> bool:
    # Own instructions stand under the person's name, too.
    kind = at(message, "content", "content_type")
    return kind != "user_editable_context" and metadata.get("is_user_system_message") is not True


def claude(conversation: Mapping[str, object], page: Page) -> bool:
    """What a conversation with Claude tells; False where it is none."""
    if not isinstance(conversation.get("chat_messages"), list):
        return False
    session = identity(conversation.get("uuid"))
    last = moment(conversation.get("created_at"))
    for number, entry in enumerate(entries(conversation.get("chat_messages"))):
        message = record(entry)
        last = moment(message.get("created_at")) or last
        page.understood += 1
        written = message.get("sender") == "human" and not _is_result(message)
        if written and last is not None and session is not None:
            key = identity(message.get("uuid")) or f"{session}:{number}"
            page.prompts.append(Prompt("claude", key, last, session))
    return True


def _is_result(message: Mapping[str, object]) -> bool:
    """Whether nothing but results of tools stands in it."""
    kinds = {at(block, "type") for block in entries(message.get("content"))}
    return kinds == {"tool_result"}


def owner(conversation: Mapping[str, object]) -> str | None:
    """Whose export a conversation comes from: `chatgpt`, `claude` or None."""
    if isinstance(conversation.get("chat_messages"), list):
        return "claude"
    return "chatgpt" if isinstance(conversation.get("mapping"), dict) else None
