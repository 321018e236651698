"""Who works here first, and their PIN."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from app.errors import Refusal
from app.ui.pages.wizard.step import Step
from app.ui.widgets.field_row import FieldRow

PIN_LEAST = 4
PIN_MOST = 6


class AgentStep(Step):
    """Name and PIN, the PIN twice."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.headline = self.tr("谁来值班？")
        self.ask(
            FieldRow("agent", self.tr("第一位代办员的姓名"), QLineEdit(), self.tr("其他人以后在设置里添加"))
        )
        self.pin = self.ask(
            FieldRow("pin", self.tr("口令"), self._pin_edit(), self.tr("4 到 6 位数字，每次登录要输"))
        )
        self.repeat = self.ask(FieldRow("pin_repeat", self.tr("再输一遍口令"), self._pin_edit()))
        self.close_up()

    def problem(self) -> Refusal | None:
        if not self.rows[0].text:
            return Refusal(self.tr("请填写代办员姓名。"), field="agent")
        pin = self.pin.text
        if not (PIN_LEAST <= len(pin) <= PIN_MOST and pin.isascii() and pin.isdigit()):
            return Refusal(self.tr("口令应是 4 到 6 位数字。"), field="pin")
        if pin != self.repeat.text:
            return Refusal(self.tr("两次输入的口令不一样。"), field="pin_repeat")
        return None

    def _pin_edit(self) -> QLineEdit:
        made = QLineEdit()
        made.setEchoMode(QLineEdit.EchoMode.Password)
        made.setMaxLength(PIN_MOST)
        return made
