"""The latest contacts with the township since the window opened."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.clock import CHINA
from app.ui.office import Contact
from app.ui.widgets.plain import card, label

SHOWN = 8


class ContactsCard(QWidget):
    """One line a contact: when, and what became of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        frame, self._layout = card(self.tr("最近联系"))
        self._lines: list[QLabel] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(frame)
        self.fill([])

    def fill(self, contacts: list[Contact]) -> None:
        """Show the newest first."""
        for line in self._lines:
            self._layout.removeWidget(line)
            line.deleteLater()
        words = [
            f"{contact.at.astimezone(CHINA):%m-%d %H:%M}  {contact.sentence or self.tr('已同步')}"
            for contact in contacts[:SHOWN]
        ]
        self._lines = [
            label(each, "muted", wrap=True) for each in words or [self.tr("这次开机后还没有联系过。")]
        ]
        for line in self._lines:
            self._layout.addWidget(line)
