"""Putting a printer right: print the sheet, measure twice with a ruler, type the numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QGridLayout, QVBoxLayout, QWidget

from app.errors import Refusal
from app.ui.page import Page
from app.ui.widgets.field_row import FieldRow
from app.ui.widgets.plain import button, card, label

if TYPE_CHECKING:
    from app.printing.calibration import Calibration
    from app.services.print_queue import PrintJobRow
    from app.services.printers import PrinterRow

MEANT_MM = {"x": 20.0, "y": 20.0, "scale": 100.0}
"""What a printer that is right gives, as the sheet itself says."""


class CalibrationCard(QWidget):
    """``sent`` when a sheet is on its way."""

    sent = Signal()

    def __init__(self, page: Page, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = page
        frame, inside = card(self.tr("校准：印出来偏了的时候"))
        self._printer = QComboBox()
        self.printer = FieldRow("printer", self.tr("哪一台打印机"), self._printer)
        self.numbers = {
            "x": FieldRow(
                "x", self.tr("① 纸左边到粗竖线"), _millimetres(MEANT_MM["x"]), self.tr("应是 20 毫米")
            ),
            "y": FieldRow(
                "y", self.tr("② 纸上边到粗横线"), _millimetres(MEANT_MM["y"]), self.tr("应是 20 毫米")
            ),
            "scale": FieldRow(
                "scale",
                self.tr("③ 横杠两头之间"),
                _millimetres(MEANT_MM["scale"]),
                self.tr("应是 100 毫米，不量就不改"),
            ),
        }
        self._known = label(role="muted", wrap=True)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        for at, row in enumerate((self.printer, *self.numbers.values())):
            grid.addWidget(row, 0, at, Qt.AlignmentFlag.AlignTop)
        self.sheet_button = button(self.tr("印校准页"), self.print_sheet)
        self.keep_button = button(self.tr("按量到的数校准"), self.keep)
        grid.addWidget(self.sheet_button, 1, 0)
        grid.addWidget(self.keep_button, 1, 3)
        inside.addLayout(grid)
        inside.addWidget(self._known)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(frame)
        self._printer.activated.connect(lambda _at: self._read())

    @property
    def known(self) -> str:
        """By how much the printer in front is moved, as shown."""
        return self._known.text()

    def show_printers(self, printers: tuple[PrinterRow, ...]) -> None:
        """The ones to choose from; the one in front stays."""
        before = self._printer.currentData()
        self._printer.clear()
        for printer in printers:
            self._printer.addItem(printer.name, printer.name)
        self._printer.setCurrentIndex(max(self._printer.findData(before), 0))
        for way in (self.sheet_button, self.keep_button):
            way.setEnabled(bool(printers))
        if printers:
            self._read()
        else:
            self._known.setText(self.tr("先添加一台打印机。"))

    def print_sheet(self) -> None:
        """The sheet as the printer prints by itself, not yet moved."""
        desk, name = self._page.office.desk(), str(self._printer.currentData())

        def work() -> PrintJobRow:
            from app.services import print_queue, printers

            return print_queue.send(desk, printers.sheet(desk.register, name), printer=name)

        self._page.bar.tell(self.tr("正在送校准页…"))
        self._page.fetch(work, self._on_sent, lane="slow")

    def keep(self) -> None:
        """From now on everything that goes to this printer is moved by what was measured."""
        for row in self.numbers.values():
            row.clear_refusal()
        register, name = self._page.office.register, str(self._printer.currentData())
        left, top, bar = (_value(row) for row in self.numbers.values())

        def work() -> Calibration:
            from app.printing import calibration
            from app.services import printers

            wanted = calibration.measured(left, top, bar)
            printers.calibrate(register, name, wanted)
            return wanted

        self._page.fetch(work, self._on_kept, self._on_refused)

    def _read(self) -> None:
        register, name = self._page.office.register, str(self._printer.currentData())

        def work() -> Calibration:
            from app.services import printers

            return printers.calibration(register, name)

        self._page.fetch(work, self._show)

    def _show(self, kept: Calibration) -> None:
        if kept.changes_nothing:
            self._known.setText(self.tr("这台打印机没有校准，照原样印。"))
            return
        said = self.tr("现在印到这台打印机的都右移 {0} 毫米、下移 {1} 毫米、放大到 {2}。")
        self._known.setText(said.format(kept.x_mm, kept.y_mm, kept.scale))

    def _on_kept(self, kept: Calibration) -> None:
        self._show(kept)
        self._page.bar.tell(self.tr("已校准。可以印一张测试页，两条粗线应正好在 20 毫米处。"), kind="done")

    def _on_sent(self, job: PrintJobRow) -> None:
        said = self.tr("校准页：{0}").format(job.sentence)
        self._page.bar.tell(said, kind="warning" if job.stuck else "info")
        self.sent.emit()

    def _on_refused(self, refusal: Refusal) -> None:
        row = self.numbers.get(refusal.field)
        if row is not None:
            row.refuse(refusal.sentence)
        else:
            self._page.show_refusal(refusal)


def _millimetres(value: float) -> QDoubleSpinBox:
    made = QDoubleSpinBox()
    made.setRange(0, 200)
    made.setDecimals(1)
    made.setSingleStep(0.5)
    made.setValue(value)
    made.setButtonSymbols(QDoubleSpinBox.ButtonSymbols.NoButtons)
    return made


def _value(row: FieldRow) -> float:
    return row.editor.value() if isinstance(row.editor, QDoubleSpinBox) else 0.0
