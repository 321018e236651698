"""The township's address and one-time code."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.errors import Refusal
from app.ui.pages.wizard.step import Step
from app.ui.widgets.invitation_rows import InvitationRows


class CodeStep(Step):
    """Address and code as the township wrote them down, or both scanned at once."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.headline = self.tr("乡镇给的网址和登记码")
        self._sheet = InvitationRows(
            self.tr("在乡镇电脑上生成，只能用一次。没有网络时可先跳过，以后在“同步”里填。"), self
        )
        self.ask(self._sheet.url)
        self.ask(self._sheet.code)
        self.close_up()

    def problem(self) -> Refusal | None:
        try:
            self._sheet.read()
        except Refusal as refusal:
            return refusal
        return None
