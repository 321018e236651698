"""需处理: each stuck line as a sentence, what stands and what came late, and what may be done."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.rows import Problem
from app.ui.widgets.plain import button, card, label


class ProblemsCard(QWidget):
    """The three signals carry the problem's id, the last one the case number."""

    put_in_requested = Signal(str)
    dismiss_requested = Signal(str)
    open_case_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frame, self._layout = card(self.tr("需处理"))
        self._none = label(self.tr("没有要处理的。"), "muted")
        self._layout.addWidget(self._none)
        self._rows: list[QFrame] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._frame)

    @property
    def count(self) -> int:
        return len(self._rows)

    def fill(self, problems: tuple[Problem, ...]) -> None:
        """Show these, the newest first."""
        for row in self._rows:
            self._layout.removeWidget(row)
            row.deleteLater()
        self._rows = [self._row(problem) for problem in problems]
        for row in self._rows:
            self._layout.addWidget(row)
        self._none.setVisible(not problems)

    def _row(self, problem: Problem) -> QFrame:
        row = QFrame()
        row.setAccessibleName(problem.sentence)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        if problem.late_value:
            values = self.tr("{0}：现在是“{1}”，晚到的是“{2}”").format(
                problem.field, problem.kept_value, problem.late_value
            )
            buttons.addWidget(label(values, "muted", wrap=True), 1)
            buttons.addWidget(
                button(self.tr("用晚到的"), lambda: self.put_in_requested.emit(problem.record_id))
            )
        else:
            buttons.addStretch(1)
        if problem.case_no:
            buttons.addWidget(
                button(self.tr("打开这件"), lambda: self.open_case_requested.emit(problem.case_no))
            )
        buttons.addWidget(button(self.tr("知道了"), lambda: self.dismiss_requested.emit(problem.record_id)))
        layout = QVBoxLayout(row)
        layout.setContentsMargins(0, 8, 0, 8)
        layout.setSpacing(4)
        layout.addWidget(label(problem.sentence, wrap=True))
        layout.addLayout(buttons)
        return row
