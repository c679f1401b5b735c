"""Translated texts: the catalogue of the language that the environment asks for."""

from __future__ import annotations

import gettext
import os
from functools import lru_cache

from wellbeing.files.resources import resource

_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


def translations() -> gettext.NullTranslations:
    """Texts as the person reads them; as written in the sources where no translation is."""
    return _translations(setting(_VARIABLES))


def setting(names: tuple[str, ...]) -> tuple[str, ...]:
    """The values of environment variables, empty where one is not set."""
    return tuple(os.environ.get(name, "") for name in names)


@lru_cache(maxsize=4)
def _translations(values: tuple[str, ...]) -> gettext.NullTranslations:
    """The first variable that is set counts, as in gettext; cached by value, so that a change is seen."""
    wished = next((value for value in values if value), "C").split(":")
    return gettext.translation("wellbeing", str(resource("locale")), languages=wished, fallback=True)
