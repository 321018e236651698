"""A number of the day that opens the list of what it counts."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.ui.widgets.cell_style import tokens_of
from app.ui.widgets.plain import label, restyle


class NumberCard(QFrame):
    """Enter, Space or a click opens; ``alarm`` numbers above zero are also framed and said in words."""

    opened = Signal()

    def __init__(self, words: str, *, alarm: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._words = words
        self._alarm = alarm
        self._number = label("—", "number")
        self._note = label(role="error")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 10, 16, 10)
        layout.setSpacing(0)
        layout.addWidget(label(words, "muted"))
        layout.addWidget(self._number)
        layout.addWidget(self._note)

    @property
    def number(self) -> str:
        return self._number.text()

    def show_number(self, count: int) -> None:
        self._number.setText(str(count))
        alarmed = bool(self._alarm) and count > 0
        self._note.setText(self._alarm if alarmed else "")
        self._number.setProperty("role", "number")
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
