"""Talks to the township every few minutes in the background, and keeps the three facts true."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.clock import WatchedClock
from app.errors import Refusal
from app.ui.office import Contact

if TYPE_CHECKING:
    from app.domain.rows import SyncStatus
    from app.ui.office import Office

EVERY_MINUTES = 5


class SyncLoop(QObject):
    """Every end of an exchange is said through ``office.contact_ended``."""

    def __init__(self, office: Office, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._enrolled = False
        self._under_way = False
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MINUTES * 60_000)
        self._timer.timeout.connect(self.exchange)
        office.register_opened.connect(self._on_register_opened)
        office.case_saved.connect(self._on_saved)
        office.villager_saved.connect(self._on_saved)
        office.paper_printed.connect(self._on_saved)
        office.sync_requested.connect(self.exchange)
        office.sync_changed.connect(self._on_sync_changed)

    def read(self) -> None:
        """Read the facts from the register, without the network."""
        register = self._office.register

        def work() -> SyncStatus:
            from app.services import synchronising

            return synchronising.status(register)

        self._office.tasks.run(self, work, self._office.sync_changed.emit)

    def exchange(self) -> None:
        """One exchange in the slow lane; nothing while one is under way or the room is not enrolled."""
        if self._under_way or not self._enrolled or not self._office.is_open:
            return
        self._under_way = True
        register, clock = self._office.register, self._office.clock

        def work() -> SyncStatus:
            from app.services import synchronising

            return synchronising.sync_once(register, clock)

        self._office.tasks.run(self, work, self._on_exchanged, self._on_failed, lane="slow")

    def _on_register_opened(self) -> None:
        self._timer.start()
        self.read()

    def _on_saved(self, *_fact: object) -> None:
        self.read()

    def _on_sync_changed(self, status: SyncStatus) -> None:
        newly = status.enrolled and not self._enrolled
        self._enrolled = status.enrolled
        if newly:
            self.exchange()

    def _on_exchanged(self, status: SyncStatus) -> None:
        self._under_way = False
        clock = self._office.clock
        if isinstance(clock, WatchedClock) and not status.clock_suspect:
            clock.is_right()
        self._office.sync_changed.emit(status)
        self._say("")

    def _on_failed(self, refusal: Refusal) -> None:
        self._under_way = False
        self._say(refusal.sentence)
        self.read()

    def _say(self, sentence: str) -> None:
        self._office.contact_ended.emit(Contact(self._office.clock.now(), sentence))
