"""An open case of the same person and item is shown before a second one is made."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.rows import OpenDuplicate
from app.ui.widgets.clean_field import CleanField
from app.ui.widgets.plain import button, label
from app.ui.wording import state_words


class DuplicatesPanel(QFrame):
    """Three ways on: more papers for the old case, go on with it, or a second one with a reason."""

    supplement_requested = Signal(str)
    case_requested = Signal(str)
    again_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("messageBar")
        self.setProperty("kind", "warning")
        self.rows: tuple[OpenDuplicate, ...] = ()
        self._words = label(wrap=True)
        self.supplement = button(self.tr("补交材料 F6"), self._on_supplement)
        self.go_on = button(self.tr("接着办原件 F7"), self._on_go_on)
        self.again = CleanField(self.tr("另立新件 F8：写明原因"), self)
        self.again.setAccessibleName(self.tr("另立新件的原因"))
        self.again.textChanged.connect(self.again_changed)
        ways = QHBoxLayout()
        ways.setSpacing(8)
        ways.addWidget(self.supplement)
        ways.addWidget(self.go_on)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(self._words)
        layout.addLayout(ways)
        layout.addWidget(self.again)
        self.hide()

    @property
    def reason(self) -> str:
        """Why a second case is opened; "" while that was not chosen."""
        return self.again.text().strip() if self.rows else ""

    @property
    def undecided(self) -> bool:
        return bool(self.rows) and not self.reason

    def show_rows(self, rows: Sequence[OpenDuplicate]) -> None:
        self.rows = tuple(rows)
        self.setVisible(bool(rows))
        if not rows:
            self.again.blockSignals(True)
            self.again.clear()
            self.again.blockSignals(False)
            return
        first = rows[0]
        words = self.tr("同一个人的同一事项还没有办完：\n{0}\n{1} 受理，{2}。要怎么办？")
        self._words.setText(
            words.format(first.case_no, first.accepted_on.isoformat(), state_words(first.state))
        )

    def ask(self) -> None:
        """Saving waits for this decision."""
        self.supplement.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_again(self) -> None:
        """The third way: the hand goes to the reason."""
        if self.rows:
            self.again.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_supplement(self) -> None:
        if self.rows:
            self.supplement_requested.emit(self.rows[0].case_no)

    def _on_go_on(self) -> None:
        if self.rows:
            self.case_requested.emit(self.rows[0].case_no)
