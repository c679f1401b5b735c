"""Which terminal a client of tmux shows: only tmux itself knows the active pane."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

ANSWER_S = 0.5
"""A server that takes longer is busy or hangs; what it showed before is believed meanwhile."""
_FORMAT = "#{client_pid} #{pane_tty}"


def socket(argv: Sequence[str], variables: Mapping[str, str], user: int) -> str:
    """Where the server of a client listens (tmux(1), options -L and -S, variables TMUX and TMUX_TMPDIR).

    Args:
        argv: the client's arguments; tmux leaves them as they are.
        variables: the environment that the client was started with.
        user: whose client it is.
    """
    label = ""
    for place, word in enumerate(argv[1:], 1):
        if not word.startswith("-") or word == "--":
            break
        if word[:2] in ("-S", "-L"):
            value = word[2:] or (argv[place + 1] if place + 1 < len(argv) else "")
            if word[1] == "S":
                return value
            label = value
            break
        if word in ("-c", "-f", "-T"):
            # Their values are no options; without one they end the options as well.
            return socket((argv[0], *argv[place + 2 :]), variables, user)
    if not label and (inherited := variables.get("TMUX", "").partition(",")[0]):
        return inherited
    return f"{variables.get('TMUX_TMPDIR') or '/tmp'}/tmux-{user}/{label or 'default'}"  # noqa: S108 - tmux's place


def pane_tty(program: str, server: str, client: int) -> int | None:
    """The terminal of the pane that a client shows, as a device number; some 5 ms, most of it in tmux.

    None where the server does not answer in time or does not know the client.

    Args:
        program: path of the client's executable, so that both speak the same protocol.
        server: path of the server's socket.
        client: the client's process.
    """
    try:
        said = subprocess.run(  # noqa: S603 - the very program that the person runs
            [program or "tmux", "-S", server, "list-clients", "-F", _FORMAT],
            capture_output=True,
            timeout=ANSWER_S,
            check=False,
            stdin=subprocess.DEVNULL,
            env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8"},
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    for line in said.decode("utf-8", "replace").splitlines():
        pid, _, tty = line.partition(" ")
        if pid == str(client):
            try:
                return Path(tty).stat().st_rdev
            except OSError:
                return None
    return None
