"""The steps a case may take now, in the order of work, each with its key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.domain.cases import CaseEventKind
from app.ui.widgets.plain import button, label
from app.ui.widgets.step_menu import StepMenu
from app.ui.wording import event_words

SHOWN = 6
"""Buttons beyond this number go into 更多: a row that wraps is a row nobody reads."""


class StepButtons(QWidget):
    """``chosen`` carries a CaseEventKind; Alt+1 … are the steps in their order."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self.buttons: dict[CaseEventKind, QPushButton] = {}

    def show_steps(self, steps: Sequence[CaseEventKind], *, closed: bool = False) -> None:
        """Offer exactly these; ``closed``: none, the case is only looked at."""
        self.setHidden(closed)
        steps = () if closed else steps
        while self._row.count():
            item = self._row.takeAt(0)
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self.buttons = {}
        for number, step in enumerate(steps[:SHOWN], start=1):
            self.buttons[step] = self._button(step, number)
            self._row.addWidget(self.buttons[step])
        if len(steps) > SHOWN:
            more = StepMenu([(step, event_words(step)) for step in steps[SHOWN:]], self)
            more.chosen.connect(self.chosen)
            self._row.addWidget(more)
        if not steps:
            self._row.addWidget(label(self.tr("这件已了结，没有要办的步骤。"), "muted"))
        self._row.addStretch(1)

    def take_hand(self) -> None:
        """The focus goes to the first step."""
        first = next(iter(self.buttons.values()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _button(self, step: CaseEventKind, number: int) -> QPushButton:
        made = button(
            f"{event_words(step)}  Alt+{number}",
            lambda: self.chosen.emit(step),
            "first" if number == 1 else "",
        )
        made.setShortcut(f"Alt+{number}")
        return made
