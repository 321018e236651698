"""更多: the steps that do not fit into the row."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from app.domain.cases import CaseEventKind


class StepMenu(QToolButton):
    """``chosen`` carries the step; Alt+0 opens the menu."""

    chosen = Signal(object)

    def __init__(self, steps: Sequence[tuple[CaseEventKind, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(self.tr("更多  Alt+0") + " ▾")
        self.setShortcut("Alt+0")
        self.setStyleSheet("QToolButton::menu-indicator { image: none; width: 0; }")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        for step, words in steps:
            action = menu.addAction(words)
            action.triggered.connect(lambda _checked=False, step=step: self.chosen.emit(step))
        self.setMenu(menu)
