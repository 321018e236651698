"""What an import came to, or would: counts in one line, and every row that was not taken in with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.pages.villagers.importing.text_table import TextTable
from app.ui.pages.villagers.importing.words import field_words
from app.ui.widgets.plain import label

if TYPE_CHECKING:
    from app.services.imports import ImportOutcome

MOST_SHOWN = 2_000


class ImportResult(QWidget):
    """``show_outcome`` fills it; rows not taken in stand first, then those that say something else."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.counts = label(role="section", wrap=True)
        self._notes = label(role="muted", wrap=True)
        self.table = TextTable(self.tr("没有导入的行和原因"), wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.counts)
        layout.addWidget(self._notes)
        layout.addWidget(self.table, 1)

    def show_outcome(self, outcome: ImportOutcome, *, done: bool) -> None:
        """Counts and reasons of a trial or, with ``done``, of the import itself."""
        words = (
            self.tr("已导入：新增 {0}，没有变化 {1}，没有导入 {2}（共 {3} 行）")
            if done
            else self.tr("核对完了，还没有写：将新增 {0}，没有变化 {1}，不能导入 {2}（共 {3} 行）")
        )
        self.counts.setText(
            words.format(f"{outcome.new:,}", f"{outcome.unchanged:,}", len(outcome.bad), f"{outcome.rows:,}")
        )
        self._notes.setText("".join(outcome.notes))
        self._notes.setVisible(bool(outcome.notes))
        kinds = ((self.tr("不能导入"), outcome.bad), (self.tr("与登记的不同"), outcome.differs))
        rows = [
            (str(row.row), what, field_words(row.field), row.error)
            for what, found in kinds
            for row in found[:MOST_SHOWN]
        ]
        heads = (self.tr("第几行"), self.tr("怎么了"), self.tr("哪一项"), self.tr("原因"))
        self.table.show_texts(heads, rows)
        self.table.setVisible(bool(rows))
