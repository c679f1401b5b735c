"""The one style sheet of the program, for the few kinds that a palette cannot describe."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol


class _Colors(Protocol):
    """The colours the sheet uses; `theme.Colors` has them."""

    @property
    def card(self) -> str: ...
    @property
    def sunken(self) -> str: ...
    @property
    def line(self) -> str: ...
    @property
    def ink(self) -> str: ...
    @property
    def ink2(self) -> str: ...
    @property
    def ink3(self) -> str: ...
    @property
    def accent(self) -> str: ...
    @property
    def button(self) -> str: ...
    @property
    def button_text(self) -> str: ...


def sheet(c: _Colors, radius: Mapping[str, int], size: Mapping[str, int]) -> str:
    """Kinds are object names (`panel`, `well`, `rule`, `primary`), tones of text the property `tone`.

    A focused button has a wider border and less padding, so that nothing moves.
    """
    inner, ring, round_ = size["button"] - 2, size["focus_ring"], radius["control"]
    return f"""
QFrame#panel {{ background: {c.card}; border: 1px solid {c.line}; border-radius: {radius["window"]}px }}
QFrame#panel[framed="true"] {{ border: 0; border-radius: 0 }}
QFrame#well {{ background: {c.sunken}; border: 0; border-radius: {round_}px }}
QFrame#rule {{ background: {c.line}; border: 0; min-height: 1px; max-height: 1px }}
QLabel {{ color: {c.ink}; background: transparent }}
QLabel[tone="second"] {{ color: {c.ink2} }}
QLabel[tone="third"] {{ color: {c.ink3} }}
QLabel#tag {{ color: {c.ink2}; border: 1px solid {c.line}; border-radius: 4px; padding: 1px 6px }}
QPushButton {{ color: {c.ink}; background: {c.card}; border: 1px solid {c.line}; border-radius: {round_}px;
  min-height: {inner}px; padding: 0 14px }}
QPushButton:hover, QPushButton:pressed, QPushButton:open {{ background: {c.sunken} }}
QPushButton:disabled {{ color: {c.ink3} }}
QPushButton#primary {{ color: {c.button_text}; background: {c.button}; border-color: {c.button} }}
QPushButton#primary:hover, QPushButton#primary:pressed {{ background: {c.ink2}; border-color: {c.ink2} }}
QPushButton:focus, QPushButton#primary:focus {{ border: {ring}px solid {c.accent};
  min-height: {inner - 2 * (ring - 1)}px; padding: 0 {14 - (ring - 1)}px }}
QPushButton::menu-indicator {{ width: 0; image: none }}
QMenu {{ color: {c.ink}; background: {c.card}; border: 1px solid {c.line}; padding: 4px }}
QMenu::item {{ padding: 5px 16px; border-radius: 4px }}
QMenu::item:selected {{ background: {c.sunken} }}
QMenu::item:disabled {{ color: {c.ink2}; background: transparent }}
QMenu::separator {{ background: {c.line}; height: 1px; margin: 4px 8px }}
QToolTip {{ color: {c.ink}; background: {c.card}; border: 1px solid {c.line}; padding: 4px 6px }}
"""
