"""A case at the township: its facts, papers and timeline, and every step that may be recorded now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from app.clock import today
from app.domain import deadlines
from app.domain.acceptance import TIER_WORDS
from app.domain.case_events import EVENT_FIELDS, EventField
from app.domain.cases import EVENT_WORDS, FORM_WORDS, MODE_WORDS, CaseEventKind, CaseState, Tier
from app.errors import Refusal
from app.models.calendars import working_calendar
from app.models.queries import agents
from app.models.tables import ServiceCase
from app.services import attachments, case_lookup, case_surroundings, cases, kept_prints
from sync.server.console import case_lists, dispatching, tiers
from sync.server.console.accounts import Role
from sync.server.console.case_lists import Limit
from sync.server.console.visits import OFFICE_WORK, Act, Done, Page, Shown, Visit

_E = CaseEventKind
NOT_BY_FORM = frozenset({_E.ACCEPTED, _E.COMPLAINED, _E.RATED})
"""Complaints have a page of their own; a villager rates on a screen of the room or on paper."""
BEFORE_RECEIPT = (_E.RECEIVED, _E.RETURNED, _E.ASSIGNED, _E.COMPLETED, _E.ESCALATED)
AFTER_RECEIPT = (_E.COMPLETED, _E.ASSIGNED, _E.RETURNED, _E.ESCALATED, _E.RECEIVED)
WHILE_ABOVE = (_E.COMPLETED, _E.RETURNED)
"""The steps with a form of their own, in the order in which an office needs them; the first stands open, but
not what is decided above: it is taken down here only where the answer came by paper or telephone.
"""
OWN_WORDS = {"reference": "本级收件号", "answer_due_on": "本级答复期限"}
FILLED_IN = frozenset({"to_agent", "count", "by", "complaint_id"})


class Place(StrEnum):
    """Where a case lies, as an office sees it."""

    BELOW = "below"
    HERE = "here"
    TAKEN_IN = "taken_in"
    ABOVE = "above"


@dataclass(frozen=True, slots=True)
class StepForm:
    """One step that may be recorded now: its words and what must or may be said with it."""

    event: CaseEventKind
    words: str
    fields: tuple[EventField, ...]
    values: Mapping[str, str]


def show(visit: Visit) -> Shown:
    kept = case_of(visit)
    file = cases.show(
        visit.township.register, kept.case_no, visit.township.clock, viewer=visit.viewer(kept.site_code)
    )
    may = file.allowed if visit.account.role in OFFICE_WORK else ()
    own = kept.site_code == visit.township.register.site_code
    place = _place(visit, kept)
    forms = [_form(visit, kept, event) for event in _may(visit, may, place) if event not in NOT_BY_FORM]
    first = [form for event in _order(place, own=own) for form in forms if form.event is event]
    facts = {
        "title": f"办件 {kept.case_no}",
        "here": "inbox",
        "file": file,
        "kept": kept,
        "site": case_lists.names_of(visit.township).get(kept.site_code, kept.site_code),
        "tier_words": TIER_WORDS[Tier(kept.item_tier)],
        "mode_words": MODE_WORDS[file.mode],
        "form_words": FORM_WORDS,
        "kept_papers": () if own else kept_prints.printed_of(visit.township.register, kept.case_no),
        "own_papers": case_surroundings.papers_of(file) if own and visit.account.role in OFFICE_WORK else (),
        "whole_number": "",
        "first": first,
        "others": [form for form in forms if form not in first],
        "given_to": _given_to(visit, kept),
        "limits": _limits(visit, kept, runs=file.row.state is CaseState.ESCALATED),
        "scans": attachments.rows(visit.township.register, kept.case_no),
        "candidates": dispatching.candidates(visit.township, kept) if _E.ASSIGNED in may else (),
        "asked": visit.path.get("event", ""),
        "place": place,
        "is_above": file.row.state is CaseState.ESCALATED,
        "may_act": visit.account.role is not Role.SUPERVISOR,
    }
    return Shown("case.html", facts, about=kept.case_no)


def record(visit: Visit) -> Done:
    """Record one step; what is said is checked by the same rules as at a room's counter."""
    kept = case_of(visit)
    event = cases_event(visit.path["event"])
    changed = cases.record(visit.desk, kept.case_no, event, data=_said(visit, event))
    warning = "".join(changed.warnings)
    todo = f"接下来：{changed.todo}。" if changed.todo else ""
    return Done(
        f"已记录“{EVENT_WORDS[event]}”。{todo}{warning}",
        f"/cases/{kept.case_no}",
        about=f"{kept.case_no} {EVENT_WORDS[event]}",
    )


def cases_event(name: str) -> CaseEventKind:
    """The event in the address; Refusal ``unknown-event``."""
    if name not in set(_E) or _E(name) in NOT_BY_FORM:
        raise Refusal("没有这一步骤。", field="event", code="unknown-event")
    return _E(name)


def case_of(visit: Visit) -> ServiceCase:
    """The case of the address, whose village this account may see."""
    register = visit.township.register
    with register.reading() as session:
        kept = case_lookup.find_case(session, register.site_code, visit.path["case_no"])
    visit.require_site(kept.site_code)
    return kept


def _said(visit: Visit, event: CaseEventKind) -> dict[str, object]:
    """What the form says; papers ticked on the list stand before those that were written."""
    said: dict[str, object] = {}
    for field in EVENT_FIELDS[event]:
        if field.type == "list":
            written = visit.typed.one(field.name).replace("；", ";").replace("、", ";").split(";")
            ticked = visit.typed.every(f"{field.name}_ticked")
            said[field.name] = [name for part in (*ticked, *written) if (name := part.strip())]
        else:
            said[field.name] = visit.typed.one(field.name).strip()
    if event in (_E.RECEIVED, _E.RETURNED):
        said["by"] = visit.account.name
    if event is _E.ASSIGNED:
        said.update(_given(visit, str(said["to"])))
    return {name: value for name, value in said.items() if value not in ("", [])}


def _given(visit: Visit, to: str) -> dict[str, object]:
    """Who was chosen: somebody on the list by id, or a department that was written."""
    chosen = visit.typed.one("to_agent").strip()
    if not chosen:
        return {"to": to, "to_agent": ""}
    with visit.township.register.reading() as session:
        found = agents.actors(session, [chosen])
    if chosen not in found:
        raise Refusal("选中的人已不在名单里，请重新选。", field="to", code="no-agent")
    return {"to": found[chosen].name, "to_agent": chosen}


def _form(visit: Visit, kept: ServiceCase, event: CaseEventKind) -> StepForm:
    fields = tuple(
        replace(field, words=OWN_WORDS.get(field.name, field.words))
        for field in EVENT_FIELDS[event]
        if field.name not in FILLED_IN
    )
    values = {}
    if event is _E.RECEIVED:
        own = tiers.tier(visit.township)
        due_on = tiers.limit_of(own, kept) or _usual_answer(visit, kept)
        values = {
            "answer_due_on": due_on.isoformat() if due_on else "",
            "reference": tiers.number_of(own, kept),
        }
    return StepForm(event, EVENT_WORDS[event], fields, values)


def _place(visit: Visit, kept: ServiceCase) -> Place:
    """Where the case lies, as this office sees it."""
    of = tiers.tier(visit.township)
    with visit.township.register.reading() as session:
        where = case_lists.where_of(session, kept.site_code, kept.id)
    if where.tier is of:
        return Place.TAKEN_IN if where.taken_in else Place.HERE
    if where.tier is None or (of is Tier.DISTRICT and where.tier is Tier.TOWNSHIP):
        return Place.BELOW
    return Place.ABOVE


def _may(visit: Visit, events: tuple[CaseEventKind, ...], place: Place) -> tuple[CaseEventKind, ...]:
    """A district acts on what lies there; on the others it can only say something."""
    if tiers.is_district(visit.township) and place is Place.BELOW:
        return tuple(event for event in events if event is _E.PROGRESSED)
    return events


def _order(place: Place, *, own: bool) -> tuple[CaseEventKind, ...]:
    if place is Place.ABOVE:
        return WHILE_ABOVE
    if own:
        return ()
    return AFTER_RECEIPT if place is Place.TAKEN_IN else BEFORE_RECEIPT


def _limits(visit: Visit, kept: ServiceCase, *, runs: bool) -> list[tuple[str, Limit]]:
    """The numbers and limits of this tier and of the other one above the village, where there are any."""
    own, clock = tiers.tier(visit.township), visit.township.clock
    other = Tier.TOWNSHIP if own is Tier.DISTRICT else Tier.DISTRICT
    with visit.township.register.reading() as session:
        calendar = working_calendar(session, visit.township.register.site_code)
    named = ((own, "本级"), (other, tiers.WORDS[other].office))
    found = [(words, case_lists.limit(kept, of, today(clock), calendar, runs=runs)) for of, words in named]
    return [(words, one) for words, one in found if one.no or one.due_on]


def _usual_answer(visit: Visit, kept: ServiceCase) -> date | None:
    """The department's own limit from today, where the catalogue names one."""
    if not kept.department_days:
        return None
    with visit.township.register.reading() as session:
        calendar = working_calendar(session, visit.township.register.site_code)
    return deadlines.due(today(visit.township.clock), kept.department_days, calendar).due_on


def _given_to(visit: Visit, kept: ServiceCase) -> str:
    with visit.township.register.reading() as session:
        return case_lists.given_to(session, kept.site_code, kept.id)


PAGES = (Page("/cases/{case_no}", show, noted="查看办件"),)
ACTS = (Act("/cases/{case_no}/{event}", record, show, "记录办件步骤"),)
