"""What a list says about itself when it has nothing to show: loading, empty, nothing found."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.widgets.plain import label

CALM_MS = 200
"""An answer within this time shows no loading words at all: a flicker is worse than a short blank."""


class StateView(QWidget):
    """A headline and a hint in the middle of an otherwise blank area."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = label(name="stateWords", wrap=True)
        self._hint = label(name="stateHint", wrap=True)
        for words in (self._words, self._hint):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(CALM_MS)
        self._later.timeout.connect(self._on_later)
        self._pending = ""
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        layout.addStretch(2)
        layout.addWidget(self._words)
        layout.addWidget(self._hint)
        layout.addStretch(3)

    @property
    def words(self) -> str:
        return self._words.text()

    def loading(self, words: str = "") -> None:
        """Say after a moment that something is being fetched."""
        self._set("", "")
        self._pending = words or self.tr("正在读取…")
        self._later.start()

    def empty(self, words: str, hint: str = "") -> None:
        """Say that there is nothing yet."""
        self._set(words, hint)

    def nothing_found(self, searched: str) -> None:
        """Say that nothing matches ``searched``."""
        self._set(
            self.tr("没有找到“{0}”").format(searched),
            self.tr("可试姓名、证件号后四位、编号或拼音首字母"),
        )

    def _set(self, words: str, hint: str) -> None:
        self._later.stop()
        self._words.setText(words)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))

    def _on_later(self) -> None:
        self._words.setText(self._pending)
