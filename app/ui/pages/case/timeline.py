"""What happened to a case, newest first, with old and new values and what did not take effect."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.clock import CHINA
from app.domain.rows import TimelineRow
from app.ui.widgets.plain import badge, label


class Timeline(QScrollArea):
    """One block an event; ``effective`` False is kept and marked 未生效."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("办理经过"))
        self._blocks: QVBoxLayout | None = None

    def show_rows(self, rows: Sequence[TimelineRow]) -> None:
        """Show these, the newest at the top."""
        sheet = QWidget()
        blocks = QVBoxLayout(sheet)
        blocks.setContentsMargins(0, 0, 8, 0)
        blocks.setSpacing(0)
        newest_first = sorted(enumerate(rows), key=lambda pair: (pair[1].at, pair[0]), reverse=True)
        for _at, row in newest_first:
            blocks.addWidget(self._block(row))
        blocks.addStretch(1)
        self.setWidget(sheet)

    def _block(self, row: TimelineRow) -> QWidget:
        block = QFrame()
        head = QHBoxLayout()
        head.setSpacing(8)
        title = label(row.title)
        title.setStyleSheet("font-weight: bold;")
        head.addWidget(title)
        if not row.effective:
            head.addWidget(badge(self.tr("未生效"), "warn"))
        if row.suspect_clock:
            head.addWidget(badge(self.tr("时间存疑"), "warn"))
        head.addStretch(1)
        at = row.at.astimezone(CHINA).strftime("%Y-%m-%d %H:%M")
        head.addWidget(label(" · ".join(part for part in (at, row.by) if part), "small"))
        layout = QVBoxLayout(block)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(head)
        if row.detail:
            detail = label(row.detail, "" if row.effective else "muted", wrap=True)
            detail.setTextFormat(Qt.TextFormat.PlainText)
            layout.addWidget(detail)
        layout.addSpacing(8)
        line = QFrame()
        line.setFixedHeight(1)
        line.setAutoFillBackground(True)
        line.setStyleSheet("background: palette(mid);")
        layout.addWidget(line)
        return block
