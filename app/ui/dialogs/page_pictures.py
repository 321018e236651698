"""Pages of a paper, one below the other, as they will lie on the counter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from app.services.papers import PagePicture


class PagePictures(QScrollArea):
    """Arrows and Page Up/Down move; each page says which it is to a screen reader."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("单据页面"))
        self._sheet = QWidget(self)
        self._rows = QVBoxLayout(self._sheet)
        self._rows.setSpacing(16)
        self._rows.setContentsMargins(16, 16, 16, 16)
        self._rows.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setWidget(self._sheet)

    @property
    def count(self) -> int:
        """Pages shown."""
        return sum(1 for at in range(self._rows.count()) if self._rows.itemAt(at).widget().property("page"))

    @property
    def page_in_front(self) -> int:
        """The number of the page in the middle of what can be seen; 1 before any is shown."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        for at in range(self._rows.count()):
            page = self._rows.itemAt(at).widget()
            if page.property("page") and page.geometry().bottom() >= middle:
                return int(page.property("page"))
        return max(self.count, 1)

    def page_size_px(self, at: int) -> QSize:
        """How large a page is drawn, in device pixels."""
        page = self._rows.itemAt(at).widget()
        return page.pixmap().size() if isinstance(page, QLabel) else QSize()

    def show_loading(self) -> None:
        """Keep what is shown until the new pages are here; a first opening says so in words."""
        if self._rows.count() == 0:
            self._rows.addWidget(QLabel(self.tr("正在生成单据…")))

    def show_pictures(self, pictures: Sequence[PagePicture], ratio: float) -> None:
        """``ratio`` is the device pixel ratio the pictures were made for."""
        while self._rows.count():
            old = self._rows.takeAt(0).widget()
            old.hide()
            old.deleteLater()
        for number, picture in enumerate(pictures, start=1):
            width, height = picture.width_px, picture.height_px
            image = QImage(picture.rgb, width, height, width * 3, QImage.Format.Format_RGB888)
            drawn = QPixmap.fromImage(image)
            drawn.setDevicePixelRatio(ratio)
            page = QLabel(self._sheet)
            page.setPixmap(drawn)
            page.setProperty("page", number)
            page.setFrameShape(QLabel.Shape.Box)
            page.setAccessibleName(self.tr("第 {0} 页，共 {1} 页").format(number, len(pictures)))
            self._rows.addWidget(page, 0, Qt.AlignmentFlag.AlignHCenter)
