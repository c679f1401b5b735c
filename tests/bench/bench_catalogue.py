"""Labels a second, how often AI tools are recognised, the dearest title rule, and the time to index desktop entries.

Prints `name: value unit (floor …, ratio …)`; the floor of labels is a dictionary look-up by the subject, that of the
index is reading the same files and nothing else.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import process_time

from tests.observations import Observation, answers, observations, tally
from wellbeing.catalogue import Catalogue, Rule, RulesFile
from wellbeing.engine.labels import Labels
from wellbeing.engine.ruling import identity, judge
from wellbeing.files.applications import Applications, application_folders
from wellbeing.files.rules import shipped
from wellbeing.model import AppEntry, AppIdentity, Evidence
from wellbeing.timeline.redact import Manner

EDITOR = AppEntry("some.editor", "Editor", None, ("Utility", "TextEditor", "Development", "IDE"))
SUBJECTS: list[tuple[AppIdentity, AppEntry | None]] = [
    (AppIdentity("firefox", "firefox", "m.youtube.com"), None),
    (AppIdentity("firefox", "firefox", "some.unknown.example"), None),
    (AppIdentity("org.mozilla.firefox", "firefox", "github.com"), None),
    (AppIdentity("Code", "code"), EDITOR),
    (AppIdentity("unheard-of", "unheard-of"), EDITOR),
    (AppIdentity("unheard-of", "unheard-of"), None),
    (AppIdentity("crx_agimnkijcaahngcdmfeangaknmldooml", "chrome"), None),
    (AppIdentity("org.gnome.Terminal", "gnome-terminal-server"), None),
    (AppIdentity("steam_app_570", "wine64-preloader"), None),
    (AppIdentity("Telegram", "telegram-desktop"), None),
]
RULES = RulesFile(
    rule=tuple(Rule("games", app=f"app-{number}*") for number in range(50))
    + tuple(Rule("music", site=f"site-{number}.example") for number in range(50))
)
NAMES = "".join(
    f"Name[x{number}]=Translated {number}\nComment[x{number}]=Longer text {number}\n" for number in range(80)
)


def best(work: Callable[[], object], times: int = 5) -> float:
    """The shortest of some runs, in seconds of CPU, so that what else runs counts little."""
    durations = []
    for _ in range(times):
        begun = process_time()
        work()
        durations.append(process_time() - begun)
    return min(durations)


def labels(name: str, catalogue: Catalogue) -> None:
    """Print labels a second over the subjects."""
    known: dict[AppIdentity, AppEntry | None] = dict(SUBJECTS)

    def floor() -> None:
        for _ in range(500):
            for app, _entry in SUBJECTS:
                known.get(app)

    def ours() -> None:
        for _ in range(500):
            for app, entry in SUBJECTS:
                catalogue.label(app, entry)

    count = 500 * len(SUBJECTS)
    bare, took = best(floor), best(ours)
    print(f"{name}: {count / took:.0f} labels/s (floor {count / bare:.0f}, ratio {took / bare:.1f})")


def recognition(catalogue: Catalogue) -> None:
    """Print right, wrong, missed and quiet answers per area and kind, and whole judgements a second."""
    halves = {name: observations(name) for name in ("development", "held_out")}
    for name, half in halves.items():
        answered = answers(Labels(catalogue, Applications([])), half)
        for group in sorted({one.area for one in half} | {_kind(catalogue, one) for one in half}):
            result = tally([one for one in answered if group in (one[0].area, _kind(catalogue, one[0]))])
            print(
                f"{name} {group}: {result.right} right, {result.wrong} wrong, {result.missed} missed,"
                f" {result.quiet} quiet; precision {result.precision:.3f}, recall {result.recall:.3f}"
            )
    seen = [one.evidence for half in halves.values() for one in half]
    kept = [identity(catalogue, one, Manner())[0] for one in seen]
    took = best(lambda: [identity(catalogue, one, Manner()) for one in seen])
    print(f"evidence_to_identity: {len(seen) / took:.0f} a second")
    took = best(lambda: [catalogue.label(app) for app in kept])
    print(f"labels_of_observations: {len(seen) / took:.0f} labels/s (budget 20000)")
    took = best(lambda: [judge(Labels(catalogue, Applications([])), one) for one in seen])
    print(f"explained: {len(seen) / took:.0f} a second")


def _kind(catalogue: Catalogue, one: Observation) -> str:
    return "no tool" if one.tool is None else catalogue.tools.by_id[one.tool].kind.value


def index(count: int) -> None:
    """Print the time to index so many entries of the size of a well-translated one."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number in range(count):
            text = f"[Desktop Entry]\nType=Application\n{NAMES}Name=App {number}\nExec=env A=b /opt/app{number} %U\n"
            text += "Icon=app\nCategories=Network;Email;\n"
            (folder / f"org.example.App{number}.desktop").write_text(text, "utf-8")
        read = best(lambda: [path.read_bytes() for path in folder.glob("*.desktop")])
        took = best(lambda: Applications([folder], ("de_DE", "de")).entry("app7"))
        apps = Applications([folder], ("de_DE", "de"))
        apps.entry("app7")
        again = best(lambda: [apps.entry("app7") for _ in range(1000)])
    print(
        f"index_{count}_ms: {took * 1e3:.1f} ms (floor {read * 1e3:.1f}, ratio {took / read:.1f}; budget 30)"
    )
    print(f"look_up_{count}_us: {again * 1e3:.1f} µs")


def main() -> None:
    """Print every figure."""
    parts = shipped()
    print(f"load_ms: {best(shipped) * 1e3:.1f} ms; compile_ms: {best(lambda: Catalogue(parts)) * 1e3:.1f} ms")
    labels("labels", Catalogue(parts))
    labels("labels_100_rules", Catalogue(parts, RULES))
    recognition(Catalogue(parts))
    for pattern, letters in (
        ("thesis|chapter \\d", "a"),
        ("foo.*bar", "foo "),
        (".*a.*b", "a"),
        ("(a|a){15}b", "a"),
    ):
        catalogue = Catalogue(parts, RulesFile(rule=(Rule("games", title=pattern),)))
        seen = Evidence("app", (letters * 512)[:512])
        print(f"title_rule {pattern}: {best(partial(catalogue.hint, seen), 2) * 1e3:.3f} ms")
    for count in (60, 200):
        index(count)
    folders = application_folders(os.environ, Path.home())
    print(f"index_this_machine_ms: {best(lambda: Applications(folders).entry('xterm')) * 1e3:.1f} ms")


if __name__ == "__main__":
    main()
