"""需处理: each stuck thing as a sentence, its field with what stands and what came late, and what may be done."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.clock import CHINA
from app.domain.rows import Problem
from app.ui.widgets.plain import button, card, label


class ProblemsCard(QWidget):
    """``open_case_requested`` carries the case number, ``mend_requested`` the problem, others its id."""

    put_in_requested = Signal(str)
    mend_requested = Signal(object)
    rest_requested = Signal(str)
    open_case_requested = Signal(str)
    sync_requested = Signal()
    enrol_again_requested = Signal()
    upgrade_requested = Signal()

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
        """Show these; the hand stays where it was in the list, also when an entry has just been settled."""
        at = next((n for n, row in enumerate(self._rows) if row.isAncestorOf(self.focusWidget())), None)
        for row in self._rows:
            self._layout.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [self._row(problem) for problem in problems]
        for row in self._rows:
            self._layout.addWidget(row)
        self._none.setVisible(not problems)
        if at is not None and self._rows:
            first = self._rows[min(at, len(self._rows) - 1)].findChild(QPushButton)
            if first is not None:
                first.setFocus()

    def _row(self, problem: Problem) -> QFrame:
        row = QFrame()
        row.setAccessibleName(problem.sentence)
        layout = QVBoxLayout(row)
        layout.setContentsMargins(0, 8, 0, 8)
        layout.setSpacing(4)
        about = " · ".join(
            each
            for each in (problem.field, problem.case_no, f"{problem.at.astimezone(CHINA):%m-%d %H:%M}")
            if each
        )
        layout.addWidget(label(about, "small"))
        layout.addWidget(label(problem.sentence, wrap=True))
        values = self._values(problem)
        if values:
            layout.addWidget(label(values, wrap=True))
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        for words, act in self._acts(problem):
            made = button(words, act)
            made.setAccessibleName(f"{words}：{about}")
            buttons.addWidget(made, 0, Qt.AlignmentFlag.AlignRight)
        layout.addLayout(buttons)
        return row

    def _values(self, problem: Problem) -> str:
        if problem.late_value:
            return self.tr("现在是“{0}”，没有采用的是“{1}”。").format(problem.kept_value, problem.late_value)
        return self.tr("现在是“{0}”。").format(problem.kept_value) if problem.kept_value else ""

    def _acts(self, problem: Problem) -> list[tuple[str, Callable[[], None]]]:
        """The buttons of one entry in the order in which they are to be thought of."""
        known: dict[str, tuple[str, Callable[[], None]]] = {
            "put_in": (
                self.tr("用没有采用的"),
                lambda: self.put_in_requested.emit(problem.record_id),
            ),
            "mend": (self.tr("改好再发…"), lambda: self.mend_requested.emit(problem)),
            "open_case": (self.tr("打开这件"), lambda: self.open_case_requested.emit(problem.case_no)),
            "sync_now": (self.tr("再同步一次"), self.sync_requested.emit),
            "enrol_again": (self.tr("重新登记…"), self.enrol_again_requested.emit),
            "upgrade": (self.tr("看版本和升级办法"), self.upgrade_requested.emit),
            "rest": (self.tr("不改了"), lambda: self.rest_requested.emit(problem.record_id)),
        }
        return [known[act] for act in problem.acts if act in known]
