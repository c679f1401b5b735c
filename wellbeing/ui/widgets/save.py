"""Saving a figure to a file: as picture, page, drawing or table."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from wellbeing.ui.text import _

if TYPE_CHECKING:  # it imports matplotlib
    from wellbeing.render.chart import Chart

_KINDS = ("png", "svg", "pdf", "csv")


def ask_where(parent: QWidget, name: str, chart: Callable[[str], Chart]) -> QFileDialog:
    """Ask for a file and write it; returns at once with the open dialog.

    Args:
        parent: the dialog belongs to it.
        name: of the chart; the file is called so at first.
        chart: from the kind of file (png, svg, pdf, csv) to what is written.
    """
    dialog = QFileDialog(parent, _("Save figure"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    filters = dict(zip(_filters(), _KINDS, strict=True))
    dialog.setNameFilters(list(filters))
    dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix(filters[chosen]))
    dialog.setDefaultSuffix(_KINDS[0])
    dialog.selectFile(name)
    dialog.fileSelected.connect(lambda file: save(parent, Path(file), chart))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def save(parent: QWidget, file: Path, chart: Callable[[str], Chart]) -> None:
    """Write the file in the kind that its name ends in; says so where it cannot be written."""
    kind = file.suffix.lower().lstrip(".")
    try:
        file.write_bytes(_bytes(chart(kind), kind))
    except OSError as error:
        QMessageBox.warning(
            parent,
            _("Save figure"),
            _("{file} cannot be written: {reason}. Choose another folder.").format(
                file=file.name, reason=error.strerror
            ),
        )


def _bytes(chart: Chart, kind: str) -> bytes:
    from wellbeing.render import export

    match kind:
        case "svg":
            return export.svg(chart)
        case "pdf":
            return export.pdf(chart)
        case "csv":
            return export.csv_text(chart.table).encode("utf-8-sig")
        case _:
            return export.png(chart)


def _filters() -> tuple[str, ...]:
    return (_("Picture (*.png)"), _("Drawing (*.svg)"), _("Page (*.pdf)"), _("Table (*.csv)"))
