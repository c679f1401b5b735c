"""What a person recognises in a list: an app, or a site in a browser."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from wellbeing.engine.labels import Labels
from wellbeing.model import AppIdentity

Kind = Literal["app", "site"]


@dataclass(frozen=True, slots=True)
class Thing:
    """An app by its id, or a site by its host."""

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
        raise ValueError(f"no thing is called {key!r}")


def thing(app: AppIdentity) -> Thing:
    """What an identity counts as: the site where one is known, else the app."""
    return Thing("site", app.site) if app.site else Thing("app", app.app_id)


def name(one: Thing, app: AppIdentity, labels: Labels) -> str:
    """As the person knows it."""
    return one.id if one.kind == "site" else labels.name(app)


def group(app: AppIdentity, labels: Labels) -> str:
    """Which of the seven colours."""
    category = labels.catalogue.categories.get(labels.label(app).category)
    return str(category.group) if category else "other"
