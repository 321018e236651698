"""The deadline light as shape, word and colour together, so that nobody has to tell colours apart."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPolygonF
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.domain.cases import Light
from app.ui.widgets.cell_style import cell_style, tokens_of
from app.ui.wording import light_words

LIGHT_ROLE = Qt.ItemDataRole.UserRole + 1


def light_colour(light: Light, palette: QPalette) -> QColor:
    """The look's own colour for this light, readable on its surface."""
    tokens = tokens_of(palette)
    colours = {Light.GREEN: tokens.good, Light.YELLOW: tokens.warn, Light.RED: tokens.danger}
    return QColor(colours.get(light, tokens.muted))


def paint_light(painter: QPainter, rect: QRectF, light: Light, colour: QColor, words: str) -> None:
    """Square 超期, triangle 将到期, dot 正常, dash 不计时; then the word."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    size = painter.fontMetrics().ascent() * 0.72
    box = QRectF(rect.left(), rect.center().y() - size / 2, size, size)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    if light is Light.RED:
        painter.drawRect(box)
    elif light is Light.YELLOW:
        top = QPointF(box.center().x(), box.top())
        painter.drawPolygon(QPolygonF([top, box.bottomRight(), box.bottomLeft()]))
    elif light is Light.GREEN:
        painter.drawEllipse(box)
    else:
        painter.drawRect(QRectF(box.left(), box.center().y() - 1, size, 2))
    painter.setPen(colour)
    text = rect.adjusted(size + 7, 0, 0, 0)
    painter.drawText(text, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
    painter.restore()


class LightDelegate(QStyledItemDelegate):
    """Paints the light of a table cell whose model answers ``LIGHT_ROLE``."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        told = index.data(LIGHT_ROLE)
        if told not in set(Light):  # the page of this row is still on its way
            super().paint(painter, option, index)
            return
        light = Light(told)
        style = cell_style(option)
        painter.save()
        painter.setFont(style.font)
        style.fill(painter, odd=bool(index.row() % 2))
        rect = QRectF(style.rect).adjusted(8, 0, -4, 0)
        words = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        paint_light(painter, rect, light, light_colour(light, style.palette), words)
        painter.restore()


class LightBadge(QWidget):
    """One light with its word, on a page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._light = Light.NONE
        self.show_light(Light.NONE)

    def show_light(self, light: Light) -> None:
        self._light = light
        self.setAccessibleName(light_words(light))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(light_words(self._light)) + 28, metrics.height() + 6)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        colour = light_colour(self._light, self.palette())
        paint_light(painter, QRectF(self.rect()), self._light, colour, light_words(self._light))
