"""The printers of this machine to choose from, the room's own for each paper already chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from app.ui.habits import printer_of
from app.ui.office import Office

if TYPE_CHECKING:
    from app.services.papers import PrinterRow

_Found = tuple[tuple["PrinterRow", ...], dict[str, str]]


class PrinterChoice(QComboBox):
    """``found`` says whether there is any printer; ``refused`` carries why they could not be read."""

    found = Signal(bool)
    refused = Signal(object)

    def __init__(self, office: Office, papers: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._papers = papers
        self._paper = papers[0]
        self._habits: dict[str, str] = {}
        self.setAccessibleName(self.tr("打印机"))

    @property
    def printer(self) -> str:
        """The chosen one's name; "" is the system's usual one."""
        return str(self.currentData() or "")

    def read(self) -> None:
        """Ask the system which printers there are, and the room which it uses."""
        register, wanted = self._office.register, self._papers

        def work() -> _Found:
            from app.services import papers, preferences

            habits = {paper: str(preferences.get(register, printer_of(paper), "")) for paper in wanted}
            return papers.printers(), habits

        self._office.tasks.run(self, work, self._on_read, self.refused.emit, lane="slow")

    def choose_for(self, paper: str) -> None:
        """The room's printer for this paper; the system's own where none was chosen."""
        self._paper = paper
        self.setCurrentIndex(max(self.findData(self.printer_for(paper)), 0))

    def printer_for(self, paper: str) -> str:
        """The printer that the settings name for a paper; "" where they name none."""
        return self._habits.get(paper, "")

    def _on_read(self, answer: _Found) -> None:
        rows, self._habits = answer
        self.clear()
        for row in rows:
            self.addItem(row.words or row.name, row.name)
        self.choose_for(self._paper)
        self.setVisible(bool(rows))
        self.found.emit(bool(rows))
