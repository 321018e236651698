"""What was chosen, in two lines, with a way back to choosing."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget


class ChosenCard(QFrame):
    """``change_requested`` on the button (Space or Enter while it has focus)."""

    change_requested = Signal()

    def __init__(self, change_words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = QLabel(self)
        self._title.setProperty("role", "section")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._detail = QLabel(self)
        self._detail.setProperty("role", "muted")
        self._detail.setTextFormat(Qt.TextFormat.PlainText)
        self._detail.setWordWrap(True)
        self.change = QPushButton(change_words, self)
        self.change.setProperty("rank", "quiet")
        self.change.clicked.connect(self.change_requested)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._detail)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(words, 1)
        layout.addWidget(self.change, 0, Qt.AlignmentFlag.AlignTop)

    def show_words(self, title: str, detail: str) -> None:
        self._title.setText(title)
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
        self.change.setAccessibleDescription(title)

    @property
    def title(self) -> str:
        return self._title.text()
