"""What the kinds of AI tools are called: below a tool's name, and as a line of their own."""

from __future__ import annotations

from wellbeing.catalogue.tool import Kind
from wellbeing.ui.text import _


def kind_of_tool(kind: str | None) -> str:
    """Below the name of a tool: `coding agent`, `chat`; empty for a kind that is not known."""
    names = {
        Kind.CHAT_ASSISTANT: _("chat"),
        Kind.COMPANION: _("companion"),
        Kind.SEARCH: _("search"),
        Kind.RESEARCH_NOTEBOOK: _("research notebook"),
        Kind.CODING_ASSISTANT: _("in the editor"),
        Kind.AI_IDE: _("AI editor"),
        Kind.CODING_AGENT_CLI: _("coding agent"),
        Kind.APP_BUILDER: _("app builder"),
        Kind.AGENT_AUTOMATION: _("automation"),
        Kind.LOCAL_RUNNER: _("local model"),
        Kind.IMAGE_GEN: _("images"),
        Kind.VIDEO_GEN: _("video"),
        Kind.AUDIO_MUSIC: _("audio and music"),
        Kind.VOICE_DICTATION: _("dictation"),
        Kind.WRITING_AID: _("writing aid"),
        Kind.TRANSLATION: _("translation"),
        Kind.MEETING_NOTES: _("meeting notes"),
        Kind.EDUCATION: _("learning"),
        Kind.PRODUCTIVITY_EMBEDDED: _("inside an app"),
        Kind.AI_BROWSER: _("AI browser"),
    }
    return names.get(Kind(kind), "") if kind in list(Kind) else ""


def kind_name(kind: str | None) -> str:
    """As a line of a list: `Coding agents`, `Chat`."""
    names = {
        Kind.CHAT_ASSISTANT: _("Chat"),
        Kind.COMPANION: _("Companions"),
        Kind.SEARCH: _("Search"),
        Kind.RESEARCH_NOTEBOOK: _("Research notebooks"),
        Kind.CODING_ASSISTANT: _("In the editor"),
        Kind.AI_IDE: _("AI editors"),
        Kind.CODING_AGENT_CLI: _("Coding agents"),
        Kind.APP_BUILDER: _("App builders"),
        Kind.AGENT_AUTOMATION: _("Automation"),
        Kind.LOCAL_RUNNER: _("Local models"),
        Kind.IMAGE_GEN: _("Images"),
        Kind.VIDEO_GEN: _("Video"),
        Kind.AUDIO_MUSIC: _("Audio and music"),
        Kind.VOICE_DICTATION: _("Dictation"),
        Kind.WRITING_AID: _("Writing aids"),
        Kind.TRANSLATION: _("Translation"),
        Kind.MEETING_NOTES: _("Meeting notes"),
        Kind.EDUCATION: _("Learning"),
        Kind.PRODUCTIVITY_EMBEDDED: _("Inside other apps"),
        Kind.AI_BROWSER: _("AI browsers"),
    }
    return names[Kind(kind)] if kind in list(Kind) else _("Other AI tools")
