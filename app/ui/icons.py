"""Our line icons, drawn in the colour that is asked for."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app import assets

SIZES_PX = (16, 20, 24, 32, 48, 64)


def icon(name: str, colour: str, checked_colour: str = "") -> QIcon:
    """``resources/icons/<name>.svg`` in ``colour`` (#rrggbb), in ``checked_colour`` while checked."""
    source = assets.text("icons", f"{name}.svg")
    made = QIcon()
    for size in SIZES_PX:
        made.addPixmap(_picture(source, colour, size), QIcon.Mode.Normal, QIcon.State.Off)
        if checked_colour:
            made.addPixmap(_picture(source, checked_colour, size), QIcon.Mode.Normal, QIcon.State.On)
    return made


def pixmap(name: str, colour: str, size_px: int) -> QPixmap:
    """One icon as a picture of ``size_px`` square."""
    return _picture(assets.text("icons", f"{name}.svg"), colour, size_px)


def _picture(source: str, colour: str, size_px: int) -> QPixmap:
    renderer = QSvgRenderer(QByteArray(source.replace("currentColor", colour).encode()))
    picture = QPixmap(size_px, size_px)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer.render(painter, QRectF(0, 0, size_px, size_px))
    painter.end()
    return picture
