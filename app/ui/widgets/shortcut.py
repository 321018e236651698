"""A key that works anywhere inside one widget and is written on what it presses."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def on_plain_key(widget: QWidget, key: str, call: Callable[[], object]) -> QShortcut:
    """Call ``call`` when ``key`` is pressed while the focus is inside ``widget``."""
    shortcut = QShortcut(QKeySequence(key), widget)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(call)
    return shortcut
