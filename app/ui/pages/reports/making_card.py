"""Making the workbook: where to, on whose form, with which password, and whether ID numbers stand whole."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.domain.periods import KIND_WORDS, ReportPeriod
from app.errors import Refusal
from app.ui.widgets.field_row import FieldRow
from app.ui.widgets.path_row import PathRow
from app.ui.widgets.plain import button, card, label


class MakingCard(QWidget):
    """``make_requested``, ``cancel_requested`` and ``send_requested`` are wishes; the page does the work."""

    make_requested = Signal()
    cancel_requested = Signal()
    send_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.folder = PathRow("to", self.tr("存到"), self.tr("文件夹；文件名按期间起"), folder=True)
        self.folder.edit.setText(
            QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        )
        self.form = QComboBox()
        form = FieldRow("template", self.tr("用哪张表"), self.form, self.tr("乡镇公布了自己的表时在这里选"))
        self.own_form = PathRow(
            "template", self.tr("或自选模板"), self.tr("带标记的 .xlsx，可不填"), folder=False
        )
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        password = FieldRow(
            "password", self.tr("文件口令"), self.password, self.tr("可不填；打开工作簿时要输")
        )
        self.reason = QLineEdit()
        reason = FieldRow(
            "whole_ids", self.tr("完整证件号的用途"), self.reason, self.tr("不填就遮住；填了会留痕")
        )
        self.rows = (self.folder, form, self.own_form, password, reason)
        self.progress = QProgressBar()
        self.progress.setAccessibleName(self.tr("正在生成工作簿"))
        self.progress.hide()
        self.make = button(self.tr("生成工作簿"), self.make_requested.emit, "first")
        self.cancel = button(self.tr("停下"), self.cancel_requested.emit)
        self.cancel.hide()
        self.send = button(self.tr("报送并定下"), self.send_requested.emit)
        self._sent = label(role="muted", wrap=True)
        self._lay_out()

    def show_forms(self, names: Sequence[str]) -> None:
        """The usual workbook, then the township's own forms by name."""
        self.form.clear()
        self.form.addItem(self.tr("标准工作簿"), "")
        for name in names:
            self.form.addItem(name, name)

    def show_sent(self, period: ReportPeriod, sent_words: str) -> None:
        """Say whether the period was sent; a sent one is not sent again."""
        usual = self.tr("报送后{0}的数字不再改动，以后知道的变动列在下个月的调整里。").format(period.words)
        self._sent.setText(sent_words or usual)
        self.send.setVisible(not sent_words)

    def file_name(self, period: ReportPeriod) -> str:
        """The workbook's name: the period, nothing of anybody."""
        return f"{period.text}{KIND_WORDS[period.kind]}.xlsx"

    @property
    def template(self) -> str:
        """A published form's name, or the path of a file, or ""."""
        return self.own_form.text or str(self.form.currentData() or "")

    def busy(self, *, busy: bool) -> None:
        self.progress.setVisible(busy)
        self.progress.setRange(0, 0)
        self.cancel.setVisible(busy)
        self.make.setEnabled(not busy)
        self.send.setEnabled(not busy)

    def show_progress(self, step: int, steps: int) -> None:
        self.progress.setRange(0, max(steps, 1))
        self.progress.setValue(step)

    def refuse(self, refusal: Refusal) -> bool:
        """Put the sentence beside its field; False where it belongs to none."""
        for row in self.rows:
            if row.field == refusal.field:
                row.refuse(refusal.sentence)
                return True
        return False

    def forget(self) -> None:
        """A password and a reason are for one file."""
        self.password.clear()
        self.reason.clear()

    def clear(self) -> None:
        for row in self.rows:
            row.clear_refusal()

    def _lay_out(self) -> None:
        making, rows = card(self.tr("工作簿"))
        fields = QGridLayout()
        fields.setHorizontalSpacing(24)
        fields.setVerticalSpacing(10)
        for at, row in enumerate(self.rows):  # the folder over the whole width, the others two by two
            fields.addWidget(row, (at + 1) // 2, (at + 1) % 2 if at else 0, 1, 1 if at else 2)
        rows.addLayout(fields)
        buttons = QHBoxLayout()
        buttons.addWidget(self.progress, 1)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.make)
        rows.addLayout(buttons)
        sending, lines = card(self.tr("报送"))
        lines.addWidget(self._sent)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(self.send)
        lines.addLayout(line)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(making)
        column.addWidget(sending)
        column.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)
