"""Where the program's own data lies: inside the wheel, or beside the package in a checkout."""

from __future__ import annotations

from pathlib import Path

import wellbeing


def resource(*parts: str) -> Path:
    """The path of a file or folder under `resources/`; whether it exists is the caller's business."""
    package = Path(wellbeing.__file__).parent
    shipped = package / "resources"
    root = shipped if shipped.is_dir() else package.parent / "resources"
    return root.joinpath(*parts)
