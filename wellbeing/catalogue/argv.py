"""From an argument vector to the programs that it runs: through sudo, npx, `python -m`, `bash -c` and the like."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wellbeing.catalogue.wrapper import (
    INTERPRETERS,
    SHELLS,
    TEXT_OPTIONS,
    WINDOWS_SHELLS,
    WRAPPERS,
    Wrapper,
)

DEEPEST = 6
"""Wrappers inside wrappers that are looked through; nobody types more."""
_LONGEST = 4096
"""Characters of a shell's `-c` text that are read."""
_ENDINGS = (".exe", ".cmd", ".bat", ".ps1")
_MACHINE = re.compile(r"[-_](?:x86_64|x64|aarch64|arm64|amd64)\b.*$")
_RELEASE = re.compile(r"(?<=.)[-_@]v?\d+(?:\.\d+)+$")
"""The version at the end of a file's name: `claude-2.1.3`."""
_WRAPPED = re.compile(r"^\.(.+?)-(?:un)?wrapped_?$")
"""How Nix names the program behind its wrapper: `.claude-wrapped`."""
_VERSION = re.compile(r"(?<=.)(?:@[^/@]*|[=<>~!;\[].*)$")
_ASSIGNMENT = re.compile(r"[A-Za-z_]\w*=")
_NO_SCRIPT = frozenset(
    {"-c", "-e", "-p", "--eval", "--print", "--check", "--test", "-h", "--help", "-v", "-V", "--version"}
)
"""Options with which an interpreter runs no script, or only reads it."""
_CONTROL = frozenset(";&|()")
_BIN = re.compile(r"/\.?(?:bin|scripts)/\.?[^/.]+$")


@dataclass(frozen=True, slots=True)
class Program:
    """What really runs."""

    name: str
    """Lower case, without path and `.exe`; empty for a script outside a folder of commands."""
    arguments: tuple[str, ...]
    path: str = ""
    """The executable or script as it was given; backslashes made slashes."""
    package: str = ""
    """The package that a runner such as npx was asked for, without its version."""
    module: str = ""
    """The Python module."""


def programs(argv: Sequence[str], depth: int = DEEPEST) -> Iterator[Program]:
    """The programs that an argument vector runs, the outermost last. Never raises.

    `sudo -u anna npx -y @openai/codex@latest resume` gives codex's package with `resume`. A process that has
    set its own title holds one string with spaces: that is taken apart.
    """
    words = list(_without_assignments([word for word in argv if word]))
    if not words or depth <= 0:
        return
    if (
        len(words) == 1
        and " " in words[0]
        and not words[0].startswith(("/", "~"))
        and ":" not in words[0][:3]
    ):
        words = words[0].split()
    name, arguments = _name(words[0]), tuple(words[1:])
    if name in SHELLS:
        yield from _of_shell(name, arguments, depth)
    elif name in INTERPRETERS:
        yield from _of_interpreter(INTERPRETERS[name], arguments, python=name in ("python", "pypy"))
    for length in (3, 2, 1):
        wrapper = WRAPPERS.get((name, *arguments[: length - 1])) if len(arguments) >= length - 1 else None
        if wrapper is not None:
            yield from _of_wrapper(name, wrapper, arguments[length - 1 :], depth)
            break
    yield Program(name, arguments, words[0].replace("\\", "/"))


def _of_wrapper(name: str, wrapper: Wrapper, arguments: Sequence[str], depth: int) -> Iterator[Program]:
    rest, text = _behind(arguments, wrapper, assignments=name in ("env", "sudo"))
    if text is not None:
        yield from _of_text(text, depth)
    if not rest:
        return
    if not wrapper.package:
        yield from _of_text(" ".join(rest), depth) if name == "ssh" else programs(rest, depth - 1)
        return
    package = _VERSION.sub("", rest[0].removeprefix("npm:").partition("#")[2] or rest[0].removeprefix("npm:"))
    if "://" in package or package.startswith("github:"):
        package = package.rstrip("/").rpartition("/")[2].removesuffix(".git")
    passed = rest[2:] if rest[1:2] == ["--"] else rest[1:]
    yield Program(_name(package) if "/" not in package else "", tuple(passed), package=package.casefold())


def _of_shell(name: str, arguments: Sequence[str], depth: int) -> Iterator[Program]:
    """The commands of `bash -c`, or the script that a shell was given."""
    windows = name in WINDOWS_SHELLS
    for place, argument in enumerate(arguments):
        if TEXT_OPTIONS.fullmatch(argument):
            rest = arguments[place + 1 :]
            if windows:  # the command is all that follows
                yield from _of_text(" ".join(rest).replace("\\", "/"), depth)
            elif rest:
                yield from _of_text(rest[0], depth)
            return
        if not argument.startswith(("-", "+")) and not (windows and argument.startswith("/")):
            yield _script(argument, arguments[place + 1 :])
            return


def _of_text(text: str, depth: int) -> Iterator[Program]:
    """The commands of a shell's text, one after the other."""
    command: list[str] = []
    for word in (*shlex_words(text), ";"):
        if set(word) <= _CONTROL:
            yield from programs(_without_assignments(command), depth - 1)
            command = []
        else:
            command.append(word)


def _of_interpreter(values: frozenset[str], arguments: Sequence[str], *, python: bool) -> Iterator[Program]:
    """The script or module that an interpreter runs; nothing for `-c`, `-e` and a prompt."""
    place = 0
    while place < len(arguments):
        argument = arguments[place]
        if python and argument == "-m" and place + 1 < len(arguments):
            module = arguments[place + 1].partition(".")[0]
            yield Program("", tuple(arguments[place + 2 :]), module=module)
            return
        if argument in _NO_SCRIPT:
            return
        if not argument.startswith("-"):
            yield _script(argument, arguments[place + 1 :])
            return
        place += 2 if argument in values else 1


def _script(script: str, arguments: Sequence[str]) -> Program:
    path = script.replace("\\", "/")
    name = _name(path) if _BIN.search(path.casefold()) else ""
    return Program(name, tuple(arguments), path)


def _behind(arguments: Sequence[str], wrapper: Wrapper, *, assignments: bool) -> tuple[list[str], str | None]:
    """What a wrapper runs: the words behind its options and the words it skips, and a shell's text.

    A `--` ends both, as in `distrobox enter -n dev -- claude`; nothing is run where an option only asks.
    """
    place, skip = 0, wrapper.skip
    while place < len(arguments):
        argument = arguments[place]
        place += 1
        if argument == "--":
            break
        if argument.startswith("-") and len(argument) > 1:
            if argument in wrapper.asks:
                return [], None
            if argument in wrapper.command:
                break
            if wrapper.takes_text(argument):
                return [], arguments[place] if place < len(arguments) else None
            place += wrapper.follow(argument)
        elif assignments and _ASSIGNMENT.match(argument):
            continue
        elif skip > 0:
            skip -= 1
        else:
            place -= 1
            break
    return list(arguments[place:]), None


def _without_assignments(words: Sequence[str]) -> Sequence[str]:
    place = 0
    while place < len(words) and _ASSIGNMENT.match(words[place]):
        place += 1
    return words[place:]


def shlex_words(text: str) -> list[str]:
    """The words of a shell text, control operators being words of their own; none where a quote is open."""
    reader = shlex.shlex(text[:_LONGEST], posix=True, punctuation_chars=True)
    reader.commenters = ""
    reader.whitespace_split = True
    try:
        return list(reader)
    except ValueError:
        return []


def _name(path: str) -> str:
    """The command's name: `/opt/Claude.EXE` is claude, `-bash` bash, `python3.12` python."""
    name = path.replace("\\", "/").rpartition("/")[2].casefold().removeprefix("-")
    for ending in _ENDINGS:
        name = name.removesuffix(ending)
    name = _WRAPPED.sub(r"\1", name)
    name = _RELEASE.sub("", _MACHINE.sub("", name))
    if name.startswith(("python", "pypy")):
        return "pypy" if name.startswith("pypy") else re.sub(r"^pythonw?[\d.]*$", "python", name)
    return "node" if name == "nodejs" else name
