"""One question of a form: its words above, the field, a hint or what is wrong beneath."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from app.ui.widgets.plain import label, restyle


class FieldRow(QWidget):
    """``field`` is the identifier under which a Refusal names it; ``beside`` stands right of the editor."""

    def __init__(
        self, field: str, words: str, editor: QWidget, hint: str = "", beside: QWidget | None = None
    ) -> None:
        super().__init__()
        self.field = field
        self.editor = editor
        self._hint = hint
        name = label(words)
        name.setBuddy(editor)
        self._below = label(hint, "small", wrap=True)
        editor.setAccessibleName(words)
        editor.setAccessibleDescription(hint)
        self.setFocusProxy(editor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(editor, 1)
        if beside is not None:
            line.addWidget(beside)
        layout.addWidget(name)
        layout.addLayout(line)
        layout.addWidget(self._below)
        self._below.setVisible(bool(hint))  # once it lies in the row: alone it would flash up as a window
        layout.setAlignment(Qt.AlignmentFlag.AlignTop)

    @property
    def text(self) -> str:
        """What is typed or chosen, without blanks around it."""
        if isinstance(self.editor, QComboBox):
            return str(self.editor.currentData())
        return self.editor.text().strip() if isinstance(self.editor, QLineEdit) else ""

    @property
    def told(self) -> str:
        """What stands under the field now."""
        return self._below.text()

    def refuse(self, sentence: str) -> None:
        """Say what is wrong, in words beside the field, and go there."""
        self._say(sentence, wrong=True)
        self.editor.setFocus()

    def clear_refusal(self) -> None:
        """Back to the hint."""
        self._say(self._hint, wrong=False)

    def _say(self, words: str, *, wrong: bool) -> None:
        self._below.setProperty("role", "error" if wrong else "small")
        self._below.setText(words)
        self._below.setVisible(bool(words))
        self.editor.setProperty("refused", wrong)
        self.editor.setAccessibleDescription(words)
        restyle(self._below, self.editor)
