"""Starting with the log-in on macOS and Windows, as far as it can be shown elsewhere."""

from __future__ import annotations

import plistlib
from pathlib import Path

from wellbeing.files import launch_agent, run_key

COMMAND = ("/usr/local/bin/wellbeing", "run")


def test_a_launch_agent_comes_and_goes_as_wanted(tmp_path: Path) -> None:
    environ = {"HOME": str(tmp_path)}
    path = launch_agent.agent_path(environ)
    launch_agent.adopt(True, COMMAND, environ)
    told = plistlib.loads(path.read_bytes())
    assert told["ProgramArguments"] == list(COMMAND)
    assert told["RunAtLoad"]
    before = path.stat().st_mtime_ns
    launch_agent.adopt(True, COMMAND, environ)
    assert path.stat().st_mtime_ns == before
    launch_agent.adopt(False, ("/another", "run"), environ)
    assert path.exists(), "another home's entry is left alone"
    launch_agent.adopt(False, COMMAND, environ)
    assert not path.exists()
    launch_agent.adopt(False, COMMAND, environ)


class Registry(dict[str, str]):
    """Values of a key."""

    def __init__(self) -> None:
        super().__init__()
        self.writes = 0

    def put(self, name: str, value: str) -> None:
        self.writes += 1
        self[name] = value

    def remove(self, name: str) -> None:
        del self[name]


def test_a_run_value_comes_and_goes_as_wanted() -> None:
    values = Registry()
    command = ("C:\\Program Files\\Wellbeing\\wellbeing.exe", "--home", "D:\\my home", "run")
    run_key.adopt(True, command, values)
    run_key.adopt(True, command, values)
    assert values == {"Wellbeing": '"C:\\Program Files\\Wellbeing\\wellbeing.exe" --home "D:\\my home" run'}
    assert values.writes == 1
    run_key.adopt(False, ("other", "run"), values)
    assert values
    run_key.adopt(False, command, values)
    assert not values
