"""The townships below a district as its office sees them: how fresh, how safe, and what of theirs lies where."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.tables import Carrier, SentReport, UpperServer
from sync.server import backup_ages, revoking, sites, subordinates
from sync.server.console import case_lists
from sync.server.console.case_lists import SiteLights
from sync.server.console.shapes import Shape
from sync.server.revoking import PcStanding
from sync.server.tables import KnownReplica
from sync.server.township import Township


@dataclass(frozen=True, slots=True)
class Lights:
    """Cases that came up and are still open, by light; ``answer_late``: over the district's own limit."""

    open: int
    red: int
    yellow: int
    stopped: int
    answer_late: int


@dataclass(frozen=True, slots=True)
class TownshipLine:
    """One township on the list. ``spoken``: of how many of its ``listed`` sites it has told anything.

    ``servers``: those that enrolled in its name, a revoked one among them.
    """

    code: str
    name: str
    listed: int
    spoken: int
    last_contact: datetime | None
    shape: Shape
    backup_at: datetime | None
    servers: tuple[PcStanding, ...]
    lights: Lights

    @property
    def is_enrolled(self) -> bool:
        return any(one.revoked_at is None for one in self.servers)


@dataclass(frozen=True, slots=True)
class SiteBelow:
    """One site of a township: its cases that came up, and the last month of which it sent figures ("" = none)."""

    lights: SiteLights
    is_window: bool
    last_month: str


def lines(district: Township, codes: Collection[str]) -> tuple[TownshipLine, ...]:
    """These townships, by code."""
    known = [one for one in subordinates.standings(district) if one.code in codes]
    backups: dict[str, datetime] = {}
    for (code, _pc), at in backup_ages.of_rooms(district, [one.code for one in known]).items():
        backups[code] = max(at, backups.get(code, at))
    with district.register.reading() as session:
        shapes = _shapes(session)
        homes = {row.replica_id: row.home_code for row in session.scalars(select(UpperServer))}
    servers = [one for one in revoking.standings(district) if one.replica_id in homes]
    made = []
    for one in known:
        below = sites.under(district, one.code)
        made.append(
            TownshipLine(
                one.code,
                one.name,
                len(below),
                one.sites,
                one.last_contact,
                Shape(shapes.get(one.code)),
                backups.get(one.code),
                tuple(server for server in servers if homes[server.replica_id] == one.code),
                together(case_lists.lights(district, below)),
            )
        )
    return tuple(made)


def together(lights: Iterable[SiteLights]) -> Lights:
    """The lights of several sites as one."""
    known = tuple(lights)
    return Lights(
        sum(one.open for one in known),
        sum(one.red for one in known),
        sum(one.yellow for one in known),
        sum(one.stopped for one in known),
        sum(one.answer_late for one in known),
    )


def sites_of(district: Township, township_code: str) -> tuple[SiteBelow, ...]:
    """The township's own window, then its villages by code."""
    below = sites.under(district, township_code)
    lights = {one.site_code: one for one in case_lists.lights(district, below)}
    with district.register.reading() as session:
        months = _last_months(session, below)
    return tuple(
        SiteBelow(lights[code], code == township_code, months.get(code, ""))
        for code in sorted(below, key=lambda code: (code != township_code, code))
    )


def _last_months(session: Session, codes: Sequence[str]) -> dict[str, str]:
    query = (
        select(SentReport.site_code, func.max(SentReport.period))
        .where(SentReport.site_code.in_(codes), SentReport.kind == "month")
        .group_by(SentReport.site_code)
    )
    return {code: str(period) for code, period in session.execute(query)}


def _shapes(session: Session) -> dict[str, int]:
    """By township: the shape number that its server's batches said last, of whichever site."""
    query = (
        select(UpperServer.home_code, KnownReplica.shape)
        .join(Carrier, Carrier.server_id == UpperServer.replica_id)
        .join(KnownReplica, KnownReplica.replica_id == Carrier.replica_id)
        .where(KnownReplica.shape.is_not(None))
        .order_by(KnownReplica.last_contact)
    )
    return {code: shape for code, shape in session.execute(query) if shape is not None}
