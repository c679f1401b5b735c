"""What an app is called, what it is for, and how it looks: rules and installed applications together."""

from __future__ import annotations

from wellbeing.catalogue.catalogue import Catalogue
from wellbeing.catalogue.label import Label, Rule
from wellbeing.model import AppEntry, AppIdentity, offline
from wellbeing.ports import Apps


class Labels:
    """Answers for one set of rules; build anew when rules change. Remembers every identity it was asked about."""

    def __init__(self, catalogue: Catalogue, apps: Apps) -> None:
        self.catalogue = catalogue
        self._apps = apps
        self._labels: dict[AppIdentity, Label] = {}
        self._entries: dict[tuple[str, str | None], AppEntry | None] = {}

    def label(self, app: AppIdentity) -> Label:
        """Category, tool and why."""
        known = self._labels.get(app)
        if known is None:
            known = self._labels[app] = self.catalogue.label(app, self._entry(app))
        return known

    def own_rule(self, app: AppIdentity) -> Rule | None:
        """The person's rule that decides; None where something else does (`Catalogue.own_rule`)."""
        return self.catalogue.own_rule(app, self._entry(app))

    def on(self, catalogue: Catalogue) -> Labels:
        """The same applications under other rules."""
        return Labels(catalogue, self._apps)

    def name(self, app: AppIdentity) -> str:
        """As the person knows it; unknown apps keep their own name."""
        return self.catalogue.display_name(app, self._entry(app))

    def tool_name(self, tool: str) -> str:
        """Of an AI tool by its id; one that no rule knows any more keeps its id."""
        known = self.catalogue.tools.by_id.get(tool)
        return tool if known is None else known.name

    def tool_kind(self, tool: str) -> str | None:
        """What an AI tool is for, a value of `catalogue.tool.Kind`; None for one that no rule knows any more."""
        known = self.catalogue.tools.by_id.get(tool)
        return None if known is None else known.kind.value

    def category_name(self, category: str) -> str:
        """As the person reads it; a category that no rule declares any more keeps its id."""
        known = self.catalogue.categories.get(category)
        return known.name if known else category

    def icon(self, app: AppIdentity) -> str | None:
        """Icon name or absolute path; None where no desktop entry is known."""
        entry = self._entry(app)
        return entry.icon if entry else None

    def _entry(self, app: AppIdentity) -> AppEntry | None:
        key = (app.app_id, app.exe)
        if key not in self._entries:
            # What the person called offline time must not be taken for an app of that name.
            self._entries[key] = None if offline(app) is not None else self._apps.entry(*key)
        return self._entries[key]
