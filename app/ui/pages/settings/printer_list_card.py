"""The printers of the room: how each stands, a test page, and those set up by hand."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.errors import Refusal
from app.ui.habits import PRINTING
from app.ui.page import Page
from app.ui.widgets.field_row import FieldRow
from app.ui.widgets.plain import button, card, label

if TYPE_CHECKING:
    from app.services.print_queue import PrintJobRow
    from app.services.printers import PrinterRow


class PrinterListCard(QWidget):
    """``changed`` when a printer was added or taken away, ``sent`` when a test page is on its way."""

    changed = Signal()
    sent = Signal()

    def __init__(self, page: Page, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = page
        frame, inside = card(self.tr("打印机"))
        self._state = label(self.tr("正在查找打印机…"), role="muted", wrap=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        inside.addLayout(self._rows)
        inside.addWidget(self._state)
        inside.addWidget(button(self.tr("重新查找打印机"), self.changed.emit), 0, Qt.AlignmentFlag.AlignLeft)
        self.kind = FieldRow("kind", self.tr("添加打印机：种类"), QComboBox())
        self.name = FieldRow("name", self.tr("名字"), QLineEdit(), self.tr("自己起的，如 小票机"))
        self.address = FieldRow("address", self.tr("地址"), QLineEdit())
        self.roll = FieldRow("width", self.tr("小票纸宽"), QComboBox())
        self.add_button = button(self.tr("添加"), self.add)
        inside.addLayout(self._lay_out_fields())
        inside.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignRight)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(frame)
        self._on_kind("thermal_network", self.tr("如 192.168.1.50"))

    @property
    def words(self) -> tuple[str, ...]:
        """What stands there of each printer."""
        return tuple(self._rows.itemAt(at).widget().accessibleName() for at in range(self._rows.count()))

    def show_printers(self, printers: tuple[PrinterRow, ...]) -> None:
        """A line a printer."""
        while self._rows.count():
            old = self._rows.takeAt(0).widget()
            old.hide()
            old.deleteLater()
        for printer in printers:
            self._rows.addWidget(self._line(printer))
        self._state.setText(
            self.tr("找到 {0} 台打印机。").format(len(printers))
            if printers
            else self.tr("这台电脑还没有装打印机；单据可以先存成文件。")
        )

    def add(self) -> None:
        """Keep the printer that is typed."""
        rows = (self.kind, self.name, self.address, self.roll)
        for row in rows:
            row.clear_refusal()
        kind, name, address, width = (row.text for row in rows)
        register = self._page.office.register

        def work() -> None:
            from app.printing.printers.port import PrinterKind, SavedPrinter
            from app.services import printers

            printers.save(register, SavedPrinter(name, PrinterKind(kind), address, int(width)))

        self._page.fetch(work, lambda _none: self._on_added(name), self._on_refused)

    def _lay_out_fields(self) -> QGridLayout:
        kinds = (
            ("thermal_network", self.tr("热敏小票机（网络）"), self.tr("如 192.168.1.50")),
            ("thermal_device", self.tr("热敏小票机（直连）"), self.tr("如 /dev/usb/lp0")),
            ("pin24", self.tr("24针打印机（连续纸）"), self.tr("系统里打印机的名字")),
            ("pdf_folder", self.tr("存为PDF的文件夹"), self.tr("文件夹的位置")),
        )
        combo, width = self.kind.editor, self.roll.editor
        if isinstance(combo, QComboBox) and isinstance(width, QComboBox):
            for kind, words, _hint in kinds:
                combo.addItem(words, kind)
            for mm in (80, 58):
                width.addItem(self.tr("{0} 毫米").format(mm), mm)
            combo.currentIndexChanged.connect(lambda at: self._on_kind(kinds[at][0], kinds[at][2]))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        for at, row in enumerate((self.kind, self.name, self.address, self.roll)):
            grid.addWidget(row, 0, at, Qt.AlignmentFlag.AlignTop)
        return grid

    def _on_kind(self, kind: str, hint: str) -> None:
        self.roll.setVisible(kind.startswith("thermal"))
        if isinstance(self.address.editor, QLineEdit):
            self.address.editor.setPlaceholderText(hint)

    def _line(self, printer: PrinterRow) -> QWidget:
        line = QWidget(self)
        said = " · ".join(
            (printer.words, printer.kind_words, *([self.tr("系统默认")] if printer.default else []))
        )
        line.setAccessibleName(said)
        across = QHBoxLayout(line)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        across.addWidget(label(said, "" if printer.ready else "error", wrap=True), 1)
        ways = [(self.tr("测试页"), partial(self._test, printer.name))]
        if printer.saved:
            ways.append((self.tr("去掉"), partial(self._forget, printer.name)))
        for words, act in ways:
            made = button(words, act)
            made.setAccessibleDescription(printer.name)
            across.addWidget(made)
        return line

    def _test(self, name: str) -> None:
        desk = self._page.office.desk()

        def work() -> PrintJobRow:
            from app.services import print_queue, printers

            return print_queue.send(desk, printers.sheet(desk.register, name, test=True), printer=name)

        self._page.bar.tell(self.tr("正在送测试页…"))
        self._page.fetch(work, self._on_tested, lane="slow")

    def _on_tested(self, job: PrintJobRow) -> None:
        said = self.tr("测试页：{0}").format(job.sentence)
        self._page.bar.tell(said, kind="warning" if job.stuck else "info")
        self.sent.emit()

    def _forget(self, name: str) -> None:
        register = self._page.office.register

        def work() -> None:
            from app.services import printers

            printers.forget(register, name)

        self._page.fetch(work, lambda _none: self._tell_changed())

    def _on_added(self, name: str) -> None:
        for row in (self.name, self.address):
            if isinstance(row.editor, QLineEdit):
                row.editor.clear()
        self._page.bar.tell(self.tr("已添加“{0}”，可以印一张测试页。").format(name), kind="done")
        self._tell_changed()

    def _tell_changed(self) -> None:
        self._page.office.preferences_changed.emit(PRINTING, None)
        self.changed.emit()

    def _on_refused(self, refusal: Refusal) -> None:
        for row in (self.name, self.address, self.roll):
            if row.field == refusal.field:
                row.refuse(refusal.sentence)
                return
        self._page.show_refusal(refusal)
