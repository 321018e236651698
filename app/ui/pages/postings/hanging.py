"""What hangs where, putting up and taking down: the right side of the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.domain.disclosures import DisclosureRow, PostingRow
from app.ui.widgets.field_row import FieldRow
from app.ui.widgets.plain import button, card, label


class Hanging(QWidget):
    """``put_up`` carries the place and the last day as typed; ``take_down`` a posting's id."""

    put_up = Signal(str, str)
    take_down = Signal(str)

    def __init__(self, title_of: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title_of = title_of
        self.place = FieldRow("place", self.tr("贴在哪里"), QLineEdit(), self.tr("登记的是左边选中的那一种"))
        self.until = FieldRow(
            "take_down_on", self.tr("哪天撤下"), QLineEdit(), self.tr("如 2026-12-31，可不填")
        )
        self.up_button = button(self.tr("登记已贴出"), self._on_up)
        self.table = QTableWidget(0, 4)
        self.table.setAccessibleName(self.tr("登记过的公示"))
        self.down_button = button(self.tr("登记已撤下"), self._on_down, "quiet")
        self._disclosures = label(wrap=True)
        self._nothing = label(self.tr("还没有登记过公示。贴出以后在上面登记，才算公开。"), "muted", wrap=True)
        self._set_up_table()
        self._lay_out()

    def _set_up_table(self) -> None:
        words = (self.tr("公示"), self.tr("地点"), self.tr("贴出"), self.tr("撤下"))
        self.table.setHorizontalHeaderLabels(words)
        self.table.verticalHeader().hide()
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.itemSelectionChanged.connect(self._on_selected)

    def _lay_out(self) -> None:
        recording, inside = card(self.tr("贴出以后登记"))
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.place, 3)
        line.addWidget(self.until, 2)
        line.addWidget(self.up_button, 0, Qt.AlignmentFlag.AlignBottom)
        inside.addLayout(line)
        hanging, below = card(self.tr("贴在哪里"))
        below.addWidget(self.table, 1)
        below.addWidget(self._nothing)
        below.addWidget(self.down_button, 0, Qt.AlignmentFlag.AlignRight)
        public, words = card(self.tr("应公开的"))
        words.addWidget(self._disclosures)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(recording)
        layout.addWidget(hanging, 1)
        layout.addWidget(public)

    def show_all(self, rows: Sequence[PostingRow], disclosures: Sequence[DisclosureRow], day: date) -> None:
        """Every posting, the newest first, and what of the required is public today."""
        self.table.setRowCount(len(rows))
        for at, row in enumerate(rows):
            for column, words in enumerate(self._words(row, day)):
                cell = QTableWidgetItem(words)
                cell.setData(Qt.ItemDataRole.UserRole, row.posting_id if row.taken_down_on is None else "")
                self.table.setItem(at, column, cell)
        self.table.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        marks = [f"{'☑' if row.done else '□'} {row.disclosure.title}" for row in disclosures]
        self._disclosures.setText("　".join(marks))
        self._on_selected()

    def _words(self, row: PostingRow, day: date) -> tuple[str, str, str, str]:
        if row.taken_down_on is not None:
            down = self.tr("{0} 已撤下").format(row.taken_down_on)
        elif row.is_due_down(day):
            down = self.tr("该撤下了（{0}）").format(row.take_down_on)
        else:
            down = str(row.take_down_on) if row.take_down_on else ""
        items = f"（{'、'.join(row.item_codes)}）" if row.item_codes else ""
        return self._title_of(row.paper) + items, row.place, str(row.posted_on), down

    @property
    def selected(self) -> str:
        """The id of the chosen posting that still hangs, or ""."""
        chosen = self.table.selectedItems()
        return str(chosen[0].data(Qt.ItemDataRole.UserRole)) if chosen else ""

    def _on_selected(self) -> None:
        self.down_button.setEnabled(bool(self.selected))

    def _on_up(self) -> None:
        self.place.clear_refusal()
        self.until.clear_refusal()
        self.put_up.emit(self.place.text, self.until.text)

    def _on_down(self) -> None:
        if self.selected:
            self.take_down.emit(self.selected)
