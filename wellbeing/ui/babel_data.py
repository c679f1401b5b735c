"""Lets go of what Babel knows of a language and this program never says: 4 MB, most of it money and names of places.

For a process that stays and whose language does not change; sizes measured with Babel 2.19.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from babel import Locale, localedata
from babel.core import get_global

_UNSAID = (
    "compact_currency_formats",
    "compound_unit_patterns",
    "currency_names",
    "currency_names_plural",
    "currency_symbols",
    "date_fields",
    "languages",
    "meta_zones",
    "scripts",
    "territories",
    "time_zones",
    "unit_display_names",
    "variants",
)
_SAID_UNITS = ("duration-", "digital-")


def let_go(*locales: Locale) -> None:
    """Keep of these languages what dates, durations and numbers need, and nothing of how languages are found."""
    for name in {one for locale in locales for one in _chain(str(locale))}:
        data = localedata.load(name)
        for part in _UNSAID:
            data.pop(part, None)
        units = data.get("unit_patterns", {})
        for unit in [unit for unit in units if not unit.startswith(_SAID_UNITS)]:
            del units[unit]
    for known in _unasked():
        known.clear()


def _unasked() -> tuple[dict[Any, Any], ...]:
    """Tables of Babel's that nobody asks; it fills them once and hands them out as they are.

    `likely_subtags` finds the language of a name such as zh_TW, which must have happened before. Any: their values.
    """
    known = (
        get_global("all_currencies"),
        get_global("likely_subtags"),
        get_global("meta_zones"),
        get_global("territory_currencies"),
        get_global("territory_languages"),
        get_global("territory_zones"),
        get_global("windows_zone_mapping"),
        get_global("zone_aliases"),
        get_global("zone_territories"),
    )
    return tuple(one for one in known if isinstance(one, dict))


def _chain(name: str) -> Iterator[str]:
    """A language and those it builds on, as Babel merges them."""
    yield name
    while name != "root":
        name = get_global("parent_exceptions").get(name) or name.rpartition("_")[0] or "root"
        yield name
