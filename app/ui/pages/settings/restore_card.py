"""Putting a backup back into a folder of its own; this room's register is not touched."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.errors import Refusal
from app.ui.page import Page
from app.ui.widgets.field_row import FieldRow
from app.ui.widgets.path_row import PathRow
from app.ui.widgets.plain import button, card, label


class RestoreCard(QWidget):
    """``begun`` and ``ended`` enclose the work."""

    begun = Signal()
    ended = Signal()

    def __init__(self, page: Page, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = page
        frame, inside = card(self.tr("恢复备份"))
        self.file = PathRow("file", self.tr("备份文件"), folder=False)
        self.to = PathRow("to", self.tr("恢复到（新的空文件夹）"), folder=True)
        self._secret = QLineEdit()
        self._secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase = FieldRow(
            "passphrase",
            self.tr("备份口令或恢复密钥"),
            self._secret,
            self.tr("恢复密钥在保险柜里的恢复密钥单上：照着输八组字符，或用扫码枪扫单上的码。"),
        )
        self.button = button(self.tr("恢复"), self.restore)
        inside.addWidget(label(self.tr("恢复到另一个文件夹，现在的登记簿不会被改动。"), "muted", wrap=True))
        for row in (self.file, self.to, self.passphrase):
            inside.addWidget(row)
        inside.addWidget(self.button, 0, Qt.AlignmentFlag.AlignRight)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(frame)

    def forget(self) -> None:
        """Nothing secret stays typed."""
        self._secret.clear()

    def restore(self) -> None:
        """Restore what is typed."""
        for row in (self.file, self.to, self.passphrase):
            row.clear_refusal()
        for row in (self.file, self.to):
            if not row.text:
                row.refuse(self.tr("请填写这一项。"))
                return
        file, to, passphrase = self.file.text, self.to.text, self.passphrase.text

        def work() -> Path:
            from app.services import backups

            return backups.restore(Path(file), Path(to), passphrase=passphrase or None)

        self.begun.emit()
        self._page.fetch(work, self._on_restored, self._on_refused, lane="slow")

    def _on_restored(self, to: Path) -> None:
        self.ended.emit()
        self.forget()
        self._page.bar.tell(
            self.tr("已恢复到 {0}。用 daiban --home 加这个文件夹打开它。").format(str(to)), kind="done"
        )

    def _on_refused(self, refusal: Refusal) -> None:
        self.ended.emit()
        field = "passphrase" if "passphrase" in refusal.code else refusal.field
        for row in (self.file, self.to, self.passphrase):
            if row.field == field:
                row.refuse(refusal.sentence)
                return
        self._page.show_refusal(refusal)
