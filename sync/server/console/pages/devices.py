"""Villages and their PCs: enrolling with a code and its QR, revoking, letting in again, what lies in quarantine."""

from __future__ import annotations

import io
from base64 import b64encode
from collections.abc import Mapping

import segno
from sqlalchemy import select

from app.errors import Refusal
from app.models.lines import SCHEMA, decode
from app.models.tables import JournalLine
from sync.protocol import enrolment
from sync.protocol.codes import CODES
from sync.server import enrolling, incidents, quarantine_decisions, revoking, sites
from sync.server.console.visits import ADMIN_ONLY, OVERSIGHT, Act, Done, Page, Shown, Visit
from sync.server.revoking import PcStanding
from sync.server.township import Township

INCIDENT_ROWS = 20
QR_SCALE = 5
INCIDENT_WORDS = {
    "revoked": "停用电脑",
    "admitted": "恢复电脑",
    "taken-in": "读入隔离的一批",
    "restored": "服务器恢复了备份",
    "offered": "电脑交还了服务器缺的记录",
    "digest": "两边核对不一致",
    "rekeyed": "电脑换了身份",
    "rotated": "电脑换了密钥",
    "replaced": "新电脑替换了旧电脑",
    "verify-failed": "定时核对发现不一致",
    "backup-failed": "定时备份没有做成",
}


def show(visit: Visit) -> Shown:
    township, may_see = visit.township, visit.villages
    standings = [one for one in sites.standings(township) if one.code in may_see]
    pcs = [one for one in revoking.standings(township) if one.site_code in may_see]
    shapes = _shapes(township, pcs)
    with township.register.reading() as session:
        seen = incidents.recent(session, INCIDENT_ROWS)
        noted = [(one.at, INCIDENT_WORDS.get(one.kind, one.kind), one.site_code) for one in seen]
    facts = {
        "title": "服务点与电脑",
        "here": "devices",
        "standings": standings,
        "names": {one.code: one.name for one in standings},
        "pcs": pcs,
        "shapes": shapes,
        "newest": SCHEMA,
        "code_words": {code: known.sentence for code, known in CODES.items()},
        "kept": [
            k for k in quarantine_decisions.listed(township) if k.header and k.header.site_code in may_see
        ],
        "incidents": [one for one in noted if one[2] in ("", *may_see)],
        "now": township.clock.now(),
        "may_change": visit.account.role in ADMIN_ONLY,
    }
    return Shown("devices.html", facts)


def add_site(visit: Visit) -> Done:
    code = sites.add_site(visit.township, visit.typed.one("code"), visit.typed.one("name"))
    return Done(f"已添加 {visit.typed.one('name').strip()}（{code}）。", "/devices", code)


def enrol_code(visit: Visit) -> Shown:
    """A fresh code, shown once, with a QR that also holds the server's address."""
    site = visit.require_site(visit.typed.one("site"))
    code = enrolling.new_code(visit.township, site)
    names = {one.code: one.name for one in sites.standings(visit.township)}
    facts = {
        "title": f"登记码：{names.get(site, site)}",
        "here": "devices",
        "code": code,
        "qr": _qr(visit.address, code),
        "hours": enrolment.VALID_HOURS,
        "tries": enrolment.TRIES,
    }
    return Shown("enrol_code.html", facts, about=site)


def revoke(visit: Visit) -> Done:
    found = revoking.revoke(visit.township, visit.typed.one("pc"), visit.typed.one("reason"))
    return Done(f"已停用 {found.name}。它以后送来的数据会放在隔离区，由您决定。", "/devices", found.name)


def admit(visit: Visit) -> Done:
    found = revoking.admit(visit.township, visit.typed.one("pc"), visit.typed.one("reason"))
    return Done(f"已恢复 {found.name}，它可以继续同步。", "/devices", found.name)


def take_in(visit: Visit) -> Done:
    tag = visit.typed.one("tag")
    new = quarantine_decisions.take_in(visit.township, tag)
    return Done(f"已读入，新收 {new} 条。", "/devices", tag)


def _shapes(township: Township, pcs: list[PcStanding]) -> Mapping[str, int]:
    """The shape number in the last line of each PC, which tells how old its program is."""
    found = {}
    with township.register.reading() as session:
        for pc in pcs:
            line = (
                select(JournalLine.raw)
                .where(
                    JournalLine.site_code == pc.site_code,
                    JournalLine.replica_id == pc.replica_id,
                    JournalLine.seq == pc.entries,
                )
                .limit(1)
            )
            raw = session.scalars(line).first()
            if raw is not None:
                found[pc.replica_id] = _shape(raw)
    return found


def _shape(raw: bytes) -> int:
    try:
        return decode(raw).schema
    except Refusal:
        return 0


def _qr(address: str, code: str) -> str:
    """A picture as a data address: what a PC's camera or scanner reads instead of typing."""
    held = io.BytesIO()
    segno.make(f"{address.rstrip('/')}#{code}", error="m").save(held, kind="png", scale=QR_SCALE, border=2)
    return "data:image/png;base64," + b64encode(held.getvalue()).decode("ascii")


PAGES = (Page("/devices", show, OVERSIGHT),)
ACTS = (
    Act("/devices/sites", add_site, show, "添加服务点", ADMIN_ONLY),
    Act("/devices/code", enrol_code, show, "开登记码", ADMIN_ONLY),
    Act("/devices/revoke", revoke, show, "停用电脑", ADMIN_ONLY),
    Act("/devices/admit", admit, show, "恢复电脑", ADMIN_ONLY),
    Act("/devices/take-in", take_in, show, "读入隔离的一批", ADMIN_ONLY),
)
