"""The sides of a case, one in front: facts, papers, deadline, parts, seals and fees, the platform, prints."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui.actions import key_words, words
from app.ui.pages.case.book import Book
from app.ui.pages.case.deadline_book import DeadlineBook
from app.ui.pages.case.fact_book import FactBook
from app.ui.pages.case.material_book import MaterialBook
from app.ui.pages.case.money_book import MoneyBook
from app.ui.pages.case.paper_book import PaperBook
from app.ui.pages.case.platform_book import PlatformBook
from app.ui.pages.case.task_book import TaskBook
from app.ui.widgets.list_table import ListTable
from app.ui.widgets.side_tabs import SideTabs

if TYPE_CHECKING:
    from app.services.case_surroundings import CaseWhole


class CaseBooks(SideTabs):
    """``keys`` are the actions that bring each to the front, in their order."""

    act_wanted = Signal(object)
    told = Signal(str)
    paper_wanted = Signal(str)

    def __init__(self, day: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setStyleSheet("QTabBar::tab { padding: 0 9px; }")
        self.setUsesScrollButtons(True)
        self.facts = FactBook()
        self.materials = MaterialBook()
        self.deadline = DeadlineBook()
        self.tasks = TaskBook(day)
        self.money = MoneyBook()
        self.platform = PlatformBook()
        self.papers = PaperBook()
        self.keys: list[str] = []
        self._books: tuple[Book, ...] = (
            self.materials,
            self.deadline,
            self.tasks,
            self.money,
            self.platform,
            self.papers,
        )
        self.add_side("case-facts", self.facts)
        names = ("materials", "deadline", "tasks", "money", "platform", "papers")
        for name, book in zip(names, self._books, strict=True):
            self.add_side(f"case-{name}", book)
            book.act_wanted.connect(self.act_wanted)
            book.told.connect(self.told)
        self.papers.paper_wanted.connect(self.paper_wanted)

    def open_book(self, at: int) -> None:
        """Bring one to the front; the hand goes to its first list."""
        self.setCurrentIndex(at)
        first = self.currentWidget().findChild(ListTable)
        if isinstance(first, ListTable):
            first.setFocus()
        else:
            self.tabBar().setFocus()

    def show_whole(self, whole: CaseWhole) -> None:
        """Show this case in all of them."""
        self.facts.show_whole(whole)
        for book in self._books:
            book.show_whole(whole)

    def forget(self) -> None:
        """Nothing of a person stays on the clipboard."""
        self.platform.forget()

    def add_side(self, action_id: str, book: QWidget) -> None:
        """One more side, behind the others."""
        self.keys.append(action_id)
        key = key_words(action_id)
        at = self.addTab(book, f"{words(action_id)} {key.rsplit('+', 1)[-1]}")
        self.setTabToolTip(at, f"{words(action_id)}  {key}")
