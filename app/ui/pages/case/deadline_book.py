"""期限: why a case is due when it is, in sentences and day by day; the promise and a later date side by side."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from app.ui.pages.case.book import Book
from app.ui.widgets.list_table import Line, ListTable
from app.ui.widgets.plain import label

if TYPE_CHECKING:
    from app.services.case_surroundings import CaseWhole
    from app.services.deadlines import CaseDeadline


class DeadlineBook(Book):
    """Nothing is done here: dates follow from the calendar and from the steps."""

    def __init__(self) -> None:
        super().__init__()
        self._dates = QGridLayout()
        self._dates.setHorizontalSpacing(16)
        self._dates.setVerticalSpacing(2)
        self._dates.setColumnStretch(1, 1)
        self._dates.setColumnStretch(3, 1)
        self.notes = label(wrap=True)
        self.notes.setTextFormat(Qt.TextFormat.PlainText)
        heads = (self.tr("日期"), self.tr("第几个工作日"), self.tr("说明"))
        self.table = ListTable(self.tr("期限一天一天怎样算"), heads, wide=2)
        self.column.addLayout(self._dates)
        self.column.addWidget(self.notes)
        self.column.addWidget(self.table, 1)

    def draw(self, whole: CaseWhole) -> None:
        told = whole.deadline
        while self._dates.count():
            widget = self._dates.takeAt(0).widget()
            widget.hide()
            widget.deleteLater()
        for at, (words, day) in enumerate(self._days(told, whole.case.due_warning)):
            self._dates.addWidget(label(words, "muted"), at // 2, at % 2 * 2)
            self._dates.addWidget(label(day), at // 2, at % 2 * 2 + 1)
        warning = (whole.case.due_warning,) if whole.case.due_warning else ()
        self.notes.setText("\n".join((*told.notes, *warning)))
        self.notes.setVisible(bool(told.notes or warning))
        self.table.fill(
            [
                Line(
                    line.day,
                    (self._day(line.day), str(line.number) if line.counts else self.tr("不计"), line.reason),
                    "" if line.counts else "muted",
                )
                for line in told.days
            ]
        )

    def _days(self, told: CaseDeadline, _warning: str) -> list[tuple[str, str]]:
        """Both the promise on paper and what it comes to now, where they differ."""
        provisional = self.tr("（暂定）") if told.provisional else ""
        days = [
            (self.tr("单据上的承诺"), self._day(told.promised_on)),
            (self.tr("按现在的日历算"), self._day(told.worked_out_on) + provisional),
            (self.tr("以这一天为准"), self._day(told.due_on) or self.tr("停着，没有计时")),
            (self.tr("延期到"), self._day(told.extended_until)),
            (self.tr("部门的期限"), self._day(told.department_due_on)),
            (self.tr("法定期限"), self._day(told.statutory_due_on)),
            (self.tr("上级答复期限"), self._day(told.answer_due_on)),
        ]
        return [(words, day) for words, day in days if day and day != provisional]

    def _day(self, day: date | None) -> str:
        if day is None:
            return ""
        weekdays = self.tr("一二三四五六日")
        return self.tr("{0} 周{1}").format(day.isoformat(), weekdays[day.weekday()])
