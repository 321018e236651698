"""A PIN field with number buttons beside it: by keyboard, by mouse, by finger."""

from __future__ import annotations

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QKeyEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from app.ui.widgets.plain import button

PIN_MOST = 6


class PinEdit(QLineEdit):
    """Digits only, shown as dots. ``moved`` carries -1 or 1 when an arrow asks for another tile."""

    moved = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pinEdit")
        self.setAccessibleName(name)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setMaxLength(PIN_MOST)
        self.setValidator(QRegularExpressionValidator(QRegularExpression(r"\d{0,6}"), self))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhHiddenText)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() in steps:
            self.moved.emit(steps[Qt.Key(event.key())])
            return
        super().keyPressEvent(event)


class NumberPad(QWidget):
    """Twelve large buttons; none takes the focus from the field they type into."""

    digit_pressed = Signal(str)
    erased = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        for at, digit in enumerate("123456789"):
            grid.addWidget(self._key(digit), at // 3, at % 3)
        grid.addWidget(self._key("0"), 3, 1)
        erase = button(self.tr("退格"), self.erased.emit)
        erase.setProperty("pad", True)
        erase.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        grid.addWidget(erase, 3, 2)

    def _key(self, digit: str) -> QWidget:
        made = button(digit, lambda: self.digit_pressed.emit(digit))
        made.setProperty("pad", True)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setMinimumSize(64, 44)
        return made
