"""Says what the program is doing before there is anything to work with."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QWidget

from app.ui.widgets.centred import centred
from app.ui.widgets.plain import button, label


class WaitPage(QWidget):
    """A sentence, a bar, and after a refusal one thing to do."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = label(words, "section", wrap=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(words)
        self._again = button(self.tr("再试一次"), name="tryAgain", rank="first")
        self._again.hide()
        column = centred(self, 520)
        column.addStretch(2)
        column.addWidget(self.words)
        column.addWidget(self._bar)
        column.addWidget(self._again, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch(3)

    def show_step(self, step: int, steps: int, words: str) -> None:
        """Show how far the work is."""
        self._bar.setRange(0, max(steps, 0))
        self._bar.setValue(step)
        self.words.setText(words)

    def stop(self, sentence: str, again: Callable[[], None]) -> None:
        """Say why it did not work; the button tries again."""
        self._bar.hide()
        self.words.setText(sentence)
        self._again.clicked.connect(lambda _checked=False: again())
        self._again.show()
        self._again.setFocus()
