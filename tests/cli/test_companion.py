"""What a browser starts, where what it reads from fails."""

from __future__ import annotations

import os
import threading
from pathlib import Path

from tests.waiting import PATIENCE_S
from wellbeing.cli.companion import Browser, listen
from wellbeing.files.paths import home


def test_it_ends_where_the_browser_cannot_be_read_any_more(tmp_path: Path) -> None:
    unreadable = os.open(tmp_path, os.O_RDONLY)
    one = threading.Thread(target=listen, args=(unreadable, home(str(tmp_path)), Browser(1)), daemon=True)
    one.start()
    one.join(PATIENCE_S)
    os.close(unreadable)
    assert not one.is_alive()
