"""最近的事: what happened to the PCs, to the servers below and to this server, the newest first."""

from __future__ import annotations

from collections.abc import Mapping

from sync.server import incidents
from sync.server.console import case_lists, paging
from sync.server.console.paging import asked_first
from sync.server.console.tabs import EVENTS, tab
from sync.server.console.visits import OVERSIGHT, Page, Shown, Visit

INCIDENT_ROWS = 500
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


def show(visit: Visit) -> Shown:
    may_see, names = ("", *visit.villages), case_lists.names_of(visit.township)
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
    page = paging.cut(seen, asked_first(visit.asked))
    return Shown("devices_events.html", {**tab(visit, EVENTS), "page": page})


def _why(detail: Mapping[str, object]) -> str:
    """The reason that somebody wrote, or how many lines it was about."""
    lines = detail.get("lines")
    return str(detail.get("reason") or (f"{lines} 条" if lines else ""))


PAGES = (Page(EVENTS, show, OVERSIGHT),)
ACTS = ()
