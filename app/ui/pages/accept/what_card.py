"""Steps two and three of acceptance: the item, and the papers it asks for."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from app.domain.catalogue import ServiceItem
from app.ui.pages.accept.step import lay_step
from app.ui.widgets.chosen_card import ChosenCard
from app.ui.widgets.item_picker import ItemPicker, item_days_words
from app.ui.widgets.material_table import MaterialTable
from app.ui.wording import kind_words


class WhatCard(QFrame):
    """``settled`` says that the item is known and the hand may go on to the papers."""

    changed = Signal()
    settled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.item: ServiceItem | None = None
        self.picker = ItemPicker(self)
        self.chosen = ChosenCard(self.tr("换事项"), self)
        title = QLabel(self.tr("2  办什么"), self)
        title.setProperty("role", "section")
        content = lay_step(self, title)
        content.addWidget(self.picker)
        content.addWidget(self.chosen)
        self.picker.chosen.connect(self.choose)
        self.picker.field.textChanged.connect(self.changed)
        self.chosen.change_requested.connect(self.search_again)
        self._show(self.picker)

    def choose(self, item: ServiceItem, *, go_on: bool = True) -> None:
        """This is what is asked for."""
        self.item = item
        parts = [item.code, item.category, kind_words(item.kind), item_days_words(item), item.department]
        self.chosen.show_words(item.name, " · ".join(part for part in parts if part))
        self._show(self.chosen)
        self.changed.emit()
        if go_on:
            self.settled.emit()

    def search_again(self) -> None:
        self.item = None
        self._show(self.picker)
        self.picker.field.setFocus()
        self.picker.field.selectAll()
        self.changed.emit()

    def clear(self) -> None:
        self.item = None
        self.picker.clear()
        self._show(self.picker)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.picker.isHidden():
            self.search_again()
            return
        super().keyPressEvent(event)

    def _show(self, part: QWidget) -> None:
        self.picker.setVisible(part is self.picker)
        self.chosen.setVisible(part is self.chosen)


class PapersCard(QFrame):
    """The checklist with its keys written beside it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.table = MaterialTable(self)
        title = QLabel(self.tr("3  收材料"), self)
        title.setProperty("role", "section")
        self._hint = QLabel(self)
        self._hint.setProperty("role", "muted")
        self._hint.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._hint.setWordWrap(True)
        self._keys = QLabel(self.tr("空格 打勾\n← → 换形式\n数字 改份数\nA 全部收齐"), self)
        self._keys.setProperty("role", "small")
        content = lay_step(self, title, self._keys)
        content.addWidget(self.table, 1)
        content.addWidget(self._hint)
        self.show_item(None)

    def show_item(self, item: ServiceItem | None) -> None:
        """The papers of this item, none of them ticked."""
        self.table.papers.show_requirements(item.materials if item is not None else ())
        self._keys.setVisible(item is not None and bool(item.materials))
        has_papers = item is not None and bool(item.materials)
        self.table.setVisible(has_papers)
        self.table.setFocusPolicy(Qt.FocusPolicy.StrongFocus if has_papers else Qt.FocusPolicy.NoFocus)
        if has_papers:
            self._hint.setText("")
        elif item is not None:
            self._hint.setText(self.tr("这个事项不收材料。"))
        else:
            self._hint.setText(self.tr("选好事项后，这里列出要收的材料。"))
        self._hint.setVisible(not has_papers)
