"""Who stands at the counter, with which register and which clock."""

from __future__ import annotations

from dataclasses import dataclass

from app.clock import Clock
from app.domain.rows import Actor
from app.models.register import Register


@dataclass(frozen=True, slots=True)
class Desk:
    """What every act at the counter needs."""

    register: Register
    actor: Actor
    clock: Clock
