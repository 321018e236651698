"""The left edge: one button a page, icon and word."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from app.ui import actions, icons
from app.ui.frame.page_list import PageSpec
from app.ui.theme.look import Look


class LeftEdge(QFrame):
    """``page_chosen`` carries the page's name."""

    page_chosen = Signal(str)

    def __init__(self, specs: tuple[PageSpec, ...], look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("leftEdge")
        self.setAccessibleName(self.tr("页面"))
        self._look = look
        self._buttons: dict[str, QToolButton] = {}
        self._icons: dict[str, str] = {}
        self._group = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 12)
        layout.setSpacing(4)
        for spec in specs:
            if spec.icon:
                layout.addWidget(self._button(spec))
        layout.addStretch(1)
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def mark(self, name: str) -> None:
        """Show which page is in front; a page without a button leaves the last mark."""
        if name in self._buttons:
            self._buttons[name].setChecked(True)

    def _button(self, spec: PageSpec) -> QToolButton:
        made = QToolButton()
        made.setProperty("nav", True)
        made.setCheckable(True)
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        action_id = f"page-{spec.name}"
        made.setText(actions.words(action_id))
        made.setToolTip(f"{actions.words(action_id)} {actions.key_words(action_id)}")
        made.setAccessibleName(actions.words(action_id))
        made.clicked.connect(lambda _checked=False: self.page_chosen.emit(spec.name))
        self._group.addButton(made)
        self._buttons[spec.name] = made
        self._icons[spec.name] = spec.icon
        return made

    def _on_look_changed(self) -> None:
        tokens = self._look.tokens
        size = round(self._look.text_pt * 1.9)
        self.setFixedWidth(max(96, self._look.text_pt * 8))
        for name, button in self._buttons.items():
            button.setIcon(icons.icon(self._icons[name], tokens.muted, tokens.accent))
            button.setIconSize(QSize(size, size))
