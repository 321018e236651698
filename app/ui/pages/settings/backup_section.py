"""Backing up, proving the register, and putting a backup back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QProgressBar

from app.errors import Refusal
from app.ui.habits import BACKUP_FOLDER, BACKUP_LAST_AT
from app.ui.page import Page
from app.ui.pages.settings.restore_card import RestoreCard
from app.ui.pages.settings.section import Section
from app.ui.widgets.field_row import FieldRow
from app.ui.widgets.path_row import PathRow
from app.ui.widgets.plain import button, label

if TYPE_CHECKING:
    from app.models.verify import VerifyReport


class BackupSection(Section):
    """A backup is one encrypted file that opens with the backup passphrase, on any PC."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("正在备份或核对"))
        self._bar.hide()
        self.folder = PathRow(
            "folder", self.tr("备份到"), self.tr("最好是 U 盘或另一台电脑上的文件夹"), folder=True
        )
        self.back_up_button = button(self.tr("现在备份"), self.back_up, "first")
        self.verify_button = button(self.tr("核对登记簿"), self.verify)
        self.secret = QLineEdit()
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase = FieldRow(
            "passphrase",
            self.tr("备份口令"),
            self.secret,
            self.tr("至少 8 个字。备份文件用它加密，恢复时要输；请抄在纸上锁进柜子。"),
        )
        self.restoring = RestoreCard(page)
        self.restoring.begun.connect(lambda: self._busy(busy=True))
        self.restoring.ended.connect(lambda: self._busy(busy=False))
        self._lay_out()

    def shown(self) -> None:
        register = self.office.register

        def work() -> str:
            from app.services import preferences

            return str(preferences.get(register, BACKUP_FOLDER, ""))

        self.page.fetch(work, self._on_folder_read)

    def left(self) -> None:
        self.secret.clear()
        self.restoring.forget()

    def back_up(self) -> None:
        """Make a proved copy in the folder that is typed."""
        self._clear()
        folder = self.folder.text
        if not folder:
            self.folder.refuse(self.tr("请先选一个文件夹。"))
            return
        register, clock = self.office.register, self.office.clock

        def work() -> Path:
            from app.services import backups, preferences

            made = backups.back_up(register, Path(folder), clock)
            preferences.put(register, BACKUP_FOLDER, folder)
            preferences.put(register, BACKUP_LAST_AT, clock.now().isoformat())
            return made

        self._busy(busy=True)
        self.page.fetch(work, self._on_backed_up, self._on_refused, lane="slow")

    def verify(self) -> None:
        """Fold the logs and compare them with the tables."""
        self._clear()
        register = self.office.register

        def work() -> VerifyReport:
            from app.services import backups

            return backups.verify(register)

        self._busy(busy=True)
        self.page.fetch(work, self._on_verified, self._on_refused, lane="slow")

    def set_passphrase(self) -> None:
        """Keep the passphrase that opens this register's backups."""
        self._clear()
        register, passphrase = self.office.register, self.passphrase.text

        def work() -> None:
            from app.services import backups

            backups.set_passphrase(register, passphrase)

        self._busy(busy=True)
        self.page.fetch(work, self._on_passphrase_set, self._on_refused, lane="slow")

    def _on_folder_read(self, folder: str) -> None:
        if not self.folder.text:
            self.folder.edit.setText(folder)

    def _on_backed_up(self, made: Path) -> None:
        self._busy(busy=False)
        self.office.backup_made.emit(self.office.clock.now())
        self.page.bar.tell(self.tr("已备份并核对：{0}").format(made.name), kind="done")

    def _on_verified(self, report: VerifyReport) -> None:
        self._busy(busy=False)
        if report.ok:
            counted = self.tr("登记簿完好：{0} 条流水与 {1} 条记录逐条相符。")
            self.page.bar.tell(counted.format(report.entries, report.records), kind="done")
        else:
            self.page.bar.tell("；".join(report.problems), kind="danger")

    def _on_passphrase_set(self, _none: None) -> None:
        self._busy(busy=False)
        self.left()
        self.page.bar.tell(self.tr("备份口令已设好。"), kind="done")

    def _on_refused(self, refusal: Refusal) -> None:
        self._busy(busy=False)
        field = "passphrase" if refusal.code == "no-passphrase" else refusal.field
        for row in (self.folder, self.passphrase):
            if row.field == field:
                row.refuse(refusal.sentence)
                return
        self.page.show_refusal(refusal)

    def _busy(self, *, busy: bool) -> None:
        self._bar.setVisible(busy)
        for each in (self.back_up_button, self.verify_button, self.restoring.button):
            each.setEnabled(not busy)

    def _clear(self) -> None:
        self.page.bar.clear()
        self.folder.clear_refusal()
        self.passphrase.clear_refusal()

    def _lay_out(self) -> None:
        make = self.card(self.tr("备份"))
        make.addWidget(self.folder)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(label(self.tr("办件照常，不用停。"), "muted"), 1)
        buttons.addWidget(self.verify_button)
        buttons.addWidget(self.back_up_button)
        make.addLayout(buttons)
        make.addWidget(self._bar)
        secret = self.card(self.tr("备份口令"))
        secret.addWidget(self.passphrase)
        set_it = button(self.tr("设好备份口令"), self.set_passphrase)
        secret.addWidget(set_it, 0, Qt.AlignmentFlag.AlignRight)
        self.column.addWidget(self.restoring)
        self.close_up()
