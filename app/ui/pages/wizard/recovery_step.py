"""Last question: a recovery sheet for the safe, now or later."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from app.errors import Refusal
from app.ui.pages.wizard.step import Step
from app.ui.widgets.path_row import PathRow


class Sheet(StrEnum):
    """What becomes of the recovery sheet when the room stands."""

    PRINT = "print"
    SAVE = "save"
    LATER = "later"


class RecoveryStep(Step):
    """``sheet`` is what was chosen; ``folder`` where it is saved."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.headline = self.tr("恢复密钥单放进保险柜")
        choices = {
            Sheet.PRINT: self.tr("建好就打印一张（用系统默认的打印机）"),
            Sheet.SAVE: self.tr("存成 PDF，自己打印，印好就删掉"),
            Sheet.LATER: self.tr("以后再做（设置里的“安全”）"),
        }
        hint = self.tr("电脑坏了或忘了口令，只有这张纸上的密钥能打开登记簿和备份。密钥只在纸上，程序不留底。")
        self._group = QButtonGroup(self)
        self._buttons: dict[Sheet, QRadioButton] = {}
        for sheet, words in choices.items():
            choice = QRadioButton(words)
            choice.setAccessibleDescription(hint)
            self._group.addButton(choice)
            self._buttons[sheet] = choice
            self.column.addWidget(choice)
        self._folder = PathRow("recovery_folder", self.tr("存到哪个文件夹"), hint, folder=True)
        self.ask(self._folder)
        self._buttons[Sheet.LATER].setChecked(True)
        self._buttons[Sheet.SAVE].toggled.connect(self._folder.edit.setEnabled)
        self._folder.edit.setEnabled(False)
        self.close_up()

    @property
    def sheet(self) -> Sheet:
        return next(sheet for sheet, choice in self._buttons.items() if choice.isChecked())

    @property
    def folder(self) -> str:
        return self._folder.text

    def choose(self, sheet: Sheet, folder: str = "") -> None:
        """Mark one of the three."""
        self._buttons[sheet].setChecked(True)
        self._folder.edit.setText(folder)

    def problem(self) -> Refusal | None:
        if self.sheet is Sheet.SAVE and not self.folder:
            return Refusal(self.tr("请选一个文件夹。"), field="recovery_folder")
        return None

    def begin(self) -> None:
        super().begin()
        self._buttons[self.sheet].setFocus()
