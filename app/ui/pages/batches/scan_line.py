"""One ID number after another: a card reader types and Enter accepts; the list says at once who it was."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.widgets.clean_field import CleanField
from app.ui.widgets.plain import button, label, restyle


class ScanLine(QWidget):
    """``scanned(id_number, name)`` on Enter; the name is needed only for who is not in the register."""

    scanned = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number = CleanField(self.tr("刷身份证，或打号码后回车"), self)
        self.number.setAccessibleName(self.tr("身份证号，回车受理"))
        self.name = CleanField(self.tr("名单上没有的人填姓名"), self)
        self.name.setAccessibleName(self.tr("姓名，名单上没有的人才填"))
        self.accept = button(self.tr("受理  回车"), self._send, "first")
        self._told = label(wrap=True)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.number, 3)
        line.addWidget(self.name, 2)
        line.addWidget(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(line)
        layout.addWidget(self._told)
        self._told.hide()

    @property
    def sentence(self) -> str:
        """What was said of the last one."""
        return self._told.text()

    def tell(self, sentence: str, *, wrong: bool = False) -> None:
        """Say who was accepted, or why not."""
        self._told.setText(sentence)
        self._told.setProperty("role", "error" if wrong else "section")
        self._told.setVisible(bool(sentence))
        restyle(self._told)

    def next(self) -> None:
        """Ready for the next one."""
        self.number.clear()
        self.name.clear()
        self.begin()

    def begin(self) -> None:
        """The hand goes to the number."""
        self.number.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_name(self) -> None:
        """Somebody who is not in the register: the name is asked for."""
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._send()
            return
        super().keyPressEvent(event)

    def _send(self) -> None:
        number = self.number.text().strip()
        if number:
            self.scanned.emit(number, self.name.text().strip())
        else:
            self.begin()
