"""情况: the facts of a case, its papers at a glance, and what puts the facts right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.ui.actions import key_words, words
from app.ui.pages.case.facts import CaseFacts
from app.ui.pages.case.materials import CaseMaterials
from app.ui.widgets.plain import button

if TYPE_CHECKING:
    from app.services.case_surroundings import CaseWhole


class FactBook(QWidget):
    """``wanted`` carries the action that a button (or its key) stands for."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.facts = CaseFacts()
        self.materials = CaseMaterials()
        sheet = QWidget()
        inside = QVBoxLayout(sheet)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(12)
        inside.addWidget(self.facts)
        inside.addWidget(self.materials)
        inside.addStretch(1)
        known = QScrollArea()
        known.setWidgetResizable(True)
        known.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        known.setWidget(sheet)
        self.ways = {one: self._way(one) for one in ("case-correct", "case-backup", "case-move")}
        row = QHBoxLayout()
        row.setSpacing(8)
        for way in self.ways.values():
            row.addWidget(way)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addWidget(known, 1)
        column.addLayout(row)

    def show_whole(self, whole: CaseWhole) -> None:
        """Show this case."""
        self.facts.show_whole(whole)
        self.materials.show_case(whole.case)
        self.ways["case-move"].setVisible(whole.facts.may_move)

    def _way(self, action_id: str) -> QPushButton:
        said = f"{words(action_id)}  {key_words(action_id)}"
        return button(said, lambda: self.wanted.emit(action_id))
