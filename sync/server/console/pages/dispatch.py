"""派单: cases that villages handle, and sending one to the agent who knows the matter and has the time."""

from __future__ import annotations

from app.errors import Refusal
from app.models.queries import agents
from app.models.tables import ServiceCase
from app.services import case_lookup, cases
from sync.server.console import case_lists, dispatching
from sync.server.console.paging import asked_first
from sync.server.console.visits import OFFICE_WORK, Act, Done, Page, Shown, Visit


def show(visit: Visit) -> Shown:
    chosen = visit.asked.one("site")
    sites = (visit.require_site(chosen),) if chosen else visit.villages
    names = case_lists.names_of(visit.township)
    facts = {
        "title": "派单",
        "here": "dispatch",
        "villages": {code: names.get(code, code) for code in visit.villages},
        "kept": {"site": chosen} if chosen else {},
        "page": dispatching.waiting(visit.township, sites, asked_first(visit.asked)),
    }
    return Shown("dispatch.html", facts)


def show_case(visit: Visit) -> Shown:
    kept = _case(visit)
    file = cases.show(
        visit.township.register, kept.case_no, visit.township.clock, viewer=visit.viewer(kept.site_code)
    )
    facts = {
        "title": f"派单：{kept.case_no}",
        "here": "dispatch",
        "file": file,
        "candidates": dispatching.candidates(visit.township, kept),
    }
    return Shown("dispatch_case.html", facts, about=kept.case_no)


def assign(visit: Visit) -> Done:
    kept = _case(visit)
    chosen = visit.typed.one("to_agent")
    with visit.township.register.reading() as session:
        found = agents.actors(session, [chosen])
    if chosen not in found:
        raise Refusal("请先选一位代办员。没有派单。", field="to_agent", code="no-agent")
    said = {"to": found[chosen].name, "to_agent": chosen, "reason": visit.typed.one("reason").strip()}
    cases.record(visit.desk, kept.case_no, "assigned", data={k: v for k, v in said.items() if v})
    return Done(
        f"已把 {kept.case_no} 派给{found[chosen].name}，村里下次同步就能看到。", "/dispatch", kept.case_no
    )


def _case(visit: Visit) -> ServiceCase:
    register = visit.township.register
    with register.reading() as session:
        kept = case_lookup.find_case(session, register.site_code, visit.path["case_no"])
    visit.require_site(kept.site_code)
    return kept


PAGES = (
    Page("/dispatch", show, OFFICE_WORK),
    Page("/dispatch/{case_no}", show_case, OFFICE_WORK, noted="查看办件"),
)
ACTS = (Act("/dispatch/{case_no}", assign, show_case, "派单"),)
