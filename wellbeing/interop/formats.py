"""Every log format that is understood; the one place that lists them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from wellbeing.interop.folder import EDITORS
from wellbeing.interop.log import LogFormat


def formats(aider_roots: Sequence[Path] = ()) -> list[LogFormat]:
    """One reader for each kind of log of each tool; they hold nothing open.

    Args:
        aider_roots: folders of the person's choice in which aider's histories are looked for.
    """
    return [*_agents(), *_editors(), *_others(aider_roots)]


def _agents() -> list[LogFormat]:
    """Agents in the terminal."""
    from wellbeing.interop.claude_code import ClaudeCode
    from wellbeing.interop.codex import Codex
    from wellbeing.interop.tool.amp import Amp
    from wellbeing.interop.tool.copilot_cli import CopilotEvents, CopilotStore, CopilotTelemetry
    from wellbeing.interop.tool.crush import Crush
    from wellbeing.interop.tool.cursor import CursorTranscripts
    from wellbeing.interop.tool.droid import DroidLines, DroidSettings
    from wellbeing.interop.tool.gemini import GeminiDocument, GeminiLines
    from wellbeing.interop.tool.goose import GooseDatabase, GooseLines
    from wellbeing.interop.tool.grok import Grok
    from wellbeing.interop.tool.junie import Junie
    from wellbeing.interop.tool.kimi import Kimi
    from wellbeing.interop.tool.kiro import KiroDatabase, KiroLines, KiroTurns
    from wellbeing.interop.tool.opencode import OpenCodeDatabase, OpenCodeFolder
    from wellbeing.interop.tool.qwen import QwenCode
    from wellbeing.interop.tool.vibe import Vibe

    return [
        ClaudeCode(),
        Codex(),
        GeminiLines(),
        GeminiDocument(),
        OpenCodeDatabase(),
        OpenCodeFolder(),
        OpenCodeDatabase("kilo", "kilo", "kilo", "kilo*.db", ("KILO_DATA_DIR",)),
        OpenCodeDatabase("mimocode", "mimocode", "mimocode", "mimocode*.db", ("MIMOCODE_DATA_DIR",)),
        CopilotEvents(),
        CopilotStore(),
        CopilotTelemetry(),
        Amp(),
        GooseDatabase(),
        GooseLines(),
        CursorTranscripts(),
        QwenCode(),
        GeminiDocument("qwen-json", "qwen_code", ".qwen"),
        Crush(),
        DroidLines(),
        DroidSettings(),
        Kimi(),
        KiroLines(),
        KiroTurns(),
        KiroDatabase(),
        Grok(),
        Junie(),
        Vibe(),
        *_families(),
    ]


def _families() -> list[LogFormat]:
    """Formats that several tools share."""
    from wellbeing.interop.tool.claude_like import ClaudeLike
    from wellbeing.interop.tool.pi import PiLines

    nested = ("sessions/*.jsonl", "sessions/*/*.jsonl")
    claws = (".openclaw", ".clawdbot", ".moltbot", ".moldbot")
    return [
        PiLines("pi", "pi_agent", (".pi/agent",), "PI_CODING_AGENT_DIR", nested),
        PiLines("omp", "omp", (".omp/agent",), "OMP_AGENT_DIR", nested),
        PiLines("openclaw", "openclaw", claws, "OPENCLAW_STATE_DIR", ("agents/*/sessions/*.jsonl*",)),
        ClaudeLike("qoder", "qoder", (".qoder/projects", "config:Qoder/SharedClientCache/cli/projects")),
        ClaudeLike("codebuddy", "codebuddy", (".codebuddy/projects",), "CODEBUDDY_PROJECTS_DIR"),
        ClaudeLike("iflow", "iflow", (".iflow/projects",)),
        ClaudeLike("commandcode", "commandcode", (".commandcode/projects",)),
        ClaudeLike("cherry", "cherry_studio", ("config:CherryStudio/Data/Agents/.claude/projects",)),
        ClaudeLike("zcode", "zcode", (".zcode/projects", ".zcode/cli/projects")),
    ]


def _editors() -> list[LogFormat]:
    """Assistants inside editors."""
    from wellbeing.interop.tool.cline import ClineSessions, ClineTasks
    from wellbeing.interop.tool.continue_dev import ContinueSessions, ContinueTokens
    from wellbeing.interop.tool.cursor import CursorDatabase
    from wellbeing.interop.tool.kiro import KiroExecutions
    from wellbeing.interop.tool.vscode_chat import VSCodeChat
    from wellbeing.interop.tool.zed import Zed

    return [
        *(VSCodeChat(tool) for tool in EDITORS),
        CursorDatabase(),
        ClineTasks("cline", "cline", "saoudrizwan.claude-dev"),
        ClineTasks("roo", "roo", "rooveterinaryinc.roo-cline"),
        ClineTasks("kilo-code", "kilo", "kilocode.kilo-code"),
        ClineSessions(),
        ContinueSessions(),
        ContinueTokens(),
        KiroExecutions(),
        Zed(),
    ]


def _others(aider_roots: Sequence[Path]) -> list[LogFormat]:
    """Local runners, chat programs, and tools of the command line."""
    from wellbeing.interop.tool.aider import Aider
    from wellbeing.interop.tool.anythingllm import AnythingLLM
    from wellbeing.interop.tool.augment import Augment
    from wellbeing.interop.tool.codebuff import Codebuff
    from wellbeing.interop.tool.forge import Forge
    from wellbeing.interop.tool.gptme import Gptme
    from wellbeing.interop.tool.hermes import Hermes
    from wellbeing.interop.tool.jan import Jan
    from wellbeing.interop.tool.kimi import Kimi
    from wellbeing.interop.tool.lm_studio import LMStudio
    from wellbeing.interop.tool.ollama import Ollama
    from wellbeing.interop.tool.open_webui import OpenWebUI
    from wellbeing.interop.tool.simon_llm import SimonLLM
    from wellbeing.interop.tool.warp import Warp

    return [
        Aider(aider_roots),
        LMStudio(),
        Ollama(),
        OpenWebUI(),
        Jan(),
        AnythingLLM(),
        Kimi("kimi-desktop", "kimi"),
        Hermes(),
        SimonLLM(),
        Gptme(),
        Forge(),
        Warp(),
        Augment(),
        Codebuff(),
    ]
