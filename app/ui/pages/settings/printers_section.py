"""Which printer takes which paper, and what happens to papers after accepting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from app.ui.habits import AFTER_ACCEPTING, AFTER_ACCEPTING_USUAL, printer_of
from app.ui.page import Page
from app.ui.pages.settings.section import Section
from app.ui.widgets.field_row import FieldRow
from app.ui.widgets.plain import button, label
from app.ui.wording import PAPERS, paper_words

if TYPE_CHECKING:
    from app.services.papers import PrinterRow


class PrintersSection(Section):
    """Every choice is kept at once."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        inside = self.card(self.tr("打印机"))
        words = {
            "receipt": self.tr("{0}，A5 纸").format(paper_words("receipt")),
            "card": self.tr("{0}，A5 纸").format(paper_words("card")),
            "slip": self.tr("{0}，A4 纸裁成三联").format(paper_words("slip")),
        }
        self.rows = {paper: FieldRow(printer_of(paper), words[paper], QComboBox()) for paper in PAPERS}
        for row in self.rows.values():
            inside.addWidget(row)
        self._state = label(role="muted", wrap=True)
        inside.addWidget(self._state)
        again = button(self.tr("重新查找打印机"), self.shown)
        inside.addWidget(again, 0, Qt.AlignmentFlag.AlignLeft)
        self.after = QComboBox()
        for habit, said in (
            ("preview", self.tr("先在屏幕上看，再决定")),
            ("print", self.tr("三张单据直接打印")),
            ("none", self.tr("什么也不做")),
        ):
            self.after.addItem(said, habit)
        after = self.card(self.tr("受理以后"))
        after.addWidget(FieldRow(AFTER_ACCEPTING, self.tr("单据"), self.after))
        self.close_up()
        self.after.activated.connect(
            lambda _at: self.office.prefer(AFTER_ACCEPTING, self.after.currentData())
        )
        for row in self.rows.values():
            self._keep_choices_of(row)

    def shown(self) -> None:
        register = self.office.register
        self._state.setText(self.tr("正在查找打印机…"))

        def work() -> tuple[tuple[PrinterRow, ...], dict[str, str]]:
            from app.services import papers, preferences

            kept = {
                name: str(preferences.get(register, name, ""))
                for name in (AFTER_ACCEPTING, *(printer_of(paper) for paper in PAPERS))
            }
            return papers.printers(), kept

        self.page.fetch(work, self._on_read, lane="slow")

    def _on_read(self, answer: tuple[tuple[PrinterRow, ...], dict[str, str]]) -> None:
        printers, kept = answer
        for row in self.rows.values():
            combo = row.editor
            if isinstance(combo, QComboBox):
                _fill(combo, printers, kept[row.field], self.tr("系统默认打印机"))
        self.after.setCurrentIndex(
            max(0, self.after.findData(kept[AFTER_ACCEPTING] or AFTER_ACCEPTING_USUAL))
        )
        self._state.setText(
            self.tr("找到 {0} 台打印机。").format(len(printers))
            if printers
            else self.tr("这台电脑还没有装打印机；单据可以先存成文件。")
        )

    def _keep_choices_of(self, row: FieldRow) -> None:
        combo = row.editor
        if isinstance(combo, QComboBox):
            combo.activated.connect(lambda _at: self.office.prefer(row.field, combo.currentData()))


def _fill(combo: QComboBox, printers: tuple[PrinterRow, ...], kept: str, usual: str) -> None:
    combo.clear()
    combo.addItem(usual, "")
    for printer in printers:
        combo.addItem(printer.words, printer.name)
    if kept and combo.findData(kept) < 0:
        combo.addItem(kept, kept)  # switched off today, still the room's choice
    combo.setCurrentIndex(max(0, combo.findData(kept)))
