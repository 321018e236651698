"""The print queue as a window of its own, opened from the printer's fact at the foot of the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.errors import Refusal
from app.ui.dialogs.queue_card import QueueCard
from app.ui.messages import MessageBar
from app.ui.widgets.plain import button

if TYPE_CHECKING:
    from app.ui.office import Office


class QueueWindow(QDialog):
    """Never blocks; closes with the counter, because papers carry names of cases."""

    def __init__(self, office: Office, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(False)
        self.setWindowTitle(self.tr("打印队列"))
        self._office = office
        self.bar = MessageBar(self)
        self.card = QueueCard(office)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.addWidget(self.card)
        column.addStretch(1)
        area.setWidget(inside)
        foot = QHBoxLayout()
        foot.addWidget(button(self.tr("打印机设置"), self._on_settings))
        foot.addStretch(1)
        foot.addWidget(button(self.tr("关闭  Esc"), self.close))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(10)
        layout.addWidget(self.bar)
        layout.addWidget(area, 1)
        layout.addLayout(foot)
        self.card.refused.connect(self._on_refused)
        office.covered.connect(self._on_covered)

    @classmethod
    def open_for(cls, office: Office, parent: QWidget | None) -> None:
        """Make the window and show it; returns at once."""
        made = cls(office, parent)
        made.resize(760, 420)
        made.show()
        made.card.read()

    def _on_settings(self) -> None:
        self._office.page_requested.emit("settings")
        self.close()

    def _on_covered(self, covered: bool) -> None:
        if covered:
            self.close()

    def _on_refused(self, refusal: Refusal) -> None:
        self.bar.tell(refusal.sentence, kind="danger")
