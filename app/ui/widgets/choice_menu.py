"""A chip that opens a list of words to tick; the chip says what is ticked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton, QWidget

from app.ui.widgets.plain import PressButton


class ChoiceMenu(QToolButton):
    """``options`` are (key, words). Several may be ticked unless ``single``; ``changed`` after each tick.

    ``fixed``: the chip keeps its own words whatever is ticked.
    """

    changed = Signal()

    def __init__(
        self,
        words: str,
        options: Sequence[tuple[str, str]],
        *,
        single: bool = False,
        fixed: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words = words
        self._single = single
        self._fixed = fixed
        self._actions: dict[str, QAction] = {}
        self.setProperty("chip", True)
        self.setStyleSheet("QToolButton::menu-indicator { image: none; width: 0; }")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        for key, option in options:
            action = menu.addAction(option)
            action.setCheckable(True)
            action.triggered.connect(lambda _checked=False, key=key: self._on_triggered(key))
            self._actions[key] = action
        self.setMenu(menu)
        self._say()

    def ticked(self) -> tuple[str, ...]:
        """The keys ticked, in the order of the list."""
        return tuple(key for key, action in self._actions.items() if action.isChecked())

    def tick(self, keys: Iterable[str]) -> None:
        """Tick exactly these, without saying ``changed``."""
        wanted = set(keys)
        for key, action in self._actions.items():
            action.setChecked(key in wanted)
        self._say()

    def _on_triggered(self, key: str) -> None:
        if self._single:
            self.tick((key,))
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        chosen = [self._actions[key].text() for key in self.ticked()]
        if not chosen or self._fixed:
            words = self._words
        elif len(chosen) <= 2:
            words = "、".join(chosen)
        else:
            words = self.tr("{0} 等 {1} 项").format(chosen[0], len(chosen))
        self.setText(words + " ▾")
        self.setAccessibleName(f"{self._words}: {words}")


def chip(words: str) -> QPushButton:
    """A chip that is on or off."""
    made = PressButton(words)
    made.setCheckable(True)
    made.setProperty("chip", True)
    return made
