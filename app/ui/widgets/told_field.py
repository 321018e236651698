"""An input with its name above and, when something is to be said about it, a sentence right beside it."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.ui.widgets.plain import restyle

Tone = Literal["error", "muted"]


class ToldField(QWidget):
    """``tell`` puts a sentence under the input; an error also frames the input and is read aloud."""

    def __init__(self, words: str, editor: QWidget, *, required: bool = False) -> None:
        super().__init__()
        self.editor = editor
        self._label = QLabel(words, self)
        self._label.setBuddy(editor)
        mark = QLabel(self.tr("必填") if required else "", self)
        mark.setProperty("role", "small")
        self._sentence = QLabel(self)
        self._sentence.setWordWrap(True)
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.hide()
        if not editor.accessibleName():
            editor.setAccessibleName(words)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._label)
        head.addWidget(mark)
        head.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(head)
        layout.addWidget(editor)
        layout.addWidget(self._sentence)
        layout.addStretch(1)
        self.setFocusProxy(editor)

    def tell(self, sentence: str, tone: Tone = "error") -> None:
        """Say something about the input; an empty sentence takes it back."""
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self._sentence.setProperty("role", tone)
        refused = bool(sentence) and tone == "error"
        if bool(self.editor.property("refused")) != refused:
            self.editor.setProperty("refused", refused)
            restyle(self.editor)
        self.editor.setAccessibleDescription(sentence)
        restyle(self._sentence)

    @property
    def sentence(self) -> str:
        return self._sentence.text()
