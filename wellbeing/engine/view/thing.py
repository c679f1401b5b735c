"""What a person recognises in a list: an app, a site in a browser, or an AI tool in a terminal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from wellbeing.engine.labels import Labels
from wellbeing.model import AppIdentity

Kind = Literal["app", "site", "command"]


@dataclass(frozen=True, slots=True)
class Thing:
    """An app by its id, a site by its host, or an AI tool in a terminal by its command."""

    kind: Kind
    id: str

    @property
    def key(self) -> str:
        """In one word, for lists."""
        return f"{self.kind}:{self.id}"

    @staticmethod
    def of_key(key: str) -> Thing:
        """The other way round.

        Raises:
            ValueError: that is no key.
        """
        kind, colon, name = key.partition(":")
        if kind == "site" and colon:
            return Thing("site", name)
        if kind == "app" and colon:
            return Thing("app", name)
        if kind == "command" and colon:
            return Thing("command", name)
        raise ValueError(f"no thing is called {key!r}")


def thing(app: AppIdentity) -> Thing:
    """What an identity counts as: the site where one is known, then the AI tool in the terminal, else the app."""
    if app.site:
        return Thing("site", app.site)
    return Thing("command", app.commands[0]) if app.commands else Thing("app", app.app_id)


def name(one: Thing, app: AppIdentity, labels: Labels) -> str:
    """As the person knows it."""
    if one.kind == "command":
        tool = labels.label(app).tool
        return one.id if tool is None else labels.tool_name(tool)
    return one.id if one.kind == "site" else labels.name(app)


def group(app: AppIdentity, labels: Labels) -> str:
    """Which of the seven colours."""
    category = labels.catalogue.categories.get(labels.label(app).category)
    return str(category.group) if category else "other"
