"""The people of a batch, how far each is, and the marks for those who have no case."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.batches import STATUS_WORDS, BatchPersonRow, PersonStatus
from app.ui.widgets.list_table import Line, ListTable
from app.ui.widgets.plain import button, label
from app.ui.wording import domain_words

MARKS = (PersonStatus.TODO, PersonStatus.AWAY, PersonStatus.DIED, PersonStatus.DECLINED)


class PersonList(QWidget):
    """``opened`` carries a BatchPersonRow on Enter; ``mark_requested`` a PersonStatus for the marked person."""

    opened = Signal(object)
    mark_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[BatchPersonRow, ...] = ()
        heads = (self.tr("姓名"), self.tr("小组"), self.tr("证件尾号"), self.tr("情况"), self.tr("编号"))
        self.table = ListTable(self.tr("名单，回车受理"), (*heads, self.tr("备注")), wide=5)
        self._nothing = label(
            self.tr("还没有批次。旺季一个事项多人办，按 Alt+N 开一批。"), "muted", wrap=True
        )
        marks = QHBoxLayout()
        marks.setSpacing(8)
        marks.addWidget(label(self.tr("选中的人标为"), "muted"))
        self.marks = {}
        for number, status in enumerate(MARKS, 1):
            words = f"{domain_words(STATUS_WORDS[status])}  Alt+{number}"
            self.marks[status] = button(words, partial(self.mark_requested.emit, status))
            marks.addWidget(self.marks[status])
        marks.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._nothing)
        layout.addLayout(marks)
        self.table.opened.connect(lambda _key: self.opened.emit(self.current))

    @property
    def current(self) -> BatchPersonRow | None:
        """The person the mark stands on."""
        return next((row for row in self.rows if row.person_id == self.table.current()), None)

    def show_rows(self, rows: tuple[BatchPersonRow, ...], *, any_batch: bool, running: bool) -> None:
        """The list of one batch; without any batch it says how to begin."""
        self.rows = rows
        self.table.fill([Line(row.person_id, self._cells(row), self._tone(row)) for row in rows])
        self.table.setVisible(any_batch)
        self._nothing.setVisible(not any_batch)
        for way in self.marks.values():
            way.setEnabled(running)

    def _cells(self, row: BatchPersonRow) -> tuple[str, ...]:
        status = domain_words(STATUS_WORDS[row.status])
        return row.name, row.group, row.id_number[-4:], status, row.case_no, row.note

    def _tone(self, row: BatchPersonRow) -> str:
        return "" if row.status is PersonStatus.TODO else "muted"
