"""Commands are seen through whatever starts them, and their version, help and upkeep are no use."""

from __future__ import annotations

import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.catalogue import Catalogue
from wellbeing.catalogue.argv import Program, programs, shlex_words
from wellbeing.files.rules import shipped

TOOLS = Catalogue(shipped()).tools


def tool(*argv: str) -> str | None:
    found = TOOLS.command(argv)
    return None if found is None else found.id


@pytest.mark.parametrize(
    "line",
    [
        "claude",
        "CLAUDE.EXE",
        r"'C:\Program Files\Claude\claude.exe' -c",
        "-- claude",
        "sudo -u anna -E claude",
        "sudo -- claude",
        "env -i -u X A=1 B=2 claude",
        "nice -n 5 timeout -s KILL 60 claude",
        "stdbuf -oL nohup claude",
        "taskset 0x1 claude",
        "direnv exec . claude",
        "aws-vault exec work -- claude",
        "op run --env-file .env -- claude",
        "mise x -- claude",
        "conda run -n ai claude",
        "docker exec -it -u me box claude",
        "distrobox enter dev -- claude",
        "ssh -p 22 -t host claude --continue",
        "ssh host 'cd app && claude'",
        "npx -y @anthropic-ai/claude-code@1.0.3 --resume",
        "npx -p @anthropic-ai/claude-code claude",
        "npm exec -- @anthropic-ai/claude-code",
        "pnpm exec claude",
        "yarn dlx -q @anthropic-ai/claude-code",
        "bun x @anthropic-ai/claude-code",
        "nix run nixpkgs#claude-code -- --continue",
        "nix run github:owner/claude-code",
        "bash -c claude",
        "bash -lic 'A=1 exec claude -c; echo done'",
        "sh -c '(cd x; claude)'",
        "zsh -c 'git status | claude -p why'",
        "bash /usr/local/bin/claude",
        "pwsh -Command claude",
        "cmd /c claude",
        "node /home/me/.npm/_npx/12ab/node_modules/.bin/claude",
        "node -r ./x.js --no-warnings /opt/lib/node_modules/@anthropic-ai/claude-code/cli.js",
        "bun /opt/node_modules/@anthropic-ai/claude-code/cli.js",
        "/home/me/.local/share/claude/versions/2.1.39 --resume",
        "claude -- --version",
    ],
)
def test_claude_is_seen_through_what_starts_it(line: str) -> None:
    assert tool(*(shlex.split(line.removeprefix("-- ")))) == "claude_code"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("python3.12 -X dev -m aider.main", "aider"),
        ("python -W ignore /usr/bin/aider", "aider"),
        ("pypy3 -m aider", "aider"),
        ("python /venv/lib/python3.12/site-packages/aider/main.py", "aider"),
        ("uvx --from git+https://github.com/Aider-AI/aider aider", "aider"),
        ("uv run --with x aider", "aider"),
        ("codex-x86_64-unknown-linux-musl", "codex"),
        ("codex.cmd", "codex"),
        ("deno run -A npm:@google/gemini-cli", "gemini_cli"),
        ("npx https://github.com/google-gemini/gemini-cli.git", "gemini_cli"),
        ("cursor agent resume", "cursor_agent"),
        ("/home/me/.local/bin/agent", "cursor_agent"),
        ("pi 'why is the sky blue'", "pi_agent"),
        ("fabric --pattern=summarize", "fabric"),
        ("ollama", "ollama"),
        ("goose -d", "goose"),
    ],
)
def test_other_agents_and_runners_are_too(line: str, expected: str) -> None:
    assert tool(*shlex.split(line)) == expected


@pytest.mark.parametrize(
    "line",
    [
        "claude --version",
        "claude -v",
        "claude --debug --version",
        "claude mcp list",
        "sudo claude update",
        "npx @anthropic-ai/claude-code --help",
        "python -m aider --help",
        "node /usr/bin/claude --version",
        "bash -c 'claude --version'",
        'bash -c "echo \'claude"',
        "bash -c",
        "bash -x claude.sh",
        "bash -x",
        "sudo",
        "sudo -u",
        "env A=1",
        "timeout 5",
        "npx",
        "ssh claude",
        "node claude.js",
        "node -e claude",
        "node --inspect",
        "python claude.py",
        "python -c 'import aider'",
        "python -m",
        "python3",
        "vim /home/me/.local/share/claude/versions/notes",
        "cursor .",
        "q",
        "fabric",
        "gh pr view",
        "forge build",
    ],
)
def test_what_only_looks_like_an_agent_is_none(line: str) -> None:
    assert tool(*([line] if line.endswith("'claude\"") else shlex.split(line))) is None


def test_a_title_that_a_process_gave_itself_is_taken_apart() -> None:
    assert tool("npm exec @google/gemini-cli") == "gemini_cli"
    assert tool("claude --resume", "", "") == "claude_code"
    assert tool("/opt/My Tools/claude") == "claude_code"
    assert tool("tmux: client") is None
    assert tool("C:\\My Tools\\claude.exe") == "claude_code"


def test_nothing_is_no_program() -> None:
    assert list(programs([])) == []
    assert list(programs(["", ""])) == []
    assert tool(*["sudo"] * 50, "claude") is None


def test_a_wrapped_package_is_named_without_its_version() -> None:
    assert next(programs(["npx", "-y", "@openai/codex@latest", "resume"])) == Program(
        "", ("resume",), package="@openai/codex"
    )
    assert next(programs(["pipx", "run", "aider-chat==0.80"])).package == "aider-chat"


def test_an_open_quote_gives_no_words() -> None:
    assert shlex_words("claude 'x") == []
    assert shlex_words("a&&b;c") == ["a", "&&", "b", ";", "c"]


def test_only_names_of_tools_in_use_are_kept_each_once() -> None:
    seen = [
        ("npx", "@openai/codex", "secret"),
        ("codex",),
        ("vim", "secret"),
        ("aider", "--help"),
        ("llm", "secret"),
    ]
    assert TOOLS.names_in_use(seen) == ("codex", "llm")
    assert TOOLS.of_commands(("unheard-of",)) is None


_ODD = "sudo env npx uvx bash -c -lc -- - -m -p python node claude a=b ssh ' && nix#x"
words = st.text(max_size=12) | st.sampled_from(_ODD.split(" "))


@given(st.lists(words, max_size=12))
def test_any_vector_is_read_without_an_error(argv: list[str]) -> None:
    assert len(list(programs(argv))) <= 200
    TOOLS.command(argv)
