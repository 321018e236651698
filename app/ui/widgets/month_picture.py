"""The small picture of a month: what was accepted and what was completed, day by day."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.rows import DayFigure
from app.ui.widgets.cell_style import tokens_of

LEGEND_LINES = 6
"""A picture of fewer lines of text has no room for what its bars are called."""


class MonthPicture(QWidget):
    """Two bars a day: accepted filled, completed hatched; words and numbers beside, not colours alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._days: tuple[DayFigure, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_days(self, days: Sequence[DayFigure]) -> None:
        self._days = tuple(days)
        accepted = sum(day.accepted for day in days)
        completed = sum(day.completed for day in days)
        self.setAccessibleName(self.tr("本月受理 {0} 件，办结 {1} 件").format(accepted, completed))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(420, self.fontMetrics().height() * 9)

    def minimumSizeHint(self) -> QSize:
        return QSize(280, self.fontMetrics().height() * 4)

    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line_px = self.fontMetrics().height()
        above_px = 0.4 * line_px
        if self.height() >= LEGEND_LINES * line_px:  # lower, the words beside the picture say it
            self._paint_legend(painter, QRectF(0, 0, self.width(), line_px))
            above_px = 1.8 * line_px
        left = self.fontMetrics().horizontalAdvance("000") + 6
        plot = QRectF(left, above_px, self.width() - left - 4, self.height() - above_px - 1.4 * line_px)
        if not self._days or plot.height() < line_px:
            return
        top = _round_top(max([1, *(max(d.accepted, d.completed) for d in self._days)]))
        self._paint_scale(painter, plot, top)
        self._paint_days(painter, plot, top)

    def _brushes(self) -> tuple[QBrush, QBrush, QColor, QColor]:
        accent = self.palette().color(QPalette.ColorRole.Highlight)
        ink = self.palette().color(QPalette.ColorRole.Text)
        muted = QColor(tokens_of(self.palette()).muted)
        return QBrush(accent), QBrush(ink, Qt.BrushStyle.BDiagPattern), ink, muted

    def _paint_legend(self, painter: QPainter, row: QRectF) -> None:
        filled, hatched, ink, _muted = self._brushes()
        x = row.left()
        words = (self.tr("受理"), self.tr("办结"))
        for brush, word in zip((filled, hatched), words, strict=True):
            box = QRectF(x, row.center().y() - 6, 18, 12)
            painter.setPen(QPen(ink, 1) if brush is hatched else Qt.PenStyle.NoPen)
            painter.setBrush(brush)
            painter.drawRect(box)
            painter.setPen(ink)
            width = painter.fontMetrics().horizontalAdvance(word)
            painter.drawText(QRectF(x + 24, row.top(), width + 4, row.height()), _MIDDLE, word)
            x += 24 + width + 28

    def _paint_scale(self, painter: QPainter, plot: QRectF, top: int) -> None:
        _filled, _hatched, _ink, muted = self._brushes()
        grid = self.palette().color(QPalette.ColorRole.Mid)
        for step in range(3):
            y = plot.bottom() - plot.height() * step / 2
            painter.setPen(QPen(grid, 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            value = top * step // 2
            painter.setPen(muted)
            height = painter.fontMetrics().height()
            label = QRectF(0, y - height / 2, plot.left() - 6, height)
            painter.drawText(label, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(value))

    def _paint_days(self, painter: QPainter, plot: QRectF, top: int) -> None:
        filled, hatched, ink, muted = self._brushes()
        slot = plot.width() / len(self._days)
        bar = max(slot * 0.36, 2.0)
        line_px = painter.fontMetrics().height()
        for at, figure in enumerate(self._days):
            x = plot.left() + slot * at + (slot - 2 * bar) / 2
            for number, value, brush in ((0, figure.accepted, filled), (1, figure.completed, hatched)):
                height = plot.height() * value / top
                painter.setPen(QPen(ink, 1) if number else Qt.PenStyle.NoPen)
                painter.setBrush(brush)
                if value:
                    painter.drawRect(QRectF(x + number * bar, plot.bottom() - height, bar, height))
            day = figure.day.day
            if day == 1 or day % 5 == 0:
                painter.setPen(muted)
                label = QRectF(plot.left() + slot * at - 20, plot.bottom() + 2, slot + 40, line_px)
                painter.drawText(label, Qt.AlignmentFlag.AlignCenter, self.tr("{0}日").format(day))


_MIDDLE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def _round_top(value: int) -> int:
    """The smallest even number of a calm scale that is not under ``value``."""
    for top in (2, 4, 6, 10, 20, 30, 50, 100, 200, 500, 1000):
        if value <= top:
            return top
    return value + value % 2
