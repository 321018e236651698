"""Who stands at the counter, with which register and which clock."""

from __future__ import annotations

from dataclasses import dataclass

from app.clock import Clock
from app.domain.rows import Actor
from app.models.queries import Session, sites
from app.models.register import Register
from app.models.unit_of_work import UnitOfWork

SUSPECT_OFFSET_MS = 5 * 60 * 1000
"""A clock that was further off than this at the last contact is said to be suspect (sync 11)."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What every act at the counter needs."""

    register: Register
    actor: Actor
    clock: Clock

    def write(self) -> UnitOfWork:
        """One unit of work of this agent, stamped with how far the clock was off at the last contact."""
        with self.register.reading() as session:
            offset_ms = clock_offset_ms(session)
        return self.register.write(self.actor.agent_id, self.clock, offset_ms=offset_ms)


def clock_offset_ms(session: Session) -> int:
    """How far this PC's clock was off the township's at the last contact; 0 before the first."""
    state = sites.sync_marks(session)
    return 0 if state is None else state.server_offset_ms
