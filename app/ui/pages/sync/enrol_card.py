"""Joining a township: its address and a one-time code."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.errors import Refusal
from app.ui.widgets.invitation_rows import InvitationRows
from app.ui.widgets.plain import button, card, label


class EnrolCard(QWidget):
    """``enrol_requested`` carries address and code."""

    enrol_requested = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        frame, inside = card(self.tr("加入乡镇"))
        self._sheet = InvitationRows(self.tr("在乡镇电脑上生成，只能用一次"), self)
        self.url, self.code = self._sheet.url, self._sheet.code
        self.button = button(self.tr("加入"), self._on_enrol, "first")
        for row in (self.url, self.code):
            if isinstance(row.editor, QLineEdit):
                row.editor.returnPressed.connect(self._on_enrol)
        fields = QHBoxLayout()
        fields.setSpacing(16)
        fields.addWidget(self.url, 3, Qt.AlignmentFlag.AlignTop)
        fields.addWidget(self.code, 2, Qt.AlignmentFlag.AlignTop)
        self.setFocusProxy(self.url)
        inside.addWidget(label(self.tr("加入前后都照常办理；加入后，有网络时自动上传。"), "muted", wrap=True))
        inside.addLayout(fields)
        inside.addWidget(self.button, 0, Qt.AlignmentFlag.AlignRight)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(frame)

    def refuse(self, refusal: Refusal) -> None:
        """Say beside the field why joining did not work."""
        self.show_busy(busy=False)
        (self.url if refusal.field == "url" else self.code).refuse(refusal.sentence)

    def forget(self) -> None:
        """The code has been used up."""
        self._sheet.forget_code()

    def show_busy(self, *, busy: bool) -> None:
        """Show that the township is being asked."""
        self.button.setEnabled(not busy)
        self.button.setText(self.tr("正在联系…") if busy else self.tr("加入"))

    def _on_enrol(self) -> None:
        if not self.button.isEnabled():
            return
        for row in (self.url, self.code):
            row.clear_refusal()
        try:
            found = self._sheet.read()
        except Refusal as refusal:
            self.refuse(refusal)
            return
        self.show_busy(busy=True)
        self.enrol_requested.emit(found.url, found.code)
