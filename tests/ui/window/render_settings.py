"""Writes Settings, Health and the first screens in their states to a folder as PNG, to be looked at.

python tests/ui/window/render_settings.py HOME FOLDER
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[3]))

from PySide6.QtWidgets import QApplication

from tests.ui.window.render_window import built, picture, wait
from wellbeing.catalogue import Category, Group, Rule
from wellbeing.files import rule_edit, rules
from wellbeing.files.paths import Home, home
from wellbeing.ui.theme import Theme, Wish
from wellbeing.ui.window.desk import Where
from wellbeing.ui.window.first_run import FirstRun
from wellbeing.ui.window.settings.page import SettingsPage
from wellbeing.ui.window.settings.privacy import PrivacyPart
from wellbeing.ui.window.settings.rules import RulesPart
from wellbeing.ui.window.window import Window

_SIZES = {"wide": (1120, 900), "narrow": (560, 1300)}


def _own_rules(where: Home) -> None:
    """Something to show."""
    shipped = rules.shipped()
    if where.rules_file.exists():
        return
    rule_edit.add_category(where.rules_file, Category("thesis", "My thesis", Group.WRITING), shipped)
    for rule in (
        Rule("thesis", app="libreoffice*"),
        Rule("development", site="github.com"),
        Rule("development", app="firefox", title="Jira|Pull request"),
    ):
        rules.add_rule(where.rules_file, rule, shipped)


def _page(window: Window) -> SettingsPage:
    page = window.page
    assert isinstance(page, SettingsPage)
    return page


def _editing(page: SettingsPage) -> None:
    part = page.show_part("rules")
    assert isinstance(part, RulesPart)
    part.begin("code")
    part.editor.category.show_value("learning", "")
    part.editor.app.setText("code*")


def _forgetting(page: SettingsPage) -> None:
    part = page.show_part("privacy")
    assert isinstance(part, PrivacyPart)
    part.forget.what.choose("everything")
    part.forget._changed()
    wait(600)
    part.forget._ask()
    page.ensureWidgetVisible(part.forget.question)


def _first_screens(window: Window, folder: Path, name: str) -> None:
    first = FirstRun(window.desk)
    first.resize(window.size())
    first.show()
    for place, turn in enumerate((first.next, first.back), 1):
        wait(100)
        picture(first, 2).save(str(folder / f"first_{place}_{name}.png"))
        turn.click()
    first.close()


_STATES: dict[str, Callable[[SettingsPage], object]] = {
    "general": lambda page: page.show_part("general"),
    "privacy": lambda page: page.show_part("privacy"),
    "rules": lambda page: page.show_part("rules"),
    "editor": _editing,
    "forget": _forgetting,
    "backups": lambda page: page.show_part("backups"),
}


def main(where: Home, folder: Path) -> None:
    """Write all of them."""
    folder.mkdir(parents=True, exist_ok=True)
    application = QApplication([])
    _own_rules(where)
    for wish in (Wish.LIGHT, Wish.DARK):
        theme = Theme(wish=wish)
        theme.apply(application)
        for size, measures in _SIZES.items():
            window = built(where, theme)
            window.resize(*measures)
            window.open(Where("settings"))
            wait(900)
            for name, bring in _STATES.items():
                bring(_page(window))
                wait(700)
                picture(window, 2).save(str(folder / f"settings_{name}_{wish.value}_{size}.png"))
            window.open(Where("health"))
            wait(900)
            picture(window, 2).save(str(folder / f"health_{wish.value}_{size}.png"))
            _first_screens(window, folder, f"{wish.value}_{size}")
            window.desk.bridge.close()
            window.close()


if __name__ == "__main__":
    main(home(sys.argv[1]), Path(sys.argv[2]))
