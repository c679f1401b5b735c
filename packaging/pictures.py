"""Makes the pictures of README and guide again: the real program on the demo person, on a private desktop.

    .venv/bin/python packaging/pictures.py [FOLDER]

FOLDER is resources/help/pictures where none is given. The demo person lives up to this moment, so the figures differ
from day to day; in the evening the pictures show a whole day.
"""

from __future__ import annotations

import contextlib
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from desktop import Desktop, TourError, Window, end
from scene import open_windows
from tour import PROGRAM, Tracker, first_of, open_panel, open_window, pass_welcome

FOLDER = Path(__file__).parents[1] / "resources" / "help" / "pictures"
PAGES = ("today", "week", "year", "timeline", "settings", "health")
SIZE = ("1060", "720")
"""px of the window: with the panel below it, all of it fits on the screen."""
LARGEST = 150_000
"""Bytes of one picture."""
FEWER_COLOURS = """
import sys
from PIL import Image
image = Image.open(sys.argv[1]).convert("RGB")
image.quantize(255, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(sys.argv[1], optimize=True)
"""
"""Pillow comes with matplotlib. A screenshot without photographs loses nothing that one sees."""
