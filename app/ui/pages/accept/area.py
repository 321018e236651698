"""The form of acceptance on a small screen: it scrolls, and the card the hand is on stays in sight."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from app.ui.pages.accept.form import AcceptForm

CARD_MARGIN_PX = 8
FIELD_MARGIN_PX = 56


class FormArea(QScrollArea):
    """Scrolls up and down only."""

    def __init__(self, form: AcceptForm, parent: QWidget) -> None:
        super().__init__(parent)
        self._form = form
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._on_soon)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(form)

    def follow_hand(self) -> None:
        """Bring what has the focus into view, once what opened with it has its place."""
        self._soon.start()

    def _on_soon(self) -> None:
        now = QApplication.focusWidget()
        card = next((one for one in self._form.cards if now is not None and one.isAncestorOf(now)), None)
        if card is not None and now is not None:
            self.ensureWidgetVisible(card, 0, CARD_MARGIN_PX)
            self.ensureWidgetVisible(now, 0, FIELD_MARGIN_PX)
