"""What categories, kinds and AI tools are called on the pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from wellbeing.api.words import Words
from wellbeing.files.resources import resource


@dataclass(frozen=True, slots=True)
class Names:
    """The names in the shipped catalogue; an id that it does not know is its own name."""

    categories: Mapping[str, str]
    tools: Mapping[str, str]

    def category(self, key: str, words: Words) -> str:
        """Such as `Video`, in the language of the page."""
        return words._(self.categories[key]) if key in self.categories else key

    def tool(self, key: str) -> str:
        """Such as `ChatGPT`."""
        return self.tools.get(key, key)

    def kind(self, key: str, words: Words) -> str:
        """Such as `Coding agents`, in the language of the page."""
        _ = words._
        kinds = {
            "chat_assistant": _("Chat"),
            "companion": _("Companions"),
            "search": _("Search"),
            "research_notebook": _("Research notebooks"),
            "coding_assistant": _("In the editor"),
            "ai_ide": _("AI editors"),
            "coding_agent_cli": _("Coding agents"),
            "app_builder": _("App builders"),
            "agent_automation": _("Automation"),
            "local_runner": _("Local models"),
            "image_gen": _("Images"),
            "video_gen": _("Video"),
            "audio_music": _("Audio and music"),
            "voice_dictation": _("Dictation"),
            "writing_aid": _("Writing aids"),
            "translation": _("Translation"),
            "meeting_notes": _("Meeting notes"),
            "education": _("Learning"),
            "productivity_embedded": _("Inside other apps"),
            "ai_browser": _("AI browsers"),
        }
        return kinds.get(key, _("Other AI tools"))


def shipped() -> Names:
    """Read from the catalogue that comes with the program."""
    return Names(
        {row["id"]: row["name"] for row in _rows("categories.toml", "category")},
        {row["id"]: row["name"] for row in _rows("ai_tools.toml", "tool") if "name" in row},
    )


def _rows(file: str, table: str) -> list[dict[str, Any]]:  # Any: our own catalogue, checked by its tests
    found = msgspec.toml.decode(resource("catalogue", file).read_bytes())
    return list(found[table])
