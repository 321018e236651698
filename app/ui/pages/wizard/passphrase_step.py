"""Asked only where the computer has no credential store: a passphrase for the register."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from app.errors import Refusal
from app.ui.pages.wizard.step import Step
from app.ui.widgets.field_row import FieldRow

LEAST_LETTERS = 8


class PassphraseStep(Step):
    """Typed twice; without it only the recovery sheet opens the register, and the step says so."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.headline = self.tr("约定登记簿口令")
        self.ask(
            FieldRow(
                "passphrase",
                self.tr("登记簿口令"),
                self._edit(),
                self.tr(
                    "这台电脑没有系统密码库，登记簿要用口令加密，每次启动都要输。"
                    "至少 8 个字；请抄在纸上锁进柜子；忘了，就只有恢复密钥单能打开。"
                ),
            )
        )
        self.repeat = self.ask(FieldRow("passphrase_repeat", self.tr("再输一遍登记簿口令"), self._edit()))
        self.close_up()

    @property
    def passphrase(self) -> str | None:
        return self.rows[0].text or None

    def problem(self) -> Refusal | None:
        if len(self.rows[0].text) < LEAST_LETTERS:
            return Refusal(self.tr("口令至少 8 个字。"), field="passphrase")
        if self.rows[0].text != self.repeat.text:
            return Refusal(self.tr("两次输入的口令不一样。"), field="passphrase_repeat")
        return None

    def _edit(self) -> QLineEdit:
        made = QLineEdit()
        made.setEchoMode(QLineEdit.EchoMode.Password)
        return made
