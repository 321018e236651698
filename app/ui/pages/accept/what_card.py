"""Steps two and three of acceptance: the item, and the papers it asks for."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from app.domain.catalogue import ServiceItem
from app.domain.masking import neutral
from app.ui.pages.accept.kept_line import KeptLine
from app.ui.pages.accept.step import lay_step
from app.ui.widgets.chosen_card import ChosenCard
from app.ui.widgets.item_picker import ItemPicker, item_days_words
from app.ui.widgets.material_table import MaterialTable
from app.ui.widgets.plain import label
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
        self._note = label(role="small", wrap=True)
        content.addWidget(self.picker)
        content.addWidget(self.chosen)
        content.addWidget(self._note)
        self._note.hide()
        self.picker.chosen.connect(self.choose)
        self.picker.field.textChanged.connect(self.changed)
        self.chosen.change_requested.connect(self.search_again)
        self._show(self.picker)

    @property
    def neutral_name(self) -> str:
        """The item as others may read it over the counter."""
        return neutral(self.item) if self.item is not None else ""

    def choose(self, item: ServiceItem, *, go_on: bool = True) -> None:
        """This is what is asked for."""
        self.item = item
        parts = [item.code, item.category, kind_words(item.kind), item_days_words(item), item.department]
        self.chosen.show_words(item.name, " · ".join(part for part in parts if part))
        self._note.setText(self._hint(item))
        self._show(self.chosen)
        self.changed.emit()
        if go_on:
            self.settled.emit()

    def _hint(self, item: ServiceItem) -> str:
        """What is to be known of the item before anything is typed."""
        if item.outside_catalogue:
            return self.tr("目录外的事项：请在备注里写明要办什么事。")
        if item.sensitive:
            return self.tr("敏感事项：单据外面和大屏只写“{0}”。").format(neutral(item))
        return ""

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
        self._note.setVisible(part is self.chosen and bool(self._note.text()))


class PapersCard(QFrame):
    """The checklist with its keys written beside it."""

    def __init__(self, day: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.kept = KeptLine(day, self)
        self.table = MaterialTable(self)
        title = QLabel(self.tr("3  收材料"), self)
        title.setProperty("role", "section")
        self._hint = QLabel(self)
        self._hint.setProperty("role", "muted")
        self._hint.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._hint.setWordWrap(True)
        self._keys = QLabel(self)
        self._keys.setProperty("role", "small")
        content = lay_step(self, title, self._keys)
        content.addWidget(self.table, 1)
        content.addWidget(self.kept)
        content.addWidget(self._hint)
        self.table.row_changed.connect(self._show_kept)
        self.table.papers.changed.connect(self._show_kept)
        self.kept.changed.connect(self._on_kept)
        self.show_item(None)

    def show_item(self, item: ServiceItem | None) -> None:
        """The papers of this item, none of them ticked."""
        if item is None:
            self.table.papers.show_requirements(())
        else:
            self.table.papers.show_requirements(item.materials, item.original_held)
        keys = self.tr("空格 打勾\n← → 换形式\n数字 改份数\nA 全部收齐")
        if item is not None and any(paper.undertaking for paper in item.materials):
            keys += self.tr("\nC 告知承诺")
        self._keys.setText(keys)
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

    def _show_kept(self) -> None:
        """Where the marked original lies, only while it is one that stays here."""
        paper = self.table.papers.paper(self.table.row())
        if paper is None or not paper.is_held:
            self.kept.hide()
            return
        self.kept.show_paper(paper.requirement.name, paper.kept_where, paper.held_until)

    def _on_kept(self) -> None:
        row = self.table.row()
        if self.table.papers.paper(row) is not None:
            self.table.papers.keep(row, *self.kept.answers())
