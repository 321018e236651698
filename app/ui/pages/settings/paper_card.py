"""How each kind of paper is printed on this PC: printer, layout, tray, copies, and by how much it is moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QDoubleSpinBox,
    QGridLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.errors import Refusal
from app.ui.habits import PRINTING
from app.ui.page import Page
from app.ui.widgets.field_row import FieldRow
from app.ui.widgets.plain import button, card

if TYPE_CHECKING:
    from app.printing.papers import PaperKind
    from app.services.printers import PaperSetting, PrinterRow

MOST_COPIES = 20
MOST_MM = 25.0


class PaperCard(QWidget):
    """Choose a paper, see how it is printed, change it, keep it."""

    def __init__(self, page: Page, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = page
        self._kinds: dict[str, PaperKind] = {}
        self.paper, self.printer, self.shape = QComboBox(), QComboBox(), QComboBox()
        self.tray, self.copies = QLineEdit(), QSpinBox()
        self.across, self.down, self.scale = QDoubleSpinBox(), QDoubleSpinBox(), QDoubleSpinBox()
        self.copies.setRange(1, MOST_COPIES)
        for field in (self.copies, self.across, self.down, self.scale):
            field.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        for offset in (self.across, self.down):
            offset.setRange(-MOST_MM, MOST_MM)
            offset.setDecimals(1)
        self.scale.setRange(0.9, 1.1)
        self.scale.setDecimals(3)
        self.scale.setSingleStep(0.005)
        self.scale.setValue(1.0)
        self.rows = (
            FieldRow("paper", self.tr("单据"), self.paper),
            FieldRow("printer", self.tr("打印机"), self.printer),
            FieldRow("layout", self.tr("版式"), self.shape),
            FieldRow("copies", self.tr("份数"), self.copies),
            FieldRow("tray", self.tr("纸盒"), self.tray, self.tr("空着就用打印机自己的")),
            FieldRow("x", self.tr("右移（毫米）"), self.across),
            FieldRow("y", self.tr("下移（毫米）"), self.down),
            FieldRow("scale", self.tr("比例"), self.scale),
        )
        frame, inside = card(self.tr("每种单据怎么印"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        for at, row in enumerate(self.rows):
            grid.addWidget(row, at // 4, at % 4, Qt.AlignmentFlag.AlignTop)
        self.save_button = button(self.tr("保存这种单据的印法"), self.save)
        inside.addLayout(grid)
        inside.addWidget(self.save_button, 0, Qt.AlignmentFlag.AlignRight)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(frame)
        self.paper.activated.connect(lambda _at: self._read())

    def show_choices(self, kinds: tuple[PaperKind, ...], printers: tuple[PrinterRow, ...]) -> None:
        """Every paper and every printer; the paper in front stays."""
        before = self.paper.currentData()
        self._kinds = {kind.name: kind for kind in kinds}
        self.paper.clear()
        for kind in kinds:
            self.paper.addItem(kind.title, kind.name)
        self.paper.setCurrentIndex(max(self.paper.findData(before), 0))
        self.printer.clear()
        self.printer.addItem(self.tr("系统默认打印机"), "")
        for printer in printers:
            self.printer.addItem(printer.words, printer.name)
        self._read()

    def choose(self, paper: str) -> None:
        """Bring a paper to the front."""
        self.paper.setCurrentIndex(self.paper.findData(paper))
        self._read()

    def save(self) -> None:
        """Keep what is chosen; the next print of this paper follows it."""
        register = self._page.office.register
        paper, printer, layout = (
            str(box.currentData() or "") for box in (self.paper, self.printer, self.shape)
        )
        tray, copies = self.tray.text().strip(), self.copies.value()
        x_mm, y_mm, scale = (field.value() for field in (self.across, self.down, self.scale))

        def work() -> None:
            from app.services import printers

            setting = printers.PaperSetting(paper, printer, tray, layout, copies, x_mm, y_mm, round(scale, 4))
            printers.put_setting(register, setting)

        self._page.fetch(work, lambda _none: self._on_saved(), self._on_refused)

    def _read(self) -> None:
        register, paper = self._page.office.register, str(self.paper.currentData())

        def work() -> PaperSetting:
            from app.services import printers

            return printers.setting(register, paper)

        self._page.fetch(work, self._show)

    def _show(self, setting: PaperSetting) -> None:
        if setting.paper != self.paper.currentData():
            return
        self.shape.clear()
        self.shape.addItem(self.tr("通常的版式"), "")
        for each in self._kinds[setting.paper].layouts:
            self.shape.addItem(each.title, each.name)
        self.shape.setCurrentIndex(max(self.shape.findData(setting.layout), 0))
        if setting.printer and self.printer.findData(setting.printer) < 0:
            self.printer.addItem(
                setting.printer, setting.printer
            )  # switched off today, still the room's choice
        self.printer.setCurrentIndex(max(self.printer.findData(setting.printer), 0))
        self.tray.setText(setting.tray)
        self.copies.setValue(setting.copies)
        for field, value in (
            (self.across, setting.x_mm),
            (self.down, setting.y_mm),
            (self.scale, setting.scale),
        ):
            field.setValue(value)

    def _on_saved(self) -> None:
        self._page.bar.tell(
            self.tr("已保存，以后“{0}”都这样印。").format(self.paper.currentText()), kind="done"
        )
        self._page.office.preferences_changed.emit(PRINTING, None)

    def _on_refused(self, refusal: Refusal) -> None:
        for row in self.rows:
            if row.field == refusal.field:
                row.refuse(refusal.sentence)
                return
        self._page.show_refusal(refusal)
