"""What a delegate may paint with: the stubs of Qt leave these attributes out, so one place reads them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from app.ui.theme.tokens import TOKENS, Theme, Tokens


@dataclass(frozen=True, slots=True)
class CellStyle:
    rect: QRect
    font: QFont
    metrics: QFontMetrics
    palette: QPalette
    selected: bool

    def fill(self, painter: QPainter, *, odd: bool = False) -> None:
        """Paint the ground of the cell: marked, every second row, or plain."""
        if self.selected:
            painter.fillRect(self.rect, QColor(tokens_of(self.palette).accent_soft))
        else:
            painter.fillRect(self.rect, self.palette.alternateBase() if odd else self.palette.base())


def cell_style(option: QStyleOptionViewItem) -> CellStyle:
    """Rectangle, font and colours that Qt prepared for one cell."""
    return CellStyle(
        rect=QRect(option.rect),  # type: ignore[attr-defined]
        font=QFont(option.font),  # type: ignore[attr-defined]
        metrics=QFontMetrics(option.font),  # type: ignore[attr-defined]
        palette=option.palette,  # type: ignore[attr-defined]
        selected=bool(option.state & QStyle.StateFlag.State_Selected),  # type: ignore[attr-defined]
    )


def tokens_of(palette: QPalette) -> Tokens:
    """The look whose surface this palette paints on; the light look where a palette is nobody's."""
    base = palette.color(QPalette.ColorRole.Base)
    return next((t for t in TOKENS.values() if QColor(t.surface) == base), TOKENS[Theme.LIGHT])
