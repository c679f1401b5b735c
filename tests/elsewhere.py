"""The modules that are not for Linux alone, and a look at their types as on Windows or macOS.

python tests/elsewhere.py [win32|darwin]   mypy for that system, or for this one
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "wellbeing"
LINUX_ONLY = frozenset(
    # Desktops of Linux, and its table of processes; `choose` and `app` import them there only.
    [f"sensors/{name}.py" for name in (
        "sway_window", "wayland_wire", "hyprland_window", "proc", "x11_connection", "x11_window", "x11_idle",
        "x11_focus", "x11_place", "session_bus", "mpris", "quiet", "logind", "logind_bus", "kwin_window",
        "gnome_window", "gnome_idle", "atspi_window", "screen_saver", "owner", "camera", "pulse", "screen_cast", "tmux",
        "terminal",
    )] + ["notify/bus.py", "notify/freedesktop.py"]
)  # fmt: skip


def modules() -> list[Path]:
    """Every module but the migrations of the record."""
    return sorted(path for path in PACKAGE.rglob("*.py") if "versions" not in path.parts)


def main() -> int:
    """Mypy's exit code."""
    system = sys.argv[1] if len(sys.argv) > 1 else sys.platform
    files = [str(one) for one in modules() if one.relative_to(PACKAGE).as_posix() not in LINUX_ONLY]
    command = [sys.executable, "-m", "mypy", "--platform", system, "--follow-imports=silent", *files]
    return subprocess.run(command, check=False, cwd=PACKAGE.parent).returncode


if __name__ == "__main__":
    raise SystemExit(main())
