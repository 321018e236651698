"""The upper edge of the preview: which paper, and how large it is shown."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from app.ui.widgets.choice_menu import chip
from app.ui.widgets.plain import button, label
from app.ui.wording import paper_words

ZOOMS = (50, 75, 100, 125, 150, 200)


class PreviewHead(QWidget):
    """``paper_chosen`` carries a paper's name; ``zoomed`` says that pages are to be drawn again."""

    paper_chosen = Signal(str)
    zoomed = Signal()

    def __init__(self, papers: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.zoom = 100
        self._choices: dict[str, QPushButton] = {}
        self._zoom_words = label(f"{self.zoom}%", role="muted")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        group = QButtonGroup(self)
        for number, paper in enumerate(papers, start=1):
            choice = chip(f"{paper_words(paper)}  Alt+{number}")
            choice.setShortcut(f"Alt+{number}")
            choice.clicked.connect(partial(self._on_choice, paper))
            self._choices[paper] = choice
            group.addButton(choice)
            line.addWidget(choice)
        line.addStretch(1)
        smaller = button("−", lambda: self.zoom_by(-1))
        smaller.setAccessibleName(self.tr("缩小"))
        larger = button("+", lambda: self.zoom_by(1))
        larger.setAccessibleName(self.tr("放大"))
        for part in (smaller, self._zoom_words, larger):
            line.addWidget(part)

    def show_paper(self, paper: str, title: str = "") -> None:
        """Which paper is in front; a single one is called as on its own head."""
        self._choices[paper].setChecked(True)
        if title and len(self._choices) == 1:
            self._choices[paper].setText(title)

    def zoom_by(self, steps: int) -> None:
        """Larger or smaller by so many steps of ``ZOOMS``."""
        at = min(max(ZOOMS.index(self.zoom) + steps, 0), len(ZOOMS) - 1)
        if ZOOMS[at] != self.zoom:
            self.zoom = ZOOMS[at]
            self._zoom_words.setText(f"{self.zoom}%")
            self.zoomed.emit()

    def _on_choice(self, paper: str, _checked: bool = False) -> None:
        self.paper_chosen.emit(paper)
