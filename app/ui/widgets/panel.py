"""One side of a page: a column to fill, with rows of buttons for what may be done."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.ui.widgets.plain import Rank, Role, button, label


class Panel(QWidget):
    """``act_wanted`` carries an Act for the page to ask; ``told`` a sentence for the page's bar."""

    act_wanted = Signal(object)
    told = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 8, 0, 0)
        self.column.setSpacing(8)

    def ways(self, *ways: tuple[str, Callable[[], object], Rank]) -> list[QPushButton]:
        """A row of buttons in reading order."""
        row = QHBoxLayout()
        row.setSpacing(8)
        made = [button(words, call, rank) for words, call, rank in ways]
        for one in made:
            row.addWidget(one)
        row.addStretch(1)
        self.column.addLayout(row)
        return made

    def words(self, role: Role = "") -> QLabel:
        """A line of words that other people wrote: plain text, selectable, wrapped."""
        made = label(role=role, wrap=True)
        made.setTextFormat(Qt.TextFormat.PlainText)
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.column.addWidget(made)
        return made
