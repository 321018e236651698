"""One subject of the settings: cards in a column, and the page's bar for sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.widgets.plain import card

if TYPE_CHECKING:
    from app.ui.office import Office
    from app.ui.page import Page


class Section(QWidget):
    """``page`` gives ``fetch`` and the bar; ``shown`` reads again what the section shows."""

    def __init__(self, page: Page, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page = page
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)

    @property
    def office(self) -> Office:
        return self.page.office

    def card(self, title: str) -> QVBoxLayout:
        """A new card in the column; the layout to fill."""
        frame, layout = card(title)
        self.column.addWidget(frame)
        return layout

    def close_up(self) -> None:
        """Nothing more is added: keep the cards at the top."""
        self.column.addStretch(1)

    def shown(self) -> None:
        """The section comes to the front."""

    def left(self) -> None:
        """The section is left: nothing half-typed that is secret may stay."""
