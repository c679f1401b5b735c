"""What everyone shares: spans of time, what was in front, how present the person was."""

from wellbeing.model.activity import Activity, Presence, Sample
from wellbeing.model.identity import NOTHING, PRIVATE, YOU, AppEntry, AppIdentity, Evidence, Hint
from wellbeing.model.journal import Entry, EntryKind
from wellbeing.model.offline import OFFLINE, Offline, Pastime, offline
from wellbeing.model.reading import PIECE, Mark, Reading
from wellbeing.model.span import Span, Zone
from wellbeing.model.turn import Answer, Prompt, Tokens, Work
from wellbeing.model.use import DayUse, Per, Use

__all__ = [
    "NOTHING",
    "OFFLINE",
    "PIECE",
    "PRIVATE",
    "YOU",
    "Activity",
    "Answer",
    "AppEntry",
    "AppIdentity",
    "DayUse",
    "Entry",
    "EntryKind",
    "Evidence",
    "Hint",
    "Mark",
    "Offline",
    "Pastime",
    "Per",
    "Presence",
    "Prompt",
    "Reading",
    "Sample",
    "Span",
    "Tokens",
    "Use",
    "Work",
    "Zone",
    "offline",
]
