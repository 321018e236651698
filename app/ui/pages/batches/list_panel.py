"""The left side: which batches there are, how far each villagers' group is, and what everybody hands in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.batches import BatchRow, GroupProgress, PersonStatus
from app.domain.catalogue import ServiceItem
from app.domain.requests import MaterialGiven
from app.ui.widgets.list_table import Line, ListTable
from app.ui.widgets.material_model import MaterialColumn
from app.ui.widgets.material_table import MaterialTable
from app.ui.widgets.plain import card, label


class BatchList(QWidget):
    """``papers`` are the same for everybody of the batch: ticked once."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        heads = (self.tr("批次"), self.tr("已办"), self.tr("未办"))
        self.batches = ListTable(self.tr("批次"), heads)
        groups = (self.tr("村民小组"), self.tr("已办"), self.tr("未办"), self.tr("其他"))
        self.groups = ListTable(self.tr("各组进度"), groups)
        self.table = MaterialTable()
        for column in (MaterialColumn.NEED, MaterialColumn.SHEETS):  # the names need the room
            self.table.setColumnHidden(column, True)
        self._no_papers = label(self.tr("这个事项不收材料。"), "muted")
        frame, papers = card(self.tr("每人都交"))
        papers.addWidget(self.table, 1)
        papers.addWidget(self._no_papers)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.batches, 3)
        layout.addWidget(self.groups, 3)
        layout.addWidget(frame, 4)
        self._item = ""

    def show_batches(self, rows: Sequence[BatchRow]) -> None:
        """Every batch, the newest first."""
        ended = self.tr("{0}（已结束）")
        self.batches.fill(
            [
                Line(
                    row.batch_id,
                    (
                        ended.format(row.title) if row.closed_on else row.title,
                        f"{row.done}/{row.total}",
                        str(row.left),
                    ),
                    "muted" if row.closed_on else "",
                )
                for row in rows
            ]
        )

    def show_progress(self, rows: Sequence[GroupProgress]) -> None:
        """How far each villagers' group is."""
        others = (PersonStatus.AWAY, PersonStatus.DIED, PersonStatus.DECLINED)
        self.groups.fill(
            [
                Line(
                    row.group,
                    (
                        row.group or self.tr("未分组"),
                        f"{row.done}/{row.total}",
                        str(row.left),
                        str(sum(row.counts.get(status, 0) for status in others)),
                    ),
                )
                for row in rows
            ]
        )

    def show_item(self, item: ServiceItem | None) -> None:
        """What everybody hands in, all required papers ticked; the same item keeps what was chosen."""
        code = item.code if item is not None else ""
        if code == self._item:
            return
        self._item = code
        papers = item.materials if item is not None else ()
        self.table.papers.show_requirements(papers)
        self.table.papers.tick_all()
        self.table.setVisible(bool(papers))
        self._no_papers.setVisible(item is not None and not papers)

    def given(self) -> tuple[MaterialGiven, ...]:
        """The papers of everybody."""
        return self.table.papers.given()
