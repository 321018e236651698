"""The left edge: one button a page, icon and word; where the screen is low they stand closer and then scroll."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.ui import actions, icons
from app.ui.frame.page_list import PageSpec
from app.ui.theme.look import Look
from app.ui.widgets.plain import restyle

SPACE_PX = 4
EDGE_PX = 8
LONGEST_HAN = 4
"""Characters of the longest page name."""


class LeftEdge(QFrame):
    """``page_chosen`` carries the page's name."""

    page_chosen = Signal(str)

    def __init__(self, specs: tuple[PageSpec, ...], look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("leftEdge")
        self.setAccessibleName(self.tr("页面"))
        self._look = look
        self._dense = False
        self._buttons: dict[str, QToolButton] = {}
        self._icons: dict[str, str] = {}
        self._group = QButtonGroup(self)
        sheet = QWidget()
        self._column = QVBoxLayout(sheet)
        self._column.setContentsMargins(0, EDGE_PX, 0, EDGE_PX)
        self._column.setSpacing(SPACE_PX)
        for spec in specs:
            if spec.icon:
                self._column.addWidget(self._button(spec))
        self._column.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(sheet)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._area)
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    @property
    def dense(self) -> bool:
        """Whether the words stand beside the icons because there is no room below them."""
        return self._dense

    def mark(self, name: str) -> None:
        """Show which page is in front; a page without a button leaves the last mark."""
        if name in self._buttons:
            self._buttons[name].setChecked(True)
            self._area.ensureWidgetVisible(self._buttons[name], 0, EDGE_PX)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._choose_density()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self._area.ensureWidgetVisible(watched, 0, EDGE_PX)
        return False

    def _button(self, spec: PageSpec) -> QToolButton:
        made = QToolButton()
        made.setProperty("nav", True)
        made.setCheckable(True)
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        action_id = f"page-{spec.name}"
        made.setText(actions.words(action_id))
        made.setToolTip(f"{actions.words(action_id)} {actions.key_words(action_id)}")
        made.setAccessibleName(actions.words(action_id))
        made.clicked.connect(lambda _checked=False: self.page_chosen.emit(spec.name))
        made.installEventFilter(self)
        self._group.addButton(made)
        self._buttons[spec.name] = made
        self._icons[spec.name] = spec.icon
        return made

    def _choose_density(self) -> None:
        """Words below the icons where all pages have room so, else beside them."""
        each = round(self._look.text_pt * 1.9) + self.fontMetrics().height() + 4 * EDGE_PX
        needed = len(self._buttons) * (each + SPACE_PX) + 2 * EDGE_PX
        dense = needed > self.height()
        if dense != self._dense:
            self._dense = dense
            self._lay_buttons()

    def _lay_buttons(self) -> None:
        style = Qt.ToolButtonStyle
        size = round(self._look.text_pt * (1.5 if self._dense else 1.9))
        beside = size + self.fontMetrics().horizontalAdvance("汉") * LONGEST_HAN + 5 * EDGE_PX
        self._column.setSpacing(0 if self._dense else SPACE_PX)
        self.setFixedWidth(max(96, beside if self._dense else self._look.text_pt * 8))
        for button in self._buttons.values():
            button.setToolButtonStyle(
                style.ToolButtonTextBesideIcon if self._dense else style.ToolButtonTextUnderIcon
            )
            button.setProperty("dense", self._dense)
            button.setIconSize(QSize(size, size))
            restyle(button)

    def _on_look_changed(self) -> None:
        tokens = self._look.tokens
        for name, button in self._buttons.items():
            button.setIcon(icons.icon(self._icons[name], tokens.muted, tokens.accent))
        self._lay_buttons()
        self._choose_density()
