"""依法不予受理: the published ground, the law, where to go instead; missing papers are never a ground."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.case_events import DECLINE_GROUNDS
from app.ui.widgets.answer_grid import AnswerGrid
from app.ui.widgets.ask_field import AskField
from app.ui.widgets.plain import button, label
from app.ui.wording import domain_words


class DeclinePart(QFrame):
    """``confirmed(ground, legal_basis, where_to_go)``; Esc gives up."""

    confirmed = Signal(str, str, str)
    given_up = Signal()

    def __init__(self, day: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("messageBar")
        self.setProperty("kind", "warning")
        grounds = {stored: domain_words(words) for stored, words in DECLINE_GROUNDS.items()}
        asked = (
            AskField("ground", self.tr("不予受理的依据"), "choice", True, grounds),
            AskField("legal_basis", self.tr("法律依据")),
            AskField("where_to_go", self.tr("应到哪里办理")),
        )
        self.grid = AnswerGrid(asked, day, parent=self)
        words = label(self.tr("材料不全不是不予受理的理由：缺材料按补办件受理并一次告知。"), wrap=True)
        ways = QHBoxLayout()
        self.confirm = button(self.tr("登记不予受理"), self._on_confirm, "danger")
        ways.addWidget(self.confirm)
        ways.addWidget(button(self.tr("不了  Esc"), self._on_given_up))
        ways.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(words)
        layout.addWidget(self.grid)
        layout.addLayout(ways)
        self.grid.done.connect(self.confirm.setFocus)
        self.hide()

    def begin(self) -> None:
        """Show it, empty, the hand at the ground."""
        self.grid.fill({})
        self.show()
        self.grid.begin()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._on_given_up()
            return
        super().keyPressEvent(event)

    def _on_confirm(self) -> None:
        answers = self.grid.answers()
        if not answers["ground"]:
            self.grid.tell("ground", self.tr("请选一项公布的依据。"))
            return
        self.confirmed.emit(answers["ground"], answers["legal_basis"], answers["where_to_go"])

    def _on_given_up(self) -> None:
        self.hide()
        self.given_up.emit()
