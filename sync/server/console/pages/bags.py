"""清单对账: the bag that came from a village, ticked against its list by number or QR; true slips told from false."""

from __future__ import annotations

from sqlalchemy import select

from app.errors import Refusal
from app.models.tables import TransferList
from app.services import slip_codes, transfer_lists
from app.services.case_lookup import QR_MARK, number_in
from app.services.transfer_lists import DIRECTION_WORDS
from sync.server.console import case_lists, paging
from sync.server.console.paging import asked_first
from sync.server.console.visits import OFFICE_WORK, Act, Done, Page, Shown, Visit


def show(visit: Visit) -> Shown:
    """Lists that wait to be ticked first, then those that were; and what a scanned code proved."""
    newest = (
        select(TransferList.site_code, TransferList.id)
        .where(TransferList.site_code.in_(visit.villages))
        .order_by(TransferList.checked_at.is_not(None), TransferList.made_at.desc(), TransferList.id)
    )
    with visit.township.register.reading() as session:
        page = paging.read(session, newest, asked_first(visit.asked))
        lists = [session.get_one(TransferList, key) for key in page.rows]
        rows = [
            (one.site_code, one.list_no, one.direction, one.made_at, len(one.rows), one.checked_at)
            for one in lists
        ]
    facts = {
        "title": "清单对账",
        "here": "bags",
        "page": page.of(rows),
        "names": case_lists.names_of(visit.township),
        "directions": DIRECTION_WORDS,
        **_scanned(visit),
    }
    return Shown("bags.html", facts)


def show_list(visit: Visit) -> Shown:
    return _shown(visit, _list(visit), set(visit.typed.every("there")))


def _shown(visit: Visit, kept: TransferList, there: set[str], just: str = "") -> Shown:
    """A list with what was ticked so far; ``just`` is the case whose code was scanned last."""
    shown = transfer_lists.row_of(kept)
    facts = {
        "title": f"清单 {kept.list_no}",
        "here": "bags",
        "site": case_lists.names_of(visit.township).get(kept.site_code, kept.site_code),
        "site_code": kept.site_code,
        "row": shown,
        "direction": DIRECTION_WORDS[kept.direction],
        "there": there,
        "just": just,
        "count": sum(line.case_no in there for line in shown.lines),
    }
    return Shown("bag.html", facts, about=kept.list_no)


def scan(visit: Visit) -> Shown:
    """Tick the case whose slip was scanned (a scanner types its code and Enter); nothing is kept yet.

    Refusals on ``scan``: those of a false slip, ``not-on-the-list``, ``checked``.
    """
    kept = _list(visit)
    if kept.checked_at is not None:
        raise Refusal(f"{kept.list_no} 已经对过账。", field="scan", code="checked")
    number = _number(visit, visit.typed.one("scan").strip())
    if number not in {row["case_no"] for row in kept.rows}:
        raise Refusal(
            f"{number} 不在这张清单上，没有打勾。请看是不是别的清单的，先放在一边。",
            field="scan",
            code="not-on-the-list",
        )
    return _shown(visit, kept, {*visit.typed.every("there"), number}, number)


def _number(visit: Visit, code: str) -> str:
    """The case number of a slip that is true, or one that was typed."""
    if not code:
        raise Refusal("请扫单据上的码，或输入办件号。", field="scan", code="nothing")
    if code.upper().startswith(QR_MARK):
        return slip_codes.check(visit.township.register, code).case_no
    return number_in(code)


def tick(visit: Visit) -> Done:
    """What is not ticked is missing; every paper in the bag was ticked by hand or by its code."""
    kept = _list(visit)
    there = set(visit.typed.every("there"))
    missing = [str(row["case_no"]) for row in kept.rows if row["case_no"] not in there]
    remark = visit.typed.one("remark")
    row = transfer_lists.tick(visit.desk, kept.list_no, missing, remark, site_code=kept.site_code)
    said = f"，缺 {'、'.join(missing)}" if missing else "，一件不少"
    return Done(f"{row.list_no} 共 {len(row.lines)} 件{said}。", "/bags", kept.list_no)


def _list(visit: Visit) -> TransferList:
    site = visit.require_site(visit.path["site"])
    with visit.township.register.reading() as session:
        query = select(TransferList).where(
            TransferList.site_code == site, TransferList.list_no == visit.path["list_no"]
        )
        kept = session.scalars(query).first()
    if kept is None:
        raise Refusal("没有这张清单，可能还没有同步过来。", field="list_no", code="no-list")
    return kept


def _scanned(visit: Visit) -> dict[str, object]:
    """A scanned or typed code: whether the slip is true, and the list or case it leads to."""
    code = visit.asked.one("code").strip()
    if not code:
        return {"code": "", "checked": None, "wrong": "", "lists": ()}
    try:
        if code.upper().startswith(QR_MARK):
            checked = slip_codes.check(visit.township.register, code)
            number, proved = checked.case_no, True
        else:
            number, proved = code, False
    except Refusal as refusal:
        return {"code": code, "checked": None, "wrong": refusal.sentence, "lists": ()}
    with visit.township.register.reading() as session:
        query = select(TransferList.site_code, TransferList.list_no).where(
            TransferList.list_no == number, TransferList.site_code.in_(visit.villages)
        )
        lists = [(site, list_no) for site, list_no in session.execute(query)]
    return {"code": code, "checked": (number, proved), "wrong": "", "lists": lists}


PAGES = (
    Page("/bags", show, OFFICE_WORK),
    Page("/bags/{site}/{list_no}", show_list, OFFICE_WORK, noted="查看清单"),
)
ACTS = (
    Act("/bags/{site}/{list_no}", tick, show_list, "清单对账"),
    Act("/bags/{site}/{list_no}/scan", scan, show_list, ""),
)
