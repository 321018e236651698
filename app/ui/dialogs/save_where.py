"""Asks for a file to save as, and never blocks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QWidget


def ask_where(parent: QWidget, name: str, chosen: Callable[[str], None]) -> None:
    """Open a window that asks for a file to save as; returns at once."""
    words = QCoreApplication.translate("PaperPreview", "存为 PDF")
    chooser = QFileDialog(parent, words, str(Path.home()), "PDF (*.pdf)")
    chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    chooser.setDefaultSuffix("pdf")
    chooser.selectFile(name)
    chooser.fileSelected.connect(chosen)
    chooser.open()
