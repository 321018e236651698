"""How one step of acceptance lies on the page: its name at the left, its work at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

NAME_IN_HAN = 5.5


def lay_step(card: QWidget, name: QLabel, below: QWidget | None = None) -> QVBoxLayout:
    """Lay out ``card``; ``below`` stands under the name. Returns the layout for the work of the step."""
    left, right = QVBoxLayout(), QVBoxLayout()
    left.setSpacing(6)
    left.addWidget(name)
    if below is not None:
        left.addWidget(below, 0, Qt.AlignmentFlag.AlignLeft)
    left.addStretch(1)
    right.setSpacing(6)
    layout = QHBoxLayout(card)
    layout.setContentsMargins(16, 8, 16, 8)
    layout.setSpacing(8)
    layout.addLayout(left)
    layout.addLayout(right, 1)
    name.setMinimumWidth(round(NAME_IN_HAN * card.fontMetrics().horizontalAdvance("汉")))
    return right
