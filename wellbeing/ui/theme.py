"""Colours, type and lengths from `resources/style/tokens.toml`, in the desktop's light or dark."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Any, Literal, get_args

import msgspec
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyle

from wellbeing.files.resources import resource
from wellbeing.ui.sheet import sheet
from wellbeing.ui.text import right_to_left

Role = Literal["caption", "small", "body", "strong", "section", "title", "hero", "chart"]
Group = Literal["ai", "making", "writing", "people", "reading", "media", "other"]
"""The seven colours of data; the catalogue's categories fall into them."""
GROUPS: tuple[Group, ...] = get_args(Group)
"""In the order of a stack, bottom first."""

_PROPORTIONAL: tuple[Role, ...] = ("section", "title", "hero")
"""Roles whose figures stand in sentences; all others stand in columns and are tabular."""


_ANIMATED = QStyle.StyleHint.SH_Widget_Animation_Duration


class Wish(Enum):
    """What the person chose in the settings."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Colors(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Named colours of one scheme, sRGB as `#RRGGBB`; what each is for stands in the file."""

    ground: str
    nav: str
    card: str
    sunken: str
    line: str
    edge: str
    ink: str
    ink2: str
    ink3: str
    accent: str
    accent_soft: str
    button: str
    button_text: str
    band: str


class _Pair(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    light: Colors
    dark: Colors


class _Categories(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    light: dict[Group, str]
    dark: dict[Group, str]
    pattern: dict[Group, str]
    """matplotlib hatches."""


class _Ramp(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    light: tuple[str, ...]
    dark: tuple[str, ...]


class Type(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One role of text."""

    size: int
    """Logical px at 100 %."""
    weight: int
    """As in CSS, 100 to 900."""
    tracking: float = 0.0
    """Logical px between letters."""


class Tokens(msgspec.Struct, frozen=True):
    """The file, typed. Lengths are logical px, times ms. `chart` is for the renderer of figures."""

    version: Literal[1]
    color: _Pair
    category: _Categories
    ramp: _Ramp
    type: dict[Role, Type]
    space: dict[str, int]
    radius: dict[str, int]
    size: dict[str, int]
    motion: dict[str, int]
    chart: dict[str, Any]  # numbers and one list; read by name where figures are drawn


def tokens(path: Path | None = None) -> Tokens:
    """Read the tokens.

    Raises:
        msgspec.ValidationError: the file shipped with the program is not as it should be (our fault).
    """
    return msgspec.toml.decode((path or resource("style", "tokens.toml")).read_bytes(), type=Tokens)


class Theme(QObject):
    """The look right now. Follows the desktop while the program runs; lives on the GUI thread.

    Needs a QGuiApplication. `apply()` once makes palette, style and sheet those of the whole program, and
    keeps them so; widgets that paint themselves listen to `changed` and ask for colours while painting.
    """

    changed = Signal()
    """Light became dark, or patterns came or went; the application already wears it."""

    def __init__(
        self, values: Tokens | None = None, wish: Wish = Wish.SYSTEM, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.tokens = values or tokens()
        self._wish = wish
        self._app: QApplication | None = None
        self._patterns = self._still = False
        self._dark = self._decide()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow)

    @property
    def dark(self) -> bool:
        """Whether the program is dark now."""
        return self._dark

    @property
    def desktop_dark(self) -> bool:
        """Whether the desktop is dark, whatever the person chose for our windows."""
        return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark

    @property
    def colors(self) -> Colors:
        """The named colours in force; where the desktop asks for more contrast, hairlines become edges."""
        colors = self.tokens.color.dark if self._dark else self.tokens.color.light
        return msgspec.structs.replace(colors, line=colors.edge) if _more_contrast() else colors

    @property
    def groups(self) -> dict[Group, str]:
        """Colour of each group of categories."""
        return self.tokens.category.dark if self._dark else self.tokens.category.light

    @property
    def patterns(self) -> bool:
        """Whether figures draw patterns beside colours: by choice, or where the desktop asks for more contrast."""
        return self._patterns or _more_contrast()

    def show_patterns(self, wished: bool) -> None:
        """Take over the person's choice of patterns at once."""
        if wished != self._patterns:
            self._patterns = wished
            self.changed.emit()

    def motion(self, name: str) -> int:
        """How long a movement takes, ms; 0 where the desktop asks for less motion."""
        still = self._still or not QApplication.style().styleHint(_ANIMATED)
        return self.tokens.motion["reduced" if still else name]

    def hold_still(self, still: bool) -> None:
        """Take over what the desktop says about motion."""
        self._still = still

    def wish(self, wish: Wish) -> None:
        """Take over the person's choice at once."""
        self._wish = wish
        self._follow()

    def font(self, role: Role) -> QFont:
        """The desktop's family in the size, weight and tracking of a role."""
        kind = self.tokens.type[role]
        font = QFont(QGuiApplication.font())
        font.setPixelSize(kind.size)
        font.setWeight(QFont.Weight(kind.weight))
        if kind.tracking:
            font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, kind.tracking)
        if role not in _PROPORTIONAL:
            font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def palette(self) -> QPalette:
        """For everything that no sheet reaches: menus, dialogs, selections, disabled text."""
        colors, role = self.colors, QPalette.ColorRole
        palette = QPalette()
        for target, color in {
            role.Window: colors.ground,
            role.WindowText: colors.ink,
            role.Base: colors.card,
            role.AlternateBase: colors.sunken,
            role.Text: colors.ink,
            role.Button: colors.card,
            role.ButtonText: colors.ink,
            role.BrightText: colors.ink,
            role.Mid: colors.edge,
            role.Highlight: colors.button,
            role.HighlightedText: colors.button_text,
            role.PlaceholderText: colors.ink3,
            role.ToolTipBase: colors.ink,
            role.ToolTipText: colors.card,
            role.Link: colors.accent,
            role.LinkVisited: colors.accent,
            role.Accent: colors.accent,
        }.items():
            palette.setColor(target, QColor(color))
        for target in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, target, QColor(colors.ink3))
        return palette

    def apply(self, app: QApplication) -> None:
        """Dress the whole program in it: Fusion, so that all desktops agree, palette, sheet, writing direction."""
        self._app = app
        right = Qt.LayoutDirection.RightToLeft
        app.setLayoutDirection(right if right_to_left() else Qt.LayoutDirection.LeftToRight)
        app.setStyle("Fusion")
        self._wear()

    def _wear(self) -> None:
        if self._app is not None:
            self._app.setPalette(self.palette())
            self._app.setStyleSheet(sheet(self.colors, self.tokens.radius, self.tokens.size))

    def _follow(self) -> None:
        dark = self._decide()
        if dark != self._dark:
            self._dark = dark
            self._wear()
            self.changed.emit()

    def _decide(self) -> bool:
        if self._wish is Wish.SYSTEM:
            return self.desktop_dark
        return self._wish is Wish.DARK


def _more_contrast() -> bool:
    hints = getattr(QGuiApplication.styleHints(), "accessibility", None)  # since Qt 6.10
    return hints is not None and hints().contrastPreference() is Qt.ContrastPreference.HighContrast
