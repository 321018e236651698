"""Which papers came with a case, where their originals are, and what is still missing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from app.domain.cases import MaterialForm
from app.domain.rows import CaseFile, MaterialRow
from app.ui.widgets.plain import label
from app.ui.wording import PAPERS, form_words, paper_words


class CaseMaterials(QFrame):
    """A grid of name, form and sheets, where the original is; missing ones in words below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(16, 12, 16, 12)
        self._layout.setSpacing(6)
        self._layout.addWidget(label(self.tr("材料"), "section"))
        self._sheet: QWidget | None = None

    def show_case(self, case: CaseFile) -> None:
        """Fill from one case."""
        if self._sheet is not None:
            self._sheet.hide()
            self._sheet.deleteLater()
        self._sheet = QWidget(self)
        grid = QGridLayout(self._sheet)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        received = [row for row in case.materials if row.received]
        for at, row in enumerate(received):
            grid.addWidget(label(row.name, wrap=True), at, 0)
            grid.addWidget(label(f"{form_words(row.form)} ×{row.sheets}", "muted"), at, 1)
            grid.addWidget(label(self._where(row), "muted"), at, 2)
        below = len(received)
        if not received:
            grid.addWidget(label(self.tr("没有收材料"), "muted"), 0, 0)
            below = 1
        if case.missing:
            words = self.tr("还缺：{0}").format("、".join(case.missing))
            grid.addWidget(label(words, "error", wrap=True), below, 0, 1, 3)
        grid.addWidget(label(self._printed(case), "small", wrap=True), below + 1, 0, 1, 3)
        self._sheet.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._layout.addWidget(self._sheet)

    def _where(self, row: MaterialRow) -> str:
        if row.note:
            return row.note
        if row.form is MaterialForm.ORIGINAL:
            return self.tr("原件在室里") if row.held else self.tr("原件已退回")
        return self.tr("原件已当场退回") if row.form is MaterialForm.SEEN else ""

    def _printed(self, case: CaseFile) -> str:
        times = [
            self.tr("{0} {1} 次").format(paper_words(paper), case.papers_printed[paper])
            for paper in PAPERS
            if case.papers_printed.get(paper)
        ]
        return self.tr("已打印：{0}").format("、".join(times)) if times else self.tr("单据还没有打印过")
