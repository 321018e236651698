"""The recovery sheet: printed or saved with a new key, for the safe."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.errors import Refusal
from app.ui.dialogs.save_where import ask_where
from app.ui.page import Page
from app.ui.widgets.plain import button, card, label


class RecoveryCard(QWidget):
    """``made``: a new sheet holds from now on."""

    made = Signal()

    def __init__(self, page: Page, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = page
        frame, inside = card(self.tr("恢复密钥单"))
        self.print_button = button(self.tr("打印新的恢复密钥单"), self.print)
        self.save_button = button(self.tr("存成 PDF…"), self.ask_where)
        self.state = label("", "muted", wrap=True)
        words = self.tr(
            "电脑坏了或忘了口令，这张纸上的密钥能打开登记簿和备份。密钥只印在纸上，程序不留底；请封好锁进保险柜。"
        )
        inside.addWidget(label(words, wrap=True))
        inside.addWidget(self.state)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.save_button)
        buttons.addWidget(self.print_button)
        inside.addLayout(buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(frame)

    def tell_state(self, has_one: bool) -> None:
        """Whether there is a sheet already, and what a new one does to it."""
        self.state.setText(
            self.tr("已经有一张。再做一张以后，新做的备份只认新单，旧单只能打开以前的备份。")
            if has_one
            else self.tr("还没有做过。")
        )

    def print(self) -> None:
        """To the printer chosen for this paper, or the system's usual one."""
        desk = self._page.office.desk()

        def work() -> str:
            from app.services import recovery_sheets

            return recovery_sheets.send(desk).sentence

        self._start()
        self._page.fetch(work, self._on_done, self._on_refused, lane="slow")

    def ask_where(self) -> None:
        """Ask for a file, then save."""
        ask_where(self, self.tr("恢复密钥单"), self.save)

    def save(self, target: str) -> None:
        """Into a PDF file."""
        desk = self._page.office.desk()
        words = self.tr("已存为 {0}，印好封存后请删除这个文件。").format(target)

        def work() -> str:
            from app.services import recovery_sheets

            recovery_sheets.save(desk, Path(target))
            return words

        self._start()
        self._page.fetch(work, self._on_done, self._on_refused, lane="slow")

    def _start(self) -> None:
        self._page.bar.clear()
        self._enable(False)

    def _on_done(self, sentence: str) -> None:
        self._enable(True)
        self.made.emit()
        self._page.bar.tell(sentence, kind="done")

    def _on_refused(self, refusal: Refusal) -> None:
        self._enable(True)
        self._page.show_refusal(refusal)

    def _enable(self, enabled: bool) -> None:
        for each in (self.print_button, self.save_button):
            each.setEnabled(enabled)
