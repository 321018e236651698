"""Records that look like one person, with why; what was joined, and the way back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.clock import local_day
from app.domain.joinings import AlikePair, JoiningRow
from app.domain.rows import VillagerRow
from app.ui.widgets.list_table import Line, ListTable
from app.ui.widgets.plain import button, label


class AlikePanel(QWidget):
    """``join_requested`` carries an AlikePair, ``undo_requested`` a JoiningRow, on Enter; ``closed`` on Esc."""

    join_requested = Signal(object)
    undo_requested = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        one, other = self.tr("一条记录"), self.tr("另一条记录")
        self.pairs = ListTable(self.tr("像同一个人的，回车合并"), (one, other, self.tr("为什么像")), wide=2)
        heads = (self.tr("哪天"), self.tr("以谁为准"), self.tr("并入"), self.tr("理由"), self.tr("现在"))
        self.joined = ListTable(self.tr("合并过的，回车分开"), heads, wide=3)
        self._nothing = label(self.tr("没有发现像同一个人的两条记录。"), "muted")
        self._none_joined = label(self.tr("还没有合并过。"), "muted")
        head = QHBoxLayout()
        head.addWidget(label(self.tr("像同一个人的（回车合并，合并后可以分开）"), "section"), 1)
        head.addWidget(button(self.tr("返回  Esc"), self.closed.emit))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.pairs, 3)
        layout.addWidget(self._nothing)
        layout.addWidget(label(self.tr("合并过的（回车分开）"), "section"))
        layout.addWidget(self.joined, 2)
        layout.addWidget(self._none_joined)
        layout.addStretch(0)
        self.pairs.opened.connect(self.join_requested)
        self.joined.opened.connect(self._on_joined)

    def show_rows(self, pairs: Sequence[AlikePair], joined: Sequence[JoiningRow]) -> None:
        """What was found, and what was joined before."""
        self.pairs.fill(
            [Line(pair, (_who(pair.first), _who(pair.second), "、".join(pair.why))) for pair in pairs]
        )
        self.joined.fill([Line(row, self._cells(row), "muted" if row.undone_at else "") for row in joined])
        self.pairs.setVisible(bool(pairs))
        self._nothing.setVisible(not pairs)
        self.joined.setVisible(bool(joined))
        self._none_joined.setVisible(not joined)
        first = self.pairs if pairs else self.joined
        if (pairs or joined) and not (self.pairs.hasFocus() or self.joined.hasFocus()):
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def _cells(self, row: JoiningRow) -> tuple[str, ...]:
        state = self.tr("合为一人")
        if row.undone_at is not None:
            state = self.tr("{0} 已分开").format(local_day(row.undone_at).isoformat())
        return local_day(row.at).isoformat(), row.kept_name, row.other_name, row.reason, state

    def _on_joined(self, row: object) -> None:
        if isinstance(row, JoiningRow) and row.undone_at is None:
            self.undo_requested.emit(row)


def _who(row: VillagerRow) -> str:
    number = f"*{row.id_number[-4:]}" if row.id_number else ""
    return " ".join(part for part in (row.name, row.group, number, row.phone) if part)
