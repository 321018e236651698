"""What every page is handed: the open register, who is on duty, threads, and facts that others may hear."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.errors import Defect, Refusal
from app.ui.tasks import Tasks

if TYPE_CHECKING:
    from app.clock import Clock
    from app.domain.rows import Actor, RoomRow
    from app.models.register import Register
    from app.services.desk import Desk
    from app.ui.theme.look import Look

CONTACTS_KEPT = 20


@dataclass(frozen=True, slots=True)
class Contact:
    """One try to talk to the township; ``sentence`` "" when it went through."""

    at: datetime
    sentence: str


class Office(QObject):
    """Facts are past-tense signals, wishes end in ``_requested``; pages hear them and never each other.

    ``told`` carries a sentence that passes by at the foot of the window; nothing needs to be clicked.
    """

    case_saved = Signal(object)  # CaseAccepted or CaseChanged
    villager_saved = Signal(object)  # VillagerRow
    paper_printed = Signal(str, str)  # case number, paper name
    paper_near = Signal()  # a page whose work ends in paper came to the front
    register_opened = Signal()
    register_restored = Signal()  # what was opened is an older copy that was put back
    room_changed = Signal(object)  # RoomRow
    actor_changed = Signal(object)  # Actor or None (nobody: the login page is shown)
    sync_changed = Signal(object)  # SyncStatus
    contact_ended = Signal(object)  # Contact: an exchange with the township went through or did not
    backup_made = Signal(object)  # aware UTC datetime
    preferences_changed = Signal(str, object)  # name, value
    covered = Signal(bool)  # the counter was covered (locked, blanked, being handed over), or shows again
    told = Signal(str)

    open_case_requested = Signal(str)  # case number
    open_villager_requested = Signal(str)  # villager id
    open_register_requested = Signal(object)  # CaseFilter
    accept_requested = Signal(object)  # villager id as str for a returning villager, or None
    page_requested = Signal(str)  # a page's name: today, accept, register, villagers, sync, settings
    back_requested = Signal()  # to the page before this one
    sync_requested = Signal()
    upgrade_requested = Signal()  # the page that says which version this is and how to get a newer one
    lock_requested = Signal()
    blank_requested = Signal()

    def __init__(
        self, home: Path, clock: Clock, tasks: Tasks, look: Look, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.home = home
        self.clock = clock
        self.tasks = tasks
        self.look = look
        self._register: Register | None = None
        self._room: RoomRow | None = None
        self._actor: Actor | None = None
        self.contacts: list[Contact] = []
        self.contact_ended.connect(self._on_contact_ended)

    @property
    def is_open(self) -> bool:
        return self._register is not None

    @property
    def register(self) -> Register:
        """The open register; pages exist only after it was opened."""
        if self._register is None:
            raise Defect("the register was asked for before it was opened")
        return self._register

    @property
    def room(self) -> RoomRow | None:
        return self._room

    @property
    def actor(self) -> Actor | None:
        """Who is on duty; None while nobody has signed in."""
        return self._actor

    def desk(self) -> Desk:
        """The counter with whoever is on duty now: take it on the main thread, use it in a task."""
        from app.services.desk import Desk

        if self._actor is None:
            raise Refusal(self.tr("请先登录再办理。"), code="nobody-on-duty")
        return Desk(register=self.register, actor=self._actor, clock=self.clock)

    def open_with(
        self,
        opener: Callable[[], Register],
        done: Callable[[], None],
        failed: Callable[[Refusal], None],
    ) -> None:
        """Open (or set up) the register by ``opener`` in the register lane, then say so."""

        def work() -> tuple[Register, RoomRow, bool]:
            from app.services import rooms

            register = opener()
            return register, rooms.room(register), rooms.restored(register)

        def opened(answer: tuple[Register, RoomRow, bool]) -> None:
            self._register, self._room, restored = answer
            done()
            self.register_opened.emit()
            self.room_changed.emit(self._room)
            if restored:
                self.register_restored.emit()

        self.tasks.run(self, work, opened, failed)

    def refresh_room(self) -> None:
        """Read the room's row again after it was changed."""
        register = self.register

        def work() -> RoomRow:
            from app.services import rooms

            return rooms.room(register)

        def read(room: RoomRow) -> None:
            self._room = room
            self.room_changed.emit(room)

        self.tasks.run(self, work, read)

    def take_duty(self, actor: Actor | None) -> None:
        """``actor`` stands at the counter from now on; None signs off."""
        self._actor = actor
        self.actor_changed.emit(actor)

    def prefer(self, name: str, value: object) -> None:
        """Keep a local preference and say so."""
        register = self.register

        def work() -> None:
            from app.services import preferences

            preferences.put(register, name, value)

        self.tasks.run(self, work, lambda _none: self.preferences_changed.emit(name, value))

    def _on_contact_ended(self, contact: Contact) -> None:
        self.contacts = [contact, *self.contacts[: CONTACTS_KEPT - 1]]
