"""The lower edge of the preview: what the paper is, which printer, how many copies, print, save."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSpinBox, QWidget

from app.ui.dialogs.printer_choice import PrinterChoice
from app.ui.widgets.plain import button, label

if TYPE_CHECKING:
    from app.printing.papers import Layout
    from app.services.papers import PaperFile
    from app.services.printers import PaperSetting
    from app.ui.office import Office

MOST_COPIES = 20


class PreviewFoot(QWidget):
    """``layout_chosen`` carries another shape of the same paper."""

    layout_chosen = Signal(str)
    print_wanted = Signal()
    save_wanted = Signal()
    picture_wanted = Signal()

    def __init__(self, office: Office, papers: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = label(role="muted", wrap=True)
        self.shape = QComboBox()
        self.shape.setAccessibleName(self.tr("版式"))
        self.printer = PrinterChoice(office, papers, self)
        self.copies = QSpinBox()
        self.copies.setRange(1, MOST_COPIES)
        self.copies.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.copies.setSuffix(self.tr(" 份"))
        self.copies.setAccessibleName(self.tr("份数"))
        self.picture_button = button(self.tr("存为图片"), self.picture_wanted.emit)
        self.picture_button.setToolTip(self.tr("可发微信的图片：证件号隐去中间，印有“仅供查看”"))
        self.save_button = button(self.tr("存为 PDF  Ctrl+S"), self.save_wanted.emit)
        self.print_button = button(self.tr("打印  Ctrl+P"), self.print_wanted.emit, "first")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.words, 1)
        for part in (self.shape, self.printer, self.copies):
            line.addWidget(part)
        for way in (self.picture_button, self.save_button, self.print_button):
            line.addWidget(way)
        self.shape.activated.connect(lambda _at: self.layout_chosen.emit(self.shape.currentData()))
        self.shape.hide()

    def show_made(self, file: PaperFile, pages: int) -> None:
        """Say what is shown: title, size, pages, how often it was printed, what no font draws."""
        words = [file.title, f"{file.width_mm:g} × {file.height_mm:g} mm", self.tr("共 {0} 页").format(pages)]
        if file.copy_no > 1:
            words.append(self.tr("第 {0} 次打印").format(file.copy_no))
        self.words.setText(" · ".join((*words, *file.warnings)))

    def show_choices(self, layouts: tuple[Layout, ...], setting: PaperSetting, layout: str) -> None:
        """The shapes of a paper, and the room's habits for it."""
        self.shape.clear()
        self.shape.addItem(self.tr("通常的版式"), "")
        for each in layouts:
            self.shape.addItem(each.title, each.name)
        self.shape.setCurrentIndex(max(self.shape.findData(layout), 0))
        self.shape.setVisible(bool(layouts))
        self.copies.setValue(setting.copies)
