"""What the accept page reads beside the request: organisations, mandates, tours, appointments, agents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.clock import today
from app.domain.mandates import MandateDraft, MandateRow
from app.domain.organisations import OrganisationRow
from app.domain.rota_rows import AppointmentRow, TourRow
from app.errors import Refusal
from app.ui.office import Office
from app.ui.widgets.newest_answer import NewestAnswer

if TYPE_CHECKING:
    from app.domain.rows import AgentTile

DAYS_BACK = 30
DAYS_AHEAD = 14
_Found = tuple[str, tuple[OrganisationRow, ...]]
_Principal = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Rota:
    """What a request may be taken on, and by whom."""

    tours: tuple[TourRow, ...]
    appointments: tuple[AppointmentRow, ...]
    agents: tuple[AgentTile, ...]


class LookingAround(QObject):
    """Answers come as signals; ``mandates_found`` with whose they are: (villager id, organisation id)."""

    organisations_found = Signal(str, object)
    mandates_found = Signal(object, object)
    rota_read = Signal(object)
    refused = Signal(object)

    def __init__(self, office: Office, parent: QObject) -> None:
        super().__init__(parent)
        self._office = office
        self._organisations: NewestAnswer[_Found] = NewestAnswer(
            office.tasks, self, lambda found: self.organisations_found.emit(*found), self.refused.emit
        )
        self._mandates: NewestAnswer[tuple[_Principal, tuple[MandateRow, ...]]] = NewestAnswer(
            office.tasks, self, lambda found: self.mandates_found.emit(*found), self.refused.emit
        )

    def find_organisations(self, text: str) -> None:
        register = self._office.register

        def work() -> _Found:
            from app.services import organisations

            return text, organisations.find(register, text) if text else ()

        self._organisations.ask(work)

    def find_mandates(self, villager_id: str, organisation_id: str) -> None:
        """Those that hold today."""
        register, day = self._office.register, today(self._office.clock)

        def work() -> tuple[_Principal, tuple[MandateRow, ...]]:
            from app.services import mandates

            return (villager_id, organisation_id), mandates.valid(register, day, villager_id, organisation_id)

        self._mandates.ask(work)

    def give_mandate(
        self, draft: MandateDraft, done: Callable[[MandateRow], None], failed: Callable[[Refusal], None]
    ) -> None:
        desk = self._office.desk()

        def work() -> MandateRow:
            from app.services import mandates

            return mandates.give(desk, draft)

        self._office.tasks.run(self, work, done, failed)

    def read_rota(self) -> None:
        """Tours and appointments of these weeks, the room's agents."""
        register, day = self._office.register, today(self._office.clock)
        first, last = day - timedelta(DAYS_BACK), day + timedelta(DAYS_AHEAD)

        def work() -> Rota:
            from app.services import agents, appointments, tours

            booked = appointments.between(register, first, last)
            return Rota(
                tuple(row for row in tours.between(register, first, last) if not row.cancelled),
                tuple(row for row in booked if row.status == "booked" and not row.case_no),
                agents.tiles(register),
            )

        self._office.tasks.run(self, work, self.rota_read.emit, self.refused.emit)
