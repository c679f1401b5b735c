"""What a tracker would find here, for whoever asks why something is not recorded."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from wellbeing.app.basis import clock, labels_or_shipped, settings_or_defaults
from wellbeing.app.record import open_record
from wellbeing.files.paths import Home
from wellbeing.files.settings import Settings
from wellbeing.ports import LogsRead


def probe(environ: Mapping[str, str], chosen: Settings) -> list[dict[str, Any]]:
    """What a tracker started here would find: a row for each sensor that was tried."""
    from wellbeing.engine import doctor

    return [check.row() for check in doctor.probe(environ, chosen.idle_after)]


def checks(home: Home) -> list[dict[str, Any]]:
    """What else must hold: notes, files, record, logs of AI tools."""
    from wellbeing.engine import doctor

    def logs() -> list[LogsRead]:
        store = open_record(home, Settings(), clock(), readonly=True)
        try:
            return store.ledger.logs()
        finally:
            store.close()

    def count() -> int:
        store = open_record(home, Settings(), clock(), readonly=True)
        try:
            return store.count()
        finally:
            store.close()

    found = [
        *doctor.desk(os.environ),
        *doctor.files(home, count),
        *doctor.ai_logs(settings_or_defaults(home).read_ai_logs, logs, labels_or_shipped(home).tool_name),
    ]
    return [check.row() for check in found]
