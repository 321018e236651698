"""The list behind a number that is no list of cases: originals to give back, seals that are waited for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.widgets.list_table import Line, ListTable
from app.ui.widgets.plain import button, label

if TYPE_CHECKING:
    from app.clock import Clock
    from app.models.register import Register


class DayList(QWidget):
    """``case_chosen`` carries a case number on Enter; ``closed`` on Esc."""

    case_chosen = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = label(role="section")
        heads = (
            self.tr("申请人"),
            self.tr("材料或文书"),
            self.tr("在哪里"),
            self.tr("为什么"),
            self.tr("编号"),
        )
        self.table = ListTable(self.tr("回车打开办件"), heads, wide=1)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(button(self.tr("返回  Esc"), self.closed.emit))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.table, 1)
        self.table.opened.connect(lambda key: self.case_chosen.emit(str(key)))

    def show_rows(self, title: str, rows: Sequence[tuple[str, ...]]) -> None:
        """Rows end with their case number."""
        self._title.setText(title)
        self.table.fill([Line(row[-1], row) for row in rows])
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)


def originals(register: Register, clock: Clock) -> list[tuple[str, ...]]:
    """The originals that must go back, as rows of the list."""
    from app.services import materials

    held = (row for row in materials.held(register, clock) if row.red)
    return [(row.applicant, row.name, row.kept_where, row.why, row.case_no) for row in held]


def seals_waiting(register: Register) -> list[tuple[str, ...]]:
    """The papers that wait for a seal, as rows of the list."""
    from app.services import seals

    asked = seals.log(register, status="waiting")
    return [(r.applicant, r.document, r.note, f"{r.asked_on:%Y-%m-%d}", r.case_no) for r in asked]
