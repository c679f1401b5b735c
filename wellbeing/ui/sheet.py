"""The one style sheet of the program, for the few kinds that a palette cannot describe."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from wellbeing.files.resources import resource


class _Colors(Protocol):
    """The colours the sheet uses; `theme.Colors` has them."""

    @property
    def ground(self) -> str: ...
    @property
    def nav(self) -> str: ...
    @property
    def card(self) -> str: ...
    @property
    def sunken(self) -> str: ...
    @property
    def line(self) -> str: ...
    @property
    def edge(self) -> str: ...
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
    """Kinds are object names, tones of text the property `tone`.

    `panel`, `card`, `page`, `pages`, `nav`, `well`, `rule`, `tag`; buttons `primary`, `plain`, `icon`, `row`, `tall`,
    `navigation`, `segment` (in `segments`).

    A focused button has a wider border and less padding, so that nothing moves.
    """
    inner, ring, round_ = size["button"] - 2, size["focus_ring"], radius["control"]
    arrow = resource("icons", "down.svg").as_posix()
    return f"""
QFrame#panel {{ background: {c.card}; border: 1px solid {c.line}; border-radius: {radius["window"]}px }}
QFrame#panel[framed="true"] {{ border: 0; border-radius: 0 }}
QFrame#well {{ background: {c.sunken}; border: 0; border-radius: {round_}px }}
QFrame#rule {{ background: {c.line}; border: 0; min-height: 1px; max-height: 1px }}
QLabel {{ color: {c.ink}; background: transparent }}
QLabel[tone="second"] {{ color: {c.ink2} }}
QLabel[tone="third"] {{ color: {c.ink3} }}
QLabel#tag {{ color: {c.ink2}; border: 1px solid {c.line}; border-radius: 4px; padding: 2px 8px }}
QPushButton {{ color: {c.ink}; background: {c.card}; border: 1px solid {c.line}; border-radius: {round_}px;
  min-height: {inner}px; padding: 0 14px }}
QPushButton:hover, QPushButton:pressed, QPushButton:open {{ background: {c.sunken} }}
QPushButton:disabled {{ color: {c.ink3} }}
QPushButton#primary {{ color: {c.button_text}; background: {c.button}; border-color: {c.button} }}
QPushButton#primary:hover, QPushButton#primary:pressed {{ background: {c.ink2}; border-color: {c.ink2} }}
QPushButton#primary:disabled {{ color: {c.ink3}; background: {c.sunken}; border-color: {c.line} }}
QPushButton:focus, QPushButton#primary:focus {{ border: {ring}px solid {c.accent};
  min-height: {inner - 2 * (ring - 1)}px; padding: 0 {14 - (ring - 1)}px }}
QWidget#page, QScrollArea, QStackedWidget#pages {{ background: {c.ground}; border: 0 }}
QFrame#card {{ background: {c.card}; border: 1px solid {c.line}; border-radius: {radius["card"]}px }}
QFrame#nav {{ background: {c.nav}; border: 0; border-right: 1px solid {c.line} }}
QPushButton#navigation {{ text-align: left; padding: 0 11px; min-height: 34px; border: 1px solid transparent;
  color: {c.ink2}; background: transparent }}
QPushButton#navigation:hover {{ background: {c.sunken} }}
QPushButton#navigation:checked {{ background: {c.card}; color: {c.ink}; font-weight: 600; border-color: {c.line} }}
QPushButton#navigation:focus {{ border: {ring}px solid {c.accent}; padding: 0 10px; min-height: 32px }}
QPushButton#plain {{ background: transparent; border: 1px solid transparent; color: {c.ink2}; padding: 0 8px }}
QPushButton#plain:disabled {{ color: {c.ink3} }}
QPushButton#plain:hover {{ background: {c.sunken}; color: {c.ink} }}
QPushButton#plain:focus {{ border: {ring}px solid {c.accent}; padding: 0 {8 - (ring - 1)}px }}
QPushButton#day {{ padding: 0 8px; color: {c.ink3} }}
QPushButton#day:checked {{ background: {c.button}; color: {c.button_text}; border-color: {c.button} }}
QPushButton#day:focus {{ border: {ring}px solid {c.accent}; padding: 0 {8 - (ring - 1)}px }}
QPushButton#icon {{ padding: 0; min-width: {inner}px; max-width: {inner}px }}
QPushButton#icon:focus {{ padding: 0; min-width: {inner - 2 * (ring - 1)}px; max-width: {inner - 2 * (ring - 1)}px }}
QPushButton#row, QPushButton#tall {{ background: transparent; border: 1px solid transparent; padding: 0;
  min-height: 28px }}
QPushButton#tall {{ min-height: 50px }}
QPushButton#row:hover, QPushButton#row:checked, QPushButton#tall:hover, QPushButton#tall:checked {{
  background: {c.sunken} }}
QPushButton#row:focus {{ border: {ring}px solid {c.accent}; padding: 0; min-height: 26px }}
QPushButton#tall:focus {{ border: {ring}px solid {c.accent}; padding: 0; min-height: 48px }}
QFrame#segments {{ background: {c.sunken}; border: 0; border-radius: {round_}px }}
QPushButton#segment {{ border: 1px solid transparent; border-radius: 6px; min-height: 26px; padding: 0 12px;
  background: transparent; color: {c.ink2} }}
QPushButton#segment:checked {{ background: {c.card}; color: {c.ink}; font-weight: 600; border-color: {c.line} }}
QPushButton#segment:focus {{ border: {ring}px solid {c.accent}; min-height: 24px; padding: 0 11px }}
QPushButton#answer {{ padding: 0 12px; min-width: 14px }}
QPushButton#answer:checked {{ background: {c.button}; color: {c.button_text}; border-color: {c.button} }}
QPushButton#answer:focus {{ border: {ring}px solid {c.accent}; min-height: {inner - 2 * (ring - 1)}px;
  padding: 0 {12 - (ring - 1)}px }}
QLineEdit, QComboBox, QSpinBox, QDateEdit, QTimeEdit, QPlainTextEdit {{ color: {c.ink}; background: {c.card};
  border: 1px solid {c.edge}; border-radius: {round_}px; padding: 0 10px; min-height: {inner}px;
  placeholder-text-color: {c.ink3}; selection-background-color: {c.button}; selection-color: {c.button_text} }}
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QDateEdit:focus, QTimeEdit:focus, QPlainTextEdit:focus {{
  border: {ring}px solid {c.accent}; padding: 0 9px; min-height: {inner - 2}px }}
QLineEdit#qt_spinbox_lineedit, QLineEdit#qt_spinbox_lineedit:focus {{ background: transparent; border: 0;
  padding: 0 8px; min-height: 0 }}
QTimeEdit::up-button, QTimeEdit::down-button {{ width: 0; border: 0 }}
QComboBox::drop-down {{ border: 0; width: 28px }}
QComboBox::down-arrow {{ image: url("{arrow}"); width: 16px; height: 16px }}
QRadioButton {{ color: {c.ink}; background: transparent; spacing: 8px; min-height: 24px }}
QRadioButton::indicator {{ width: 14px; height: 14px; border: 1px solid {c.edge}; border-radius: 8px;
  background: {c.card} }}
QRadioButton::indicator:hover {{ background: {c.sunken} }}
QRadioButton::indicator:checked {{ width: 6px; height: 6px; border: 5px solid {c.ink} }}
QRadioButton::indicator:focus {{ width: 12px; height: 12px; border: {ring}px solid {c.accent} }}
QRadioButton::indicator:checked:focus {{ width: 6px; height: 6px; border: 5px solid {c.accent} }}
QTableWidget, QTableView {{ color: {c.ink}; background: {c.card}; border: 0; gridline-color: {c.line} }}
QCalendarWidget QWidget#qt_calendar_navigationbar {{ background: {c.card} }}
QCalendarWidget QToolButton {{ color: {c.ink}; background: transparent; border: 1px solid transparent;
  border-radius: 6px; padding: 4px 8px; font-weight: 600 }}
QCalendarWidget QToolButton:hover {{ background: {c.sunken} }}
QCalendarWidget QToolButton:focus {{ border: {ring}px solid {c.accent}; padding: 3px 7px }}
QCalendarWidget QToolButton::menu-indicator {{ image: none }}
QCalendarWidget QAbstractItemView {{ color: {c.ink}; background: {c.card}; border: 0; outline: 0;
  selection-background-color: {c.button}; selection-color: {c.button_text} }}
QHeaderView, QHeaderView::section {{ color: {c.ink3}; background: {c.card}; border: 0; padding: 4px 6px }}
QScrollBar:vertical {{ width: 12px; background: transparent; margin: 2px }}
QScrollBar::handle:vertical {{ background: {c.edge}; border-radius: 4px; min-height: 40px }}
QScrollBar::add-line, QScrollBar::sub-line {{ height: 0 }}
QPushButton::menu-indicator {{ width: 0; image: none }}
QMenu {{ color: {c.ink}; background: {c.card}; border: 1px solid {c.line}; padding: 4px }}
QMenu::item {{ padding: 5px 16px; border-radius: 4px }}
QMenu::item:selected {{ background: {c.sunken} }}
QMenu::item:disabled {{ color: {c.ink2}; background: transparent }}
QMenu::separator {{ background: {c.line}; height: 1px; margin: 4px 8px }}
QToolTip {{ color: {c.ink}; background: {c.card}; border: 1px solid {c.line}; padding: 4px 6px }}
"""
