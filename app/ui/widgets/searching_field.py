"""A field that finds while one types: the text, its list of matches, and a sentence below."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.ui.widgets.clean_field import CleanField
from app.ui.widgets.suggestions import SuggestionBox


class SearchingField(QWidget):
    """Emits ``search_requested`` for every text; a subclass shows the answer and says what was chosen.

    Enter before the answer is remembered in ``enter_waits``: a card reader types eighteen characters and
    Enter faster than any search.
    """

    search_requested = Signal(str)
    chosen = Signal(object)

    def __init__(self, placeholder: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = CleanField(placeholder, self)
        self.field.setAccessibleName(name)
        self._note = QLabel(self)
        self._note.setProperty("role", "error")
        self._note.setWordWrap(True)
        self._note.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.field)
        layout.addWidget(self._note)
        self.box = SuggestionBox(self.field)
        self.found_for: str | None = None
        self.enter_waits = False
        self.field.textEdited.connect(self._on_field_edited)
        self.field.cleaned.connect(self.say)
        self.box.chosen.connect(self._on_box_chosen)
        self.box.enter_pressed.connect(self.search_and_choose)
        self.setFocusProxy(self.field)

    def text(self) -> str:
        return self.field.text().strip()

    def set_text(self, text: str) -> None:
        """Put a kept text back without searching."""
        self.field.setText(text)

    def say(self, sentence: str) -> None:
        """A sentence under the field; empty takes it away."""
        self._note.setText(sentence)
        self._note.setVisible(bool(sentence))

    @property
    def sentence(self) -> str:
        return self._note.text()

    def clear(self) -> None:
        self.field.clear()
        self.say("")
        self.box.hide()
        self.found_for = None
        self.enter_waits = False

    def search_and_choose(self) -> None:
        """Enter: choose the first match as soon as the answer is here."""
        self.enter_waits = True
        self.search_requested.emit(self.text())

    def take(self, key: object) -> None:
        """A match was chosen and is not out of date."""
        self.chosen.emit(key)

    def _on_field_edited(self, _text: str) -> None:
        self.enter_waits = False
        self.say("")
        self.search_requested.emit(self.text())

    def _on_box_chosen(self, key: object) -> None:
        if self.found_for != self.text():  # the list on screen answers an older text
            self.search_and_choose()
            return
        self.take(key)
