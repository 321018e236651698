"""Where an original that stays at the room lies, and until when: one line under the checklist."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui.widgets.ask_editors import OptionalDay
from app.ui.widgets.clean_field import CleanField
from app.ui.widgets.plain import label


class KeptLine(QWidget):
    """``changed`` after every key."""

    changed = Signal()

    def __init__(self, day: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = ""
        self._words = label(role="muted")
        self.where = CleanField(self.tr("放在哪里，如：一号抽屉"), self)
        self.where.setAccessibleName(self.tr("原件放在哪里"))
        self.until = OptionalDay(day, parent=self)
        self.until.use.setText(self.tr("留到"))
        self.until.use.setAccessibleName(self.tr("原件留到哪天"))
        self.until.edit.setAccessibleName(self.tr("原件留到哪天"))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self._words)
        line.addWidget(self.where, 3)
        line.addWidget(self.until, 2)
        self.where.textChanged.connect(self.changed)
        self.until.use.toggled.connect(self.changed)
        self.until.edit.dateChanged.connect(self.changed)
        self.hide()

    def show_paper(self, name: str, where: str, until: date | None) -> None:
        """The line of one paper; what stands there already is not written again."""
        self.show()
        if self.answers() == (where, until) and name == self._name:
            return
        self._name = name
        self.blockSignals(True)
        self._words.setText(self.tr("原件留存"))
        self._words.setToolTip(name)
        self.where.setText(where)
        self.until.use.setChecked(until is not None)
        if until is not None:
            self.until.edit.setDate(QDate(until.year, until.month, until.day))
        self.blockSignals(False)

    def answers(self) -> tuple[str, date | None]:
        """Place and day; "" and None where nothing was said."""
        shown = self.until.edit.date()
        day = date(shown.year(), shown.month(), shown.day()) if self.until.use.isChecked() else None
        return self.where.text().strip(), day
