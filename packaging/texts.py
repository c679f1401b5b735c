"""The program's texts and their translations: extract, bring up to date, compile.

python packaging/texts.py extract FILE   write all texts as a template
python packaging/texts.py update         bring each wellbeing.po up to date with the sources, and compile it
python packaging/texts.py compile        compile each wellbeing.po only

The compiled files are kept beside their sources, so that a checkout works without a build step.
"""

from __future__ import annotations

import sys
import tomllib
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

_ROOT = Path(__file__).resolve().parent.parent
_LOCALES = _ROOT / "resources" / "locale"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_CHANGING = (
    b'"POT-Creation-Date',
    b'"PO-Revision-Date',
    b'"Last-Translator',
    b'"Report-Msgid-Bugs-To',
    b'"Generated-By',
)
_KEYWORDS = {"_": None, "ngettext": (1, 2), "Sentence": None, "counted": (1, 2)}


def extracted() -> Catalog:
    """Every text that a person may read: from the sources, and the names in the shipped catalogue."""
    found = Catalog(project="Wellbeing", version="1")
    package = _ROOT / "wellbeing"
    for file, line, message, comments, _context in extract_from_dir(
        package, [("**.py", "python")], keywords=_KEYWORDS, comment_tags=("Translators:",)
    ):
        found.add(message, locations=[(f"wellbeing/{file}", line)], auto_comments=comments)
    pages = _ROOT / "resources" / "hub"
    for file, line, message, comments, _context in extract_from_dir(
        pages,
        [("**.j2", "jinja2.ext:babel_extract")],
        keywords=_KEYWORDS,
        options_map={"**.j2": {"silent": "no"}},
    ):
        found.add(message, locations=[(f"resources/hub/{file}", line)], auto_comments=comments)
    categories = _ROOT / "resources" / "catalogue" / "categories.toml"
    for row in tomllib.loads(categories.read_text("utf-8"))["category"]:
        found.add(
            row["name"],
            locations=[(str(categories.relative_to(_ROOT)), 0)],
            auto_comments=["Translators: the name of a category."],
        )
    return found


def sources() -> list[Path]:
    """The translations, one file for each language."""
    return sorted(_LOCALES.glob("*/LC_MESSAGES/wellbeing.po"))


def translation(source: Path) -> Catalog:
    """What a file of translations holds."""
    with source.open("rb") as file:
        return read_po(file, locale=source.parts[-3])


def update(source: Path) -> None:
    """Add new texts, drop those that are gone; none is guessed from a similar one."""
    known = translation(source)
    known.update(extracted(), no_fuzzy_matching=True)
    known.obsolete.clear()
    save(source, known)


def save(source: Path, known: Catalog) -> None:
    """Without line numbers and dates, which would change with every edit of the sources."""
    buffer = BytesIO()
    write_po(buffer, known, width=0, include_lineno=False)
    lines = buffer.getvalue().splitlines(keepends=True)
    source.write_bytes(b"".join(line for line in lines if not line.startswith(_CHANGING)))


def compiled(source: Path) -> bytes:
    """What gettext reads; the same bytes for the same translations, whenever it is made."""
    known = translation(source)
    plain = _Nameless(
        locale=known.locale,
        project=known.project,
        version=known.version,
        creation_date=_EPOCH,
        revision_date=_EPOCH,
    )
    for message in known:
        if message.id:
            plain[message.id] = message
    buffer = BytesIO()
    write_mo(buffer, plain)
    return buffer.getvalue()


class _Nameless(Catalog):
    """Says nothing of the release that made it, so that another release makes the same bytes."""

    @property  # type: ignore[misc]  # it is only read here
    def mime_headers(self) -> list[tuple[str, str]]:
        """As any catalogue's, but for its maker."""
        return [header for header in super().mime_headers if header[0] != "Generated-By"]


def main(arguments: list[str]) -> int:
    """Do what was asked; the exit code."""
    match arguments:
        case ["extract", target]:
            with Path(target).open("wb") as file:
                write_po(file, extracted(), width=0, include_lineno=False)
        case ["update" | "compile" as what]:
            for source in sources():
                if what == "update":
                    update(source)
                source.with_suffix(".mo").write_bytes(compiled(source))
                missing = [one.id for one in translation(source) if one.id and not all_strings(one.string)]
                print(f"{source.relative_to(_ROOT)}: {len(missing)} texts without translation")
        case _:
            print(__doc__)
            return 2
    return 0


def all_strings(translated: object) -> bool:
    """Whether every form of a translation is there."""
    return all(translated) if isinstance(translated, (tuple, list)) else bool(translated)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
