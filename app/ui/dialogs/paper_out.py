"""A previewed paper on its way out: to the print queue, into a file, into a picture; never on the window's thread."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from app.services.papers import PaperFile
    from app.services.print_queue import PrintJobRow
    from app.ui.office import Office


class PaperOut(QObject):
    """What became of each comes as a signal; whatever is sent or saved is recorded as a print by the services."""

    sent = Signal(object)  # PrintJobRow
    saved = Signal(str)  # the file
    pictured = Signal(str)  # the file
    refused = Signal(object)  # Refusal

    def __init__(self, office: Office, parent: QObject) -> None:
        super().__init__(parent)
        self._office = office

    def print(self, file: PaperFile, printer: str, copies: int) -> None:
        """Exactly these pages to ``printer``; "" is the one remembered for this paper."""
        desk = self._office.desk()

        def work() -> PrintJobRow:
            from app.services import print_queue

            return print_queue.send(desk, file, printer=printer, copies=copies)

        self._office.tasks.run(self, work, self.sent.emit, self.refused.emit, lane="slow")

    def save(self, file: PaperFile, target: str) -> None:
        """Exactly these pages into a PDF file."""
        desk = self._office.desk()

        def work() -> None:
            from app.services import papers

            papers.keep(desk, file, Path(target))

        self._office.tasks.run(self, work, lambda _none: self.saved.emit(target), self.refused.emit)

    def picture(self, file: PaperFile, page: int, target: str) -> None:
        """One page as a picture with masked numbers; it counts as no print."""
        desk = self._office.desk()

        def work() -> None:
            from app.services import paper_pictures

            paper_pictures.save(desk, file, page, Path(target))

        self._office.tasks.run(self, work, lambda _none: self.pictured.emit(target), self.refused.emit)
