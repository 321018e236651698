"""窗口受理: the township's own window, by the same rules as a village's counter."""

from __future__ import annotations

from app.domain.case_events import DECLINE_GROUNDS
from app.domain.cases import FORM_WORDS, KIND_WORDS, MODE_WORDS, MaterialForm, ServiceMode
from app.domain.catalogue import ServiceItem
from app.domain.requests import AcceptRequest, MaterialGiven
from app.services import acceptance, items
from sync.server.console.visits import OFFICE_WORK, Act, Done, Page, Shown, Typed, Visit


def show(visit: Visit) -> Shown:
    catalogue = items.in_force(visit.township.register, visit.township.clock)
    grouped: dict[str, list[ServiceItem]] = {}
    for item in catalogue.items:
        grouped.setdefault(item.category, []).append(item)
    facts = {
        "title": "窗口受理",
        "here": "accept",
        "grouped": grouped,
        "sample": catalogue.sample,
        "modes": MODE_WORDS,
        "grounds": DECLINE_GROUNDS,
        "choose": visit.typed.one("item") or visit.asked.one("item"),
        **_asked(visit, visit.typed),
    }
    return Shown("accept.html", facts)


def papers(visit: Visit) -> Shown:
    """Only the papers of the item that was just chosen."""
    return Shown("accept_papers.html", _asked(visit, visit.typed))


def look(visit: Visit) -> Shown:
    """What would become of the request as it stands now; nothing is written."""
    preview = acceptance.preview(visit.desk, _request(visit.typed))
    facts = {"preview": preview, "kinds": KIND_WORDS}
    return Shown("accept_preview.html", facts)


def accept(visit: Visit) -> Done:
    accepted = acceptance.accept(visit.desk, _request(visit.typed))
    due = f"，{accepted.due_on:%Y-%m-%d} 前办结" if accepted.due_on else ""
    missing = f"还缺 {'、'.join(accepted.missing)}，请一次告知。" if accepted.missing else ""
    said = (
        f"已受理 {accepted.case_no}，{KIND_WORDS[accepted.kind]}{due}。{missing}{''.join(accepted.warnings)}"
    )
    return Done(said, f"/cases/{accepted.case_no}", accepted.case_no)


def decline(visit: Visit) -> Done:
    declined = acceptance.decline(
        visit.desk,
        _request(visit.typed),
        visit.typed.one("ground"),
        visit.typed.one("legal_basis"),
        visit.typed.one("where_to_go"),
    )
    return Done(
        f"已记下不予受理 {declined.case_no}。请说明依据和去处。",
        f"/cases/{declined.case_no}",
        declined.case_no,
    )


def _request(typed: Typed) -> AcceptRequest:
    mode = typed.one("mode")
    return AcceptRequest(
        name=typed.one("name"),
        item=typed.one("item"),
        id_number=typed.one("id_number"),
        id_missing_reason=typed.one("id_missing_reason"),
        phone=typed.one("phone"),
        group=typed.one("group"),
        materials=tuple(
            MaterialGiven(name, _paper_form(typed.one(f"form_{name}"))) for name in typed.every("paper")
        ),
        mode=ServiceMode(mode) if mode in set(ServiceMode) else ServiceMode.COUNTER,
        note=typed.one("note"),
        again=typed.one("again"),
        representative=typed.one("representative"),
        representative_relation=typed.one("representative_relation"),
        organisation=typed.one("organisation"),
        credit_code=typed.one("credit_code"),
    )


def _paper_form(stored: str) -> MaterialForm:
    return MaterialForm(stored) if stored in set(MaterialForm) else MaterialForm.COPY


def _asked(visit: Visit, typed: Typed) -> dict[str, object]:
    code = typed.one("item") or visit.asked.one("item")
    item = items.in_force(visit.township.register, visit.township.clock).item(code) if code else None
    return {"item": item, "forms": FORM_WORDS, "typed": typed}


PAGES = (Page("/accept", show, OFFICE_WORK),)
ACTS = (
    Act("/accept/again", show, show, ""),
    Act("/accept/papers", papers, papers, ""),
    Act("/accept/look", look, look, ""),
    Act("/accept", accept, show, "窗口受理"),
    Act("/accept/decline", decline, show, "不予受理"),
)
