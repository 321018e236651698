"""The tables of a period: categories, six rates with their segments and 五零, and what was adjusted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.case_counts import COUNT_WORDS
from app.domain.rate_definitions import RATES, SEGMENTS, ZEROS
from app.ui.pages.reports.number_table import Cell, NumberTable
from app.ui.widgets.plain import label

if TYPE_CHECKING:
    from app.domain.tallies import CategoryFigures
    from app.services.reports import ShownFigures

COLUMNS = (
    *("received", "immediate", "promised", "supplement", "escalated", "completed", "on_time"),
    *("overdue", "open_at_end", "rated", "satisfied", "declined", "old_book"),
)


class CategoryView(QWidget):
    """One row a category, the total last; ``opened`` carries figure, category and the number."""

    opened = Signal(str, str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = NumberTable([self.tr("类别"), *(COUNT_WORDS[name] for name in COLUMNS)], wide=(0,))
        self.table.setAccessibleName(self.tr("统计表，回车看数字背后的办件"))
        self.table.opened.connect(self.opened)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.table)

    def show_figures(self, shown: ShownFigures) -> None:
        rows = [self._row(row, row.category) for row in shown.figures.categories]
        self.table.fill([*rows, self._row(shown.figures.total, "")], bold_last=True)

    def _row(self, row: CategoryFigures, category: str) -> list[Cell]:
        cells = [Cell(row.category)]
        for name in COLUMNS:
            cells.append(Cell(str(row[name]), name if row[name] else "", category))
        return cells


class RatesView(QWidget):
    """Six rates, the segments of the fifth, the five zeros, and this month's adjustments of sent ones."""

    opened = Signal(str, str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        heads = (self.tr("指标"), self.tr("分子"), self.tr("分母"), self.tr("比率"), self.tr("口径与说明"))
        self.table = NumberTable(heads, wide=(4,))
        self.table.setAccessibleName(self.tr("六率和五零，回车看数字背后的办件"))
        self.table.opened.connect(self.opened)
        self._below = label(role="muted", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._below)

    def show_figures(self, shown: ShownFigures) -> None:
        figures = shown.figures
        rows = []
        for rate, definition in zip(figures.rates, RATES, strict=True):
            meaning = self.tr("{0}（{1}）").format(definition.words, definition.source)
            words = "\n".join(part for part in (rate.beside, meaning) if part)
            parts = (
                Cell(str(rate.numerator), definition.numerator),
                Cell(str(rate.denominator), definition.denominator),
            )
            rows.append([Cell(f"{definition.no}. {rate.name}"), *parts, Cell(rate.text), Cell(words)])
        for rate, segment in zip(figures.segments, SEGMENTS, strict=True):
            parts = (Cell(str(rate.numerator), segment.kept), Cell(str(rate.denominator), segment.due))
            rows.append([Cell(f"　5 {rate.name}"), *parts, Cell(rate.text), Cell(segment.words)])
        for zero, known in zip(figures.zeros, ZEROS, strict=True):
            share = zero.share.text if zero.share else ""
            count = Cell(str(zero.count), known.count if zero.count else "")
            rows.append([Cell(zero.name), count, Cell(""), Cell(share), Cell(known.words)])
        for line in shown.adjustments:
            words = self.tr("报送 {0}，已调整 {1}，现在 {2}").format(line.sent, line.earlier, line.now)
            name = self.tr("调整 {0} {1}").format(line.period, line.name)
            rows.append([Cell(name), Cell(f"{line.change:+d}"), Cell(""), Cell(""), Cell(words)])
        self.table.fill(rows)
        asked = self.tr("咨询 {0} 次，超过1个工作日未答复 {1} 件。带下划线的数字按回车看背后的办件。")
        self._below.setText(asked.format(figures.inquiries, figures.unanswered))
