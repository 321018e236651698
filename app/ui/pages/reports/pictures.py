"""Painted pictures of a report: bars beside each other, bars one under the other; words and numbers with each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.widgets.cell_style import tokens_of

_MIDDLE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_ROWS_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Group:
    """Bars that stand together over one word; ``shown`` False leaves the word out where many would crowd."""

    words: str
    values: tuple[int, ...]
    shown: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """One horizontal bar: ``part`` of ``whole``, with what is written at its end."""

    words: str
    part: int
    whole: int
    text: str


class Picture(QWidget):
    """Says in its accessible name what it shows, and can be saved as it is seen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(300, self.fontMetrics().height() * 5)

    def minimumSizeHint(self) -> QSize:
        return QSize(180, self.fontMetrics().height() * 3)

    def colours(self) -> tuple[QBrush, QBrush, QColor, QColor]:
        """First and second bar, ink, second-rank ink: one filled, one hatched, never by colour alone."""
        accent = self.palette().color(QPalette.ColorRole.Highlight)
        ink = self.palette().color(QPalette.ColorRole.Text)
        muted = QColor(tokens_of(self.palette()).muted)
        return QBrush(accent), QBrush(ink, Qt.BrushStyle.BDiagPattern), ink, muted


class BarsPicture(Picture):
    """Groups of one or two upright bars with a scale; used by day, month, hour and category."""

    def __init__(self, series: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._series = tuple(series)
        self._groups: tuple[Group, ...] = ()

    def show_groups(self, groups: Sequence[Group]) -> None:
        self._groups = tuple(groups)
        said = []
        for at, words in enumerate(self._series):
            said.append(f"{words} {sum(group.values[at] for group in groups)}")
        self.setAccessibleName(self.tr("图：{0}").format("，".join(said)))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line_px = self.fontMetrics().height()
        self._paint_legend(painter, QRectF(0, 0, self.width(), line_px))
        most = max((value for group in self._groups for value in group.values), default=0)
        top = round_top(most)
        left = self.fontMetrics().horizontalAdvance(str(top)) + 10
        plot = QRectF(left, line_px * 1.7, self.width() - left - 4, self.height() - line_px * 3.1)
        self._paint_scale(painter, plot, top)
        if self._groups:
            self._paint_groups(painter, plot, top)
        painter.end()

    def _paint_legend(self, painter: QPainter, row: QRectF) -> None:
        filled, hatched, ink, _muted = self.colours()
        x = row.left()
        for brush, word in zip((filled, hatched), self._series, strict=False):
            painter.setPen(QPen(ink, 1) if brush is hatched else Qt.PenStyle.NoPen)
            painter.setBrush(brush)
            painter.drawRect(QRectF(x, row.center().y() - 6, 18, 12))
            painter.setPen(ink)
            width = painter.fontMetrics().horizontalAdvance(word)
            painter.drawText(QRectF(x + 24, row.top(), width + 4, row.height()), _MIDDLE, word)
            x += 24 + width + 28

    def _paint_scale(self, painter: QPainter, plot: QRectF, top: int) -> None:
        muted = self.colours()[3]
        height = painter.fontMetrics().height()
        for step in range(3):
            y = plot.bottom() - plot.height() * step / 2
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Mid), 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(muted)
            painter.drawText(QRectF(0, y - height / 2, plot.left() - 6, height), _RIGHT, str(top * step // 2))

    def _paint_groups(self, painter: QPainter, plot: QRectF, top: int) -> None:
        filled, hatched, ink, muted = self.colours()
        slot = plot.width() / len(self._groups)
        bar = min(max(slot * 0.72 / len(self._series), 1.5), 28.0)
        for at, group in enumerate(self._groups):
            x = plot.left() + slot * at + (slot - bar * len(self._series)) / 2
            for number, value in enumerate(group.values):
                painter.setPen(QPen(ink, 1) if number else Qt.PenStyle.NoPen)
                painter.setBrush(hatched if number else filled)
                tall = plot.height() * value / top
                if value:
                    painter.drawRect(QRectF(x + number * bar, plot.bottom() - tall, bar, tall))
            if group.shown:
                painter.setPen(muted)
                around = max(slot, 44.0)
                label = QRectF(
                    plot.left() + slot * (at + 0.5) - around / 2,
                    plot.bottom() + 3,
                    around,
                    self.fontMetrics().height(),
                )
                words = _fitting(painter.fontMetrics(), group.words, around)
                painter.drawText(label, Qt.AlignmentFlag.AlignCenter, words)


class RowsPicture(Picture):
    """Horizontal bars under each other, each with its words before and its number behind."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()

    def show_rows(self, rows: Sequence[Row]) -> None:
        self._rows = tuple(rows[:_ROWS_SHOWN])
        said = "，".join(f"{row.words} {row.text}" for row in self._rows)
        self.setAccessibleName(self.tr("图：{0}").format(said or self.tr("没有")))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        filled, _hatched, ink, muted = self.colours()
        metrics = painter.fontMetrics()
        rows = self._rows[: max(1, int(self.height() / (metrics.height() * 1.1)))]
        if not rows:
            painter.setPen(muted)
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.tr("没有"))
            painter.end()
            return
        words_px = min(self.width() * 0.42, max(metrics.horizontalAdvance(row.words) for row in rows) + 8)
        text_px = max(metrics.horizontalAdvance(row.text) for row in rows) + 10
        slot = min(self.height() / len(rows), metrics.height() * 2.0)
        for at, row in enumerate(rows):
            top = slot * at
            painter.setPen(ink)
            label = _fitting(metrics, row.words, words_px - 8)
            painter.drawText(QRectF(0, top, words_px - 8, slot), _RIGHT, label)
            room = QRectF(words_px, top + slot * 0.2, self.width() - words_px - text_px, slot * 0.6)
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Mid), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(room)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(filled)
            share = row.part / row.whole if row.whole else 0.0
            painter.drawRect(QRectF(room.left(), room.top(), room.width() * share, room.height()))
            painter.setPen(ink)
            painter.drawText(QRectF(room.right() + 6, top, text_px, slot), _MIDDLE, row.text)
        painter.end()


def _fitting(metrics: QFontMetrics, words: str, width: float) -> str:
    return metrics.elidedText(words, Qt.TextElideMode.ElideRight, int(width))


def round_top(value: int) -> int:
    """The smallest even number of a calm scale that is not under ``value``."""
    for top in (2, 4, 6, 10, 20, 30, 50, 100, 200, 300, 500, 1000, 2000, 5000, 10_000):
        if value <= top:
            return top
    return value + value % 2
