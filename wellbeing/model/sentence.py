"""What the program says of itself: English, and still translatable where it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self


class Sentence(str):
    """A whole sentence: a text in English that remembers its template and what was put into it.

    Adapters and engine say with it what they found; `ui.text.said` tells it in the person's language. The template
    is a literal, so that it can be gathered from the sources (`packaging/texts.py`):

        Sentence("The folder {folder} cannot be used: {why}.", folder=path, why=error.strerror)
    """

    __slots__ = ("many", "number", "template", "values")
    template: str
    """As it stands in the sources, a gap for each value; where something is counted, the form for one."""
    many: str | None
    """The form for other counts than one; None where nothing is counted."""
    number: int
    """How many; 1 where nothing is counted."""
    values: Mapping[str, str]
    """What stands in the gaps; a value may be a sentence itself."""

    def __new__(cls, template: str, /, **values: object) -> Self:
        """A sentence; values other than texts stand in it as `str` shows them."""
        return cls.of(template, None, 1, values)

    @classmethod
    def of(cls, template: str, many: str | None, number: int, values: Mapping[str, object]) -> Self:
        """A sentence from its parts.

        Raises:
            LookupError, ValueError: gaps and values do not fit.
        """
        texts = {name: one if isinstance(one, str) else str(one) for name, one in values.items()}
        chosen = template if many is None or number == 1 else many
        self = super().__new__(cls, chosen.format(**texts))
        self.template, self.many, self.number, self.values = template, many, number, texts
        return self


def counted(one: str, many: str, count: int, /, **values: object) -> Sentence:
    """A sentence about a number of things, which stands at `{count}`."""
    return Sentence.of(one, many, count, {"count": count, **values})


def verbatim(words: str) -> Sentence:
    """What another program of ours says, as it says it: told in the person's language where it is a text of ours."""
    return Sentence.of(words.replace("{", "{{").replace("}", "}}"), None, 1, {})


def joined(*sentences: str) -> Sentence:
    """One after the other; empty ones count for nothing."""
    said = [one for one in sentences if one]
    return Sentence.of(
        " ".join(f"{{{place}}}" for place in range(len(said))).replace("{", "{s"),
        None,
        1,
        {f"s{place}": one for place, one in enumerate(said)},
    )


_KEY = "sentence"


def packed(value: object) -> object:
    """A value with its sentences as objects, so that whoever reads it later can tell them in another language.

    {"sentence": [template, form for many or null, count, {gap: value}]}
    """
    match value:
        case Sentence():
            gaps = {name: packed(one) for name, one in value.values.items()}
            return {_KEY: [value.template, value.many, value.number, gaps]}
        case Mapping():
            return {name: packed(one) for name, one in value.items()}
        case list() | tuple():
            return [packed(one) for one in value]
    return value


def unpacked(value: Any) -> Any:  # Any: JSON
    """The value with its sentences; texts without a template, as older versions kept them, stay texts."""
    match value:
        case {"sentence": [str(template), str() | None as many, int(count), dict(gaps)]}:
            try:
                return Sentence.of(template, many, count, {name: unpacked(one) for name, one in gaps.items()})
            except (LookupError, ValueError):  # an older or newer program wrote it
                return template
        case dict():
            return {name: unpacked(one) for name, one in value.items()}
        case list():
            return [unpacked(one) for one in value]
    return value
