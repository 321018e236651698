"""Two records that may be one person: why they look alike, and an act of joining that can be taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.domain.rows import VillagerRow


@dataclass(frozen=True, slots=True)
class AlikePair:
    """Two records with the reasons, without stops; ``first`` was made first."""

    first: VillagerRow
    second: VillagerRow
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class JoiningRow:
    """``undone_at`` is None while the two are one."""

    joining_id: str
    kept_id: str
    kept_name: str
    other_id: str
    other_name: str
    reason: str
    by_name: str
    at: datetime
    undone_at: datetime | None
    undone_reason: str
