"""A scanner types: what it typed is recognised by its form and its speed, on any screen."""

from __future__ import annotations

import re

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

SLIP = re.compile(r"DB1\*([^*\s]+)\*\S*", re.IGNORECASE)
PAUSE_MS = 120
"""Between two keys of a scanner; a person who types this fast for a whole code does not exist."""


def case_no_of(text: str) -> str:
    """The case number in a slip's code ``DB1*<no>*<key>*<signature>``; "" when it is none."""
    found = SLIP.fullmatch(text.strip())
    return found[1] if found else ""


class ScannerWatch(QObject):
    """Hears every key of one window; ``slip_scanned`` carries the case number of a slip's code."""

    slip_scanned = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._typed = ""
        self._since = QElapsedTimer()
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        # Only the first receiver counts: an unaccepted key travels up through the parents.
        if watched is not (QApplication.focusWidget() or QApplication.activeWindow()):
            return False
        return self._on_key(event)

    def _on_key(self, event: QKeyEvent) -> bool:
        if self._since.isValid() and self._since.elapsed() > PAUSE_MS:
            self._typed = ""
        self._since.start()
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._typed += event.text()
            return False
        typed, self._typed = self._typed, ""
        case_no = case_no_of(typed)
        if not case_no:
            return False
        self._take_back(typed)
        self.slip_scanned.emit(case_no)
        return True

    def _take_back(self, typed: str) -> None:
        """Remove what the scanner typed from the field that happened to have the focus."""
        field = QApplication.focusWidget()
        if isinstance(field, QLineEdit):
            field.setText(field.text().replace(typed, "", 1))
