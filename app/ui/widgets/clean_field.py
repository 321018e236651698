"""A line of text that takes out invisible characters as they come and says so; nothing is removed silently."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain import text as texts


class CleanField(QLineEdit):
    """``cleaned`` carries a sentence naming what was taken out of typed or pasted text."""

    cleaned = Signal(str)

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.textChanged.connect(self._on_text_changed)

    def _on_text_changed(self, text: str) -> None:
        if not texts.problems(text):
            return
        clean, sentence = texts.strip_visible(text)
        place = len(texts.strip_visible(text[: self.cursorPosition()])[0])
        self.setText(clean)
        self.setCursorPosition(place)
        self.textEdited.emit(clean)
        if sentence:
            self.cleaned.emit(sentence)
