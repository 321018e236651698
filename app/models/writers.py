"""Who wrote a line: a PC of the site, its township or its district, whatever register asks and whoever carried it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.cases import Tier
from app.domain.divisions import is_above_township
from app.models.fold import Writer
from app.models.tables import UpperServer

_KNOWN = UpperServer.__table__.c
_UPPER = select(_KNOWN.replica_id, _KNOWN.tier, _KNOWN.home_code)
"""Asked for every batch that is folded: put together once."""

WriterOf = Callable[[str], Writer]


def of_room(session: Session, own_replica_id: str, server_replica_id: str) -> WriterOf:
    """At a room everybody but its township's server and the district is a replica of the room's own site."""
    known = _upper(session)

    @cache  # a feed has thousands of lines, of a few writers
    def writer_of(replica_id: str) -> Writer:
        if replica_id == own_replica_id:
            return Writer(replica_id, of_site=True, above=False)
        if replica_id == server_replica_id:
            return Writer(replica_id, of_site=False, above=True)
        if replica_id in known:
            return Writer(replica_id, of_site=False, above=True, tier=known[replica_id][0])
        return Writer(replica_id, of_site=True, above=False)

    return writer_of


def of_server(session: Session, own_replica_id: str, own_site: str, site_code: str) -> WriterOf:
    """On a server: itself and the servers it knows are above the site, and at their own site both."""
    own_tier = Tier.DISTRICT if is_above_township(own_site) else Tier.TOWNSHIP
    known = {**_upper(session), own_replica_id: (own_tier, own_site)}

    @cache
    def writer_of(replica_id: str) -> Writer:
        found = known.get(replica_id)
        if found is None:
            return Writer(replica_id, of_site=True, above=False)
        tier, home_code = found
        return Writer(replica_id, of_site=home_code == site_code, above=True, tier=tier)

    return writer_of


def upper_servers(session: Session) -> tuple[tuple[str, str, str], ...]:
    """(replica, tier, its own site) of every server above a village that is known here, beside ourselves."""
    rows = session.execute(select(UpperServer).order_by(UpperServer.replica_id)).scalars()
    return tuple((row.replica_id, row.tier, row.home_code) for row in rows)


def keep_upper_servers(session: Session, told: Collection[tuple[str, str, str]]) -> None:
    """Remember them; a server once known never changes its tier."""
    if not told:
        return
    known = _upper(session)
    for replica_id, tier, home_code in told:
        if replica_id not in known and tier in (Tier.TOWNSHIP, Tier.DISTRICT):
            session.add(UpperServer(replica_id=replica_id, tier=tier, home_code=home_code))
    session.flush()


def _upper(session: Session) -> dict[str, tuple[Tier, str]]:
    rows = session.execute(_UPPER)
    return {replica_id: (Tier(tier), home_code) for replica_id, tier, home_code in rows}
