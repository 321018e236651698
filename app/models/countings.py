"""From which day a catalogue counts its promises: a setting of each published version."""

from __future__ import annotations

import json
from collections.abc import Collection
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.catalogue import Counting
from app.models.tables import CatalogueVersion


def same_day_catalogues(session: Session, catalogue_ids: Collection[str]) -> frozenset[str]:
    """Those of the ids whose catalogue counts the day of acceptance as the first."""
    wanted = sorted(filter(None, catalogue_ids))
    table = CatalogueVersion.__table__.c
    rows = session.execute(select(table.id, table.document).where(table.id.in_(wanted))) if wanted else ()
    return frozenset(catalogue_id for catalogue_id, document in rows if _counts_same_day(document))


@lru_cache(maxsize=8)
def _counts_same_day(document: str) -> bool:
    """A published document never changes, and every step of a case asks for it."""
    try:
        said = json.loads(document)
    except (ValueError, RecursionError):
        return False
    return isinstance(said, dict) and said.get("counting") == Counting.SAME_DAY
