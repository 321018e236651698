"""The parallel parts of a case as bars over days, with today as a line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.cases import Light
from app.domain.tasks import TaskRow
from app.ui.widgets.light_badge import light_colour

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class TaskChart(QWidget):
    """Outline: the limit. Filled: what has passed of it; hatched: past the limit. A tick: done."""

    def __init__(self, day: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._day = day
        self._rows: tuple[TaskRow, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_tasks(self, rows: Sequence[TaskRow]) -> None:
        self._rows = tuple(rows)
        open_rows = sum(row.open for row in rows)
        words = self.tr("{0} 项并联事项，还有 {1} 项没有办完")
        self.setAccessibleName(words.format(len(rows), open_rows))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(360, round(self._row_px() * (len(self._rows) + 1.2)))

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self.sizeHint().height())

    def paintEvent(self, event: object) -> None:
        if not self._rows:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        names = max(self.fontMetrics().horizontalAdvance(row.name) for row in self._rows)
        left = min(names, self.width() * 0.34) + 12
        plot = QRectF(left, 0, self.width() - left - 8, self._row_px() * len(self._rows))
        first, last = self._span()
        for at, row in enumerate(self._rows):
            line = QRectF(0, at * self._row_px(), self.width(), self._row_px())
            self._paint_row(painter, row, line, plot, (first, last))
        self._paint_days(painter, plot, first, last)

    def _row_px(self) -> float:
        return self.fontMetrics().height() + 10

    def _span(self) -> tuple[date, date]:
        days = [day for row in self._rows for day in (row.start_on, row.due_on, row.done_on) if day]
        first, last = min([*days, self._day]), max([*days, self._day])
        return first, max(last, first + timedelta(5)) + timedelta(1)

    def _x(self, plot: QRectF, day: date, span: tuple[date, date]) -> float:
        return plot.left() + plot.width() * (day - span[0]).days / (span[1] - span[0]).days

    def _paint_row(
        self, painter: QPainter, row: TaskRow, line: QRectF, plot: QRectF, span: tuple[date, date]
    ) -> None:
        ink = self.palette().color(QPalette.ColorRole.Text)
        painter.setPen(ink)
        name = line.adjusted(0, 0, plot.left() - line.width() - 8, 0)
        elided = painter.fontMetrics().elidedText(row.name, Qt.TextElideMode.ElideRight, int(name.width()))
        painter.drawText(name, _LEFT, elided)
        if row.start_on is None or row.due_on is None:
            waits = line.adjusted(plot.left(), 0, 0, 0)
            painter.drawText(waits, _LEFT, self.tr("还没有开始"))
            return
        colour = light_colour(Light.RED if row.late else row.light, self.palette())
        begin, due = self._x(plot, row.start_on, span), self._x(plot, row.due_on + timedelta(1), span)
        until = self._x(plot, (row.done_on or self._day) + timedelta(1), span)
        top, high = line.top() + 6, line.height() - 12
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRect(QRectF(begin, top, max(0.0, min(until, due) - begin), high))
        if until > due:
            painter.setBrush(QBrush(colour, Qt.BrushStyle.BDiagPattern))
            painter.drawRect(QRectF(due, top, until - due, high))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(ink, 1))
        painter.drawRect(QRectF(begin, top, due - begin, high))
        if row.done_on:
            beside = QRectF(max(due, until) + 6, line.top(), 60, line.height())
            painter.drawText(beside, _LEFT, "✓")

    def _paint_days(self, painter: QPainter, plot: QRectF, first: date, last: date) -> None:
        accent = self.palette().color(QPalette.ColorRole.Highlight)
        x = self._x(plot, self._day, (first, last))
        painter.setPen(QPen(accent, 2))
        painter.drawLine(QPointF(x, 0), QPointF(x, plot.bottom() + 4))
        below = QRectF(plot.left(), plot.bottom() + 2, plot.width(), self.fontMetrics().height() + 4)
        painter.setPen(QColor(self.palette().color(QPalette.ColorRole.Text)))
        painter.drawText(below, _LEFT, f"{first:%m-%d}")
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(below, right, f"{last - timedelta(1):%m-%d}")
        words = self.tr("今天")
        wide = self.fontMetrics().horizontalAdvance(words)
        edge = self.fontMetrics().horizontalAdvance("00-00 ")
        at = min(max(x - wide / 2, plot.left() + edge), plot.right() - edge - wide)
        painter.setPen(accent)
        painter.drawText(QRectF(at, below.top(), wide + 4, below.height()), _LEFT, words)
