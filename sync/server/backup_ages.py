"""When each room's PCs last made a backup, as their own lines say, and when this server did."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import func, select

from app.models.tables import Made
from app.models.tables.after import BACKUP
from sync.server import upkeep
from sync.server.township import Township


def of_rooms(township: Township, site_codes: Collection[str]) -> Mapping[tuple[str, str], datetime]:
    """(site code, PC code) → when that PC last made a backup; PCs that never did are not there."""
    query = (
        select(Made.site_code, Made.kind, func.max(Made.at))
        .where(Made.what == BACKUP, Made.site_code.in_(sorted(site_codes)))
        .group_by(Made.site_code, Made.kind)
    )
    with township.register.reading() as session:
        return {(site_code, pc_code): at for site_code, pc_code, at in session.execute(query)}


def of_server(township: Township) -> datetime | None:
    """When this server's own newest good backup was made; None before the first."""
    found = upkeep.standings(township).get(upkeep.BACKUP)
    return found.good_at if found else None
