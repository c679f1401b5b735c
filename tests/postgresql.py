"""A private PostgreSQL: its own folder, a socket instead of a port, gone when the tests are over."""

from __future__ import annotations

import os
import pwd
import shutil
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
        _as_owner(
            [where / "initdb", "-D", folder / "data", "-U", "record", "-A", "trust", "-E", "UTF8", "-N"]
        )
        quick = f"-k {folder} -c listen_addresses= -c fsync=off -c full_page_writes=off"
        log = folder / "log"
        _as_owner([where / "pg_ctl", "-D", folder / "data", "-l", log, "-w", "-o", quick, "start"])
        try:
            _as_owner([where / "createdb", "-h", folder, "-U", "record", "record"])
            yield f"postgresql://record@/record?host={folder}"
        finally:
            _as_owner([where / "pg_ctl", "-D", folder / "data", "-m", "immediate", "-w", "stop"])
    finally:
        shutil.rmtree(folder)


def _as_owner(command: Sequence[str | Path]) -> None:
    become = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    done = subprocess.run(
        [*become, *command], cwd="/", capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )
    if done.returncode:
        raise AssertionError(done.stdout + done.stderr)
