"""Programs that run other programs, and how to find the command in their arguments."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wrapper:
    """How to find the command in a wrapper's arguments."""

    values: frozenset[str]
    """Options that are followed by a value."""
    skip: int = 0
    """Words between the options and the command: timeout's seconds."""
    package: bool = False
    """The word names a package rather than a command."""


def _wrapper(values: str = "", skip: int = 0, *, package: bool = False) -> Wrapper:
    return Wrapper(frozenset(values.split()), skip, package)


_PLAIN = _wrapper()
_CONDA = _wrapper("-n --name -p --prefix --cwd")
_CONTAINER = _wrapper("-e --env --env-file -u --user -w --workdir --detach-keys", 1)
_NPX = _wrapper("-p --package -w --workspace", package=True)
_UVX = _wrapper("--from --with --with-editable -p --python --index --index-url -w --directory", package=True)
_UV_RUN = _wrapper(
    "--with --with-editable --with-requirements -p --python --extra --group --env-file --directory"
)
WRAPPERS: Mapping[tuple[str, ...], Wrapper] = {
    ("sudo",): _wrapper("-u -g -h -p -C -r -t -T -U -D -R --user --group --host --prompt --chdir --chroot"),
    ("doas",): _wrapper("-u -C"),
    ("env",): _wrapper("-u --unset -C --chdir"),
    ("nice",): _wrapper("-n --adjustment"),
    ("ionice",): _wrapper("-c -n --class --classdata"),
    ("timeout",): _wrapper("-s -k --signal --kill-after", 1),
    ("gtimeout",): _wrapper("-s -k --signal --kill-after", 1),
    ("time",): _wrapper("-f -o --format --output"),
    ("stdbuf",): _wrapper("-i -o -e --input --output --error"),
    ("taskset",): _wrapper("", 1),
    ("chrt",): _wrapper("", 1),
    ("caffeinate",): _wrapper("-t -w"),
    ("proxychains4",): _wrapper("-f"),
    ("proxychains",): _wrapper("-f"),
    ("direnv", "exec"): _wrapper("", 1),
    ("aws-vault", "exec"): _wrapper("-d --duration --region", 1),
    ("op", "run"): _wrapper("--env-file --account"),
    ("doppler", "run"): _wrapper("-p -c --project --config"),
    ("mise", "exec"): _PLAIN,
    ("mise", "x"): _PLAIN,
    ("volta", "run"): _wrapper("--node --npm --yarn"),
    ("conda", "run"): _CONDA,
    ("mamba", "run"): _CONDA,
    ("micromamba", "run"): _CONDA,
    ("pixi", "run"): _wrapper("-e --environment --manifest-path"),
    ("docker", "exec"): _CONTAINER,
    ("podman", "exec"): _CONTAINER,
    ("distrobox", "enter"): _wrapper("", 1),
    ("toolbox", "run"): _wrapper("-c --container -d -r"),
    ("ssh",): _wrapper("-B -b -c -D -E -e -F -I -i -J -L -l -m -O -o -p -Q -R -S -W -w", 1),
    ("npx",): _NPX,
    ("npm", "exec"): _NPX,
    ("npm", "x"): _NPX,
    ("pnpx",): _NPX,
    ("pnpm", "dlx"): _wrapper("--package", package=True),
    ("pnpm", "exec"): _PLAIN,
    ("yarn", "dlx"): _wrapper("-p --package", package=True),
    ("yarn", "exec"): _PLAIN,
    ("bunx",): _wrapper("-p --package", package=True),
    ("bun", "x"): _wrapper("-p --package", package=True),
    ("deno", "run"): _wrapper("-c --config --import-map", package=True),
    ("uvx",): _UVX,
    ("uv", "tool", "run"): _UVX,
    ("uv", "run"): _UV_RUN,
    ("pipx", "run"): _wrapper("--spec --python --index-url --pip-args", package=True),
    ("nix", "run"): _wrapper("--option", package=True),
    **{(name, "run"): _PLAIN for name in ("poetry", "pipenv", "pdm", "rye", "hatch")},
    **{
        (name,): _PLAIN
        for name in (
            *("nohup", "setsid", "exec", "command", "builtin", "unbuffer"),
            *("rlwrap", "torsocks", "winpty", "dbus-run-session", "arch"),
        )
    },
}
"""By name and first arguments."""
SHELLS = frozenset(
    {"sh", "bash", "zsh", "dash", "ash", "ksh", "fish", "busybox", "pwsh", "powershell", "cmd"}
)
TEXT_OPTIONS = re.compile(r"-[a-z]*c|-command|/[ck]", re.IGNORECASE)
"""A shell's option that is followed by commands."""
INTERPRETERS: Mapping[str, frozenset[str]] = {
    "node": _wrapper(
        "-r --require --import --loader --experimental-loader -C --conditions --env-file"
    ).values,
    "bun": frozenset(),
    "tsx": frozenset(),
    "electron": frozenset(),
    "python": frozenset({"-W", "-X", "--check-hash-based-pycs"}),
    "pypy": frozenset({"-W", "-X"}),
    "ruby": frozenset({"-r", "-I"}),
}
"""Those that run scripts, and their options that are followed by a value."""
