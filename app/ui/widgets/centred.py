"""A column of limited width in the middle of the window: for pages that stand before the counter."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget


def centred(page: QWidget, width_px: int) -> QVBoxLayout:
    """Give ``page`` a centred column of at most ``width_px``; the layout to fill."""
    outer = QHBoxLayout(page)
    outer.setContentsMargins(24, 24, 24, 24)
    inside = QWidget()
    inside.setMaximumWidth(width_px)
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(12)
    outer.addStretch(1)
    outer.addWidget(inside, 20)
    outer.addStretch(1)
    return column
