"""Python's cyclic garbage is collected on the window's thread only: a widget may not die on a lane's thread."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

LOOK_MS = 1000


class MainThreadGarbage(QObject):
    """While it lives, the automatic collection of whichever thread allocates is off and a timer does its work."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._limits = gc.get_threshold()
        self._was_on = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collect the oldest generation that is due."""
        counts = gc.get_count()
        for generation in (2, 1, 0):
            if counts[generation] > self._limits[generation]:
                gc.collect(generation)
                return

    def end(self) -> None:
        """Give the automatic collection back as it was found."""
        self._timer.stop()
        if self._was_on:
            gc.enable()
