"""Which room this is."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from app.errors import Refusal
from app.ui.pages.wizard.step import Step
from app.ui.widgets.field_row import FieldRow

CODE_DIGITS = 12
PC_CODES = ("A1", "B1", "C1", "D1")


class RoomStep(Step):
    """Code, name, hotline, opening hours, which PC of the room this is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.headline = self.tr("这是哪个村（社区）？")
        code = QLineEdit()
        code.setMaxLength(CODE_DIGITS)
        self.ask(
            FieldRow(
                "room_code",
                self.tr("村（社区）代码"),
                code,
                self.tr("统计用区划代码，12 位数字，如 620902101201；不清楚可问乡镇。"),
            )
        )
        self.ask(
            FieldRow(
                "room_name",
                self.tr("服务室名称"),
                QLineEdit(),
                self.tr("印在每张单据的抬头，如 泉湖村便民服务室"),
            )
        )
        self.ask(FieldRow("hotline", self.tr("咨询电话（可以后填）"), QLineEdit()))
        self.ask(FieldRow("opening_hours", self.tr("开放时间（可以后填）"), QLineEdit()))
        self.ask(FieldRow("pc_code", self.tr("本室有几台电脑在用？"), self._pc_codes()))
        self.sample = QCheckBox(self.tr("先用示例事项目录，等乡镇公布后自动换掉"))
        self.sample.setChecked(True)
        self.column.addWidget(self.sample)
        self.close_up()

    def problem(self) -> Refusal | None:
        code = self._text("room_code")
        if len(code) != CODE_DIGITS or not (code.isascii() and code.isdigit()):
            return Refusal(self.tr("代码应是 12 位数字，请核对后再填。"), field="room_code")
        if not self._text("room_name"):
            return Refusal(self.tr("请填写服务室名称。"), field="room_name")
        return None

    def _text(self, field: str) -> str:
        row = self.row(field)
        return row.text if row else ""

    def _pc_codes(self) -> QComboBox:
        made = QComboBox()
        words = (
            self.tr("只有这一台，或这是第一台"),
            self.tr("这是第二台"),
            self.tr("这是第三台"),
            self.tr("这是第四台"),
        )
        for pc_code, each in zip(PC_CODES, words, strict=True):
            made.addItem(each, pc_code)
        return made
