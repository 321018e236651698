"""Whether the counter's printer can print now, and what waits for it, at the foot of the window, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.ui.dialogs.queue_window import QueueWindow
from app.ui.habits import PRINTING
from app.ui.widgets.plain import PressButton, restyle

if TYPE_CHECKING:
    from app.services.print_queue import PrintJobRow
    from app.services.printers import PrinterRow
    from app.ui.office import Office

PAPER = "receipt"  # handed over with every case
LOOK_SECONDS = 5 * 60
QUEUE_SECONDS = 20
"""How often the printer is looked at, and the queue worked while something is in it."""

_Found = tuple[str, tuple["PrinterRow", ...], tuple["PrintJobRow", ...]]


class PrinterFact(PressButton):
    """Works the queue in the slow lane: at the start, after a choice or a print, and again every while."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._office = office
        self._open_jobs = 0
        self.setText(self.tr("打印机：正在查看"))
        self.clicked.connect(lambda _checked=False: self._open())
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_SECONDS * 1000)
        self._timer.timeout.connect(self.look)
        office.register_opened.connect(self._on_register_opened)
        office.preferences_changed.connect(self._on_preferences_changed)
        office.paper_printed.connect(lambda _case_no, _paper: self.look())

    def look(self) -> None:
        """Work the queue, ask which printer the room uses and how it stands."""
        register, clock = self._office.register, self._office.clock

        def work() -> _Found:
            from app.services import print_queue, printers

            jobs = print_queue.work(register, clock)
            return printers.setting(register, PAPER).printer, printers.rows(register), jobs

        self._office.tasks.run(self, work, lambda found: self.show_found(*found), lane="slow")

    def show_found(
        self, wanted: str, printers: tuple[PrinterRow, ...], jobs: tuple[PrintJobRow, ...] = ()
    ) -> None:
        """Papers that need a person come first; else how the wanted printer stands, or the usual one."""
        self._open_jobs = len(jobs)
        self._timer.setInterval((QUEUE_SECONDS if jobs else LOOK_SECONDS) * 1000)
        row = next((row for row in printers if row.name == wanted or (not wanted and not row.saved)), None)
        stuck = sum(job.stuck for job in jobs)
        asking = sum(job.asks for job in jobs)
        if stuck:
            words = self.tr("打印机：{0} 张没有印出").format(stuck)
        elif asking:
            words = self.tr("打印机：{0} 张打出来了吗？").format(asking)
        elif jobs:
            words = self.tr("打印机：{0} 张在队列里").format(len(jobs))
        elif row is not None:
            said = self.tr("打印机：{0} 就绪") if row.ready else self.tr("打印机：{0}")
            words = said.format(row.name if row.ready else row.words)
        elif wanted:
            words = self.tr("打印机：{0} 没有连上").format(wanted)
        else:
            words = self.tr("打印机：没有找到，可存为文件")
        self.setText(words)
        warn = stuck or asking or (row is None and wanted) or (row and not row.ready)
        self.setProperty("state", "warn" if warn else "")
        restyle(self)

    def _open(self) -> None:
        if self._open_jobs and self._office.actor is not None:
            QueueWindow.open_for(self._office, self.window())
        else:
            self._office.page_requested.emit("settings")

    def _on_register_opened(self) -> None:
        self._timer.start()
        self.look()

    def _on_preferences_changed(self, name: str, _value: object) -> None:
        if name == PRINTING:
            self.look()
