"""Backing up, proving the register, and putting a backup back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QProgressBar

from app.errors import Refusal
from app.ui.page import Page
from app.ui.pages.settings.section import Section
from app.ui.widgets.field_row import FieldRow
from app.ui.widgets.plain import button, label

if TYPE_CHECKING:
    from app.models.verify import VerifyReport

LAST_AT = "backup.last_at"
FOLDER = "backup.folder"


class BackupSection(Section):
    """A backup is one encrypted file that opens with the backup passphrase, on any PC."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.hide()
        self.folder = FieldRow(
            "folder", self.tr("备份到"), QLineEdit(), self.tr("最好是 U 盘或另一台电脑上的文件夹")
        )
        self.back_up_button = button(self.tr("现在备份"), self.back_up, "first")
        self.verify_button = button(self.tr("核对登记簿"), self.verify)
        self.passphrase = FieldRow(
            "passphrase",
            self.tr("备份密语"),
            self._secret(),
            self.tr("恢复备份时要输。请抄在纸上锁进柜子。"),
        )
        self.file = FieldRow("file", self.tr("备份文件"), QLineEdit())
        self.to = FieldRow("to", self.tr("恢复到(新的空文件夹)"), QLineEdit())
        self.restore_passphrase = FieldRow("restore_passphrase", self.tr("备份密语"), self._secret())
        self.restore_button = button(self.tr("恢复"), self.restore)
        self._lay_out()

    def shown(self) -> None:
        register = self.office.register

        def work() -> str:
            from app.services import preferences

            return str(preferences.get(register, FOLDER, ""))

        self.page.fetch(work, self._on_folder_read)

    def left(self) -> None:
        for row in (self.passphrase, self.restore_passphrase):
            _set(row, "")

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
            preferences.put(register, FOLDER, folder)
            preferences.put(register, LAST_AT, clock.now().isoformat())
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

    def restore(self) -> None:
        """Put a backup back into a folder of its own; this room's register is not touched."""
        self._clear()
        for row in (self.file, self.to):
            if not row.text:
                row.refuse(self.tr("请填写这一项。"))
                return
        file, to, passphrase = self.file.text, self.to.text, self.restore_passphrase.text

        def work() -> Path:
            from app.services import backups

            return backups.restore(Path(file), Path(to), passphrase=passphrase or None)

        self._busy(busy=True)
        self.page.fetch(work, self._on_restored, self._on_restore_refused, lane="slow")

    def _on_folder_read(self, folder: str) -> None:
        if not self.folder.text:
            _set(self.folder, folder)

    def _on_backed_up(self, made: Path) -> None:
        self._busy(busy=False)
        self.office.backup_made.emit(self.office.clock.now())
        self.page.bar.tell(self.tr("已备份并核对:{0}").format(made.name), kind="done")

    def _on_verified(self, report: VerifyReport) -> None:
        self._busy(busy=False)
        if report.ok:
            self.page.bar.tell(
                self.tr("登记簿完好:{0} 条流水与 {1} 条记录逐条相符。").format(
                    report.entries, report.records
                ),
                kind="done",
            )
        else:
            self.page.bar.tell(";".join(report.problems), kind="danger")

    def _on_passphrase_set(self, _none: None) -> None:
        self._busy(busy=False)
        self.left()
        self.page.bar.tell(self.tr("备份密语已设好。"), kind="done")

    def _on_restored(self, to: Path) -> None:
        self._busy(busy=False)
        self.left()
        self.page.bar.tell(
            self.tr("已恢复到 {0}。用 daiban --home 加这个文件夹打开它。").format(str(to)), kind="done"
        )

    def _on_restore_refused(self, refusal: Refusal) -> None:
        if refusal.field == "passphrase" or "passphrase" in refusal.code:
            refusal = Refusal(refusal.sentence, field="restore_passphrase", code=refusal.code)
        self._on_refused(refusal)

    def _on_refused(self, refusal: Refusal) -> None:
        self._busy(busy=False)
        field = "passphrase" if refusal.code == "no-passphrase" else refusal.field
        for row in self._rows():
            if row.field == field:
                row.refuse(refusal.sentence)
                return
        self.page.show_refusal(refusal)

    def _busy(self, *, busy: bool) -> None:
        self._bar.setVisible(busy)
        for each in (self.back_up_button, self.verify_button, self.restore_button):
            each.setEnabled(not busy)

    def _clear(self) -> None:
        self.page.bar.clear()
        for row in self._rows():
            row.clear_refusal()

    def _rows(self) -> tuple[FieldRow, ...]:
        return (self.folder, self.passphrase, self.file, self.to, self.restore_passphrase)

    def _secret(self) -> QLineEdit:
        made = QLineEdit()
        made.setEchoMode(QLineEdit.EchoMode.Password)
        return made

    def _choose_folder(self, row: FieldRow) -> None:
        self._dialog(row, QFileDialog.FileMode.Directory)

    def _choose_file(self, row: FieldRow) -> None:
        self._dialog(row, QFileDialog.FileMode.ExistingFile)

    def _dialog(self, row: FieldRow, mode: QFileDialog.FileMode) -> None:
        dialog = QFileDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(mode)
        dialog.fileSelected.connect(lambda chosen: _set(row, chosen))
        dialog.open()

    def _lay_out(self) -> None:
        make = self.card(self.tr("备份"))
        make.addLayout(self._with_choice(self.folder, folder=True))
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(label(self.tr("办件照常,不用停。"), "muted"), 1)
        buttons.addWidget(self.verify_button)
        buttons.addWidget(self.back_up_button)
        make.addLayout(buttons)
        make.addWidget(self._bar)
        secret = self.card(self.tr("备份密语"))
        secret.addWidget(self.passphrase)
        secret.addWidget(button(self.tr("设好密语"), self.set_passphrase), 0, Qt.AlignmentFlag.AlignRight)
        back = self.card(self.tr("恢复备份"))
        back.addWidget(label(self.tr("恢复到另一个文件夹,现在的登记簿不会被改动。"), "muted", wrap=True))
        back.addLayout(self._with_choice(self.file, folder=False))
        back.addLayout(self._with_choice(self.to, folder=True))
        back.addWidget(self.restore_passphrase)
        back.addWidget(self.restore_button, 0, Qt.AlignmentFlag.AlignRight)
        self.close_up()

    def _with_choice(self, row: FieldRow, *, folder: bool) -> QHBoxLayout:
        choose = self._choose_folder if folder else self._choose_file
        made = QHBoxLayout()
        made.setSpacing(8)
        made.addWidget(row, 1)
        browse = button(self.tr("选择…"), lambda: choose(row))
        made.addWidget(browse, 0, Qt.AlignmentFlag.AlignBottom)
        return made


def _set(row: FieldRow, text: str) -> None:
    if isinstance(row.editor, QLineEdit):
        row.editor.setText(text)
