"""One side of a case beside its facts: a list, what may be done about a line of it, and sentences above."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.ui.widgets.plain import Rank, button

if TYPE_CHECKING:
    from app.services.case_surroundings import CaseWhole


class Book(QWidget):
    """``act_wanted`` carries an Act for the page to ask; ``told`` a sentence for the page's bar."""

    act_wanted = Signal(object)
    told = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.whole: CaseWhole | None = None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 8, 0, 0)
        self.column.setSpacing(8)

    @property
    def case_no(self) -> str:
        return self.whole.case.row.case_no if self.whole is not None else ""

    def show_whole(self, whole: CaseWhole) -> None:
        """Show this case."""
        self.whole = whole
        self.draw(whole)

    def draw(self, whole: CaseWhole) -> None:
        """Fill the lists; each book has its own."""
        raise NotImplementedError

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
