"""Asks for the passphrase of a register where the computer has no credential store."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.ui.widgets.centred import centred
from app.ui.widgets.field_row import FieldRow
from app.ui.widgets.plain import button, label


class PassphrasePage(QWidget):
    """``given`` carries the passphrase; ``refuse`` says why it did not open the register."""

    given = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edit = edit = QLineEdit()
        edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.row = FieldRow(
            "passphrase",
            self.tr("登记簿口令"),
            edit,
            self.tr(
                "这台电脑没有系统密码库，登记簿用设置时约定的口令加密。忘了口令，可以输恢复密钥单上的密钥。"
            ),
        )
        self._open = button(self.tr("打开"), self._on_open, "first")
        edit.returnPressed.connect(self._on_open)
        column = centred(self, 480)
        column.addStretch(2)
        column.addWidget(label(self.tr("打开登记簿"), name="pageTitle"))
        column.addWidget(self.row)
        column.addWidget(self._open)
        column.addStretch(3)
        self.setFocusProxy(edit)

    def refuse(self, sentence: str) -> None:
        """Say under the field why it did not open."""
        self._open.setEnabled(True)
        self.row.refuse(sentence)
        self._edit.selectAll()

    def _on_open(self) -> None:
        if self.row.text and self._open.isEnabled():
            self._open.setEnabled(False)
            self.given.emit(self.row.text)
