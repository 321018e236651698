"""Five painted faces from very glad to very sad, each with its word."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPainterPath, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.domain.cases import RatingLevel
from app.ui.widgets.cell_style import tokens_of
from app.ui.wording import rating_words

BENDS = {
    RatingLevel.VERY_SATISFIED: 1.0,
    RatingLevel.SATISFIED: 0.62,
    RatingLevel.BASICALLY_SATISFIED: 0.18,
    RatingLevel.DISSATISFIED: -0.5,
    RatingLevel.VERY_DISSATISFIED: -1.0,
}
"""How the mouth bends: 1 a wide smile, -1 the corners down."""


LARGE_PT = 17
"""For eyes of eighty, whatever the room's own text size."""


class FaceButton(QAbstractButton):
    """One face; Space, Enter or a press chooses it. The word beneath says the same as the mouth."""

    def __init__(self, level: RatingLevel, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.level = level
        self._number = number
        self.setText(rating_words(level))
        self.setAccessibleName(rating_words(level))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        font = self.font()
        font.setPointSize(LARGE_PT)
        self.setFont(font)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(200, 280)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 170)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = tokens_of(self.palette())
        line_px = self.fontMetrics().height()
        size = min(self.width() - 24, self.height() - line_px * 3.4)
        circle = QRectF((self.width() - size) / 2, 12, size, size)
        ink = self.palette().color(QPalette.ColorRole.Text)
        chosen = self.hasFocus() or self.underMouse()
        painter.setBrush(QColor(tokens.accent_soft if chosen else tokens.surface))
        painter.setPen(QPen(QColor(tokens.accent) if chosen else ink, max(3.0, size / 34)))
        painter.drawEllipse(circle)
        _paint_features(painter, circle, BENDS[self.level], ink)
        painter.setPen(ink)
        words = QRectF(0, circle.bottom() + 8, self.width(), line_px * 1.5)
        font = painter.font()
        font.setBold(True)
        painter.setFont(font)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self.text())
        font.setBold(False)
        painter.setFont(font)
        painter.setPen(QColor(tokens.muted))
        beneath = words.translated(0, line_px * 1.4)
        painter.drawText(beneath, Qt.AlignmentFlag.AlignCenter, self.tr("按 {0}").format(self._number))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.accent), 3))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), 12, 12)


def _paint_features(painter: QPainter, circle: QRectF, bend: float, ink: QColor) -> None:
    size = circle.width()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    for side in (-1, 1):
        eye = QPointF(circle.center().x() + side * size * 0.18, circle.center().y() - size * 0.12)
        painter.drawEllipse(eye, size * 0.045, size * 0.06)
    middle = circle.center().y() + size * 0.2
    corner = middle - bend * size * 0.08
    mouth = QPainterPath(QPointF(circle.center().x() - size * 0.22, corner))
    mouth.quadTo(
        QPointF(circle.center().x(), middle + bend * size * 0.2),
        QPointF(circle.center().x() + size * 0.22, corner),
    )
    pen = QPen(ink, max(3.0, size / 28))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(mouth)
