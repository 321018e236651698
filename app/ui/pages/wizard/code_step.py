"""The township's address and one-time code."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from app.errors import Refusal
from app.ui.pages.wizard.step import Step
from app.ui.widgets.field_row import FieldRow


class CodeStep(Step):
    """Address and code as the township wrote them down."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.headline = self.tr("乡镇给的网址和登记码")
        self.ask(FieldRow("url", self.tr("网址"), QLineEdit(), self.tr("如 https://10.8.0.2:8443")))
        self.ask(
            FieldRow(
                "code",
                self.tr("登记码"),
                QLineEdit(),
                self.tr("在乡镇电脑上生成，只能用一次。没有网络时可先跳过，以后在“同步”里填。"),
            )
        )
        self.close_up()

    def problem(self) -> Refusal | None:
        url, code = (row.text for row in self.rows)
        if not url:
            return Refusal(self.tr("请填写网址。"), field="url")
        if not code:
            return Refusal(self.tr("请填写登记码。"), field="code")
        return None
