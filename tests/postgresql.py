"""A private PostgreSQL: its own folder, a socket instead of a port, gone when the tests are over."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

MISSING = "PostgreSQL is not installed (apt-get install postgresql)"


def binaries() -> Path | None:
    """The folder of initdb and pg_ctl: Debian keeps them out of the path; None where they are missing."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda file: float(file.parts[-3]))
    if found:
        return found[-1].parent
    elsewhere = shutil.which("initdb")
    return Path(elsewhere).parent if elsewhere else None


@contextmanager
def cluster(where: Path) -> Iterator[str]:
    """The address of an empty database `record`; PostgreSQL refuses to run as root, so it runs as `postgres`."""
    # A socket's path may be 107 bytes long, so it cannot lie in pytest's deep folders.
    folder = Path(mkdtemp(prefix="pg", dir="/tmp"))
    if os.geteuid() == 0:
        owner = pwd.getpwnam("postgres")
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    try:
        _run([where / "initdb", "-D", folder / "data", "-U", "record", "-A", "trust", "-E", "UTF8", "-N"])
        with (folder / "log").open("w") as log:
            server = subprocess.Popen(
                _as_owner([where / "postgres", "-D", folder / "data", "-k", folder, *_QUICK]),
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        try:
            _wait_until_ready(where, folder, server)
            _run([where / "createdb", "-h", folder, "-U", "record", "record"])
            yield f"postgresql://record@/record?host={folder}"
        finally:
            server.send_signal(signal.SIGQUIT)
            server.wait()
    finally:
        shutil.rmtree(folder)


_QUICK = ("-c", "listen_addresses=", "-c", "fsync=off", "-c", "full_page_writes=off")


def _wait_until_ready(where: Path, folder: Path, server: subprocess.Popen[bytes]) -> None:
    while subprocess.run([where / "pg_isready", "-q", "-h", folder, "-t", "1"], check=False).returncode:
        if server.poll() is not None:
            raise AssertionError((folder / "log").read_text())


def _as_owner(command: Sequence[str | Path]) -> list[str | Path]:
    """The command as `postgres` where we are root; it ends when the tests end, even if they are killed."""
    become = ["--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.geteuid() == 0 else []
    return ["setpriv", *become, "--pdeathsig=INT", *command]


def _run(command: Sequence[str | Path]) -> None:
    done = subprocess.run(
        _as_owner(command), cwd="/", capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )
    if done.returncode:
        raise AssertionError(done.stdout + done.stderr)
