"""One person read whole for the page, and the particulars that were typed taken to the register."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.rows import CaseRow, VillagerRow
from app.domain.villager_facts import HouseholdRow, VillagerChange
from app.ui.widgets.identity_edit import Particulars

if TYPE_CHECKING:
    from app.clock import Clock
    from app.models.register import Register
    from app.services.desk import Desk


@dataclass(frozen=True, slots=True)
class PersonRead:
    """One person with what stands on the page."""

    row: VillagerRow
    cases: tuple[CaseRow, ...]
    same: tuple[VillagerRow, ...]
    household: HouseholdRow | None
    history: tuple[VillagerChange, ...]


def read_person(register: Register, clock: Clock, villager_id: str) -> PersonRead:
    """Everything that stands on a person's page; Refusal ``no-such-villager``."""
    from app.services import households, villagers

    row = villagers.get(register, villager_id)
    return PersonRead(
        row,
        villagers.cases_of(register, villager_id, clock),
        villagers.same_number(register, row.id_number) if row.id_number else (),
        households.of(register, villager_id),
        villagers.history(register, villager_id),
    )


def save_person(desk: Desk, villager_id: str, particulars: Particulars, reason: str) -> VillagerRow:
    """Make ("" as ``villager_id``) or change a person; ``reason`` lets one number stand on two records."""
    from app.services import villagers

    draft = villagers.VillagerDraft(
        name=particulars.name,
        id_number=particulars.id_number,
        phone=particulars.phone,
        group=particulars.group,
        id_missing_reason=particulars.id_missing_reason,
        villager_id=villager_id,
        same_number_reason=reason,
    )
    return villagers.save(desk, draft)
