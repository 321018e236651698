"""隔离区: what was kept aside unread; the administrator looks at the counts and decides batch by batch."""

from __future__ import annotations

from app.errors import Refusal
from sync.protocol.codes import CODES
from sync.server import quarantine_decisions, revoking
from sync.server.console import case_lists, paging
from sync.server.console.paging import asked_first
from sync.server.console.tabs import QUARANTINE, tab
from sync.server.console.visits import ADMIN_ONLY, OVERSIGHT, Act, Done, Page, Shown, Visit
from sync.server.quarantine import AUTHENTIC, Kept

TYPE_WORDS = {
    "villager": "群众",
    "case": "办件",
    "material": "材料",
    "case_event": "办件步骤",
    "agent": "代办员",
    "paper_print": "打印记录",
    "attachment": "附件",
}
WHY = {
    "revoked": "电脑停用以后送来的",
    "bad-signature": "签名不对，不能证明是这台电脑写的",
    "bad-hash": "内容和校验对不上，路上坏了或被改过",
    "bad-compression": "内容解不开",
    "bad-count": "行数和开头写的对不上",
    "truncated": "没有传完整",
    "bad-header": "开头读不懂",
    "bad-magic": "不是同步的内容",
}


def show(visit: Visit) -> Shown:
    pcs = _pcs(visit)
    facts = {
        **tab(visit, QUARANTINE),
        "page": paging.cut(_kept(visit), asked_first(visit.asked)),
        "names": case_lists.names_of(visit.township),
        "pcs": {pc: name for pc, (_site, name) in pcs.items()},
        "why": {code: known.sentence for code, known in CODES.items()} | WHY,
    }
    return Shown("quarantine.html", facts)


def show_one(visit: Visit) -> Shown:
    kept = _one(visit)
    try:
        content, unreadable = quarantine_decisions.show(visit.township, kept.tag), ""
    except Refusal as refusal:
        content, unreadable = None, refusal.sentence
    facts = {
        **tab(visit, QUARANTINE),
        "title": f"隔离的一批 {kept.tag[:8]}",
        "kept": kept,
        "pc": _pcs(visit)[kept.replica_id][1],
        "content": content,
        "unreadable": unreadable,
        "types": TYPE_WORDS,
        "why": WHY.get(kept.code) or (CODES[kept.code].sentence if kept.code in CODES else kept.code),
        "may_take_in": kept.code == AUTHENTIC and content is not None,
    }
    return Shown("quarantine_batch.html", facts, about=kept.tag[:8])


def take_in(visit: Visit) -> Done:
    kept = _one(visit)
    new = quarantine_decisions.take_in(visit.township, kept.tag)
    return Done(f"已读入，新收 {new} 条。电脑仍是停用的。", QUARANTINE, kept.tag[:8])


def decline(visit: Visit) -> Done:
    kept = _one(visit)
    quarantine_decisions.decline(visit.township, kept.tag, visit.typed.one("reason"))
    return Done("已决定不读入。原文件仍留在服务器上，不再询问。", QUARANTINE, kept.tag[:8])


def _pcs(visit: Visit) -> dict[str, tuple[str, str]]:
    """Each PC's village and name, of the villages this account may see."""
    return {
        one.replica_id: (one.site_code, one.name)
        for one in revoking.standings(visit.township)
        if one.site_code in visit.villages
    }


def _kept(visit: Visit) -> list[Kept]:
    """By the village of the PC it came from: what the batch says of itself is not believed."""
    pcs = _pcs(visit)
    return [one for one in quarantine_decisions.listed(visit.township) if one.replica_id in pcs]


def _one(visit: Visit) -> Kept:
    wanted = visit.path["tag"]
    for one in _kept(visit):
        if one.tag == wanted:
            return one
    raise Refusal("隔离区没有这一批，可能已经决定过了。", field="tag", code="no-such-batch")


PAGES = (
    Page(QUARANTINE, show, OVERSIGHT),
    Page(f"{QUARANTINE}/{{tag}}", show_one, OVERSIGHT, noted="查看隔离的一批"),
)
ACTS = (
    Act(f"{QUARANTINE}/{{tag}}/take-in", take_in, show_one, "读入隔离的一批", ADMIN_ONLY),
    Act(f"{QUARANTINE}/{{tag}}/decline", decline, show_one, "不读入隔离的一批", ADMIN_ONLY),
)
