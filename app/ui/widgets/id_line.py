"""A number that stays masked until somebody asks to see it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.masking import mask_id_public
from app.ui.widgets.plain import button, label


class IdLine(QWidget):
    """The last four, and a button 显示 that shows the whole until it is pressed again."""

    def __init__(self, id_number: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = id_number
        self._words = label(mask_id_public(id_number) if id_number else self.tr("无证件号"))
        self._reveal = button(self.tr("显示"), self._on_reveal, "quiet")
        self._reveal.setStyleSheet("min-height: 0; padding: 0 6px;")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        line.addWidget(self._words)
        line.addWidget(self._reveal)
        line.addStretch(1)
        self._reveal.setVisible(bool(id_number))  # only with a parent: else it would flash up as a window

    @property
    def words(self) -> str:
        return self._words.text()

    @property
    def reveal(self) -> QWidget:
        return self._reveal

    def _on_reveal(self) -> None:
        hidden = self._words.text() != self._number
        self._words.setText(self._number if hidden else mask_id_public(self._number))
        self._reveal.setText(self.tr("遮住") if hidden else self.tr("显示"))
