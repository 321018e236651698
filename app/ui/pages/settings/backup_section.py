"""Backing up, proving the register, and putting a backup back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QProgressBar

from app.errors import Refusal
from app.ui.habits import BACKUP_FOLDER, BACKUP_LAST_AT
from app.ui.page import Page
from app.ui.pages.settings.passphrase_card import PassphraseCard
from app.ui.pages.settings.restore_card import RestoreCard
from app.ui.pages.settings.section import Section
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
        self.secrecy = PassphraseCard(page)
        self.restoring = RestoreCard(page)
        for each in (self.secrecy, self.restoring):
            each.begun.connect(lambda: self._busy(busy=True))
            each.ended.connect(lambda: self._busy(busy=False))
        self._lay_out()

    def shown(self) -> None:
        register = self.office.register

        def work() -> tuple[str, bool]:
            from app.services import homes, preferences

            return str(preferences.get(register, BACKUP_FOLDER, "")), homes.needs_passphrase(register.home)

        self.page.fetch(work, self._on_read)

    def left(self) -> None:
        self.secrecy.forget()
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

            made = backups.back_up_room(register, Path(folder), clock)
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

    def _on_read(self, answer: tuple[str, bool]) -> None:
        folder, also_opens = answer
        self.secrecy.say_also_opens(also_opens)
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

    def _on_refused(self, refusal: Refusal) -> None:
        self._busy(busy=False)
        field = "passphrase" if refusal.code == "no-passphrase" else refusal.field
        for row in (self.folder, self.secrecy.passphrase):
            if row.field == field:
                row.refuse(refusal.sentence)
                return
        self.page.show_refusal(refusal)

    def _busy(self, *, busy: bool) -> None:
        self._bar.setVisible(busy)
        for each in (self.back_up_button, self.verify_button, self.secrecy.button, self.restoring.button):
            each.setEnabled(not busy)

    def _clear(self) -> None:
        self.page.bar.clear()
        self.folder.clear_refusal()
        self.secrecy.passphrase.clear_refusal()

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
        self.column.addWidget(self.secrecy)
        self.column.addWidget(self.restoring)
        self.close_up()
