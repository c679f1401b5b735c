"""SQLAlchemy and APScheduler are loaded without asyncio, and asyncio still works for everyone."""

from __future__ import annotations

import subprocess
import sys

CHECK = """
import sys
import wellbeing.engine.keeper
import wellbeing.store.source
assert "asyncio.base_events" not in sys.modules, "asyncio was loaded"
import sqlalchemy
with sqlalchemy.create_engine("sqlite://").connect() as connection:
    assert connection.execute(sqlalchemy.text("select 1")).scalar() == 1
    try:
        connection.execute(sqlalchemy.text("select nonsense"))
    except sqlalchemy.exc.OperationalError:
        pass
import asyncio
async def main():
    return 2
assert asyncio.run(main()) == 2
from sqlalchemy.util import concurrency
assert concurrency.is_exit_exception(asyncio.CancelledError())
assert not concurrency.is_exit_exception(ValueError())
"""


def test_both_come_without_asyncio_and_asyncio_still_works() -> None:
    done = subprocess.run([sys.executable, "-c", CHECK], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
