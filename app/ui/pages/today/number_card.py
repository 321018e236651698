"""A number of the day that opens the list of what it counts."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.widgets.cell_style import tokens_of
from app.ui.widgets.plain import label, restyle


class NumberCard(QFrame):
    """Enter, Space or a click opens; ``alarm`` numbers above zero are also coloured and said in words.

    ``slim``: words and number in one line, for what is usually nothing.
    """

    opened = Signal()

    def __init__(
        self, words: str, *, alarm: str = "", slim: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._words = words
        self._alarm = alarm
        self._role = "section" if slim else "number"
        self._number = label("—")
        self._note = label(role="error", wrap=True)
        said = QHBoxLayout()
        said.setSpacing(10)
        said.addWidget(self._number)
        said.addWidget(self._note, 1)
        layout = QHBoxLayout(self) if slim else QVBoxLayout(self)
        layout.setContentsMargins(*((16, 4, 16, 4) if slim else (16, 6, 8, 6)))
        layout.setSpacing(8 if slim else 0)
        layout.addWidget(label(words, "muted"))
        layout.addLayout(said, 1)

    @property
    def number(self) -> str:
        return self._number.text()

    def show_number(self, count: int) -> None:
        self._number.setText(str(count))
        alarmed = bool(self._alarm) and count > 0
        self._note.setText(self._alarm if alarmed else "")
        self._number.setProperty("role", self._role)
        self._number.setStyleSheet(f"color: {tokens_of(self.palette()).danger};" if alarmed else "")
        restyle(self._number)
        self.setAccessibleName(f"{self._words} {count} {self._note.text()}")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(tokens_of(self.palette()).accent), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 8, 8)
