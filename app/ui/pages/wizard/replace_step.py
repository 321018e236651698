"""Which room's computer this one replaces, and the township's sheet for it."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from app.errors import Refusal
from app.ui.pages.wizard.room_step import CODE_DIGITS
from app.ui.pages.wizard.step import Step
from app.ui.widgets.field_row import FieldRow
from app.ui.widgets.invitation_rows import InvitationRows


class ReplaceStep(Step):
    """The room's code, address and enrolment code."""

    def __init__(self, parent: QWidget | None = None) -> None:
        hint = self.tr(
            "请乡镇在“服务点与电脑”里给本室开一个登记码，写明替换哪台电脑。登记后本室的登记簿整本取回到这里。"
        )
        super().__init__("", hint, parent)
        self.headline = self.tr("替换原来的电脑")
        code = QLineEdit()
        code.setMaxLength(CODE_DIGITS)
        self.ask(
            FieldRow(
                "room_code",
                self.tr("村（社区）代码"),
                code,
                self.tr("12 位数字，和原来那台一样；不清楚可问乡镇。"),
            )
        )
        self._sheet = InvitationRows(self.tr("印在登记单上，72 小时内有效，只能用一次。"), self)
        self.ask(self._sheet.url)
        self.ask(self._sheet.code)
        self.close_up()

    def problem(self) -> Refusal | None:
        code = self.rows[0].text
        if len(code) != CODE_DIGITS or not (code.isascii() and code.isdigit()):
            return Refusal(self.tr("代码应是 12 位数字，请核对后再填。"), field="room_code")
        try:
            self._sheet.read()
        except Refusal as refusal:
            return refusal
        return None
