"""A folder or a file: typed, or chosen in the system's dialog."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit

from app.ui.widgets.field_row import FieldRow
from app.ui.widgets.plain import button


class PathRow(FieldRow):
    """``folder`` True asks for a folder, else for a file that exists."""

    def __init__(self, field: str, words: str, hint: str = "", *, folder: bool) -> None:
        self.edit = QLineEdit()
        browse = button("", self.choose)
        super().__init__(field, words, self.edit, hint, browse)
        browse.setText(self.tr("选择…"))
        browse.setAccessibleName(self.tr("选择：{0}").format(words))
        self._folder = folder

    def choose(self) -> None:
        """Open the dialog; returns at once."""
        dialog = QFileDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        mode = QFileDialog.FileMode
        dialog.setFileMode(mode.Directory if self._folder else mode.ExistingFile)
        dialog.fileSelected.connect(self.edit.setText)
        dialog.open()
