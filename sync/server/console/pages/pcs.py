"""The rooms' PCs: last contact, version, backup; one that is lost is revoked with a reason, one that is found let in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.errors import Refusal
from app.models.lines import decode
from app.models.tables import JournalLine
from sync.server import backup_ages, revoking, sites
from sync.server.console import paging
from sync.server.console.pages.devices import enrolment_sheet
from sync.server.console.paging import asked_first
from sync.server.console.shapes import Shape
from sync.server.console.tabs import tab
from sync.server.console.visits import ADMIN_ONLY, OVERSIGHT, Act, Done, Page, Shown, Visit
from sync.server.revoking import PcStanding
from sync.server.township import Township

PCS = "/devices/pcs"


@dataclass(frozen=True, slots=True)
class PcLine:
    """One PC as the office sees it. ``shape``: of its last line."""

    pc: PcStanding
    site: str
    shape: Shape
    backup_at: datetime | None


def show(visit: Visit) -> Shown:
    lines = [one for one in revoking.standings(visit.township) if one.site_code in visit.villages]
    page = paging.cut(lines, asked_first(visit.asked))
    facts = {**tab(visit, PCS), "page": page.of(_lines(visit.township, page.rows))}
    return Shown("pcs.html", facts)


def show_one(visit: Visit) -> Shown:
    line = _one(visit)
    successor = next(
        (one.name for one in revoking.standings(visit.township) if one.replica_id == line.pc.succeeded_by), ""
    )
    facts = {**tab(visit, PCS), "title": f"电脑 {line.pc.name}", "line": line, "successor": successor}
    return Shown("pc.html", facts, about=line.pc.name)


def revoke(visit: Visit) -> Done:
    """Only with a reason, and after saying that it is this PC."""
    line = _one(visit)
    if not visit.typed.one("sure"):
        raise Refusal("请先核对是不是这台电脑，再勾选“核对过”。没有停用。", field="sure", code="not-sure")
    found = revoking.revoke(visit.township, line.pc.replica_id, visit.typed.one("reason"))
    said = f"已停用 {found.name}。它以后送来的数据会放在隔离区，由您决定；停用错了可以恢复。"
    return Done(said, f"{PCS}/{found.replica_id}", found.name)


def admit(visit: Visit) -> Done:
    found = revoking.admit(visit.township, _one(visit).pc.replica_id, visit.typed.one("reason"))
    return Done(f"已恢复 {found.name}，它可以继续同步。", f"{PCS}/{found.replica_id}", found.name)


def replace(visit: Visit) -> Shown:
    """A sheet for the PC that takes this one's place: with its code the new one pulls the room's register back."""
    pc = _one(visit).pc
    return enrolment_sheet(visit, pc.site_code, pc.replica_id)


def _one(visit: Visit) -> PcLine:
    """The PC of the address, whose village this account may see; Refusal ``no-such-pc``."""
    wanted = visit.path["pc"]
    for one in revoking.standings(visit.township):
        if one.replica_id == wanted and one.site_code in visit.villages:
            return _lines(visit.township, [one])[0]
    raise Refusal("没有这台电脑，或不在您负责的范围内。", field="pc", code="no-such-pc")


def _lines(township: Township, pcs: Sequence[PcStanding]) -> tuple[PcLine, ...]:
    names = {one.code: one.name for one in sites.standings(township)}
    shapes = _shapes(township, pcs)
    backups = backup_ages.of_rooms(township, {pc.site_code for pc in pcs})
    return tuple(
        PcLine(
            pc,
            names.get(pc.site_code, pc.site_code),
            Shape(shapes.get(pc.replica_id)),
            backups.get((pc.site_code, pc.pc_code)),
        )
        for pc in pcs
    )


def _shapes(township: Township, pcs: Sequence[PcStanding]) -> Mapping[str, int]:
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


PAGES = (
    Page(PCS, show, OVERSIGHT),
    Page(f"{PCS}/{{pc}}", show_one, OVERSIGHT, noted="查看电脑"),
)
ACTS = (
    Act(f"{PCS}/{{pc}}/revoke", revoke, show_one, "停用电脑", ADMIN_ONLY),
    Act(f"{PCS}/{{pc}}/admit", admit, show_one, "恢复电脑", ADMIN_ONLY),
    Act(f"{PCS}/{{pc}}/replace", replace, show_one, "开替换登记码", ADMIN_ONLY),
)
