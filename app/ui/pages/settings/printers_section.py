"""Printers: which there are, how each paper is printed, what waits, and what happens after a case was accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox

from app.ui.dialogs.queue_card import QueueCard
from app.ui.habits import AFTER_ACCEPTING, AFTER_ACCEPTING_USUAL
from app.ui.page import Page
from app.ui.pages.settings.calibration_card import CalibrationCard
from app.ui.pages.settings.paper_card import PaperCard
from app.ui.pages.settings.printer_list_card import PrinterListCard
from app.ui.pages.settings.section import Section
from app.ui.widgets.field_row import FieldRow

if TYPE_CHECKING:
    from app.printing.papers import PaperKind
    from app.services.printers import PrinterRow

_Read = tuple[tuple["PrinterRow", ...], tuple["PaperKind", ...], str]


class PrintersSection(Section):
    """Each card keeps its own; what is looked up once is handed to all of them."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.queue = QueueCard(self.office)
        self.printers = PrinterListCard(page)
        self.papers = PaperCard(page)
        self.calibration = CalibrationCard(page)
        self.after = QComboBox()
        for habit, said in (
            ("preview", self.tr("先在屏幕上看，再决定")),
            ("print", self.tr("三张单据直接打印")),
            ("none", self.tr("什么也不做")),
        ):
            self.after.addItem(said, habit)
        self.card(self.tr("打印队列")).addWidget(self.queue)
        for part in (self.printers, self.papers, self.calibration):
            self.column.addWidget(part)
        self.card(self.tr("受理以后")).addWidget(FieldRow(AFTER_ACCEPTING, self.tr("单据"), self.after))
        self.close_up()
        self.printers.changed.connect(self.shown)
        self.printers.sent.connect(self.queue.read)
        self.calibration.sent.connect(self.queue.read)
        self.queue.refused.connect(page.show_refusal)
        self.after.activated.connect(
            lambda _at: self.office.prefer(AFTER_ACCEPTING, self.after.currentData())
        )

    def shown(self) -> None:
        register = self.office.register

        def work() -> _Read:
            from app.services import papers, preferences, printers

            habit = str(preferences.get(register, AFTER_ACCEPTING, ""))
            return printers.rows(register), papers.kinds(), habit

        self.queue.read()
        self.page.fetch(work, self._on_read, lane="slow")

    def _on_read(self, answer: _Read) -> None:
        printers, kinds, habit = answer
        self.printers.show_printers(printers)
        self.papers.show_choices(kinds, printers)
        self.calibration.show_printers(printers)
        self.after.setCurrentIndex(max(0, self.after.findData(habit or AFTER_ACCEPTING_USUAL)))
