"""Builds every object, once, in order; the only package that knows all concrete classes.

`program` runs the tracker and the window, `tracker` builds what records and speaks: imported by themselves, since
commands that only tell something do without. `basis`, `record` and `logs` are what the command line works with too.
"""

from __future__ import annotations

from wellbeing.app.basis import applications, clock, judge, labels, labels_or_shipped, settings_or_defaults
from wellbeing.app.check import checks, probe
from wellbeing.app.family import family_source, family_taker, family_teller
from wellbeing.app.logs import log_reader, logs_apart, read_logs
from wellbeing.app.post import account
from wellbeing.app.record import beside, open_record, restore_record, writing

__all__ = [
    "account",
    "applications",
    "beside",
    "checks",
    "clock",
    "family_source",
    "family_taker",
    "family_teller",
    "judge",
    "labels",
    "labels_or_shipped",
    "log_reader",
    "logs_apart",
    "open_record",
    "probe",
    "read_logs",
    "restore_record",
    "settings_or_defaults",
    "writing",
]
