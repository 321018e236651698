"""Villages and what happened to their PCs; a PC is enrolled with a code and its QR, to be printed and given out."""

from __future__ import annotations

import io
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import segno

from sync.protocol import enrolment
from sync.server import backup_ages, enrolling, incidents, revoking, sites, upkeep
from sync.server.console import paging
from sync.server.console.paging import asked_first
from sync.server.console.visits import ADMIN_ONLY, OVERSIGHT, Act, Done, Page, Shown, Visit
from sync.server.sites import SiteStanding

INCIDENT_ROWS = 500
QR_SCALE = 5
STALE_DAYS = 7
TABS = {
    "/devices": "服务点",
    "/devices/pcs": "电脑",
    "/devices/quarantine": "隔离区",
    "/devices/events": "最近的事",
}
INCIDENT_WORDS = {
    "revoked": "停用电脑",
    "admitted": "恢复电脑",
    "taken-in": "读入隔离的一批",
    "declined": "决定不读入隔离的一批",
    "restored": "服务器恢复了备份",
    "offered": "电脑交还了服务器缺的记录",
    "digest": "两边核对不一致",
    "rekeyed": "电脑换了身份",
    "rotated": "电脑换了密钥",
    "replaced": "新电脑替换了旧电脑",
    "verify-failed": "定时核对发现不一致",
    "backup-failed": "定时备份没有做成",
}


@dataclass(frozen=True, slots=True)
class SiteLine:
    """One village: how many PCs it has in use, and the oldest backup among them (None: one never made any)."""

    standing: SiteStanding
    pcs: int
    oldest_backup: datetime | None


def tab(visit: Visit, path: str) -> dict[str, object]:
    """What every page of 服务点与电脑 says."""
    return {
        "title": f"服务点与电脑：{TABS[path]}",
        "here": "devices",
        "tabs": TABS,
        "tab": path,
        "now": visit.township.clock.now(),
        "stale_days": STALE_DAYS,
        "may_change": visit.account.role in ADMIN_ONLY,
    }


def show(visit: Visit) -> Shown:
    facts = {
        **tab(visit, "/devices"),
        "page": paging.cut(_lines(visit), asked_first(visit.asked)),
        "server_backup": backup_ages.of_server(visit.township),
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


def show_events(visit: Visit) -> Shown:
    """What happened to the PCs and to this server, the newest first."""
    may_see = ("", *visit.villages)
    names = {one.code: one.name for one in sites.standings(visit.township)}
    with visit.township.register.reading() as session:
        seen = [
            (
                one.at,
                INCIDENT_WORDS.get(one.kind, one.kind),
                names.get(one.site_code, one.site_code),
                _why(one.detail),
            )
            for one in incidents.recent(session, INCIDENT_ROWS)
            if one.site_code in may_see
        ]
    return Shown(
        "devices_events.html",
        {**tab(visit, "/devices/events"), "page": paging.cut(seen, asked_first(visit.asked))},
    )


def _why(detail: Mapping[str, object]) -> str:
    """The reason that somebody wrote, or how many lines it was about."""
    lines = detail.get("lines")
    return str(detail.get("reason") or (f"{lines} 条" if lines else ""))


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
        "qr": _qr(visit.address, code),
        "hours": enrolment.VALID_HOURS,
        "tries": enrolment.TRIES,
    }
    return Shown("enrol_code.html", facts, about=site)


def _qr(address: str, code: str) -> str:
    """A picture as a data address: what a PC's camera or scanner reads instead of typing."""
    held = io.BytesIO()
    segno.make(f"{address.rstrip('/')}#{code}", error="m").save(held, kind="png", scale=QR_SCALE, border=2)
    return "data:image/png;base64," + b64encode(held.getvalue()).decode("ascii")


PAGES = (
    Page("/devices", show, OVERSIGHT),
    Page("/devices/events", show_events, OVERSIGHT),
)
ACTS = (
    Act("/devices/sites", add_site, show, "添加服务点", ADMIN_ONLY),
    Act("/devices/code", enrol_code, show, "开登记码", ADMIN_ONLY),
)
