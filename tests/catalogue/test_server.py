"""Servers of local models, and where they listen."""

from __future__ import annotations

import pytest

from wellbeing.catalogue.tool import Traits
from wellbeing.catalogue.tools import Tools
from wellbeing.files import rules
from wellbeing.model import AppEntry, AppIdentity


@pytest.fixture(scope="module")
def tools() -> Tools:
    return rules.catalogue().tools


@pytest.mark.parametrize(
    ("line", "tool", "ports"),
    [
        ("/usr/local/bin/ollama runner --model /m/sha256-1 --port 41235", "ollama", (41235,)),
        ("/usr/local/bin/ollama runner --ollama-engine --port=37777 --model m", "ollama", (37777,)),
        ("/usr/lib/ollama1/runners/cpu_avx2/ollama_llama_server --port 3", "ollama", (3,)),
        ("llama-server -m model.gguf", "llama_cpp", (8080, 8000)),
        ("./build/bin/llama-server -m model.gguf --port 9000", "llama_cpp", (9000,)),
        ("python3 -m llama_cpp.server --model m.gguf", "llama_cpp", (8080, 8000)),
        ("/opt/vllm/bin/python3 /opt/vllm/bin/vllm serve some/model --port 99999", "vllm", (8000,)),
        ("python -m vllm.entrypoints.openai.api_server", "vllm", (8000,)),
        ("nohup vllm serve some/model", "vllm", (8000,)),
        ("/opt/LM-Studio/lm-studio --type=broker", "lm_studio", (1234,)),
        ("llmster", "lm_studio", (1234,)),
    ],
)
def test_a_server_is_known_by_its_command(tools: Tools, line: str, tool: str, ports: tuple[int, ...]) -> None:
    found = tools.server(line.split())
    assert found is not None
    assert (found[0].id, found[1]) == (tool, ports)


@pytest.mark.parametrize(
    "line",
    ["ollama serve", "ollama run llama3", "vllm chat", "vim llama-server", "python -m http.server", ""],
)
def test_other_commands_are_no_servers(tools: Tools, line: str) -> None:
    assert tools.server(line.split()) is None


@pytest.mark.parametrize("server", ["-m", "  "])
def test_a_server_without_a_name_is_refused(server: str) -> None:
    with pytest.raises(ValueError, match="`servers` are commands"):
        Traits(servers=(server,))


@pytest.mark.parametrize(
    ("app_id", "exe", "categories", "expected"),
    [
        ("XTerm", "xterm", None, True),
        ("org.gnome.Ptyxis", None, None, True),
        ("kitty", "kitty", None, True),
        ("Code", "code", None, False),
        ("jetbrains-idea", "java", ("Development", "IDE"), False),
        ("new-terminal", "new-terminal", ("System", "TerminalEmulator"), True),
        ("nobody-knows-it", None, None, True),
    ],
)
def test_which_windows_are_terminals(
    app_id: str, exe: str | None, categories: tuple[str, ...] | None, expected: bool
) -> None:
    entry = None if categories is None else AppEntry("some", "Some", None, categories)
    assert rules.catalogue().is_terminal(AppIdentity(app_id, exe), entry) is expected
