"""Villages and their PCs' backups; a PC is enrolled with a code and its QR, to be printed and given out."""

from __future__ import annotations

import io
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import segno

from sync.protocol import enrolment
from sync.server import backup_ages, enrolling, revoking, sites, upkeep
from sync.server.console import paging
from sync.server.console.paging import asked_first
from sync.server.console.tabs import tab
from sync.server.console.visits import ADMIN_ONLY, OVERSIGHT, Act, Done, Page, Shown, Visit
from sync.server.sites import SiteStanding
from sync.server.upward import standing

QR_SCALE = 5


@dataclass(frozen=True, slots=True)
class SiteLine:
    """One village: how many PCs it has in use, and the oldest backup among them (None: one never made any)."""

    standing: SiteStanding
    pcs: int
    oldest_backup: datetime | None


def show(visit: Visit) -> Shown:
    facts = {
        **tab(visit, "/devices"),
        "page": paging.cut(_lines(visit), asked_first(visit.asked)),
        "server_backup": backup_ages.of_server(visit.township),
        "above": standing.of(visit.township),
        "server_check": upkeep.standings(visit.township).get(upkeep.VERIFY),
    }
    return Shown("devices.html", facts)


def _lines(visit: Visit) -> list[SiteLine]:
    township, may_see = visit.township, visit.villages
    ages = backup_ages.of_rooms(township, may_see)
    pcs: dict[str, list[str]] = {}
    for pc in revoking.standings(township):
        if pc.revoked_at is None:
            pcs.setdefault(pc.site_code, []).append(pc.pc_code)
    return [
        SiteLine(one, len(pcs.get(one.code, ())), _oldest(ages, one.code, pcs.get(one.code, [])))
        for one in sites.standings(township)
        if one.code in may_see
    ]


def _oldest(ages: Mapping[tuple[str, str], datetime], site: str, pcs: list[str]) -> datetime | None:
    made = [ages.get((site, pc)) for pc in pcs]
    known = [at for at in made if at is not None]
    return min(known) if known and len(known) == len(made) else None


def add_site(visit: Visit) -> Done:
    code = sites.add_site(visit.township, visit.typed.one("code"), visit.typed.one("name"))
    return Done(
        f"已添加 {visit.typed.one('name').strip()}（{code}）。现在可以给它开登记码。", "/devices", code
    )


def enrol_code(visit: Visit) -> Shown:
    """A fresh code, shown once, with a QR that also holds the server's address."""
    return enrolment_sheet(visit, visit.require_site(visit.typed.one("site")))


def enrolment_sheet(visit: Visit, site: str, replaces: str = "") -> Shown:
    """``replaces``: the PC (its id) that is revoked when another enrols with the code of this sheet."""
    code = enrolling.new_code(visit.township, site, replaces)
    names = {one.code: one.name for one in sites.standings(visit.township)}
    facts = {
        **tab(visit, "/devices"),
        "title": f"登记单：{names.get(site, site)}",
        "site_name": names.get(site, site),
        "site_code": site,
        "replaces": replaces,
        "code": code,
        "url": visit.address.rstrip("/"),
        "qr": qr(visit.address, code),
        "hours": enrolment.VALID_HOURS,
        "tries": enrolment.TRIES,
    }
    return Shown("enrol_code.html", facts, about=site)


def qr(address: str, code: str) -> str:
    """A picture as a data address: what a PC's camera or scanner reads instead of typing."""
    held = io.BytesIO()
    segno.make(f"{address.rstrip('/')}#{code}", error="m").save(held, kind="png", scale=QR_SCALE, border=2)
    return "data:image/png;base64," + b64encode(held.getvalue()).decode("ascii")


PAGES = (Page("/devices", show, OVERSIGHT),)
ACTS = (
    Act("/devices/sites", add_site, show, "添加服务点", ADMIN_ONLY),
    Act("/devices/code", enrol_code, show, "开登记码", ADMIN_ONLY),
)
