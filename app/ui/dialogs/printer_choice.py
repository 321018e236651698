"""The printers to choose from, the room's own for each paper already chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from app.ui.office import Office

if TYPE_CHECKING:
    from app.services.printers import PaperSetting, PrinterRow

_Found = tuple[tuple["PrinterRow", ...], dict[str, "PaperSetting"]]


class PrinterChoice(QComboBox):
    """``found`` says whether there is any printer; ``refused`` carries why they could not be read."""

    found = Signal(bool)
    refused = Signal(object)

    def __init__(self, office: Office, papers: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._papers = papers
        self._paper = papers[0]
        self._settings: dict[str, PaperSetting] = {}
        self.setAccessibleName(self.tr("打印机"))

    @property
    def printer(self) -> str:
        """The chosen one's name; "" is the system's usual one."""
        return str(self.currentData() or "")

    def read(self) -> None:
        """Ask the system which printers there are, and the room which it uses."""
        register, wanted = self._office.register, self._papers

        def work() -> _Found:
            from app.services import printers

            return printers.rows(register), {paper: printers.setting(register, paper) for paper in wanted}

        self._office.tasks.run(self, work, self._on_read, self.refused.emit, lane="slow")

    def choose_for(self, paper: str) -> None:
        """The room's printer for this paper; the system's own where none was chosen."""
        self._paper = paper
        wanted = self.printer_for(paper)
        at = self.findData(wanted)
        if at < 0 and wanted:  # switched off today, still the room's choice
            self.addItem(wanted, wanted)
            at = self.count() - 1
        self.setCurrentIndex(max(at, 0))

    def printer_for(self, paper: str) -> str:
        """The printer that the settings name for a paper; "" where they name none."""
        setting = self._settings.get(paper)
        return setting.printer if setting else ""

    def _on_read(self, answer: _Found) -> None:
        rows, self._settings = answer
        self.clear()
        usual = next((row for row in rows if not row.saved), None)
        if usual is not None:
            self.addItem(self.tr("系统默认（{0}）").format(usual.words), "")
        for row in rows:
            self.addItem(row.words, row.name)
        self.choose_for(self._paper)
        self.setVisible(bool(rows))
        self.found.emit(bool(rows))
