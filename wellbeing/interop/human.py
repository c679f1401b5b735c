"""Whether what stands under a person's name was written by a person, and not put there by a program."""

from __future__ import annotations

from wellbeing.interop.field import at, entries, record, text

MACHINE = (
    "<system-reminder>",
    "<environment_context>",
    "<environment_details>",
    "<user_instructions>",
    "<session_context>",
    "<skill-context",
    "<command-name>",
    "<command-message>",
    "<local-command-",
    "<bash-input>",
    "<bash-stdout>",
    "<bash-stderr>",
    "<task-notification>",
    "<state_snapshot>",
    "<mode_notice>",
    "[Request interrupted",
    "[CONTEXT COMPACTION",
)
"""How texts begin that programs put in a person's place (read in agentsview, tokscale and the tools themselves)."""

_RESULTS = frozenset({"tool_result", "toolResult", "toolResponse", "tool-result", "functionResponse", "tool"})
_NO_TEXT = frozenset(
    {"image", "image_url", "input_image", "file", "document", "audio", "media", "inlineData"}
)


def written(words: object) -> bool:
    """Whether a text was written by a person: it says something and does not begin as a program's does."""
    said = text(words)
    return said is not None and not said.startswith(MACHINE)


def human(content: object) -> bool:
    """Whether the content of a message under a person's name is a human turn.

    A text, or a list of blocks (Anthropic, OpenAI, Gemini) none of which is a tool's result, and one of which is
    a text of a person or a picture.
    """
    if isinstance(content, str):
        return written(content)
    if isinstance(content, dict):
        return human([content])
    blocks = [record(block) if not isinstance(block, str) else {"text": block} for block in entries(content)]
    if any(text(block.get("type")) in _RESULTS or not _RESULTS.isdisjoint(block) for block in blocks):
        return False
    return any(_says(block) for block in blocks)


def _says(block: object) -> bool:
    fields = record(block)
    if fields.get("thought") is True or fields.get("synthetic") is True:
        return False
    if text(fields.get("type")) in _NO_TEXT or not _NO_TEXT.isdisjoint(fields):
        return True
    return written(fields.get("text")) or written(at(block, "data", "text"))
