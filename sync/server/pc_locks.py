"""Locking the rows of PCs: several in one order, and before the feed of any site, as receipt does (design: sync 19)."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from sync.server.tables import KnownReplica


def locked(session: Session, replica_ids: Iterable[str]) -> dict[str, KnownReplica]:
    """The rows of those that are known, as they are now, locked until the transaction ends."""
    wanted = set(replica_ids) - {""}
    if not wanted:
        return {}
    query = (
        select(KnownReplica)
        .where(KnownReplica.replica_id.in_(wanted))
        .order_by(KnownReplica.replica_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return {row.replica_id: row for row in session.scalars(query)}
