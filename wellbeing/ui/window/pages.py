"""The pages in the order of the navigation; each is imported when it is first opened."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from wellbeing.ui.text import _
from wellbeing.ui.window.page import Page


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the navigation."""

    key: str
    module: str
    """Below this package; holds one class `Page…` named in `name`."""
    name: str
    gap: bool = False
    """Whether some room is left above it."""

    def page(self) -> type[Page]:
        """The page's class; imports its module."""
        found = getattr(import_module(f"{__package__}.{self.module}"), self.name)
        if not (isinstance(found, type) and issubclass(found, Page)):
            raise TypeError(f"{self.name} is no page")
        return found


PAGES = (
    Entry("today", "today.page", "TodayPage"),
    Entry("week", "week.page", "WeekPage"),
    Entry("year", "year.page", "YearPage"),
    Entry("ai", "ai.page", "AiPage"),
    Entry("trends", "trends.page", "TrendsPage"),
    Entry("checkin", "checkin.page", "CheckInPage"),
    Entry("timeline", "timeline.page", "TimelinePage"),
    Entry("reports", "reports.page", "ReportsPage"),
    Entry("limits", "limits.page", "LimitsPage", gap=True),
    Entry("nudges", "nudges.page", "NudgesPage"),
    Entry("family", "family.page", "FamilyPage"),
    Entry("settings", "settings.page", "SettingsPage", gap=True),
    Entry("health", "health.page", "HealthPage"),
    Entry("help", "help_page", "HelpPage"),
)
KEYS = tuple(entry.key for entry in PAGES)


def is_place(text: str) -> bool:
    """Whether it names a page, or something on one: `limits`, `nudges/42`."""
    return text.partition("/")[0] in KEYS


def title(key: str) -> str:
    """The page's name in the navigation, known without importing it."""
    titles = {
        "today": _("Today"),
        "week": _("Week"),
        "year": _("Year"),
        "ai": _("AI"),
        "trends": _("Trends"),
        "checkin": _("Check-in"),
        "timeline": _("Timeline"),
        "reports": _("Reports"),
        "limits": _("Limits"),
        "nudges": _("Notes"),
        "family": _("Family"),
        "settings": _("Settings"),
        "health": _("Health"),
        "help": _("Help"),
    }
    return titles[key]
