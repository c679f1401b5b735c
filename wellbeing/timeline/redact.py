"""What may be kept of what was seen: redaction before anything is written."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fnmatch import fnmatchcase

from wellbeing.model import NOTHING, PRIVATE, AppIdentity, Evidence, Hint, program_name

TITLE_LENGTH = 512
"""Characters of a title that are kept at most."""
ID_LENGTH = 256
_HOST_LENGTH = 253
"""Longest host name (RFC 1035, 2.3.4)."""

_UNFIT = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]+")
_HOST = re.compile(r"[^\s/?#@:]+")


class Privacy(StrEnum):
    """How much of what was in front is stored. The words stand in the settings file."""

    APPS = "apps"
    SITES = "sites"
    TITLES = "titles"


@dataclass(frozen=True, slots=True)
class Manner:
    """What the person allows to be kept."""

    privacy: Privacy = Privacy.SITES
    excluded: Sequence[str] = ()
    """Apps that become "private": ids or patterns with `*`, case ignored."""
    commands: Collection[str] = frozenset()
    """Command names worth knowing; all others are dropped, and arguments always."""


def redact(
    evidence: Evidence | None, manner: Manner, *, private: bool = False, hint: Hint | None = None
) -> tuple[AppIdentity, str | None]:
    """Reduce evidence to what may be stored: the identity, and the title where titles are kept.

    Args:
        evidence: None when nothing is in front.
        manner: what the person allows.
        private: the window is a private one.
        hint: what a title rule concluded.
    """
    if evidence is None:
        return NOTHING, None
    exe = clean(program_name(evidence.exe), ID_LENGTH) if evidence.exe else None
    app_id = clean(program_name(evidence.app_id or ""), ID_LENGTH) or exe or "unknown"
    if private or excluded((app_id, exe or ""), manner.excluded):
        return PRIVATE, None
    site = host(evidence.site) if evidence.site and manner.privacy is not Privacy.APPS else None
    names = tuple(
        dict.fromkeys(name for argv in evidence.commands if (name := _name(argv)) in manner.commands)
    )
    keep = manner.privacy is Privacy.TITLES and evidence.title is not None
    title = clean(evidence.title or "", TITLE_LENGTH) if keep else None
    return AppIdentity(app_id, exe, site, names, hint), title


def clean(text: str, length: int) -> str:
    """The text with controls and lone surrogates replaced by a space, cut to a length in characters."""
    return _UNFIT.sub(" ", text[: length * 4])[:length].strip()


def host(site: str) -> str | None:
    """A host name as it is kept: lower case, no scheme, port, path or leading `www.`; or None."""
    bare = site.strip().rpartition("://")[2].partition("/")[0].rpartition("@")[2].lower()
    found = _HOST.match(bare)
    name = clean(found.group(), _HOST_LENGTH).rstrip(".") if found else ""
    return name.removeprefix("www.") or None


def excluded(names: Sequence[str], patterns: Sequence[str]) -> bool:
    """Whether one of an app's names fits what the person excluded; case ignored, empty names fit nothing."""
    folded = [name.casefold() for name in names if name]
    return any(fnmatchcase(name, pattern.casefold()) for pattern in patterns for name in folded)


def _name(argv: Sequence[str]) -> str:
    return argv[0].rpartition("/")[2] if argv else ""
