"""The last words of a program that dies or cannot write: in the person's language, else in English, never a trace."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from wellbeing.cli import last
from wellbeing.files import words

FULL = Path("/dev/full")
needs_full = pytest.mark.skipif(not FULL.exists(), reason="no /dev/full on this system")


def ran(
    code: str, language: str, folder: Path, out: str = "", err: str = ""
) -> subprocess.CompletedProcess[bytes]:
    """Python code in a process of its own, as a person's shell starts it."""
    environ = os.environ | {"LANGUAGE": language, "LC_ALL": "C.UTF-8", "PYTHONWARNINGS": "ignore"}
    with Path(out or os.devnull).open("wb") as stdout, Path(err or folder / "err").open("wb") as stderr:
        return subprocess.run(
            [sys.executable, "-c", code], env=environ, cwd=folder, stdout=stdout, stderr=stderr, check=False
        )


def said(folder: Path) -> str:
    return (folder / "err").read_text("utf-8")


STATUS = (
    "import sys; sys.argv[1:] = ['--home', 'h', 'completion', 'bash']; from wellbeing.cli import main; main()"
)
BROKEN = """
import sys
sys.argv[1:] = ['--home', 'h', 'completion', 'bash']
import click.shell_completion
def broken(shell):
    raise ZeroDivisionError('private words')
click.shell_completion.get_completion_class = broken
from wellbeing.cli import main
main()
"""
DAMAGED = "import sys; sys.modules['wellbeing.cli.commands'] = None; from wellbeing.cli import main; main()"
NO_WORDS = "import sys; sys.modules['wellbeing.files.words'] = None\n"


@needs_full
def test_a_full_disk_is_named_in_german(tmp_path: Path) -> None:
    assert ran(STATUS, "de", tmp_path, out=str(FULL)).returncode == 1
    assert said(tmp_path).splitlines() == [
        "Die Ausgabe lässt sich nicht schreiben: Der Datenträger ist voll.",
        "Platz schaffen oder sie anderswohin schreiben.",
    ]


@needs_full
def test_a_full_disk_takes_not_even_the_sentence_and_the_exit_code_says_it(tmp_path: Path) -> None:
    assert ran(STATUS, "de", tmp_path, out=str(FULL), err=str(FULL)).returncode == 1


def test_a_crash_is_named_in_german_with_its_report(tmp_path: Path) -> None:
    assert ran(BROKEN, "de", tmp_path).returncode == last.BUG
    first, second = said(tmp_path).splitlines()
    assert first.startswith("Das hätte nicht geschehen dürfen")
    assert "private" not in said(tmp_path)
    [report] = list(tmp_path.rglob("crash-*.txt"))
    assert second.endswith(f"{report.name}.")
    assert "ZeroDivisionError" in report.read_text("utf-8")


def test_where_no_translation_can_be_loaded_it_comes_in_english(tmp_path: Path) -> None:
    assert ran(NO_WORDS + DAMAGED, "de", tmp_path).returncode == last.BUG
    first, second = said(tmp_path).splitlines()
    assert first == "This should not have happened: an error of the program, not yours."
    assert second.startswith("A report without private data is in ")


def test_a_damaged_installation_is_a_sentence_and_no_trace(tmp_path: Path) -> None:
    assert ran(DAMAGED, "de", tmp_path).returncode == last.BUG
    assert "Traceback" not in said(tmp_path)
    assert said(tmp_path).startswith("Das hätte nicht geschehen dürfen")


def test_where_the_folder_has_gone_in_which_it_was_started_the_sentence_comes(tmp_path: Path) -> None:
    gone = "import os; os.mkdir('gone'); os.chdir('gone'); os.rmdir('../gone')\n"
    assert ran(gone + DAMAGED, "de", tmp_path).returncode == last.BUG
    assert said(tmp_path).splitlines() == [
        "Das hätte nicht geschehen dürfen: ein Fehler des Programms, kein eigener.",
        "Es ließ sich kein Bericht schreiben.",
    ]


@pytest.mark.parametrize("number", last.UNWRITTEN)
def test_each_reason_of_a_disk_has_its_sentence(number: int, capsys: pytest.CaptureFixture[str]) -> None:
    last.unwritten(OSError(number, "strerror"))
    told = capsys.readouterr().err
    assert "cannot be written: " in told
    assert "strerror" not in told
    assert "Make room" in told


def test_whatever_breaks_the_sentence_comes(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    tmp_path: Path,
) -> None:
    def broken() -> None:
        raise MemoryError

    monkeypatch.setattr(words, "translations", broken)
    (tmp_path / "file").write_text("no folder")
    last.died(ValueError(), tmp_path / "file" / "logs")
    assert capsys.readouterr().err.splitlines()[1] == "No report could be written."
    assert "could not be written" in caplog.text
