"""单据: every paper that fits a case now, and every print that was made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.ui.pages.case.book import Book
from app.ui.widgets.list_table import Line, ListTable
from app.ui.widgets.plain import label

if TYPE_CHECKING:
    from app.services.case_surroundings import CaseWhole, PrintLine


class PaperBook(Book):
    """``paper_wanted`` carries a paper's name: look at it, then print, save or make a picture."""

    paper_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        heads = (self.tr("可以打印的单据"), self.tr("用处"), self.tr("打过"))
        self.papers = ListTable(self.tr("可以打印的单据，回车预览"), heads, wide=1)
        self.papers.opened.connect(lambda key: self.paper_wanted.emit(str(key)))
        print_heads = (self.tr("打印时间"), self.tr("单据"), self.tr("谁、到哪里"))
        self.prints = ListTable(self.tr("打印记录"), print_heads, wide=2)
        self.column.addWidget(self.papers, 3)
        self.column.addWidget(label(self.tr("打印记录"), "muted"))
        self.column.addWidget(self.prints, 2)

    def draw(self, whole: CaseWhole) -> None:
        self.papers.fill(
            [
                Line(
                    one.name,
                    (one.title, one.about, self.tr("{0} 次").format(one.times) if one.times else ""),
                )
                for one in whole.papers
            ]
        )
        self.prints.fill([self._line(at, one) for at, one in enumerate(reversed(whole.prints))])

    def _line(self, at: int, one: PrintLine) -> Line:
        again = self.tr("（补打，第 {0} 次）").format(one.copy_no) if one.copy_no > 1 else ""
        who = " · ".join(filter(None, (one.by, one.sent_to, one.reason)))
        return Line(at, (one.at, f"{one.title}{again}", who))
