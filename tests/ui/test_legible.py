"""Words stay whole, and where they belong, in narrow windows and in windows that are read from the right."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from wellbeing.ui.theme import Theme
from wellbeing.ui.widgets.card import Card
from wellbeing.ui.widgets.flow import Flow
from wellbeing.ui.widgets.heading import Heading
from wellbeing.ui.widgets.label import ElidedLabel, label
from wellbeing.ui.widgets.ledger import Ledger, Line
from wellbeing.ui.widgets.ranking import Item, Ranking
from wellbeing.ui.widgets.segment import Segment
from wellbeing.ui.widgets.split import SplitBar

NAMES = ("LibreOffice Writer", "Visual Studio Code", "claude.ai")
CATEGORIES = ("Learning & reference", "Video & streaming")


@pytest.fixture
def mirrored(qapp: QApplication, theme: Theme) -> Iterator[None]:
    """Windows that are read from the right."""
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def laid_out(widget: QWidget, width: int, height: int = 300) -> None:
    widget.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    widget.resize(width, height)
    widget.show()
    for _turn in range(4):  # a change inside makes its parent change, each in a turn of its own
        QCoreApplication.processEvents()


def inked(widget: QWidget) -> QRect:
    """Where a widget has drawn something."""
    image = QImage(widget.size(), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    widget.render(image, QPoint())
    dark = [
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if QColor(image.pixel(x, y)).lightness() < 128
    ]
    xs, ys = [x for x, _ in dark], [y for _, y in dark]
    return QRect(QPoint(min(xs), min(ys)), QPoint(max(xs), max(ys)))


def cut(widget: QWidget) -> list[str]:
    """Names that end in an ellipsis."""
    return [one.text() for one in widget.findChildren(ElidedLabel) if one.whole > one.width() + 1]


def test_a_line_never_ends_inside_a_duration(theme: Theme) -> None:
    words = "Agents worked another 3 h 58 without you, 12 min of it at night."
    one = label(theme, wrap=True)
    one.setText(words)
    assert one.text() == words
    assert QLabel.text(one) == words.replace("3 h 58", "3\u00a0h\u00a058").replace("12 min", "12\u00a0min")


@pytest.mark.usefixtures("mirrored")
@pytest.mark.parametrize("wrap", [False, True])
def test_a_lone_figure_stands_at_the_right_where_lines_begin_there(theme: Theme, *, wrap: bool) -> None:
    one = label(theme, "title", wrap=wrap)
    one.setText("68")
    laid_out(one, 300, 40)
    assert inked(one).left() > 250


@pytest.mark.usefixtures("mirrored")
def test_what_is_set_at_the_end_of_a_line_is_at_the_left_there(theme: Theme) -> None:
    one = label(theme)
    one.setAlignment(Qt.AlignmentFlag.AlignTrailing)
    one.setText("68")
    laid_out(one, 300, 40)
    assert inked(one).right() < 50


@pytest.mark.parametrize(("width", "beside"), [(740, True), (500, False)])
def test_a_title_keeps_its_room_beside_what_is_chosen(theme: Theme, width: int, *, beside: bool) -> None:
    heading, choice = Heading(theme), QPushButton("Screen or AI tools, a wide one")
    choice.setMinimumWidth(260)
    heading.add(choice)
    heading.show_words("2026", "6 h 20 a day at the screen in 2026", "376 h 13 on 60 recorded days.")
    laid_out(heading, width)
    title = next(one for one in heading.findChildren(QLabel) if one.text().startswith("6 h 20"))
    assert (title.geometry().right() < choice.geometry().left()) is beside
    assert title.width() >= 320


def test_bars_give_way_to_names_and_come_back(theme: Theme) -> None:
    ranking = Ranking(theme)
    ranking.show_items([Item(one, one, "15 min", 1) for one in NAMES])
    laid_out(ranking, 320)
    assert cut(ranking) == []
    narrowest = ranking.minimumSizeHint().width()
    laid_out(ranking, 600)
    assert ranking.minimumSizeHint().width() == narrowest, "a window can be made narrow again"


def test_categories_are_whole_beside_their_comparison(theme: Theme) -> None:
    ledger = Ledger(theme)
    ledger.show_lines([Line(one, "9 h 05", "24 min more", 1, "writing", one) for one in CATEGORIES])
    laid_out(ledger, 354)
    assert cut(ledger) == []


@pytest.mark.parametrize(("width", "said"), [(200, "3 h 58 without you"), (80, "3 h 58"), (20, "")])
def test_words_over_a_bar_are_whole_or_fewer(theme: Theme, width: int, said: str) -> None:
    bar = SplitBar(theme)
    bar.show_parts(0.4, 0, 0.6, ("3 h 58 without you", "3 h 58"))
    laid_out(bar, width, 60)
    assert bar.said == said


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("width", [90, 120, 300])
def test_lines_that_are_to_be_full_are_full(width: int) -> None:
    frame = QWidget()
    flow = Flow(frame, gap=0, line_gap=0, fill=True)
    for words in ("one", "two", "three"):
        button = QPushButton(words)
        button.setMinimumWidth(50)
        flow.addWidget(button)
    laid_out(frame, width)
    lines: dict[int, list[QRect]] = {}
    for place in range(flow.count()):
        item = flow.itemAt(place)
        assert item is not None
        lines.setdefault(item.geometry().top(), []).append(item.geometry())
    for boxes in lines.values():
        assert boxes[0].left() == 0
        assert boxes[-1].right() == width - 1


def test_no_choice_beside_a_heading_is_lost_in_a_narrow_card(theme: Theme) -> None:
    card, by = (
        Card(theme, "Day by day"),
        Segment(theme, [("ai", "AI and the rest"), ("category", "Categories")]),
    )
    card.head.addWidget(by)
    for width, below in ((600, False), (300, True), (600, False)):
        laid_out(card, width, 200)
        shown = [one for one in by.findChildren(QPushButton) if by.rect().contains(one.geometry())]
        assert len(shown) == 2
        assert cut(card) == []
        assert (by.geometry().left() < 20) is below


@pytest.mark.parametrize("width", [320, 340, 370])
def test_a_comparison_goes_below_before_a_name_is_cut(theme: Theme, width: int) -> None:
    ledger = Ledger(theme)
    ledger.show_lines([Line(one, "9 h 05", "27 min weniger", 1, "writing", one) for one in CATEGORIES])
    laid_out(ledger, width)
    assert cut(ledger) == []


def test_a_comparison_goes_below_where_names_would_be_left_with_nothing(theme: Theme) -> None:
    ledger = Ledger(theme)
    ledger.show_lines([Line(one, "9 h 05", "27 min weniger", 1, "writing", one) for one in CATEGORIES])
    laid_out(ledger, 260)
    beside = [one for one in ledger.findChildren(QLabel) if one.text() == "27 min weniger"]
    names = ledger.findChildren(ElidedLabel)
    assert all(
        one.geometry().top() >= name.geometry().bottom() for one, name in zip(beside, names, strict=True)
    )
    assert min(name.width() for name in names) >= 100
    laid_out(ledger, 500)
    assert all(one.geometry().left() > 200 for one in beside)
