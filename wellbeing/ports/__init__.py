"""What the shell needs from the world, as protocols, and the world's errors, each with a remedy."""

from wellbeing.model.known import KnownError
from wellbeing.ports.change import Batch, Forgotten, Lowered, Verdict
from wellbeing.ports.checkin import CheckInLog
from wellbeing.ports.clock import Clock, SleepClock
from wellbeing.ports.day import DayBook
from wellbeing.ports.error import (
    AlreadyRunning,
    FamilyGone,
    FamilyLater,
    FamilyRefused,
    MailLater,
    MailRefused,
    MailUnclear,
    SensorLost,
    SettingsError,
    StoreBusy,
    StoreDamaged,
    StoreError,
    StoreFull,
    StoreNewer,
)
from wellbeing.ports.family import FamilyBook, Pushed, Told
from wellbeing.ports.household import HouseholdBook, KeptPin
from wellbeing.ports.ledger import Ledger, LogBook, LogsRead
from wellbeing.ports.limit import LimitBook
from wellbeing.ports.mail import Letter, Mailer, Picture
from wellbeing.ports.note import Answered, Button, Note, Notifier, Reaction, Urgency
from wellbeing.ports.nudge import NudgeLog
from wellbeing.ports.program import Apps, Foreground, Processes, Terminals
from wellbeing.ports.sensor import (
    CameraSensor,
    Fact,
    IdleSensor,
    MediaSensor,
    Player,
    QuietSensor,
    Recounts,
    Sensor,
    SessionSensor,
    SessionState,
    Sound,
    SoundSensor,
    Stream,
    WindowSensor,
)
from wellbeing.ports.store import Store
from wellbeing.ports.support import Support

__all__ = [
    "AlreadyRunning",
    "Answered",
    "Apps",
    "Batch",
    "Button",
    "CameraSensor",
    "CheckInLog",
    "Clock",
    "DayBook",
    "Fact",
    "FamilyBook",
    "FamilyGone",
    "FamilyLater",
    "FamilyRefused",
    "Foreground",
    "Forgotten",
    "HouseholdBook",
    "IdleSensor",
    "KeptPin",
    "KnownError",
    "Ledger",
    "Letter",
    "LimitBook",
    "LogBook",
    "LogsRead",
    "Lowered",
    "MailLater",
    "MailRefused",
    "MailUnclear",
    "Mailer",
    "MediaSensor",
    "Note",
    "Notifier",
    "NudgeLog",
    "Picture",
    "Player",
    "Processes",
    "Pushed",
    "QuietSensor",
    "Reaction",
    "Recounts",
    "Sensor",
    "SensorLost",
    "SessionSensor",
    "SessionState",
    "SettingsError",
    "SleepClock",
    "Sound",
    "SoundSensor",
    "Store",
    "StoreBusy",
    "StoreDamaged",
    "StoreError",
    "StoreFull",
    "StoreNewer",
    "Stream",
    "Support",
    "Terminals",
    "Told",
    "Urgency",
    "Verdict",
    "WindowSensor",
]
