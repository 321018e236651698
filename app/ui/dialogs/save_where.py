"""Asks for a file to save as, and never blocks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QWidget


def ask_where(parent: QWidget, name: str, chosen: Callable[[str], None], *, picture: bool = False) -> None:
    """Open a window that asks for a PDF (or a ``picture``) to save as; returns at once."""
    if picture:
        words, kinds = QCoreApplication.translate("PaperPreview", "存为可发微信的图片"), "PNG (*.png)"
    else:
        words, kinds = QCoreApplication.translate("PaperPreview", "存为 PDF"), "PDF (*.pdf)"
    chooser = QFileDialog(parent, words, str(Path.home()), kinds)
    chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    chooser.setDefaultSuffix("png" if picture else "pdf")
    chooser.selectFile(name)
    chooser.fileSelected.connect(chosen)
    chooser.open()
