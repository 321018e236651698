"""Papers on their way or stuck: each with a sentence and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.errors import Refusal
from app.ui.widgets.plain import button, label

if TYPE_CHECKING:
    from app.services.print_queue import PrintJobRow
    from app.ui.office import Office

LOOK_SECONDS = 5
SHOWN = 30


class QueueCard(QWidget):
    """Reads again while it can be seen; ``changed`` carries how many papers are open."""

    changed = Signal(int)
    refused = Signal(object)  # Refusal

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._shown: tuple[PrintJobRow, ...] | None = None
        self._words = label(self.tr("正在读取打印队列…"), role="muted", wrap=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._words)
        layout.addLayout(self._rows)
        self.setAccessibleName(self.tr("打印队列"))
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_SECONDS * 1000)
        self._timer.timeout.connect(self.read)
        office.paper_printed.connect(lambda _case_no, _paper: self.read())

    @property
    def sentences(self) -> tuple[str, ...]:
        """What stands there of each paper."""
        return tuple(str(row.accessibleName()) for row in self._frames())

    def read(self) -> None:
        """Ask what is on its way."""
        register = self._office.register

        def work() -> tuple[PrintJobRow, ...]:
            from app.services import print_queue

            return print_queue.jobs(register)

        self._office.tasks.run(self, work, self.show_jobs)

    def show_jobs(self, jobs: tuple[PrintJobRow, ...]) -> None:
        """A row a paper; rows that did not change stay, with the focus in them."""
        if jobs == self._shown:
            return
        self._shown = jobs
        for row in self._frames():
            self._rows.removeWidget(row)
            row.hide()
            row.deleteLater()
        for job in jobs[:SHOWN]:
            self._rows.addWidget(self._row(job))
        words = self.tr("没有等着打印的单据。")
        if jobs:
            words = self.tr("{0} 张单据还没有确定印出来。").format(len(jobs))
        self._words.setText(words)
        self.changed.emit(len(jobs))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    def _frames(self) -> list[QWidget]:
        return [self._rows.itemAt(at).widget() for at in range(self._rows.count())]

    def _row(self, job: PrintJobRow) -> QFrame:
        frame = QFrame(self)
        said = job.sentence + (self.tr("。纸打出来了吗？") if job.asks else "")
        name = " · ".join(part for part in (job.title, job.case_no, job.printer) if part)
        frame.setAccessibleName(f"{name}：{said}")
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(label(name))
        column.addWidget(label(said, "error" if job.stuck else "muted", wrap=True))
        line = QHBoxLayout(frame)
        line.setContentsMargins(0, 4, 0, 4)
        line.setSpacing(8)
        line.addLayout(column, 1)
        for words, act in self._ways(job):
            made = button(words, partial(self._act, act, job.job_id))
            made.setAccessibleDescription(name)
            line.addWidget(made, 0, Qt.AlignmentFlag.AlignTop)
        return frame

    def _ways(self, job: PrintJobRow) -> list[tuple[str, str]]:
        if job.asks:
            return [(self.tr("打出来了"), "came"), (self.tr("没有打出来"), "not")]
        ways = [(self.tr("取消"), "cancel")]
        return ways if job.state == "sent" else [(self.tr("再送一次"), "again"), *ways]

    def _act(self, act: str, job_id: str) -> None:
        desk = self._office.desk()

        def work() -> tuple[PrintJobRow, ...]:
            from app.services import print_queue

            acts: dict[str, Callable[[], object]] = {
                "came": lambda: print_queue.answer(desk, job_id, True),
                "not": lambda: print_queue.answer(desk, job_id, False),
                "again": lambda: print_queue.again(desk, job_id),
                "cancel": lambda: print_queue.cancel(desk, job_id),
            }
            acts[act]()
            return print_queue.jobs(desk.register)

        self._words.setText(self.tr("正在办理…"))
        self._shown = None
        self._office.tasks.run(self, work, self.show_jobs, self._on_refused, lane="slow")

    def _on_refused(self, refusal: Refusal) -> None:
        self.refused.emit(refusal)
        self.read()
