"""投诉: what the villages sent up or must answer, and the township's ruling; never shown to whom it concerns."""

from __future__ import annotations

from app.errors import Refusal
from app.services import complaints as service
from app.services.complaints import ComplaintRow
from sync.server.console import case_lists, paging
from sync.server.console.paging import asked_first
from sync.server.console.visits import OVERSIGHT, Act, Done, Page, Shown, Visit

PAGE_ROWS = 10


def show(visit: Visit) -> Shown:
    rows = [row for row in _rows(visit) if not (visit.asked.one("open") and row.ruling)]
    facts = {
        "title": "投诉",
        "here": "complaints",
        "page": paging.cut(rows, asked_first(visit.asked), PAGE_ROWS),
        "kept": {"open": "1"} if visit.asked.one("open") else {},
        "names": case_lists.names_of(visit.township),
        "own": visit.township.register.site_code,
    }
    return Shown("complaints.html", facts)


def rule(visit: Visit) -> Done:
    complaint_id = visit.path["complaint_id"]
    if complaint_id not in {row.complaint_id for row in _rows(visit)}:
        raise Refusal("没有这件投诉。", field="complaint", code="no-complaint")
    service.rule(visit.desk, complaint_id, visit.typed.one("ruling"))
    return Done("已记下处理意见，会传给受理的服务点。", "/complaints", complaint_id)


def _rows(visit: Visit) -> tuple[ComplaintRow, ...]:
    """Without those about whoever looks, also where he has an agent's record in a village of the same name."""
    listed = service.listed(visit.township.register, visit.township.clock, viewer=visit.account.agent_id)
    return tuple(row for row in listed if row.site_code in visit.sites and row.about != visit.account.name)


PAGES = (Page("/complaints", show, OVERSIGHT, noted="查看投诉"),)
ACTS = (Act("/complaints/{complaint_id}", rule, show, "投诉处理意见", OVERSIGHT),)
