"""Which period is shown: month, quarter, half-year or year, one step back or on."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from app.domain.periods import MONTHS_IN, PeriodKind, ReportPeriod, month_of
from app.ui.widgets.plain import button, label


class PeriodBar(QWidget):
    """``changed`` carries the ``ReportPeriod`` that was chosen."""

    changed = Signal(object)

    def __init__(self, day: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.period = month_of(day)
        self.kind = QComboBox()
        self.kind.setAccessibleName(self.tr("报表的期间"))
        for kind, words in (
            (PeriodKind.MONTH, self.tr("月")),
            (PeriodKind.QUARTER, self.tr("季度")),
            (PeriodKind.HALF, self.tr("半年")),
            (PeriodKind.YEAR, self.tr("全年")),
        ):
            self.kind.addItem(words, kind)
        self._words: QLabel = label(role="section")
        self.back = button(self.tr("上一期"), self._on_back, "quiet")
        self.on = button(self.tr("下一期"), self._on_next, "quiet")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget in (self.kind, self.back, self._words, self.on):
            layout.addWidget(widget)
        layout.addStretch(1)
        self.kind.activated.connect(self._on_kind)
        self._say()

    def show_period(self, period: ReportPeriod) -> None:
        """Show this one, without saying ``changed``."""
        self.period = period
        self.kind.setCurrentIndex(list(PeriodKind).index(period.kind))
        self._say()

    def _on_kind(self, _index: int) -> None:
        kind = PeriodKind(self.kind.currentData())
        first = self.period.span.start_on
        self._choose(ReportPeriod(kind, first.year, (first.month - 1) // MONTHS_IN[kind] + 1))

    def _on_back(self) -> None:
        self._choose(self.period.before)

    def _on_next(self) -> None:
        self._choose(_after(self.period))

    def _choose(self, period: ReportPeriod) -> None:
        self.show_period(period)
        self.changed.emit(period)

    def _say(self) -> None:
        self._words.setText(self.period.words)


def _after(period: ReportPeriod) -> ReportPeriod:
    """The period of the same length just after."""
    if period.number < 12 // MONTHS_IN[period.kind]:
        return ReportPeriod(period.kind, period.year, period.number + 1)
    return ReportPeriod(period.kind, period.year + 1, 1)
