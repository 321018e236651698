"""Tabs that give way: under an open form they take what room is left, and their lists scroll."""

from __future__ import annotations

from PySide6.QtWidgets import QTabWidget, QWidget

LEAST_BESIDE_PX = 110
"""What stays of the lists under an open form."""


class SideTabs(QTabWidget):
    """A column of Qt takes what wraps words inside as the least height; here it is not."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDocumentMode(True)
        self.setMinimumHeight(LEAST_BESIDE_PX)

    def hasHeightForWidth(self) -> bool:
        return False
