"""Whether the counter's printer can print now, at the foot of the window, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.ui.habits import printer_of
from app.ui.widgets.plain import PressButton, restyle

if TYPE_CHECKING:
    from app.services.papers import PrinterRow
    from app.ui.office import Office

PAPER = "receipt"  # handed over with every case
LOOK_MINUTES = 5

_Found = tuple[str, tuple["PrinterRow", ...]]


class PrinterFact(PressButton):
    """Asks the system in the slow lane: at the start, after a choice or a print, and every few minutes."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._office = office
        self.setText(self.tr("打印机：正在查看"))
        self.clicked.connect(lambda _checked=False: office.page_requested.emit("settings"))
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MINUTES * 60_000)
        self._timer.timeout.connect(self.look)
        office.register_opened.connect(self._on_register_opened)
        office.preferences_changed.connect(self._on_preferences_changed)
        office.paper_printed.connect(lambda _case_no, _paper: self.look())

    def look(self) -> None:
        """Ask which printer the room uses and how it stands."""
        register = self._office.register

        def work() -> _Found:
            from app.services import papers, preferences

            return str(preferences.get(register, printer_of(PAPER), "")), papers.printers()

        self._office.tasks.run(self, work, lambda found: self.show_found(*found), lane="slow")

    def show_found(self, wanted: str, printers: tuple[PrinterRow, ...]) -> None:
        """Say how the wanted printer stands, or the system's usual one where none was chosen."""
        row = next((row for row in printers if row.name == wanted or not wanted), None)
        if row is not None:
            said = self.tr("打印机：{0} 就绪") if row.ready else self.tr("打印机：{0}")
            words = said.format(row.name if row.ready else row.words)
        elif wanted:
            words = self.tr("打印机：{0} 没有连上").format(wanted)
        else:
            words = self.tr("打印机：没有找到，可存为文件")
        self.setText(words)
        self.setProperty("state", "warn" if (row is None and wanted) or (row and not row.ready) else "")
        restyle(self)

    def _on_register_opened(self) -> None:
        self._timer.start()
        self.look()

    def _on_preferences_changed(self, name: str, _value: object) -> None:
        if name == printer_of(PAPER):
            self.look()
