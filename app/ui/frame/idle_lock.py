"""Locks the screen after some minutes without a key or a click."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from app.ui.habits import LOCK_MINUTES_MOST, LOCK_MINUTES_USUAL

_SIGNS = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.InputMethod,
        QEvent.Type.TouchBegin,
    }
)


class IdleLock(QObject):
    """``idle`` comes once the set minutes have passed without a sign of anybody."""

    idle = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.idle)
        self.set_minutes(LOCK_MINUTES_USUAL)
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]

    @property
    def minutes(self) -> int:
        return self._timer.interval() // 60_000

    def set_minutes(self, minutes: int) -> None:
        """1 to 60; never off, for the PC is shared."""
        self._timer.setInterval(min(LOCK_MINUTES_MOST, max(1, minutes)) * 60_000)
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS:
            self._timer.start()
        return False
