"""What GNOME lacks, in words that the page Health knows again; loads no library of the desktop."""

from __future__ import annotations

from wellbeing.model.sentence import Sentence

NO_EXTENSION = Sentence("GNOME tells other programs nothing about windows without an extension.")
"""What is told where ours is missing; the Health page offers to install it."""
