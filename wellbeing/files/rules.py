"""The catalogue's files: what comes with the program, and the person's own commented `rules.toml`."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import msgspec

from wellbeing.catalogue import Catalogue, Rule, RulesFile, Shipped
from wellbeing.catalogue.tables import AppsFile, BrowsersFile, CategoriesFile, DesktopFile, SitesFile
from wellbeing.catalogue.tool import ToolsFile
from wellbeing.files import toml
from wellbeing.files.lines import line_of
from wellbeing.files.resources import resource
from wellbeing.files.words import translations
from wellbeing.model.sentence import Sentence
from wellbeing.ports import SettingsError

TEMPLATE = """\
# Your own rules: what an app, a site or a window title is for. Changes count at once, for the past too
# (except for what a rule on titles concluded, because titles are not kept unless you want them kept).
# A line beginning with # is a comment. Where several rules fit, the last one in this file decides.
#
# [[rule]]
# category = "writing"        # ai, development, design, writing, communication, meetings, learning, news,
#                             # social, video, music, games, browsing, system, other, private, or your own
# app = "org.gnome.*"         # window class or program; * and ? as in file names; case does not matter
#
# [[rule]]
# category = "learning"
# site = "example.org"        # this host and all below it (wiki.example.org); with * the whole host must fit
#
# [[rule]]
# category = "development"
# app = "firefox"             # of several conditions, all must fit
# title = 'Jira|Pull request' # regular expression, anywhere in the title; single quotes take \\ as it is
#
# Categories of your own need an id, a name, and one of the seven colours:
# ai, making, writing, people, reading, media, other.
#
# [[category]]
# id = "thesis"
# name = "My thesis"
# group = "writing"
#
# An AI tool that the program does not know, or more hosts, windows and commands of one that it knows (by its id):
#
# [[tool]]
# id = "house_chat"
# name = "House chat"
# kind = "chat_assistant"     # or companion, search, coding_agent_cli, image_gen ...: see AI tools in the guide
# sites = ["chat.example.org"]
# ids = ["house-chat"]        # window classes
# commands = ["hchat"]        # in a terminal
"""


def shipped(folder: Path | None = None) -> Shipped:
    """What comes with the program, from `resources/catalogue` unless another folder is given.

    Names of categories are in the person's language; ids are the same in all.

    Raises:
        SettingsError: a file is missing or not as it should be; names file, line and field.
    """
    where = resource("catalogue") if folder is None else folder
    return Shipped(
        _named(toml.read(where / "categories.toml", CategoriesFile)),
        toml.read(where / "desktop_categories.toml", DesktopFile),
        toml.read(where / "sites.toml", SitesFile),
        toml.read(where / "apps.toml", AppsFile),
        toml.read(where / "browsers.toml", BrowsersFile),
        toml.read(where / "ai_tools.toml", ToolsFile),
    )


def _named(file: CategoriesFile) -> CategoriesFile:
    say = translations().gettext
    return CategoriesFile(tuple(msgspec.structs.replace(one, name=say(one.name)) for one in file.category))


def read_rules(path: Path, with_: Shipped) -> RulesFile:
    """The person's rules and categories; none where there is no file.

    Raises:
        SettingsError: names file, line and field. Keep the last good rules and tell the person.
    """
    return checked(toml.text_of(path), path, with_)


def catalogue(path: Path | None = None) -> Catalogue:
    """The catalogue with the person's rules, or without any.

    Raises:
        SettingsError: as `shipped` and `read_rules`.
    """
    base = shipped()
    own = RulesFile() if path is None else read_rules(path, base)
    try:
        return Catalogue(base, own)
    except ValueError as error:
        sentence = Sentence("The shipped catalogue is not sound: {error}.", error=error)
        raise SettingsError(sentence, Sentence("Install the program again.")) from error


def write_template(path: Path) -> bool:
    """Write the commented template where no file is; whether it was written.

    Raises:
        SettingsError: the file cannot be written; rules work without it.
    """
    if path.exists():
        return False
    save(path, TEMPLATE)
    return True


def add_rule(path: Path, rule: Rule, with_: Shipped) -> RulesFile:
    """Append a rule, so that it decides from now on; every comment and every other line stays as it is.

    Nothing is written when the rule is already the last one of its conditions.

    Raises:
        SettingsError: the file is broken, the rule's category unknown, or the file cannot be written; it is
            unchanged then.
    """
    text = toml.text_of(path) or TEMPLATE
    before = checked(text, path, with_)
    same = [one for one in before.rule if (one.app, one.site, one.title) == (rule.app, rule.site, rule.title)]
    if same and before.rule[-1] == rule:
        return before
    joined = text if text.endswith("\n") else f"{text}\n"
    after = "\n".join((f"{joined}\n[[rule]]", *lines_of(rule), ""))
    result = checked(after, path, with_)
    save(path, after)
    return result


def lines_of(rule: Rule) -> list[str]:
    """The rule's fields as they stand in the file, without line ends.

    Raises:
        SettingsError: it holds what no file of text can hold.
    """
    if any(value is not None and string_error(value) for value in (rule.app, rule.site, rule.title)):
        raise SettingsError(
            Sentence("The rule holds characters that are no text."), Sentence("Type the rule by hand.")
        )
    fields = {"category": rule.category, "app": rule.app, "site": rule.site, "title": rule.title}
    return [f"{name} = {quoted(value)}" for name, value in fields.items() if value is not None]


def checked(text: str, path: Path, with_: Shipped) -> RulesFile:
    """The rules in a text that came from, or is about to go to, `path`.

    Raises:
        SettingsError: names file, line and field.
    """
    own = toml.parse(text, RulesFile, path)
    taken = {category.id for category in with_.categories.category}
    for index, category in enumerate(own.category):
        if category.id in taken:
            place = line_of(text, ("category", str(index), "id"))
            sentence = Sentence(
                "{file}, line {line}: `id` {id} is already a category.",
                file=path.name,
                line=place,
                id=repr(category.id),
            )
            raise SettingsError(
                sentence,
                Sentence("Choose another id in {path}; the last good version stays in force.", path=path),
            )
        taken.add(category.id)
    tools = {row.id for row in with_.tools.tool}
    for index, tool in enumerate(own.tool):
        if tool.id not in tools and (tool.name is None or tool.kind is None):
            place = line_of(text, ("tool", str(index), "id"))
            sentence = Sentence(
                "{file}, line {line}: the tool {id} is new and needs a `name` and a `kind`.",
                file=path.name,
                line=place,
                id=repr(tool.id),
            )
            raise SettingsError(
                sentence,
                Sentence(
                    "Give it both in {path}, or write the id of a known tool; the last good version stays in force.",
                    path=path,
                ),
            )
        tools.add(tool.id)
    for index, rule in enumerate(own.rule):
        if rule.category not in taken:
            place = line_of(text, ("rule", str(index), "category"))
            sentence = Sentence(
                "{file}, line {line}: `category` {id} is no category.",
                file=path.name,
                line=place,
                id=repr(rule.category),
            )
            raise SettingsError(
                sentence,
                Sentence(
                    "Write one of {names} in {path}; the last good version stays in force.",
                    names=", ".join(sorted(taken)),
                    path=path,
                ),
            )
    return own


def string_error(value: str) -> bool:
    """Whether a string holds what no file of text can: lone surrogates."""
    return any("\ud800" <= character <= "\udfff" for character in value)


def quoted(value: str) -> str:
    """A TOML string: literal where that is possible, so that patterns stay readable."""
    plain = value.isprintable() and "'" not in value
    return (
        f"'{value}'"
        if plain and "\\" in value
        else msgspec.json.encode(value).decode().replace("\x7f", "\\u007f")
    )


def save(path: Path, text: str) -> None:
    """Write so that after a crash the old or the new file is there, whole; readable by the person only.

    Raises:
        SettingsError: it cannot be written.
    """
    target = path.resolve()  # a link into a folder of kept settings stays a link
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise SettingsError(
            Sentence("{file} cannot be written: {why}.", file=path.name, why=error.strerror),
            Sentence("Make the folder {folder} writable for you.", folder=target.parent),
        ) from error
