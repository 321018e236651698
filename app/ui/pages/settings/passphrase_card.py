"""The passphrase of the backups, typed twice; where no credential store is, it opens the register as well."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.errors import Refusal
from app.ui.page import Page
from app.ui.widgets.field_row import FieldRow
from app.ui.widgets.plain import button, card, label


class PassphraseCard(QWidget):
    """``begun`` and ``ended`` enclose the work."""

    begun = Signal()
    ended = Signal()

    def __init__(self, page: Page, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = page
        frame, inside = card(self.tr("备份口令"))
        self.passphrase = FieldRow(
            "passphrase",
            self.tr("新的备份口令"),
            _secret_edit(),
            self.tr("至少 8 个字。备份文件用它加密，恢复时要输；请抄在纸上锁进柜子。"),
        )
        self.repeat = FieldRow("passphrase_repeat", self.tr("再输一遍"), _secret_edit())
        self._also_opens = label(
            self.tr("这台电脑没有系统密码库：打开登记簿用的也是这个口令，改了以后下次启动要输新的。"),
            wrap=True,
        )
        fields = QHBoxLayout()
        fields.setSpacing(16)
        for row in (self.passphrase, self.repeat):
            fields.addWidget(row, 1, Qt.AlignmentFlag.AlignTop)
        inside.addWidget(self._also_opens)
        inside.addLayout(fields)
        self.button = button(self.tr("设好备份口令"), self.set_it)
        inside.addWidget(self.button, 0, Qt.AlignmentFlag.AlignRight)
        self._also_opens.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(frame)

    def say_also_opens(self, also_opens: bool) -> None:
        """Whether the same passphrase opens the register on this computer."""
        self._also_opens.setVisible(also_opens)

    def forget(self) -> None:
        """Nothing secret stays typed."""
        for row in (self.passphrase, self.repeat):
            if isinstance(row.editor, QLineEdit):
                row.editor.clear()

    def set_it(self) -> None:
        """Keep what is typed, once both are the same: a slip of the finger would lock the room out."""
        for row in (self.passphrase, self.repeat):
            row.clear_refusal()
        passphrase = self.passphrase.text
        if passphrase != self.repeat.text:
            self.repeat.refuse(self.tr("两次输入的口令不一样。"))
            return
        register = self._page.office.register

        def work() -> None:
            from app.services import backups

            backups.set_passphrase(register, passphrase)

        self.begun.emit()
        self._page.fetch(work, self._on_set, self._on_refused, lane="slow")

    def _on_set(self, _none: None) -> None:
        self.ended.emit()
        self.forget()
        self._page.bar.tell(self.tr("备份口令已设好。"), kind="done")

    def _on_refused(self, refusal: Refusal) -> None:
        self.ended.emit()
        if refusal.field == self.passphrase.field:
            self.passphrase.refuse(refusal.sentence)
        else:
            self._page.show_refusal(refusal)


def _secret_edit() -> QLineEdit:
    made = QLineEdit()
    made.setEchoMode(QLineEdit.EchoMode.Password)
    return made
