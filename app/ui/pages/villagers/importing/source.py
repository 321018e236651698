"""Where an import reads from: the kind, the file, its sheet, its password where it has one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.rosters import ImportKind
from app.ui.pages.villagers.importing.words import kind_words
from app.ui.widgets.field_row import FieldRow
from app.ui.widgets.path_row import PathRow


class Source(QWidget):
    """``changed`` when another file, kind, sheet or password is to be read."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = QComboBox()
        for kind in ImportKind:
            self._kind.addItem(kind_words(kind), kind.value)
        self._sheet = QComboBox()
        self._sheet.setMinimumContentsLength(6)
        self._sheet.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.path = PathRow("file", self.tr("表格文件（.xlsx、.xls、.csv）"), folder=False)
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.locked = FieldRow("password", self.tr("打开密码"), self.password)
        self.locked.hide()
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(FieldRow("kind", self.tr("导入什么"), self._kind))
        line.addWidget(self.path, 1)
        line.addWidget(FieldRow("sheet", self.tr("工作表"), self._sheet))
        for at in range(line.count()):
            line.itemAt(at).setAlignment(Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(line)
        layout.addWidget(self.locked)
        self._kind.activated.connect(self._on_other)
        self._sheet.activated.connect(self.changed)
        self.path.edit.textChanged.connect(self._on_other)
        self.password.editingFinished.connect(self.changed)

    @property
    def kind(self) -> ImportKind:
        return ImportKind(self._kind.currentData())

    @property
    def file(self) -> Path | None:
        """The chosen file, None while what is typed is none."""
        typed = self.path.text
        return Path(typed) if typed and Path(typed).is_file() else None

    @property
    def sheet(self) -> str:
        """The chosen sheet; "" leaves it to the guess."""
        return str(self._sheet.currentData() or "")

    def show_sheets(self, sheets: Sequence[str], now: str) -> None:
        """The sheets of the file, the one that is read in front."""
        self._sheet.clear()
        for name in sheets:
            self._sheet.addItem(name, name)
        self._sheet.setCurrentIndex(max(self._sheet.findData(now), 0))

    def refuse(self, field: str, sentence: str) -> None:
        """Say why the file cannot be read, at the file or at its password."""
        self.path.clear_refusal()
        self.locked.clear_refusal()
        if field == "password":
            self.locked.show()
            self.locked.refuse(sentence)
        else:
            self.path.refuse(sentence)

    def clear_refusal(self) -> None:
        """The file was read."""
        self.path.clear_refusal()
        self.locked.clear_refusal()

    def _on_other(self) -> None:
        self._sheet.clear()
        self.locked.hide()
        self.password.clear()
        self.changed.emit()
