"""Labels, buttons and cards as this window uses them: words in, a styled widget out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

Role = Literal["", "section", "muted", "small", "number", "error"]
Rank = Literal["", "first", "danger", "quiet"]


class PressButton(QPushButton):
    """Enter presses it as Space does: Qt's own wants a dialog around it for that."""

    def __init__(self, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.setAutoDefault(False)  # in a dialog Enter belongs to what has the focus

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)


def label(words: str = "", role: Role = "", *, name: str = "", wrap: bool = False) -> QLabel:
    """A label in one of the roles of the style sheet."""
    made = QLabel(words)
    if name:
        made.setObjectName(name)
    if role:
        made.setProperty("role", role)
    made.setWordWrap(wrap)
    return made


def button(
    words: str, on_click: Callable[[], object] | None = None, rank: Rank = "", *, name: str = ""
) -> QPushButton:
    """A button; ``first`` is the one thing a page is for, ``danger`` cannot be undone, ``quiet`` is a link."""
    made = PressButton(words)
    if name:
        made.setObjectName(name)
    if rank:
        made.setProperty("rank", rank)
    if on_click is not None:
        made.clicked.connect(lambda _checked=False: on_click())
    return made


def badge(words: str, tone: str = "") -> QLabel:
    """A word on a soft ground; tone accent, danger, warn, good, or a light's own red, yellow, green."""
    made = QLabel(words)
    made.setProperty("badge", tone or "plain")
    return made


def card(title: str = "", parent: QWidget | None = None) -> tuple[QFrame, QVBoxLayout]:
    """A framed ground with room inside, and the layout to fill; with ``title`` as its first line."""
    frame = QFrame(parent)
    frame.setProperty("card", True)
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(16, 12, 16, 16)
    layout.setSpacing(8)
    if title:
        frame.setAccessibleName(title)
        layout.addWidget(label(title, "section"))
    return frame, layout


def restyle(*widgets: QWidget) -> None:
    """Make the style sheet look again at widgets whose properties changed."""
    for widget in widgets:
        widget.style().unpolish(widget)
        widget.style().polish(widget)
