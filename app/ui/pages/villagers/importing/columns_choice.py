"""Which column is what: the guess in boxes that can be put right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from app.domain.rosters import FIELDS, ImportKind
from app.ui.pages.villagers.importing.words import column_words, field_words
from app.ui.widgets.plain import label

ACROSS = 4
BOX_HAN = 8


class ColumnsChoice(QWidget):
    """``changed`` when a person chose another column."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._boxes: dict[str, QComboBox] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)

    def box(self, field: str) -> QComboBox:
        """The box of a field."""
        return self._boxes[field]

    def columns(self) -> dict[str, str]:
        """Field → letters; "" for none."""
        return {name: str(box.currentData()) for name, box in self._boxes.items()}

    def fill(self, kind: ImportKind, heads: Sequence[tuple[str, str]], columns: Mapping[str, str]) -> None:
        """One box a field, each with every column; ``columns`` is what was guessed or chosen."""
        if list(self._boxes) != [field.name for field in FIELDS[kind]]:
            self._make(kind)
        for name, box in self._boxes.items():
            box.blockSignals(True)
            box.clear()
            box.addItem(self.tr("没有这一列"), "")
            for letters, head in heads:
                box.addItem(column_words(letters, head), letters)
            box.setCurrentIndex(max(box.findData(columns.get(name, "")), 0))
            box.blockSignals(False)

    def _make(self, kind: ImportKind) -> None:
        while self._grid.count():
            old = self._grid.takeAt(0).widget()
            old.hide()
            old.deleteLater()
        self._boxes = {}
        for at, field in enumerate(FIELDS[kind]):
            box = QComboBox()
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(BOX_HAN)
            words = field_words(field.name)
            box.setAccessibleName(self.tr("{0}在哪一列").format(words))
            box.activated.connect(self.changed)
            name = label(f"{words} *" if field.required else words, "muted")
            name.setBuddy(box)
            self._grid.addWidget(name, at // ACROSS, at % ACROSS * 2)
            self._grid.addWidget(box, at // ACROSS, at % ACROSS * 2 + 1)
            self._grid.setColumnStretch(at % ACROSS * 2 + 1, 1)
            self._boxes[field.name] = box
